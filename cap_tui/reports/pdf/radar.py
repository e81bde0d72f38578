"""The radar of objectives: scores, what is still open, and the target."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from cap_tui.core.scoring import FULL
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles
from cap_tui.reports.wording.reader import LEAST_AXES, content, excerpt

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.core.questionnaire import Section
    from cap_tui.reports.pdf.book import Book


_RINGS = (25, 50, 75, FULL)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a radar is, in points.

    Attributes:
        radius: Of its outer ring.
        height: Of the whole drawing.
        label: Width of the words at the end of an axis.
        title: Size of the letters of a title.
        score: Size of the letters of a score.
        most: Characters of a title beyond which it is shortened.
        codes: Whether the code stands beside the score, to be read from afar, rather than before the title.
    """

    radius: float = 138.0
    height: float = 396.0
    label: float = 96.0
    title: float = 7.5
    score: float = 9.0
    most: int = 70
    codes: bool = False


PAGE = Size()


class Radar(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A drawing as wide as the page; one axis per section, clockwise from the top."""

    def __init__(self, book: Book, sections: list[Section], size: Size = PAGE) -> None:
        super().__init__()
        self._book, self._sections, self._size = book, sections, size

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width of the page."""
        self._width = width
        return width, self._size.height

    def _point(self, axis: int, share: Fraction | float) -> tuple[float, float]:
        angle = 2 * pi * axis / len(self._sections)
        radius = self._size.radius * float(share)
        return self._width / 2 + radius * sin(angle), self._size.height / 2 + radius * cos(angle)

    def draw(self) -> None:
        """Draw rings, open intervals, scores, then labels."""
        totals = [self._book.data.totals[section.id] for section in self._sections]
        self._rings()
        for axis, item in enumerate(totals):
            if item.low is not None and item.high is not None and item.low != item.high:
                self.canv.setStrokeColor(styles.colour(styles.mix(styles.ACCENT, 0.28)))
                self.canv.setLineWidth(7)
                self.canv.line(*self._point(axis, item.low / FULL), *self._point(axis, item.high / FULL))
        self._scores([item.score for item in totals])
        for axis, section in enumerate(self._sections):
            self._label(axis, section)

    def _rings(self) -> None:
        canvas, count = self.canv, len(self._sections)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(styles.colour(styles.LINE))
        for ring in _RINGS:
            self._outline([self._point(axis, ring / FULL) for axis in range(count)])
        for axis in range(count):
            canvas.line(*self._point(axis, 0), *self._point(axis, 1))
        target = self._book.questionnaire.scale.target_level.score / FULL
        canvas.saveState()
        canvas.setStrokeColor(styles.colour(styles.WARM))
        canvas.setLineWidth(1.1)
        canvas.setDash(4, 3)
        self._outline([self._point(axis, target) for axis in range(count)])
        canvas.restoreState()

    def _outline(self, points: list[tuple[float, float]], *, fill: int = 0) -> None:
        path = self.canv.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self.canv.drawPath(path, stroke=1, fill=fill)

    def _scores(self, scores: list[Fraction | None]) -> None:
        """Draw the shape of what is known; an axis without score breaks it nowhere and bears no dot."""
        canvas = self.canv
        points = [self._point(axis, value / FULL) for axis, value in enumerate(scores) if value is not None]
        canvas.setStrokeColor(styles.colour(styles.ACCENT))
        canvas.setLineWidth(1.6)
        if len(points) >= LEAST_AXES:
            canvas.saveState()
            canvas.setFillColor(styles.colour(styles.ACCENT))
            canvas.setFillAlpha(0.16)
            self._outline(points, fill=1)
            canvas.restoreState()
        canvas.setFillColor(styles.colour(styles.ACCENT))
        for x, y in points:
            canvas.circle(x, y, 2.6, stroke=0, fill=1)

    def _label(self, axis: int, section: Section) -> None:
        words, canvas, size = self._book.words, self.canv, self._size
        title = excerpt(content(section.title), size.most)
        score = percent(self._book.data.totals[section.id].score)
        if size.codes:
            score = f"{section.code} · {score}"
        else:
            title = f"{section.code} {title}"
        angle = 2 * pi * axis / len(self._sections)
        side = round(sin(angle), 3)
        x, y = self._point(axis, 1.08)
        if abs(side) < 0.2:  # noqa: PLR2004 - top and bottom of the circle
            style, strong, left = (
                styles.centred(size.title),
                styles.centred(size.score, styles.ACCENT, strong=True),
                x - size.label / 2,
            )
        else:
            style = styles.placed(size.title, right=side < 0)
            strong = styles.placed(size.score, styles.ACCENT, strong=True, right=side < 0)
            left = x if side > 0 else x - size.label
        height = words.height(title, style, size.label) + strong.leading
        top = y + height / 2 + cos(angle) * height / 2
        below = words.draw(canvas, title, style, left, top, size.label)
        words.draw(canvas, score, strong, left, top - below, size.label)
