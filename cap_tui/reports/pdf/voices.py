"""A position as a small box in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.marks import Box, cell, look

if TYPE_CHECKING:
    from cap_tui.core.positions import Position
    from cap_tui.reports.pdf.book import Book

_MARK, _TALL, _BESIDE = 24.0, 13.0, 29.0


class Mark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A position as a small box, its symbol in the middle, and a few words beside it.

    Args:
        beside: Written by us, on one line.
    """

    def __init__(self, book: Book, position: Position | None, beside: str = "") -> None:
        super().__init__()
        self._book, self._position, self._beside = book, position, beside

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take one line."""
        self._room = width
        return width, _TALL

    def draw(self) -> None:
        """Draw the box, then the words."""
        book = self._book
        shown = look(book.questionnaire.scale, self._position)
        cell(self.canv, book.words, shown, (book.symbol(self._position),), Box(0, 0, _MARK, _TALL - 1))
        if self._beside:
            book.words.draw(self.canv, self._beside, styles.CELL, _BESIDE, 11.5, self._room - _BESIDE)
