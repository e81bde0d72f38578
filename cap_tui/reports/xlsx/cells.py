"""Cells of a workbook: texts are texts whatever they begin with, days and figures are real ones."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from cap_tui.core.text import clean
from cap_tui.i18n import _

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767
"""UTF-16 units that a cell holds (Excel specifications and limits)."""

TEXT, TITLE, LABEL, FAINT = "cap text", "cap title", "cap label", "cap faint"
DAY, NUMBER, SHARE, CODE = "cap day", "cap number", "cap share", "cap code"
_MOST_DECIMALS = 4
_LIKE_FORMULA = ("=", "+", "-", "@")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_INK, _DARK, _MUTED = "FF1F2933", "FF1F4E5F", "FF52606D"


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage, in points of 100; None is an empty cell."""

    points: Fraction | int | None


@dataclass(frozen=True, slots=True)
class Code:
    """A text that Excel must not take for a day or a number when it is typed again, such as 1.1.2."""

    text: str


Value = str | Code | Share | date | int | Fraction | Decimal | None


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that did not fit: where, and how many characters it has."""

    sheet: str
    cell: str
    length: int


@dataclass(slots=True)
class Page:
    """A sheet being written.

    Attributes:
        cuts: Where the texts that did not fit are told.
    """

    sheet: Worksheet
    cuts: list[Cut] = field(default_factory=list)

    def put(self, row: int, column: int, value: Value, style: str = "") -> None:
        """Write a value, as what it is; a text is never a formula, a link nor an error."""
        cell = self.sheet.cell(row, column)
        if isinstance(value, str | Code):
            text = value if isinstance(value, str) else value.text
            cell.value = self._fitting(text, row, column)
            cell.data_type = "s"
            cell.style = style or (TEXT if isinstance(value, str) else CODE)
            cell.quotePrefix = text.startswith(_LIKE_FORMULA)  # typed over, it stays a text
            return
        if isinstance(value, Share):
            cell.value = None if value.points is None else float(Fraction(value.points) / 100)
            cell.style = style or SHARE
        elif isinstance(value, date):
            cell.value, cell.style = value, style or DAY
        else:
            cell.value = float(value) if isinstance(value, Fraction) else value
            cell.style = style or NUMBER
            if not style and value is not None and (digits := _decimals(value)):
                cell.number_format = "#,##0." + "0" * digits

    def _fitting(self, text: str, row: int, column: int) -> str:
        """Return a text as a cell can hold it; one that is too long ends by saying so."""
        safe = literal(text)
        if _units(safe) <= LONGEST:
            return safe
        self.cuts.append(Cut(self.sheet.title, f"{get_column_letter(column)}{row}", len(text)))
        ending = " " + _("[… cut here: an Excel cell holds no more]")
        return _first_units(safe, LONGEST - _units(ending)) + ending

    def widths(self, *widths: float) -> None:
        """Set the widths of the first columns, in digits."""
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width


def _decimals(value: int | Fraction | Decimal) -> int:
    """Return how many decimals to show, so that whole numbers end without a decimal mark."""
    text = f"{float(value):.{_MOST_DECIMALS}f}".rstrip("0")
    return len(text.partition(".")[2])


def literal(text: str) -> str:
    """Return a text cleaned, with no part that reads as an escape (ECMA-376, ST_Xstring)."""
    return _ESCAPE.sub("_x005F_", clean(text, limit=max(len(text), 1)))


def fits(text: str) -> bool:
    """Return whether a cell holds a text whole."""
    return _units(literal(text)) <= LONGEST


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first_units(text: str, most: int) -> str:
    start = text[:most]
    while _units(start) > most:
        start = start[: len(start) - max(1, (_units(start) - most) // 2)]
    return start


def add_styles(book: Workbook) -> None:
    """Give a workbook the looks of its cells."""
    looks: dict[str, dict[str, Any]] = {
        TEXT: {},
        CODE: {"number_format": "@"},
        DAY: {"number_format": "dd/mm/yyyy"},
        NUMBER: {"number_format": "#,##0"},
        SHARE: {"number_format": r"0\ %"},
        TITLE: {"font": Font(name="Calibri", size=18, bold=True, color=_DARK)},
        LABEL: {"font": Font(name="Calibri", size=11, bold=True, color=_DARK)},
        FAINT: {"font": Font(name="Calibri", size=11, italic=True, color=_MUTED)},
    }
    side = Side(style="hair", color="FF9AA5B1")
    for name, look in looks.items():
        style = NamedStyle(name)
        style.font = look.get("font") or Font(name="Calibri", size=11, color=_INK)
        wrapped = name not in (TITLE, FAINT)
        figure = name in (NUMBER, SHARE)
        style.alignment = Alignment(
            horizontal="right" if figure else None, vertical="top", wrap_text=wrapped, indent=int(figure)
        )
        style.number_format = str(look.get("number_format", "General"))
        if name in (TEXT, CODE, DAY, NUMBER, SHARE):
            style.border = Border(bottom=side)
        book.add_named_style(style)


def head_fill() -> PatternFill:
    """Return the ground of the heads of a table, for programs that do not draw the style of tables."""
    return PatternFill("solid", fgColor=_DARK)
