"""What people write of a structure, as values: dates, kinds, regions, approaches, in the many ways they are spelled."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from cap_tui.core.network.equality import BODIES
from cap_tui.core.network.schemes import SCHEMES
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.i18n.formats import MONTHS, SHORT_MONTHS, short_date
from cap_tui.services.network.register_errors import (
    GroupNameError,
    MemberBodyError,
    MemberCountError,
    MemberDateError,
    MemberDayError,
    MemberElsewhereError,
    MemberFlagError,
    MemberKindError,
    MemberMonthError,
    MemberRegionError,
    MemberSchemeError,
    MemberTextError,
    MemberYearError,
    NotAwardedError,
)
from cap_tui.services.network.register_spellings import (
    BODY_WORDS,
    KIND_WORDS,
    NO_WORDS,
    OTHER_WORDS,
    REGION_WORDS,
    SCHEME_WORDS,
    UNSERVED_REGIONS,
    YES_WORDS,
    word_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.errors import CapError

T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that a date of the register may bear: some structures are older than the federation (1985)."""
MAX_NAME, MAX_LINE, MAX_PEOPLE = 200, 300, 99_999
"""Characters of a name, of another text; people in one body."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")  # as payroll and register programs write it
_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})(?: 00:00(?::00)?)?")
_SAID = re.compile(r"(\d{1,2})(?:er)? ([^\W\d]+)\.? (\d{4})")
_MONTH_SAID = re.compile(r"([^\W\d]+)\.? (\d{4})")
_MONTH = re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})|(?P<before>\d{4})[/.-](?P<after>\d{1,2})")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}|\b(?:[^\W\d_]\.)+[^\W\d_]\b")
_CENTURY = 69  # two digits up to 69 are of 2000, as POSIX reads them
_SERIAL = range(20_000, 60_000)  # days since 30 December 1899 that are likely: 1954 to 2064
_LISTED = re.compile(r"[/;,+&|\n]| et ")
_MONTHS = {
    word_of(name): number
    for names in (MONTHS["fr"], SHORT_MONTHS["fr"])
    for number, name in enumerate(names, 1)
}
_MONTHS |= {"jan": 1, "fev": 2, "juill": 7, "sep": 9}
_NOTHING = frozenset({"-", "–", "—", "/", "n/a", "néant"})


def text_of(typed: str, field: str, most: int = MAX_LINE) -> str:
    """Return a text on one line, cleaned; a sign that only fills the cell is none.

    Raises:
        MemberTextError: It is longer than `most`.
    """
    text = one_line(typed, limit=most + 1)
    if len(text) > most:
        raise MemberTextError(field=field, count=len(typed.strip()), most=most)
    return "" if text.casefold() in _NOTHING else text


def group_of(typed: str) -> str:
    """Return the name of a group.

    Raises:
        GroupNameError: It is empty, too long, or holds the sign that separates groups.
    """
    name = one_line(typed, limit=MAX_NAME + 1)
    if not name or len(name) > MAX_NAME or ";" in name:
        raise GroupNameError(most=MAX_NAME)
    return name


def day_of(typed: str) -> date | None:
    """Return a day written 31/12/2026, 2026-12-31, 20261231, 31 décembre 2026 or 31 déc. 2026; None for an empty text.

    Eight digits are a year, a month, a day: the same digits are never also a day, a month and a year that is accepted.

    Raises:
        MemberMonthError: It is a month: an end and a beginning would not be read alike, so none is guessed.
        MemberDateError: It is something else.
        MemberDayError: The calendar has no such day.
    """
    text = text_of(typed, "")
    if not text:
        return None
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _DAY.fullmatch(text):
        year = int(found[3])
        if len(found[3]) == len("26"):
            year += 2000 if year <= _CENTURY else 1900
        return _day(year, int(found[2]), int(found[1]), text)
    if (found := _SAID.fullmatch(text)) and (month := _MONTHS.get(word_of(found[2]))):
        return _day(int(found[3]), month, int(found[1]), text)
    raise _no_date(text)


def _no_date(text: str) -> MemberDateError:
    """Return why a text is no day."""
    shown = one_line(text, limit=40)
    year, month = _month_alone(text)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= len(MONTHS["fr"])):
        return MemberDateError(text=shown)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return MemberMonthError(text=shown, first=short_date(first), last=short_date(last))


def _month_alone(text: str) -> tuple[int, int]:
    """Return the year and the month of `janvier 2019`, `01/2019` or `2019-01`; zeros for anything else."""
    if found := _MONTH_SAID.fullmatch(text):
        return int(found[2]), _MONTHS.get(word_of(found[1]), 0)
    if found := _MONTH.fullmatch(text):
        return int(found["year"] or found["before"]), int(found["month"] or found["after"])
    return 0, 0


def year_alone(typed: str) -> date | None:
    """Return the first day of a year written alone, or None."""
    text = typed.strip()
    known = re.fullmatch(r"\d{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR
    return date(int(text), 1, 1) if known else None


def serial_day(typed: str) -> date | None:
    """Return the day of a number as Excel counts days, or None."""
    text = typed.strip()
    if re.fullmatch(r"\d{5}", text) and int(text) in _SERIAL:
        return date(1899, 12, 30) + timedelta(days=int(text))
    return None


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise MemberDayError(text=one_line(text, limit=40), first=FIRST_YEAR, last=LAST_YEAR)
    return found


def year_of(typed: str) -> int:
    """Return a year.

    Raises:
        MemberYearError: It is not one.
    """
    found = year_alone(typed)
    if found is None:
        raise MemberYearError(text=one_line(typed, limit=40), first=FIRST_YEAR, last=LAST_YEAR)
    return found.year


def count_of(typed: str) -> int:
    """Return a number of people.

    Raises:
        MemberCountError: It is not one.
    """
    digits = re.sub(r"\s|[.,]0+$", "", typed.strip())
    if not re.fullmatch(r"[0-9]{1,6}", digits) or int(digits) > MAX_PEOPLE:
        raise MemberCountError(text=one_line(typed, limit=40), most=MAX_PEOPLE)
    return int(digits)


def flag_of(typed: str) -> bool:
    """Return whether a text says yes.

    Raises:
        MemberFlagError: It says neither yes nor no.
    """
    word = word_of(typed)
    if word not in YES_WORDS | NO_WORDS:
        raise MemberFlagError(text=one_line(typed, limit=40))
    return word in YES_WORDS


def kinds_of(typed: str) -> tuple[str, ...]:
    """Return the kinds that a text names, in the order of `KINDS`; none for “autre”.

    Raises:
        MemberKindError: One of them is not known.
    """

    def unknown(part: str) -> MemberKindError:
        return MemberKindError(text=part, kinds=", ".join(KINDS))

    found = {kind for part in _parts(typed, _kind, unknown) for kind in part}
    return tuple(kind for kind in KINDS if kind in found)


def _kind(text: str) -> tuple[str, ...] | None:
    """Return the kinds of one name, none for another kind, None when it is not known."""
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    for name in (text, re.sub(r"\([^)]*\)", " ", text), "".join(re.findall(r"\(([^)]*)\)", text))):
        word = word_of(name)
        if word in OTHER_WORDS:
            return ()
        if word in KIND_WORDS:
            return (KIND_WORDS[word],)
    parts = [KIND_WORDS.get(part) for part in word_of(text).split("-")]
    found = tuple(part for part in parts if part)
    return found if parts and len(found) == len(parts) else None


def region_of(typed: str) -> str:
    """Return a regional delegation, empty for an empty text; regions of before 2016 are those they became.

    Raises:
        MemberElsewhereError: It is a region that has no delegation.
        MemberRegionError: It is not known.
    """
    text = text_of(typed, "")
    word = word_of(text).removeprefix("coorace-").removeprefix("en-").removeprefix("region-")
    if not text:
        return ""
    if word not in REGION_WORDS:
        refused = MemberElsewhereError if word in UNSERVED_REGIONS else MemberRegionError
        raise refused(text=one_line(text, limit=60), regions=", ".join(REGIONS))
    return REGION_WORDS[word]


def schemes_of(typed: str) -> tuple[str, ...]:
    """Return the approaches that a text names, each once.

    Raises:
        MemberSchemeError: One of them is not known.
    """

    def known(part: str) -> str | None:
        return SCHEME_WORDS.get(word_of(part))

    def unknown(part: str) -> MemberSchemeError:
        return MemberSchemeError(text=part, schemes=", ".join(one.name for one in SCHEMES.values()))

    return tuple(dict.fromkeys(_parts(typed, known, unknown)))


def one_scheme(typed: str) -> str:
    """Return the one approach that a text names.

    Raises:
        MemberSchemeError: None, or several.
    """
    found = schemes_of(typed)
    if len(found) != 1:
        known = ", ".join(one.name for one in SCHEMES.values())
        raise MemberSchemeError(text=one_line(typed, limit=60), schemes=known)
    return found[0]


def awarded_scheme(typed: str) -> str:
    """Return the approach that a certificate is of.

    Raises:
        CapError: It is not known, or gives no certificate.
    """
    found = SCHEMES[one_scheme(typed)]
    if not found.awarded:
        awarded = ", ".join(one.name for one in SCHEMES.values() if one.awarded)
        raise NotAwardedError(scheme=found.name, schemes=awarded)
    return found.id


def body_of(typed: str) -> str:
    """Return the id of a body in which women and men are counted.

    Raises:
        MemberBodyError: It is not known.
    """
    found = BODY_WORDS.get(word_of(typed))
    if found is None:
        raise MemberBodyError(text=one_line(typed, limit=60), bodies=", ".join(map(_, BODIES.values())))
    return found


def _parts(typed: str, known: Callable[[str], T | None], unknown: Callable[[str], CapError]) -> list[T]:
    """Return what a text names: as a whole, else each part of a list."""
    whole = known(one_line(typed))
    if whole is not None:
        return [whole]
    found = []
    for part in _LISTED.split(typed):
        if not (name := one_line(part, limit=60)):
            continue
        value = known(name)
        if value is None:
            raise unknown(name)
        found.append(value)
    return found
