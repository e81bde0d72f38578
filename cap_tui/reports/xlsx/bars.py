"""Bars drawn over a table of a sheet."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ACCENT, _SOFT = "1F4E5F", "7BA7B5"
_CHART_COLUMN = "J"
_CHART_WIDTH = 17.0
"""Centimetres."""
_ROW = 0.44
"""Centimetres of the lowest row that spreadsheets make."""


def bars(sheet: Worksheet, title: str, cells: tuple[int, int, int], row: int, *, share: bool) -> int:
    """Draw bars over a table of the sheet, so that the chart follows its cells; return the first row below it.

    Args:
        sheet: Where.
        title: Above the chart.
        cells: Row of the head, last row, column of the values.
        row: Of its upper corner.
        share: Whether the values are percentages of a whole.
    """
    top, last, column = cells
    chart: Any = BarChart()
    chart.type, chart.style, chart.title = "bar", 10, title
    chart.add_data(Reference(sheet, min_col=column, min_row=top, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=last))
    chart.legend, chart.gapWidth = None, 40
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.y_axis.number_format = r"0\ %" if share else "0"
    if share:
        chart.y_axis.scaling.max = 1
    chart.series[0].graphicalProperties.solidFill = _ACCENT if share else _SOFT
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, other, False)
    height = max(6.5, 2.5 + 0.9 * (last - top))
    chart.width, chart.height = _CHART_WIDTH, height
    sheet.add_chart(chart, f"{_CHART_COLUMN}{row}")
    return row + ceil(height / _ROW) + 1
