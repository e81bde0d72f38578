"""The plan along the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.platypus import PageBreak
from reportlab.platypus.flowables import Flowable

from cap_tui.i18n import _, language
from cap_tui.i18n.formats import SHORT_MONTHS
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, lead
from cap_tui.reports.pdf.template import LANDSCAPE
from cap_tui.reports.wording.actions import state_text

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.core.plan import Action
    from cap_tui.reports.pdf.book import Book

_MOST_COLUMNS = 18
_ROWS = 20
_LABEL, _ROW, _HEAD = 300.0, 18.0, 30.0
_STEPS = (1, 3, 6, 12, 24, 60, 120, 1200, 12_000)
"""Months in a column, so that any span of dates fits on the page."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Columns of `step` months from the month number `first` (year × 12 + month − 1)."""

    first: int
    step: int
    columns: int

    @staticmethod
    def around(days: list[date]) -> Calendar:
        """Return the finest calendar that holds all of `days`."""
        months = [_month(day) for day in days]
        first, last = min(months), max(months)
        for step in _STEPS:
            start = first - first % step if step > 1 else first
            columns = (last - start) // step + 1
            if columns <= _MOST_COLUMNS:
                return Calendar(start, step, max(columns, 3))
        return Calendar(0, _STEPS[-1], _MOST_COLUMNS)

    def place(self, day: date) -> float:
        """Return where `day` falls, in columns from the left."""
        return (_month(day) - self.first + (day.day - 1) / 31) / self.step

    def title(self, column: int) -> tuple[str, str]:
        """Return the two lines at the head of a column."""
        year, month = divmod(self.first + column * self.step, 12)
        return ("" if self.step > 12 else SHORT_MONTHS[language()][month], str(year))  # noqa: PLR2004 - months of a year


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def timeline(book: Book) -> list[Any]:
    """Return the chapter, or nothing when no action has a date."""
    dated = [action for action in book.data.actions if action.start or action.due]
    if not dated:
        return []
    days = [day for action in dated for day in (action.start, action.due) if day]
    calendar = Calendar.around(days)
    story = [
        *chapter(book, "timeline", _("Timeline"), LANDSCAPE),
        lead(
            book,
            _(
                "Bars run from start to due date; a diamond marks a due date. The dotted line is the day of the report."
            ),
        ),
    ]
    for at in range(0, len(dated), _ROWS):
        story += [PageBreak()] if at else []
        story.append(Gantt(book, dated[at : at + _ROWS], calendar))
    return story


class Gantt(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A page of the timeline."""

    def __init__(self, book: Book, actions: list[Action], calendar: Calendar) -> None:
        super().__init__()
        self._book, self._actions, self._calendar = book, actions, calendar

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take one line per action and the heading."""
        self._column = (width - _LABEL) / self._calendar.columns
        self._high = _HEAD + _ROW * len(self._actions)
        self._width = width
        return width, self._high

    def draw(self) -> None:
        """Draw the columns, today, and one line per action."""
        self._columns()
        for index, action in enumerate(self._actions):
            self._line(action, self._high - _HEAD - index * _ROW)
        today = self._calendar.place(self._book.data.generated)
        if 0 <= today <= self._calendar.columns:
            x = _LABEL + today * self._column
            self.canv.setStrokeColor(styles.colour(styles.WARM))
            self.canv.setLineWidth(1)
            self.canv.setDash(1, 2)
            self.canv.line(x, 0, x, self._high - _HEAD + 4)
            self.canv.setDash()

    def _columns(self) -> None:
        canvas, words = self.canv, self._book.words
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(styles.colour(styles.LINE))
        for column in range(self._calendar.columns):
            x = _LABEL + column * self._column
            canvas.line(x, 0, x, self._high)
            month, year = self._calendar.title(column)
            words.draw(canvas, month, styles.centred(7.5, strong=True), x, self._high - 3, self._column)
            words.draw(canvas, year, styles.centred(6.5, styles.MUTED), x, self._high - 14, self._column)
        canvas.line(self._width, 0, self._width, self._high)

    def _line(self, action: Action, top: float) -> None:
        canvas, words = self.canv, self._book.words
        canvas.setStrokeColor(styles.colour(styles.LINE))
        canvas.setLineWidth(0.4)
        canvas.line(0, top, self._width, top)
        name = words.one_line(f"{action.number}. {action.title}", styles.CELL, _LABEL - 72)
        words.place(canvas, name, 0, top - 4, _LABEL - 72)
        state = words.one_line(state_text(self._book, action), styles.FAINT, 66)
        words.place(canvas, state, _LABEL - 70, top - 4, 66)
        start = action.start or action.due
        due = action.due or action.start
        if start is None or due is None:
            return
        left = _LABEL + self._calendar.place(min(start, due)) * self._column
        right = _LABEL + self._calendar.place(max(start, due)) * self._column
        self._bar(left, right, top - _ROW / 2, action)

    def _bar(self, left: float, right: float, middle: float, action: Action) -> None:
        canvas = self.canv
        if action.start:
            width = max(right - left, 4)
            canvas.setFillColor(styles.colour(styles.mix(styles.ACCENT, 0.25)))
            canvas.setStrokeColor(styles.colour(styles.ACCENT))
            canvas.setLineWidth(0.6)
            canvas.rect(left, middle - 4, width, 8, stroke=1, fill=1)
            canvas.setFillColor(styles.colour(styles.ACCENT))
            canvas.rect(
                left, middle - 4, width * min(max(action.progress, 0), 100) / 100, 8, stroke=0, fill=1
            )
        if action.due:
            late = action.late(self._book.data.generated)
            canvas.setFillColor(styles.colour(styles.WARM if late else styles.ACCENT))
            path = canvas.beginPath()
            path.moveTo(right, middle + 5)
            path.lineTo(right + 5, middle)
            path.lineTo(right, middle - 5)
            path.lineTo(right - 5, middle)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
