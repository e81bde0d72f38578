"""Where days fall on the calendar of the plan, cell by cell."""

from __future__ import annotations

from datetime import date

import pytest

from cap_tui.core.plan import Action, State
from cap_tui.i18n import activate
from cap_tui.tui.screens.plan_calendar import Calendar, draw_bar

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _french() -> None:
    activate("fr")


def test_a_short_plan_is_spread_over_the_room_there_is() -> None:
    lines = [Action("a", start=date(2026, 10, 1), due=date(2026, 12, 31))]
    shown = Calendar.fitted(lines, TODAY, 62)
    assert (shown.first, shown.months, shown.month, shown.label) == (2026 * 12 + 9, 3, 12, 22)
    assert [shown.place(day) for day in (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1))] == [
        0,
        11,
        12,
    ]
    assert shown.place(date(2026, 9, 30)) == -1
    assert shown.header().plain.split() == ["Action", "oct", "nov", "déc"]


@pytest.mark.parametrize(
    ("shift", "first"),
    [(0, (2026, 10)), (-3, (2026, 7)), (-99, (2026, 1)), (12, (2027, 10)), (999, (2029, 5))],
)
def test_one_goes_as_far_as_the_plan_and_no_further(shift: int, first: tuple[int, int]) -> None:
    lines = [Action("a", start=date(2026, 1, 1), due=date(2029, 12, 31))]
    shown = Calendar.fitted(lines, TODAY, 62, shift)
    assert shown.months == 8
    assert shown.first == first[0] * 12 + first[1] - 1


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        (Action("a", 1, "Bar", start=date(2026, 10, 16), due=date(2026, 12, 16)), "  ━━━━━━┿━━━○  "),
        (Action("a", 1, "Bar", due=date(2026, 10, 16)), "  !┄┄┄┄┄│      "),
        (Action("a", 1, "Bar", due=date(2026, 10, 16), state=State.DONE), "  ●     │      "),
        (Action("a", 1, "Bar", start=date(2026, 12, 31), due=date(2026, 12, 1)), "        │ ○    "),
        (Action("a", 1, "Bar", start=date(2026, 11, 1), due=date(2027, 2, 1)), "     ━━━┿━━━━━›"),
        (Action("a", 1, "Bar", due=date(2026, 2, 1), state=State.CLOSED), "‹       │      "),
        (Action("a", 1, "Bar"), "sans échéance  "),
        (Action("a", 1, "Bar", start=date(2026, 12, 1)), "▸ sans échéance"),
    ],
)
def test_a_bar_goes_from_the_start_to_the_due_date_past_today(line: Action, drawn: str) -> None:
    shown = Calendar(2026 * 12 + 9, 3, 5, 18, TODAY)
    assert draw_bar(line, shown).plain == f"1    {'Bar':13}{drawn}"
