"""Numbers as people type them (12,5 or 1 234 or 45 %) and as entries hold them.

An entry holds a number as plain text, `-12.5`: never a JSON number, that programs round differently. What comes from
another program is read by the same narrow form, so that no number of a thousand digits ever reaches a page.
"""

from __future__ import annotations

import re
from decimal import Decimal

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line

WHOLE_DIGITS, DECIMAL_DIGITS = 12, 6
"""Digits before and after the mark: euros of a whole country on one side, a millionth on the other."""

SHARE = "%"
"""Unit of a share of a whole: from 0 to 100."""

MOST_SHARE = 100


class NumberNotReadError(CapError):
    """The text is not a number."""

    sentence = N_("“{text}” is not a number. Write for example 12, 12,5 or 1 234, and the unit apart.")


class NumberTooLongError(CapError):
    """The number has more digits than any indicator needs."""

    sentence = N_("This number has too many digits: at most {whole} before the mark and {decimals} after it.")


class WrongUnitError(CapError):
    """The number was typed with another unit than the indicator's."""

    sentence = N_(
        "“{text}” is not in the unit of this indicator, {unit}. Write the number alone, in that unit."
    )


class ShareOutOfBoundsError(CapError):
    """A share is below 0 or above 100."""

    sentence = N_("A share goes from 0 to 100 %: {text} does not fit. Check what it is a share of.")


_STORED = re.compile(rf"-?(?:0|[1-9][0-9]{{0,{WHOLE_DIGITS - 1}}})(?:\.[0-9]{{1,{DECIMAL_DIGITS}}})?")
_TYPED = re.compile(
    r"(?P<sign>[+-]?) ?(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,](?P<decimals>[0-9]+))? ?(?P<unit>[^0-9]*)"
)
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-"})


def parse_number(text: str, unit: str = "") -> Decimal | None:
    """Return the number a person typed; None when they typed nothing.

    Args:
        text: `12,5`, `1 234`, `45 %`; comma or point, groups of three digits with ordinary or no-break spaces.
        unit: Of the indicator; it may be typed after the number.

    Raises:
        NumberNotReadError: It is not a number.
        NumberTooLongError: It has too many digits.
        WrongUnitError: Another unit follows it.
        ShareOutOfBoundsError: The unit is `%` and it is not between 0 and 100.
    """
    said = one_line(text).translate(_MINUS)
    if not said:
        return None
    shown = said[:40]
    found = _TYPED.fullmatch(_without(said, one_line(unit)))
    if found is None:
        raise NumberNotReadError(text=shown)
    whole = found["whole"].replace(" ", "").lstrip("0") or "0"
    decimals = (found["decimals"] or "").rstrip("0")
    if len(whole) > WHOLE_DIGITS or len(decimals) > DECIMAL_DIGITS:
        raise NumberTooLongError(whole=WHOLE_DIGITS, decimals=DECIMAL_DIGITS)
    other = found["unit"].strip()
    if other and unit and _like_a_unit(other):
        raise WrongUnitError(text=shown, unit=unit)
    if other:
        raise NumberNotReadError(text=shown)
    number = Decimal(f"{found['sign']}{whole}.{decimals or '0'}")
    if unit == SHARE and not 0 <= number <= MOST_SHARE:
        raise ShareOutOfBoundsError(text=shown)
    return _short(number)


def read_number(value: object) -> Decimal | None:
    """Return the number an entry holds; None for anything else, whatever another program wrote there."""
    if not isinstance(value, str) or _STORED.fullmatch(value) is None:
        return None
    return _short(Decimal(value))


def plain(number: Decimal | None) -> str:
    """Return a number as entries and JSON hold it, `-12.5`; empty when there is none."""
    return "" if number is None else f"{_short(number):f}"


def _without(text: str, unit: str) -> str:
    """Return what was typed without the unit at its end, when it is the indicator's own."""
    ends = unit and not unit[0].isdigit() and text.casefold().endswith(unit.casefold())
    return text[: -len(unit)].rstrip() if ends else text


def _like_a_unit(text: str) -> bool:
    return text[0] not in ".,+-" and not any(char in text for char in ";=()[]")


def _short(number: Decimal) -> Decimal:
    """Return a number without zeros at its end, nor a negative zero; still written without an exponent."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Decimal(0) if text in ("-0", "") else Decimal(text)
