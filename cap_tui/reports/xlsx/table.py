"""Real Excel tables: a head, one line for each thing, filters, the head always in sight."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from cap_tui.core.text import one_line
from cap_tui.reports.xlsx.cells import CODE, DAY, LABEL, NUMBER, SHARE, TEXT, Page, head_fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from cap_tui.reports.xlsx.cells import Value

_STYLE = "TableStyleLight1"
_HEAD = 46
"""Points of the row of heads: three lines."""

_LINE, _TALLEST = 15, 123
"""Points of a line of text, and of the tallest row: eight lines."""

_PAGE = 190
"""Digits across a printed page that are still read with ease."""

_FORMATS = {CODE: "@", DAY: "dd/mm/yyyy", NUMBER: "General", SHARE: r"0\ %", TEXT: "General"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        head: What it is called, in one line; made unique in its table.
        width: In digits.
        kind: Style of its cells, for lines added by hand below.
        hidden: Whether it is folded away.
    """

    head: str
    width: float = 14
    kind: str = TEXT
    hidden: bool = False


def write_table(
    page: Page, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], top: int = 1
) -> int:
    """Write a table whose head is at row `top` and return the row after its last.

    Args:
        page: Where.
        name: Unique in the workbook, letters only.
        columns: At least one.
        rows: As wide as the columns; an empty table keeps one empty row, which Excel asks for.
        top: Row of its head.
    """
    heads = unique([column.head for column in columns])
    for place, head in enumerate(heads, 1):
        page.put(top, place, head)
        cell = page.sheet.cell(top, place)
        cell.quotePrefix = False
        cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
        cell.fill = head_fill()
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    page.sheet.row_dimensions[top].height = _HEAD
    for row, values in enumerate(rows, top + 1):
        for place, value in enumerate(values, 1):
            if value is not None and value != "":
                page.put(row, place, value)
            else:
                page.sheet.cell(row, place).style = columns[place - 1].kind
        shown = [(value, one.width) for value, one in zip(values, columns, strict=True) if not one.hidden]
        fit_row(page, row, shown)
    last = top + max(len(rows), 1)
    table = Table(displayName=name, ref=f"A{top}:{get_column_letter(len(columns))}{last}")
    table.tableStyleInfo = TableStyleInfo(name=_STYLE, showRowStripes=True)
    page.sheet.add_table(table)
    return last + 1


def whole_sheet(
    page: Page, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]], frozen: str = "A2"
) -> None:
    """Fill a sheet with one table: widths, head in sight, printed on A4 across with its head on each page."""
    write_table(page, name, columns, rows)
    sheet = page.sheet
    for place, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = column.width, column.hidden
        dimension.number_format = _FORMATS[column.kind]
    sheet.freeze_panes = frozen
    sheet.print_title_rows = "1:1"
    if held := coordinate_from_string(frozen)[0] if frozen > "B" else "":
        sheet.print_title_cols = f"A:{get_column_letter(column_index_from_string(held) - 1)}"
    print_across(sheet, ceil(sum(column.width for column in columns if not column.hidden) / _PAGE))


def write_facts(page: Page, facts: Iterable[tuple[str, Value]], widths: Sequence[float], top: int) -> int:
    """Write what is said of the whole, a name and its value a row, and return the row after the last.

    Args:
        page: Where.
        facts: Names and values; a value goes across all the columns but the first.
        widths: Of the columns, in digits.
        top: First row.
    """
    row = top
    for label, value in facts:
        page.put(row, 1, label, LABEL)
        page.put(row, 2, value)
        page.sheet.cell(row, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        page.sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=len(widths))
        fit_row(page, row, [(value, sum(widths[1:]))])
        row += 1
    return row


def fit_row(page: Page, row: int, texts: Sequence[tuple[Value, float]]) -> None:
    """Make a row as tall as its texts need, up to `_TALLEST`: the whole of a longer one is read in its cell.

    Args:
        page: Where.
        row: From 1.
        texts: What its cells hold, each with the width of its column.
    """
    lines = max(
        (
            sum(max(1, ceil(len(part) / width)) for part in value.split("\n"))
            for value, width in texts
            if isinstance(value, str)
        ),
        default=1,
    )
    if lines > 1:
        page.sheet.row_dimensions[row].height = min(_TALLEST, lines * _LINE + 3)


def print_across(sheet: Worksheet, pages: int = 1) -> None:
    """Print on A4 across, on so many pages side by side, with page numbers."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(pages, 1), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = HeaderFooterItem()
    footer.right.text = "&P / &N"
    sheet.oddFooter = footer


def unique(heads: Sequence[str]) -> list[str]:
    """Return heads of which no two are the same for Excel, which does not tell capitals apart."""
    found: list[str] = []
    known: set[str] = set()
    for head in heads:
        plain, count = one_line(head) or "—", 1
        name = plain
        while name.casefold() in known:
            count += 1
            name = f"{plain} {count}"
        known.add(name.casefold())
        found.append(name)
    return found
