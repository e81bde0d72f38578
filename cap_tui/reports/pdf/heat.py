"""The map of the criteria: a row per objective, a cell per criterion, on a page that prints well in black and white."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.i18n import _
from cap_tui.reports.pdf.blocks import chapter, gap, heading, lead
from cap_tui.reports.pdf.distribution import GridRow, Legend
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Section
    from cap_tui.reports.pdf.book import Book


def heat(book: Book) -> list[Any]:
    """Return the map, theme by theme, under its legend."""
    story = [
        *chapter(book, "map", _("Map of the criteria"), PORTRAIT),
        lead(
            book,
            _(
                "A row per objective, a cell per criterion: its symbol, and its code underneath. "
                "The darker, the higher the level."
            ),
        ),
        Legend(book),
        gap(4),
    ]
    for theme in book.questionnaire.sections:
        sections = _beneath(book, theme)
        if sections == [theme]:  # a theme without objectives is its own row
            story.append(GridRow(book, theme))
        elif sections:
            story += heading(book, f"{theme.code} {content(theme.title)}")
            story += [GridRow(book, section, named=section is not theme) for section in sections]
    return story


def _beneath(book: Book, section: Section) -> list[Section]:
    """Return a section and those under it that hold concerned criteria themselves."""
    found = [section] if book.concerned(section) else []
    return found + [one for child in section.sections for one in _beneath(book, child)]
