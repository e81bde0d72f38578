r"""How a table is written so that Excel in France opens it by a double click, and what people typed stays text.

UTF-8 with a mark at its start, `;` between fields, every field in quotes, lines ended by CR LF, lines within a field by
LF, numbers with a decimal comma, days as 01/12/2026.

A spreadsheet runs a field that begins with `=`, `+`, `-` or `@`, quoted or not, and turns `3/4` into a day and `007` into
a number. Such a text is written with an apostrophe before it, which is seen and is the only thing added: reading back,
take one apostrophe away where what follows it is guarded too (`unguarded`). A text that already begins with apostrophes
and then with one of these gets one more, so that nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

from cap_tui.core.rounding import half_up
from cap_tui.core.text import clean
from cap_tui.i18n import language
from cap_tui.i18n.formats import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Cell = str | int | Decimal | Fraction | date | None
"""A text people typed or read, a number, a day, or nothing."""

Row = TypeVar("Row")

MARK = "\ufeff"
DIGITS = 1
"""Decimals of a rounded score or mean, as on screen and on paper; the JSON file has the exact fraction."""

GUARD = "'"
_RUN = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_TURNED = re.compile(r"'*(?:\d+\s*[/.:\-]\s*\d+(?:\s*[/.:\-]\s*\d+)?|0\d+|\d{12,}|\d+[eE]\d+)")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table.

    Attributes:
        title: In the language in use.
        value: What a row holds there.
        private: Whether it is left out for partners, header and all.
    """

    title: str
    value: Callable[[Row], Cell]
    private: bool = False


def table(columns: Sequence[Column[Row]], rows: Iterable[Row], *, private: bool) -> bytes:
    """Return a whole file: the headers, then a line a row.

    Args:
        columns: In the order of the file.
        rows: What to show.
        private: Whether the private columns are shown.
    """
    shown = [column for column in columns if private or not column.private]
    lines = [[guarded(column.title) for column in shown]]
    lines += [[written(column.value(row)) for column in shown] for row in rows]
    return (MARK + "".join(map(_line, lines))).encode()


def _line(fields: Sequence[str]) -> str:
    return ";".join('"' + field.replace('"', '""') + '"' for field in fields) + "\r\n"


def written(cell: Cell) -> str:
    """Return a cell as text: numbers and days as the language in use writes them, guarded texts."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, date):
        return short_date(cell)
    if isinstance(cell, Fraction):
        text = half_up(cell, 0 if cell.denominator == 1 else DIGITS)
    else:
        text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    return text.replace(".", ",") if language() == "fr" else text


def guarded(text: str) -> str:
    """Return a text cleaned, with an apostrophe before it where a spreadsheet would not take it as it is."""
    safe = clean(text)
    return GUARD + safe if _RUN.match(safe) or _TURNED.fullmatch(safe.strip()) else safe


def unguarded(text: str) -> str:
    """Return what `guarded` was given, cleaned."""
    rest = text.removeprefix(GUARD)
    return rest if rest != text and guarded(rest) == text else text
