"""No page is begun for a few lines: who prints a report for a board sees an empty sheet in the middle of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from cap_tui.reports.pdf.filling import filled, fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

EXPORTS = Path(__file__).parents[4] / "exports"
"""A portrait page has 717 points of text: 297 mm less 24 above and 20 below."""


def blank(*heights: float) -> list[Flowable]:
    return [Spacer(1, height) for height in heights]


@pytest.mark.parametrize(
    ("heights", "pages", "last", "wasteful"),
    [
        ((700,), 1, 700, False),
        ((30,), 1, 30, False),  # a chapter of a few lines has to have its page
        ((700, 60), 2, 43, True),
        ((700, 200), 2, 183, False),
        ((700, 700, 30), 2, 713, False),
    ],
)
def test_pages_are_counted_as_they_fill(
    heights: Sequence[float],
    pages: int,
    last: float,
    wasteful: bool,  # noqa: FBT001 - a table
) -> None:
    found = filled(blank(*heights))
    assert (found.pages, round(found.last), found.wasteful) == (pages, last, wasteful)


def test_a_break_that_keeps_things_together_begins_a_page() -> None:
    found = filled([*blank(680), CondPageBreak(54), *blank(40)])
    assert (found.pages, found.last) == (2, 40)


def test_the_first_story_that_wastes_no_page_is_taken_and_the_first_of_all_when_each_does() -> None:
    loose, tight, short = (partial(blank, 600, space) for space in (130, 125, 90))
    assert fitted([loose, tight, short])[1].height == 90
    assert fitted([short, loose])[1].height == 90
    assert fitted([loose, tight])[1].height == 130


@pytest.mark.parametrize("name", ["avant-apres-2026", "plan-de-progres-2026", "reunion-de-suivi-2025"])
def test_no_page_of_the_strengths_nor_of_the_minutes_holds_a_few_lines_only(name: str) -> None:
    pages = [page.extract_text() for page in PdfReader(EXPORTS / f"demonstration-{name}.pdf").pages]
    if name.startswith("reunion"):
        chapter = pages
    else:
        first = next(place for place, text in enumerate(pages) if "Ce sur quoi s’appuyer" in text)
        last = next(place for place, text in enumerate(pages) if "Qui participe" in text)
        chapter = pages[first:last]
    assert min(len(text.splitlines()) for text in chapter) >= 10
