"""How structures spread, drawn as boxes: half of them stand in the box, the thick line is the median, the dot the mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from cap_tui.core.scoring import FULL
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.reports.pdf.book import Book

_LABEL, _FIGURES, _AFTER = 0.34, 128.0, 16.0
_MARKS = (0, 25, 50, 75, 100)
_HALF = 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of the picture.

    Attributes:
        name: What it speaks of.
        quartiles: Percent; None when nothing can be shown.
        point: The mean, or one's own score, percent; None when there is none.
        told: Figures written at the end of the line.
        strong: Whether it stands out.
        own: Whether the point is one's own score, drawn as a diamond, rather than a mean.
    """

    name: str
    quartiles: Quartiles | None
    point: Fraction | None
    told: str
    strong: bool = False
    own: bool = False


class BoxRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A name, its box on a scale of 0 to 100, its figures."""

    def __init__(self, book: Book, spot: Spot) -> None:
        super().__init__()
        self._book, self._spot = book, spot
        self._name = book.words.paragraph(spot.name, styles.BAR_BOLD if spot.strong else styles.BAR)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width of the page and the height of the name."""
        self._room = width * _LABEL
        self._bar = width - self._room - _FIGURES - 2 * _AFTER
        self._tall = float(self._name.wrap(self._room, 10_000)[1])
        self._high = max(self._tall, 13.0) + (5 if self._spot.strong else 3)
        return width, self._high

    def draw(self) -> None:
        """Draw the three columns."""
        spot, canvas, left = self._spot, self.canv, self._room + _AFTER
        self._name.drawOn(canvas, 0, (self._high - self._tall) / 2)
        middle = self._high / 2
        _scale(canvas, left, self._bar, 0, self._high)
        if spot.quartiles is not None:
            _box(canvas, spot.quartiles, left, self._bar, middle)
        if spot.point is not None:
            at = left + self._bar * float(spot.point / FULL)
            (_diamond if spot.own else _dot)(canvas, at, middle)
        style = styles.placed(7.5, styles.INK if spot.quartiles else styles.MUTED, strong=spot.strong)
        self._book.words.draw(
            canvas, spot.told, style, left + self._bar + _AFTER, middle + 5.5, _FIGURES
        )  # fmt: skip


class BoxScale(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The figures of the scale, above the boxes."""

    def __init__(self, book: Book, told: str) -> None:
        super().__init__()
        self._book, self._told = book, told

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take one line."""
        self._room = width * _LABEL
        self._bar = width - self._room - _FIGURES - 2 * _AFTER
        return width, 12

    def draw(self) -> None:
        """Draw a figure above each mark, and what the last column holds."""
        words, left = self._book.words, self._room + _AFTER
        for mark in _MARKS:
            at = left + self._bar * mark / 100
            words.draw(self.canv, percent(mark), styles.centred(6.5, styles.MUTED), at - 20, 11, 40)
        style = styles.placed(6.5, styles.MUTED)
        words.draw(self.canv, self._told, style, left + self._bar + _AFTER, 11, _FIGURES)


def _scale(canvas: Any, left: float, width: float, foot: float, head: float) -> None:
    canvas.setStrokeColor(styles.colour(styles.LINE))
    canvas.setLineWidth(0.4)
    canvas.lines([(left + width * mark / 100, foot, left + width * mark / 100, head) for mark in _MARKS])


def _box(canvas: Any, found: Quartiles, left: float, width: float, middle: float) -> None:
    first, median, third = (
        left + width * float(value / FULL) for value in (found.first, found.median, found.third)
    )
    canvas.setFillColor(styles.colour(styles.mix(styles.ACCENT, 0.3)))
    canvas.setStrokeColor(styles.colour(styles.ACCENT))
    canvas.setLineWidth(0.7)
    canvas.rect(first, middle - _HALF, max(third - first, 0.8), 2 * _HALF, stroke=1, fill=1)
    canvas.setLineWidth(2.2)
    canvas.line(median, middle - _HALF - 1.5, median, middle + _HALF + 1.5)


def _dot(canvas: Any, x: float, y: float) -> None:
    canvas.setFillColor(styles.colour(styles.WHITE))
    canvas.setStrokeColor(styles.colour(styles.INK))
    canvas.setLineWidth(1)
    canvas.circle(x, y, 2.1, stroke=1, fill=1)


def _diamond(canvas: Any, x: float, y: float) -> None:
    canvas.setFillColor(styles.colour(styles.WARM))
    canvas.setStrokeColor(styles.colour(styles.WHITE))
    canvas.setLineWidth(0.8)
    path = canvas.beginPath()
    path.moveTo(x, y + 5)
    for across, up in ((5, 0), (0, -5), (-5, 0)):
        path.lineTo(x + across, y + up)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
