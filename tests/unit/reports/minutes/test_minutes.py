"""The minutes on paper and in Markdown: all that was said, verbatim, and nothing people wrote becomes markup."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from cap_tui.i18n import activate
from cap_tui.reports.minutes.outline import parts
from cap_tui.reports.minutes.text import markdown
from cap_tui.reports.pdf.minutes import make_minutes
from cap_tui.reports.stopping import StoppedError, telling
from tests.unit.reports.minutes.samples import BOOKLET, HOSTILE, MINUTES

SAID = (
    "Réunion de suivi n° 2 du 1er décembre 2026", "L’Atelier des Possibles", "Nadia, Éric", "Claire, Direction",
    "À lancer 1 · En cours 1 · 1 en retard", "12 janvier 2027", "Actions passées en revue", "1. Écrire le livret",
    "19/11/2026 (12 jours de retard)", "Échéance : 01/10/2026 → 19/11/2026 — Imprimeur en retard / Devis refusé",
    "État : À lancer → En cours", "Maquette relue.", "Reste la couverture.", "rien depuis la dernière fois",
    "Autres actions qui ont changé depuis la réunion du 6 octobre 2026", "retirée du plan", "Le plan avance.",
    "Ce texte a été effacé", "Décisions", "1. Demander un devis", "# Pas un titre", HOSTILE,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _french() -> None:
    activate("fr")


def _pdf(source: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(source)).pages).split())


def _read(source: bytes) -> tuple[str, set[str]]:
    """Return the text that a Markdown reader shows, and the kinds of tokens it found."""
    kinds, found = set(), []
    for token in MarkdownIt("commonmark").enable("table").parse(source.decode()):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            found.append("\n" if child.type in ("softbreak", "hardbreak") else child.content)
        found.append("\n")
    return " ".join("".join(found).split()), kinds


@pytest.mark.parametrize("words", SAID)
def test_everything_said_is_printed_verbatim_in_both_forms(words: str) -> None:
    assert words in _pdf(make_minutes(MINUTES))
    assert words in _read(markdown(MINUTES))[0]


def test_nothing_people_wrote_is_markup() -> None:
    _text, kinds = _read(markdown(MINUTES))
    assert (
        not {"link_open", "code_inline", "html_inline", "em_open", "table_open", "ordered_list_open"} & kinds
    )
    headings = [one for one in MarkdownIt().parse(markdown(MINUTES).decode()) if one.type == "heading_open"]
    assert [one.tag for one in headings] == ["h1", "h2", "h3", "h3", "h2", "h3", "h2", "h2"]


def test_the_same_minutes_give_the_same_bytes() -> None:
    assert make_minutes(MINUTES) == make_minutes(MINUTES)
    assert markdown(MINUTES) == markdown(MINUTES)


def test_the_file_is_named_dated_and_in_french() -> None:
    reader = PdfReader(BytesIO(make_minutes(MINUTES)))
    assert reader.metadata is not None
    told = " ".join(str(reader.metadata.title).split())
    assert told == "Réunion de suivi n° 2 du 1er décembre 2026 — L’Atelier des Possibles"
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261201")
    assert reader.trailer["/Root"]["/Lang"] == "fr"  # type: ignore[index]  # a dictionary


def test_a_meeting_that_went_through_nothing_says_so() -> None:
    empty = replace(MINUTES, reviewed=(), others=(), notes=())
    assert [part.title for part in parts(empty)] == ["Actions passées en revue", "Décisions"]
    assert "Aucune action n’a été passée en revue." in _pdf(make_minutes(empty))


def test_long_minutes_go_over_pages_and_can_be_stopped() -> None:
    many = replace(MINUTES, reviewed=(BOOKLET,) * 200)
    shares: list[float] = []
    source = make_minutes(many, shares.append)
    assert len(PdfReader(BytesIO(source)).pages) > 10
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with pytest.raises(StoppedError):
        make_minutes(many, telling(None, lambda: True))
