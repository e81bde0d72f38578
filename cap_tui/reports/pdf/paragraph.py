"""A paragraph of plain runs: wrapped once, drawn at once, split over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.platypus.flowables import Flowable

from cap_tui.reports.pdf.styles import colour

if TYPE_CHECKING:
    from cap_tui.reports.pdf.breaking import Line, Measure
    from cap_tui.reports.runs import Runs

_FUZZ = 1e-6
_LEAST = 2
"""Lines of a paragraph left alone at the foot or the head of a page, unless it has fewer."""


class Text(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Text in a style, to put in a story, in a table or at a place of a drawing.

    Of the style are used: font, size, leading, colour, alignment, left indent, space before and after.
    """

    def __init__(self, runs: Runs, style: Any, measure: Measure) -> None:
        super().__init__()
        self.style = style
        self._runs, self._measure = runs, measure
        self._room = -1.0
        self._lines: list[Line] = []
        self._is_part = False

    @property
    def length(self) -> float:
        """Width of the text on one line, in points."""
        return self._measure.width(self._runs, self.style.fontName, self.style.fontSize)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width and as many lines as needed."""
        if width != self._room and not self._is_part:
            style, self._room = self.style, width
            self._lines = self._measure.lines(
                self._runs, style.fontName, style.fontSize, width - style.leftIndent
            )
        self.width, self.height = width, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the lines that fit and the others, or nothing when too few would stand alone."""
        self.wrap(width, height)
        count = len(self._lines)
        fitting = int((height + _FUZZ) / self.style.leading)
        if count <= fitting:
            return [self]
        fitting = min(fitting, max(count - _LEAST, _LEAST))
        if fitting < _LEAST:
            return []
        return [self._part(self._lines[:fitting]), self._part(self._lines[fitting:])]

    def _part(self, lines: list[Line]) -> Text:
        part = Text(self._runs, self.style, self._measure)
        part._room, part._lines, part._is_part = self._room, lines, True
        return part

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803 - reportlab's names
        """Draw with the lower left corner at (x, y), without a graphics state of its own: only the ink changes."""
        self.draw_at(canvas, x, y + self.height)

    def draw_at(self, canvas: Any, x: float, top: float) -> None:
        """Draw with the top left corner at (x, top), once wrapped."""
        style = self.style
        size, leading, align = style.fontSize, style.leading, style.alignment
        x += style.leftIndent
        free = self._room - style.leftIndent
        text = canvas.beginText(x, top - size)
        text.setFillColor(style.textColor)
        font, ink = "", ""
        for at, line in enumerate(self._lines):
            if align != TA_LEFT:
                text.setTextOrigin(x + (free - line.width) * _SHARES[align], top - size - at * leading)
            last = len(line.pieces) - 1
            for index, piece in enumerate(line.pieces):
                if piece.font != font:
                    font = piece.font
                    text.setFont(font, size, leading)
                if piece.colour != ink:
                    ink = piece.colour
                    text.setFillColor(colour(ink) if ink else style.textColor)
                (text.textLine if index == last else text.textOut)(piece.text)
            if not line.pieces:
                text.textLine()
        canvas.drawText(text)


_SHARES = {TA_CENTER: 0.5, TA_RIGHT: 1.0}
"""Of the free width, what comes before the text."""
