"""One bar per theme and objective: score, target, and the interval left open by what is unanswered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from cap_tui.core.scoring import FULL
from cap_tui.i18n import ngettext
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.marks import hatch
from cap_tui.reports.wording.reader import interval

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.core.scoring import Totals
    from cap_tui.reports.pdf.book import Book

_GUTTER = 10.0
_SCORE, _REST = 44.0, 96.0


def draw_bar(
    canvas: Any, totals: Totals, target: Fraction, x: float, y: float, width: float, height: float
) -> None:
    """Draw a bar of 0 to 100: solid up to the least score, hatched up to the highest, a tick at the score."""
    canvas.setStrokeColor(styles.colour(styles.LINE))
    canvas.setLineWidth(0.5)
    canvas.setFillColor(styles.colour(styles.PALE))
    canvas.rect(x, y, width, height, stroke=1, fill=1)
    low, high = totals.low, totals.high
    if low is not None and high is not None:
        canvas.setFillColor(styles.colour(styles.ACCENT))
        canvas.rect(x, y, width * float(low / FULL), height, stroke=0, fill=1)
        if high > low:
            hatch(canvas, x + width * float(low / FULL), y, width * float((high - low) / FULL), height)
    if totals.score is not None and low != high:
        canvas.setStrokeColor(styles.colour(styles.INK))
        canvas.setLineWidth(2)
        at = x + width * float(totals.score / FULL)
        canvas.line(at, y - 2, at, y + height + 2)
    canvas.setStrokeColor(styles.colour(styles.WARM))
    canvas.setLineWidth(1)
    canvas.setDash(2, 1.5)
    at = x + width * float(target / FULL)
    canvas.line(at, y - 3, at, y + height + 3)
    canvas.setDash()


class BarRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A name, its bar, its score, then its band and coverage."""

    def __init__(self, book: Book, name: str, totals: Totals, *, strong: bool) -> None:
        super().__init__()
        self._book, self._totals, self._strong = book, totals, strong
        self._name = book.words.paragraph(name, styles.BAR_BOLD if strong else styles.BAR)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width of the page and the height of the longest column."""
        self._label = width * 0.36
        self._bar = width - self._label - _SCORE - _REST - 3 * _GUTTER
        self._tall = float(self._name.wrap(self._label, 10_000)[1])
        self._high = max(self._tall, 23.0) + (9 if self._strong else 5)
        return width, self._high

    def draw(self) -> None:
        """Draw the four columns."""
        words, canvas, totals = self._book.words, self.canv, self._totals
        top = self._high - (7 if self._strong else 3)
        if self._strong:
            canvas.setStrokeColor(styles.colour(styles.LINE))
            canvas.setLineWidth(0.6)
            canvas.line(
                0, self._high - 1, self._label + self._bar + _SCORE + _REST + 3 * _GUTTER, self._high - 1
            )
        self._name.drawOn(canvas, 0, top - self._tall)
        thick = 10 if self._strong else 7
        target = self._book.questionnaire.scale.target_level.score
        x = self._label + _GUTTER
        draw_bar(canvas, totals, target, x, top - 3 - thick, self._bar, thick)
        x += self._bar
        words.draw(
            canvas,
            percent(totals.score),
            styles.VALUE_BOLD if self._strong else styles.VALUE,
            x,
            top + 1,
            _SCORE,
        )
        x += _SCORE + _GUTTER
        used = words.draw(canvas, self._book.band(totals.score), styles.placed(8), x, top, _REST)
        covered = interval(totals) or ngettext(
            "{count} of {total} rated", "{count} of {total} rated", totals.positioned
        ).format(count=totals.positioned, total=totals.applicable)
        words.draw(canvas, covered, styles.placed(7, styles.MUTED), x, top - used, _REST + _GUTTER)
