"""The report of a second evaluation: what changed since the first, and the map, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cap_tui.core.cycles import Side, compared
from cap_tui.core.plan import Action, State
from cap_tui.core.positions import Position, Stance
from cap_tui.core.scoring import score
from cap_tui.i18n import activate
from cap_tui.reports.pdf.document import pdf_bytes
from cap_tui.reports.report_data import Audience, ReportData
from tests.unit.reports.samples import LEVELS, QUESTIONNAIRE, printed, sample


def after_a_year(**changes: object) -> ReportData:
    """Return the sample, a year after an evaluation where all was at the lowest level and one action was done."""
    data = sample(**changes)
    lowest = Position(Stance.LEVEL, LEVELS[0].id)
    positions = dict.fromkeys(data.concerned, lowest)
    done = tuple(
        Action(f"a{key}", number, f"Secret de {key}", (key,), owner="Paul Secret", state=State.DONE)
        for number, key in enumerate(data.concerned, start=1)
    )
    before = Side(
        2025, QUESTIONNAIRE, positions, score(QUESTIONNAIRE, positions, data.concerned), data.concerned, done
    )
    now = Side(2026, QUESTIONNAIRE, data.positions, data.totals, data.concerned)
    return replace(data, cycle=compared(before, now, date(2026, 12, 1)))


def chapter(data: ReportData, title: str) -> str:
    """Return the text of a chapter's first page."""
    pages = [" ".join(page.extract_text().split()) for page in printed(data).pages]
    return next((page for page in pages[2:] if title in page), "")


def test_the_chapter_says_what_rose_from_where_to_where_and_why() -> None:
    data = after_a_year()
    assert data.cycle is not None
    risen = [step for step in data.cycle.steps if step.delta and step.delta > 0]
    assert risen
    page = chapter(data, "Depuis 2025")
    assert "2025 → 2026" in page
    assert f"▲ en hausse : {len(risen)}" in page
    assert "○ À construire →" in page
    assert "Secret de" in page
    assert "explique la hausse" in page


def test_partners_read_levels_and_scores_and_no_word_of_the_earlier_plan() -> None:
    page = chapter(after_a_year(audience=Audience.PARTENAIRES), "Depuis 2025")
    assert "▲ en hausse" in page
    assert "Secret" not in page


def test_a_first_evaluation_has_no_such_chapter() -> None:
    assert chapter(sample(), "Depuis") == ""


def test_the_same_data_give_the_same_bytes() -> None:
    activate("fr")
    assert pdf_bytes(after_a_year()) == pdf_bytes(after_a_year())


@pytest.mark.parametrize("audience", list(Audience))
def test_the_map_has_the_symbol_and_the_code_of_every_criterion(audience: Audience) -> None:
    data = sample(audience=audience)
    page = chapter(data, "La carte des critères")
    for key in data.concerned:
        assert QUESTIONNAIRE.criteria[key].code in page
    placed = [one.level for one in data.positions.values() if one is not None]
    for level in LEVELS:
        # once in the legend, then once a criterion
        assert page.count(level.symbol) == 1 + placed.count(level.id)
