"""Dates as people type them (15/03/2027, 15/3, or +3m for “in three months”) and as entries hold them."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta

from cap_tui.core.errors import N_, CapError


class DateNotReadError(CapError):
    """The text is not a date."""

    sentence = N_("“{text}” is not a date. Write 15/03/2027, 15/3, or +3m for “in three months”.")


class NoSuchDayError(CapError):
    """The text has the form of a date, but the calendar has no such day."""

    sentence = N_("There is no {text} in the calendar. Check the day, the month and the year (2000 to 2100).")


FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years a plan may speak of; outside, a slip of the finger is more likely."""

_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FROM_NOW = re.compile(r"\+ ?(\d{1,4}) ?([a-z])", re.IGNORECASE)
_DAYS = {"j": 1, "d": 1, "s": 7, "w": 7}
_MONTHS = {"m": 1, "a": 12, "y": 12}


def moment(text: str) -> datetime:
    """Return the time an entry says it was written; the epoch when it says nothing that can be read."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def parse_day(text: str, today: date) -> date | None:
    """Return the date a person typed; None for an empty text.

    Without a year, the next such day from `today` on. `+` counts from `today`: j or d days, s or w weeks, m months,
    a or y years; a month without such a day gives its last day.

    Raises:
        DateNotReadError: Not a date.
        NoSuchDayError: A day that does not exist, or a year outside `FIRST_YEAR` to `LAST_YEAR`.
    """
    typed = text.strip()
    if not typed:
        return None
    if found := _FROM_NOW.fullmatch(typed):
        return _from_now(int(found[1]), found[2].lower(), today, typed)
    if found := _ISO.fullmatch(typed):
        return _checked(int(found[1]), int(found[2]), int(found[3]), typed)
    if found := _DAY.fullmatch(typed):
        day, month = int(found[1]), int(found[2])
        if found[3]:
            return _checked(
                int(found[3]) + (FIRST_YEAR if len(found[3]) == len("27") else 0), month, day, typed
            )
        return _next(month, day, today, typed)
    raise DateNotReadError(text=typed)


def _checked(year: int, month: int, day: int, typed: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDayError(text=typed)
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDayError(text=typed) from None


def _next(month: int, day: int, today: date, typed: str) -> date:
    try:
        this_year = _checked(today.year, month, day, typed)
    except NoSuchDayError:
        return _checked(today.year + 1, month, day, typed)
    return this_year if this_year >= today else _checked(today.year + 1, month, day, typed)


def _from_now(count: int, unit: str, today: date, typed: str) -> date:
    if unit in _DAYS:
        reached = today.toordinal() + count * _DAYS[unit]
        if reached > date(LAST_YEAR, 12, 31).toordinal():
            raise NoSuchDayError(text=typed)
        return today + timedelta(days=count * _DAYS[unit])
    if unit not in _MONTHS:
        raise DateNotReadError(text=typed)
    months = today.year * 12 + today.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    if year > LAST_YEAR:
        raise NoSuchDayError(text=typed)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
