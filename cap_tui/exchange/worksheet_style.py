"""How the worksheet looks: texts put as texts, sizes large enough for everyone, heights that fit."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from cap_tui.core.text import clean

if TYPE_CHECKING:
    from openpyxl.styles.styleable import StyleableObject
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Calibri"
SIZE = 12
INK, PAPER, DARK, LIGHT, ANSWER = "FF1F2933", "FFFFFFFF", "FF1F4E5F", "FFDCE9EE", "FFFFF8DC"
_LINE = 16.5  # points of a line at SIZE
_TALLEST = 409  # points; no spreadsheet has a taller row
_LONGEST = 32_767  # characters; no cell holds more
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks.

    Attributes:
        size: Points.
        ink, fill: Colours, eight hexadecimal digits; no fill when empty.
        framed: Whether a line runs around it.
        typed: Whether a person may type in it.
    """

    size: int = SIZE
    bold: bool = False
    ink: str = INK
    fill: str = ""
    framed: bool = False
    typed: bool = False
    across: str = "left"
    down: str = "top"
    wrapped: bool = True


def put(sheet: Worksheet, row: int, column: int, text: str | CellRichText, look: Look | None = None) -> None:
    """Write a text in a cell: never a formula, a link or an error, whatever it says."""
    cell = sheet.cell(row, column)
    if isinstance(text, CellRichText):
        cell.value = text
    else:
        cell.value = literal(text)
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_LIKE_FORMULA)  # typed over, it stays a text
    if look:
        dress(cell, look)


def literal(text: str) -> str:
    """Return `text` as a cell can hold it: cleaned, and with no part that reads as an escape (ST_Xstring)."""
    return _ESCAPE.sub("_x005F_", clean(text))[:_LONGEST]


def dress(cell: StyleableObject, look: Look) -> None:
    """Give a cell its look."""
    side = Side(style="thin", color="FF9AA5B1")
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.ink)
    cell.alignment = Alignment(horizontal=look.across, vertical=look.down, wrap_text=look.wrapped, indent=1)
    cell.protection = Protection(locked=not look.typed)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.framed:
        cell.border = Border(left=side, right=side, top=side, bottom=side)


def height(*texts: tuple[str, float]) -> float:
    """Return the height of a row in points, for texts at `SIZE` given with the width of their column."""
    return min(_TALLEST, max(lines(text, width) for text, width in texts) * _LINE + 8)


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of this width (in digits, as spreadsheets count)."""
    return sum(max(1, len(textwrap.wrap(part, max(1, int(width))))) for part in text.split("\n"))


def protect(sheet: Worksheet) -> None:
    """Let people type only where it is meant, and still resize rows and columns; there is no password."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False  # False: not forbidden


def set_page(sheet: Worksheet, titles: str = "") -> None:
    """Print on A4 across, as wide as the page, with the title rows (`2:3`) on each page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    footer = HeaderFooterItem()
    footer.right.text = "&P / &N"
    sheet.oddFooter = footer
    if titles:
        sheet.print_title_rows = titles
