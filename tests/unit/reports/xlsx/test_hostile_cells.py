"""Texts that spreadsheets would compute, cut or choke on: each comes back as it was written."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from cap_tui.core.plan import Action
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.text import clean
from cap_tui.exchange.worksheet_cells import Book
from cap_tui.exchange.worksheet_parts import LARGE, Parts
from cap_tui.i18n import activate
from cap_tui.reports.xlsx.cells import LONGEST
from cap_tui.reports.xlsx.workbook import make
from tests.unit.reports.hostile import HOSTILE
from tests.unit.reports.samples import ACTIONS, OPINIONS, sample
from tests.unit.reports.xlsx.opening import opened, records

FORMULAS = (
    "=1+1", "+33 6 12", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", "#REF!", "TRUE", "1e5",
    "_x0041_", "_x005F_x0041_", "2026-12-01", "1.1.2", "https://example.org", "'quoted", "  espaces  ", "a\nb",
)  # fmt: skip


@pytest.mark.parametrize("text", [*HOSTILE, *FORMULAS])
def test_a_text_is_read_back_as_it_was_written_and_never_computed(text: str) -> None:
    book = opened(sample(actions=(replace(ACTIONS[0], title=text, cause=text),)))
    sheet = book["Plan"]
    cell = sheet.cell(2, 2)
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert unescape(str(book["Plan"].cell(2, 7).value)) == clean(text)
    assert bool(cell.quotePrefix) is text.startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", FORMULAS)
def test_our_own_reader_gives_the_text_back_whole(text: str) -> None:
    activate("fr")
    data = make(sample(actions=(replace(ACTIONS[0], cause=text),)))
    cell = Book(Parts(data, LARGE)).cells("Plan")[2, 7]
    assert (cell.text, cell.formula) == (clean(text), False)


@given(st.text(max_size=80))
def test_any_text_at_all_makes_a_workbook_that_opens(text: str) -> None:
    activate("fr")
    data = make(sample(actions=(replace(ACTIONS[0], cause=text),)))
    told = Book(Parts(data, LARGE)).cells("Plan").get((2, 7))
    assert (told.text if told else "") == clean(text)


def test_nothing_in_the_file_is_a_formula_a_link_or_something_outside() -> None:
    activate("fr")
    lines = tuple(Action(id=f"a{n}", number=n, title=text, cause=text) for n, text in enumerate(FORMULAS, 1))
    parts = zipfile.ZipFile(BytesIO(make(sample(actions=lines))))
    sheets = [
        parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")
    ]
    assert all("<f>" not in sheet and "<hyperlink" not in sheet for sheet in sheets)
    assert not [name for name in parts.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_a_text_longer_than_a_cell_is_cut_in_sight_and_told_in_the_legend() -> None:
    long = "é" * 40_000
    opinions = {**OPINIONS, "c1.1.1": Opinion(Position(Stance.LEVEL, "high"), constat=long)}
    book = opened(sample(opinions=opinions))
    written = records(book, "Constats")[0]["Constat"]
    assert len(written) == LONGEST
    assert written.endswith("é [… coupé ici\u00a0: une cellule d’Excel n’en tient pas plus]")
    told = {row[0]: row[1] for row in book["Légende"].iter_rows(values_only=True)}
    assert str(told["Constats!E2"]).startswith("Ce texte a 40000 caractères")


def test_emoji_that_count_twice_still_fit() -> None:
    opinions = {**OPINIONS, "c1.1.1": Opinion(Position(Stance.LEVEL, "high"), constat="🌱" * 20_000)}
    written = records(opened(sample(opinions=opinions)), "Constats")[0]["Constat"]
    assert len(written.encode("utf-16-le")) // 2 <= LONGEST
    assert "coupé ici" in written
