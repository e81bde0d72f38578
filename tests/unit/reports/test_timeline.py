from __future__ import annotations

from datetime import date

import pytest

from cap_tui.i18n import activate
from cap_tui.reports.pdf.timeline import Calendar


def test_a_year_is_shown_month_by_month() -> None:
    activate("fr")
    calendar = Calendar.around([date(2026, 2, 10), date(2026, 12, 28)])
    assert calendar == Calendar(first=2026 * 12 + 1, step=1, columns=11)
    assert [calendar.title(column) for column in (0, 10)] == [("févr.", "2026"), ("déc.", "2026")]
    assert calendar.place(date(2026, 2, 1)) == 0
    assert calendar.place(date(2026, 4, 1)) == 2


def test_three_years_are_shown_by_quarter() -> None:
    calendar = Calendar.around([date(2026, 2, 1), date(2029, 1, 31)])
    assert calendar == Calendar(first=2026 * 12, step=3, columns=13)


@pytest.mark.parametrize("last", [date(2026, 1, 1), date(2040, 6, 1), date(2500, 1, 1), date(9999, 12, 31)])
def test_no_date_falls_outside_the_page(last: date) -> None:
    calendar = Calendar.around([date(2026, 1, 1), last])
    assert 3 <= calendar.columns <= 18
    assert 0 <= calendar.place(date(2026, 1, 1)) <= calendar.place(last) <= calendar.columns
