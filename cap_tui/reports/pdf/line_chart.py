"""The course of an indicator as a small line: axes with their figures, every point told apart without colour."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from cap_tui.i18n.figures import COUNTED, number
from cap_tui.i18n.typography import typeset
from cap_tui.reports.pdf import styles
from cap_tui.reports.wording.reader import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.measures import Series
    from cap_tui.reports.pdf.book import Book

LEAST_POINTS = 2
"""Values that make a line."""

_ACROSS = 3
_BETWEEN = 18.0
_TITLE, _PLOT, _FOOT = 42.0, 78.0, 22.0
_FIGURES = 46.0
"""Width kept for the figures of the axis, in points."""

_EDGE = 14.0
_ROOM, _LINE = 56.0, 9.0
"""Width and height kept for the value of a point."""

_MOST_TITLE, _MOST_UNIT = 110, 24
"""Characters."""

_MOST_YEARS, _MOST_TOLD = 8, 6
"""Years named under an axis, and points that bear their value; more would touch."""

_MOST_STEPS = 5


def charts(book: Book, series: list[Series], axis: Axis | None = None) -> list[Any]:
    """Return the lines, three side by side; each on an axis of its own, or all on `axis`, which must hold them."""
    return [Charts(book, series[at : at + _ACROSS], axis) for at in range(0, len(series), _ACROSS)]


@dataclass(frozen=True, slots=True)
class Axis:
    """Round figures from the lowest to the highest, evenly apart.

    Attributes:
        low: Of the lowest mark.
        step: Between two marks, above zero.
        steps: How many there are, at least 1.
    """

    low: Decimal
    step: Decimal
    steps: int

    @staticmethod
    def holding(values: Iterable[Decimal]) -> Axis:
        """Return an axis that holds zero and all of `values`: a line must not look steeper than it is."""
        known = [Decimal(0), *values]
        low, high = min(known), max(known)
        if low == high:
            return Axis(Decimal(0), Decimal(1), 1)
        size = Decimal(10) ** ((high - low).adjusted() - 1)
        while True:
            for factor in (1, 2, 5):
                step = size * factor
                first = (low / step).to_integral_value(ROUND_FLOOR)
                last = (high / step).to_integral_value(ROUND_CEILING)
                if last - first <= _MOST_STEPS:
                    return Axis(first * step, step, int(last - first))
            size *= 10

    @property
    def marks(self) -> list[Decimal]:
        """Return the figures, from the lowest."""
        return [self.low + self.step * index for index in range(self.steps + 1)]

    def share(self, value: Decimal) -> float:
        """Return where a value stands, from 0 at the foot to 1 at the head."""
        return float((value - self.low) / (self.step * self.steps))


PERCENT = Axis(Decimal(0), Decimal(20), 5)
"""The axis of shares of a whole, so that drawings side by side compare."""


class Charts(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A row of lines, each under its name."""

    def __init__(self, book: Book, series: list[Series], axis: Axis | None = None) -> None:
        super().__init__()
        self._book, self._series, self._axis = book, series, axis

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width of the page."""
        self._part = (width - _BETWEEN * (_ACROSS - 1)) / _ACROSS
        return width, _TITLE + _PLOT + _FOOT

    def draw(self) -> None:
        """Draw the lines from left to right."""
        for index, series in enumerate(self._series):
            self._chart(series, index * (self._part + _BETWEEN))

    def _chart(self, series: Series, left: float) -> None:
        words, indicator = self._book.words, series.indicator
        unit = "" if indicator.unit.casefold() in COUNTED else f" ({excerpt(indicator.unit, _MOST_UNIT)})"
        title = excerpt(typeset(indicator.label), _MOST_TITLE) + typeset(unit)
        style = styles.placed(7.5, strong=True)
        words.draw(self.canv, title, style, left, _TITLE + _PLOT + _FOOT - 2, self._part)
        plot = _Plot(series, left + _FIGURES, self._part - _FIGURES, self._axis)
        self._axes(plot)
        self._goals(plot)
        self._values(plot)

    def _axes(self, plot: _Plot) -> None:
        """Draw the lines of the axis with their figures, and the years under them."""
        canvas, words = self.canv, self._book.words
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(styles.colour(styles.LINE))
        style = styles.placed(6.5, styles.MUTED, right=True)
        for mark in plot.axis.marks:
            y = plot.height(mark)
            canvas.line(plot.left, y, plot.left + plot.width, y)
            told = words.one_line(number(mark), style, _FIGURES - 4)
            words.place(canvas, told, plot.left - _FIGURES, y + 5, _FIGURES - 4)
        canvas.setStrokeColor(styles.colour(styles.MUTED))
        canvas.line(plot.left, _FOOT, plot.left + plot.width, _FOOT)
        for year in plot.named_years():
            x = plot.place(year)
            canvas.line(x, _FOOT - 3, x, _FOOT)
            words.draw(canvas, str(year), styles.centred(6.5, styles.MUTED), x - 20, _FOOT - 3, 40)

    def _goals(self, plot: _Plot) -> None:
        """Draw what was aimed at: a dashed line, hollow diamonds."""
        canvas = self.canv
        points = [(plot.place(one.year), plot.height(one.goal)) for one in plot.goals if one.goal is not None]
        canvas.saveState()
        canvas.setStrokeColor(styles.colour(styles.WARM))
        canvas.setFillColor(styles.colour(styles.WHITE))
        canvas.setLineWidth(0.9)
        canvas.setDash(2.5, 2)
        for (x, y), (further, higher) in pairwise(points):
            canvas.line(x, y, further, higher)
        canvas.setDash()
        for x, y in points:
            path = canvas.beginPath()
            path.moveTo(x, y + 4)
            path.lineTo(x + 4, y)
            path.lineTo(x, y - 4)
            path.lineTo(x - 4, y)
            path.close()
            canvas.drawPath(path, stroke=1, fill=1)
        canvas.restoreState()

    def _values(self, plot: _Plot) -> None:
        """Draw the course: a full line, full dots, each with its value while they are few."""
        canvas, words = self.canv, self._book.words
        points = [
            (plot.place(one.year), plot.height(one.value), one.value) for one in plot.values if one.value is not None
        ]  # fmt: skip
        canvas.setStrokeColor(styles.colour(styles.ACCENT))
        canvas.setFillColor(styles.colour(styles.ACCENT))
        canvas.setLineWidth(1.4)
        for (x, y, _value), (further, higher, _other) in pairwise(points):
            canvas.line(x, y, further, higher)
        for index, (x, y, value) in enumerate(points):
            canvas.setFillColor(styles.colour(styles.ACCENT))
            canvas.circle(x, y, 2.3, stroke=0, fill=1)
            if len(points) <= _MOST_TOLD or index in (0, len(points) - 1):
                told = words.one_line(number(value), styles.centred(7, strong=True), _ROOM)
                under = y - 4 > _FOOT + _LINE and plot.goal_just_above(x, y)
                words.place(canvas, told, x - _ROOM / 2, y - 4 if under else y + 12, _ROOM)


class _Plot:
    """Where the years and the values of a series fall.

    Args:
        series: With at least one year.
        left: Of the frame, in points.
        width: Of the frame, in points.
        axis: Of the figures; one of its own when None.
    """

    def __init__(self, series: Series, left: float, width: float, axis: Axis | None = None) -> None:
        self.left, self.width = left, width
        self.values = series.valued
        self.goals = [measure for measure in series.measures if measure.goal is not None]
        self.years = sorted({measure.year for measure in (*self.values, *self.goals)})
        figures = [value for one in series.measures for value in (one.value, one.goal) if value is not None]
        self.axis = axis or Axis.holding(figures)

    def place(self, year: int) -> float:
        """Return where a year falls across."""
        span = max(self.years[-1] - self.years[0], 1)
        return self.left + _EDGE + (self.width - 2 * _EDGE) * (year - self.years[0]) / span

    def height(self, value: Decimal) -> float:
        """Return where a value falls upwards."""
        return _FOOT + _PLOT * self.axis.share(value)

    def goal_just_above(self, x: float, y: float) -> bool:
        """Return whether the mark of a goal stands where the value of a point would be written."""
        marks = [(self.place(one.year), self.height(one.goal)) for one in self.goals if one.goal is not None]
        return any(abs(across - x) < _ROOM / 4 and 0 <= up - y < 2 * _LINE for across, up in marks)

    def named_years(self) -> list[int]:
        """Return the years to write under the axis, evenly apart; all of them while they are few."""
        first, last = self.years[0], self.years[-1]
        step = max(1, -(-(last - first) // _MOST_YEARS))
        return list(range(first, last + 1, step))
