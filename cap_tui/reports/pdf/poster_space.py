"""A part of the poster: where it stands, and how what is in it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cap_tui.reports.pdf import styles

if TYPE_CHECKING:
    from cap_tui.reports.pdf.book import Book

READ, LEAST, NEAR = 24.0, 18.0, 12.0
"""Points: what is read from two metres, the least that is, and what is read by those who come near."""
GAP = 14.0
_HEADING = 36.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page, down from its upper left corner, in points.

    Attributes:
        book: What is printed.
        canvas: Where.
        x: Of the left side.
        top: Of the upper side, from the foot of the page.
        width: To the right.
        height: Downwards.
    """

    book: Book
    canvas: Any
    x: float
    top: float
    width: float
    height: float

    def below(self, used: float) -> Area:
        """Return what is left of the area once `used` points of it are taken from its top."""
        return replace(self, top=self.top - used, height=self.height - used)

    def headed(self, text: str) -> None:
        """Write a heading at the upper left; it takes no room of its own."""
        style = styles.placed(READ, styles.ACCENT, strong=True)
        words = self.book.words
        words.place(self.canvas, words.one_line(text, style, self.width), self.x, self.top, self.width)

    def titled(self, text: str) -> Area:
        """Write a heading over a line, and return what is left."""
        self.headed(text)
        self.canvas.setStrokeColor(styles.colour(styles.ACCENT))
        self.canvas.setLineWidth(1.5)
        line = self.top - _HEADING + 3
        self.canvas.line(self.x, line, self.x + self.width, line)
        return self.below(_HEADING)

    def write(self, text: str, style: Any, left: float, down: float, width: float, height: float) -> None:
        """Write a text in a box `left` and `down` from the corner, cut with an ellipsis where it does not fit."""
        words = self.book.words
        words.place(
            self.canvas, words.within(text, style, width, height), self.x + left, self.top - down, width
        )

    def size_of(self, texts: list[str], width: float, height: float, *, strong: bool = False) -> float:
        """Return the largest size of letters at which each of `texts` fits in a box; `LEAST` when none does."""
        words = self.book.words
        sizes = (READ, 22.0, 20.0, LEAST)
        fitting = (
            size
            for size in sizes
            if all(words.height(text, styles.placed(size, strong=strong), width) <= height for text in texts)
        )
        return next(fitting, LEAST)
