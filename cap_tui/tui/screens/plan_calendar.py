"""The plan on a calendar: one column a month, one bar a line, from where it starts to where it is due. Pure."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _, language
from cap_tui.i18n.formats import SHORT_MONTHS
from cap_tui.i18n.labels import LATE_SYMBOL
from cap_tui.tui.screens.plan_lines import STATE_SYMBOLS, mark_cell
from cap_tui.tui.words import cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cap_tui.core.plan import Action

LEAST_MONTH, MOST_MONTH = 5, 12
"""Cells of a month: the least its name needs, the most a short plan is spread over."""
LEAST_LABEL, MOST_LABEL = 22, 40
NUMBER_CELLS = 5
BAR, TODAY, CROSSED, DELAY, BEFORE, AFTER, START = "━", "│", "┿", "┄", "‹", "›", "▸"
JANUARY = 0


def month_number(day: date) -> int:
    """Return a month as one number: months since the year 0."""
    return day.year * 12 + day.month - 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where days fall on a line of cells.

    Attributes:
        first: Number of the first month shown.
        months: How many are shown.
        month: Cells of each.
        label: Cells before the first.
        today: Marked on every line.
        most: By how many months one may still go forward; by how many one may go back is `least`, below zero.
    """

    first: int
    months: int
    month: int
    label: int
    today: date
    least: int = 0
    most: int = 0

    @classmethod
    def fitted(cls, actions: Iterable[Action], today: date, width: int, shift: int = 0) -> Calendar:
        """Return the calendar of some lines in `width` cells.

        When all months do not fit, it begins a month before today.

        Args:
            actions: Their dates are shown as far as there is room.
            today: Always among the months.
            width: Cells.
            shift: Months by which one went forward, or back below zero.
        """
        days = [day for action in actions for day in (action.start, action.due) if day is not None]
        numbers = [month_number(day) for day in (*days, today)]
        earliest, latest = min(numbers), max(numbers)
        label = min(max(width // 4, LEAST_LABEL), MOST_LABEL)
        room = max(width - label, LEAST_MONTH)
        month = min(max(room // (latest - earliest + 1), LEAST_MONTH), MOST_MONTH)
        months = max(room // month, 1)
        last_first = max(latest - months + 1, earliest)
        usual = min(max(month_number(today) - 1, earliest), last_first)
        first = min(max(usual + shift, earliest), last_first)
        return cls(first, months, month, label, today, earliest - usual, last_first - usual)

    @property
    def room(self) -> int:
        """Cells of all months."""
        return self.months * self.month

    def place(self, day: date) -> int:
        """Return the cell of a day; below zero or beyond `room` when it is not shown."""
        days = calendar.monthrange(day.year, day.month)[1]
        return (month_number(day) - self.first) * self.month + (day.day - 1) * self.month // days

    def header(self) -> Content:
        """Return the names of the months; each January bears the year."""
        names = []
        for number in range(self.first, self.first + self.months):
            year, month = divmod(number, 12)
            name = str(year) if month == JANUARY else SHORT_MONTHS[language()][month].rstrip(".")
            here = number == month_number(self.today)
            names.append(
                cell(Content.styled(name[: self.month - 1], "bold $accent" if here else "bold"), self.month)
            )
        return Content("").join([Content.styled(cell(_("Action"), self.label).plain, "bold"), *names])


def draw_bar(action: Action, shown: Calendar, *, marked: bool = False) -> Content:
    """Return the line of an action: its number and title, then its bar."""
    late = action.late(shown.today)
    title = cell(action.title, shown.label - NUMBER_CELLS)
    label = Content.assemble(cell(mark_cell(action, marked=marked), NUMBER_CELLS), title)
    if action.due is None:
        cells = _backdrop(shown)
        words = _("no due date")
        start = shown.place(action.start) if action.start else 0
        text = f"{START} {words}" if action.start else words
        start = min(max(start, 0), max(shown.room - len(text), 0))
        cells[start : start + len(text)] = text
        return Content.assemble(label, _styled(cells[: shown.room], "$accent", shown))
    style = "$alert" if late else "" if action.pending else "$muted"
    return Content.assemble(label, _styled(_cells(action, action.due, shown, late=late), style, shown))


def _styled(cells: list[str], style: str, shown: Calendar) -> Content:
    """Return the cells in one style, the mark of today in its own."""
    here = shown.place(shown.today)
    drawn = Content("".join(cells)).stylize(style)
    return (
        drawn.stylize("$muted", here, here + 1) if 0 <= here < len(cells) and cells[here] == TODAY else drawn
    )


def _backdrop(shown: Calendar) -> list[str]:
    cells = [" "] * shown.room
    here = shown.place(shown.today)
    if 0 <= here < shown.room:
        cells[here] = TODAY
    return cells


def _cells(action: Action, due: date, shown: Calendar, *, late: bool) -> list[str]:
    cells = _backdrop(shown)
    end, here = shown.place(due), shown.place(shown.today)
    start = shown.place(action.start) if action.start else end
    for place in range(max(min(start, end), 0), min(end, shown.room)):
        cells[place] = CROSSED if place == here else BAR
    if late:
        for place in range(max(end, 0), min(here, shown.room)):
            cells[place] = DELAY
    if end >= shown.room:
        cells[-1] = AFTER
    elif end < 0:
        cells[0] = BEFORE
    else:
        cells[end] = LATE_SYMBOL if late else STATE_SYMBOLS[action.state]
    return cells
