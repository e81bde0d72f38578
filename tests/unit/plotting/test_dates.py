"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.dates import DateNotReadError, NoSuchDayError, parse_day
from cap_tui.core.errors import CapError

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15/03/2027", date(2027, 3, 15)),
        ("15/3/27", date(2027, 3, 15)),
        ("15.3.2027", date(2027, 3, 15)),
        ("15-03-2027", date(2027, 3, 15)),
        ("15 3 2027", date(2027, 3, 15)),
        ("2027-03-15", date(2027, 3, 15)),
        ("15/3", date(2027, 3, 15)),
        ("23/11", date(2026, 11, 23)),
        ("24/11", date(2026, 11, 24)),
        ("29/2", date(2028, 2, 29)),
        ("+10j", date(2026, 12, 3)),
        ("+2s", date(2026, 12, 7)),
        ("+3m", date(2027, 2, 23)),
        ("+ 1 M", date(2026, 12, 23)),
        ("+1a", date(2027, 11, 23)),
        (" 15/3 ", date(2027, 3, 15)),
    ],
)
def test_a_date_typed_in_any_usual_way_is_understood(typed: str, expected: date) -> None:
    today = date(2027, 6, 1) if typed == "29/2" else TODAY
    assert parse_day(typed, today) == expected


def test_three_months_after_the_end_of_november_is_the_last_day_of_february() -> None:
    assert parse_day("+3m", date(2026, 11, 30)) == date(2027, 2, 28)


def test_an_empty_field_means_no_date() -> None:
    assert parse_day("  ", TODAY) is None


@pytest.mark.parametrize(
    "typed", ["31/02/2027", "0/1/2027", "15/13", "15/3/1999", "+9999a", "+9999s", "30/2"]
)
def test_a_day_that_does_not_exist_is_refused_rather_than_moved(typed: str) -> None:
    with pytest.raises(NoSuchDayError):
        parse_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["demain", "15", "15/3/2", "+3x", "3m", "1/2/3/4", "15/mars", "²/3"])
def test_what_is_not_a_date_is_said_not_to_be_one(typed: str) -> None:
    with pytest.raises(DateNotReadError):
        parse_day(typed, TODAY)


@given(st.text())
def test_no_text_whatsoever_ends_the_application(typed: str) -> None:
    try:
        found = parse_day(typed, TODAY)
    except CapError:
        return
    assert found is None or 2000 <= found.year <= 2100
