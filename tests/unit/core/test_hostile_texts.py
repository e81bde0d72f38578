"""The gates that every text of a person or of a file passes, on a corpus of hostile ones."""

from __future__ import annotations

import unicodedata

import pytest

from cap_tui.core.structures import Structure
from cap_tui.core.text import clean, one_line
from cap_tui.reports.csv.dialect import guarded
from cap_tui.reports.html.escaping import escaped
from cap_tui.reports.markdown.escaping import item, line, lines
from cap_tui.reports.xlsx.cells import literal
from cap_tui.services.export_places import file_name, safe_name
from tests.corpus.hostile_texts import ALL, LENGTHS, READER, TERMINAL, obeyed

HOSTILE = pytest.mark.parametrize("text", ALL.values(), ids=ALL)


def test_the_corpus_is_hostile() -> None:
    assert [name for name, text in TERMINAL.items() if not obeyed(text)] == []
    assert [name for name, text in READER.items() if not obeyed(text)] == [
        "storm of accents", "storm of enclosures", "private use", "not a character", "variation", "right to left name",
        "Hebrew name", "joiners", "figures of elsewhere",
    ]  # fmt: skip


@HOSTILE
def test_every_gate_gives_text_that_no_terminal_obeys(text: str) -> None:
    for gate in (clean, one_line, guarded, escaped, item, line, literal):
        assert obeyed(gate(text)) == [], gate
    assert [obeyed(part) for part in lines(text) if obeyed(part)] == []


@HOSTILE
def test_a_text_that_passed_can_be_stored_compared_and_passed_again(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert kept.encode().decode() == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert "\n" not in one_line(text)


def test_names_of_other_languages_pass_unchanged() -> None:
    for name in ("right to left name", "Hebrew name", "figures of elsewhere"):
        assert one_line(READER[name]) == READER[name]


def test_a_storm_of_accents_stays_within_its_line() -> None:
    for name in ("storm of accents", "storm of enclosures"):
        assert len(clean(READER[name])) <= 6
    assert len(clean(LENGTHS["five thousand"])) == 5_000


@HOSTILE
def test_the_name_of_an_export_stays_a_name(text: str) -> None:
    assert set(safe_name(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(safe_name(text)) <= 60


def test_a_structure_named_like_a_path_is_exported_in_the_folder_asked() -> None:
    class Summary:
        structure = Structure("../../../../etc/passwd", "73282932000074", ("AI",), "Bretagne")
        year = 2026

    assert file_name(Summary()) == "plan-de-progres-etc-passwd-2026.pdf"  # type: ignore[arg-type]  # what it reads
