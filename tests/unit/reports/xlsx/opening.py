"""Workbooks made and opened again."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from cap_tui.i18n import activate
from cap_tui.reports.xlsx.workbook import make

if TYPE_CHECKING:
    from openpyxl import Workbook

    from cap_tui.reports.report_data import ReportData


def opened(data: ReportData) -> Workbook:
    """Return the workbook of `data` in French, read back."""
    activate("fr")
    return load_workbook(BytesIO(make(data)))


def records(book: Workbook, title: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet, each by the heads of its columns."""
    heads, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]
