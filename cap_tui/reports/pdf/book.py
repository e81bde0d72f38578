"""What every page needs at hand: the data, the words, and where things ended up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cap_tui.reports.wording.reader import Reader

if TYPE_CHECKING:
    from cap_tui.reports.pdf.text import Words


@dataclass(frozen=True, slots=True)
class Book(Reader):
    """One report being made.

    Attributes:
        words: Makes paragraphs.
        chapters: Key and title of each chapter, in order, for the contents.
        pages: Key of a chapter to the page it was drawn on; filled while drawing.
    """

    words: Words
    chapters: list[tuple[str, str]] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)
