"""From data to an Excel workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from cap_tui.i18n import _
from cap_tui.reports.stopping import silent
from cap_tui.reports.wording.reader import Reader, finding_levels
from cap_tui.reports.wording.views import several
from cap_tui.reports.xlsx.cells import Cut, Page, add_styles
from cap_tui.reports.xlsx.gaps import write_gaps
from cap_tui.reports.xlsx.indicators import shown_series, write_indicators
from cap_tui.reports.xlsx.legend import choice_cells, write_legend
from cap_tui.reports.xlsx.peers import write_peers
from cap_tui.reports.xlsx.plan import facts, write_plan
from cap_tui.reports.xlsx.plan_columns import FACTS_SHEET
from cap_tui.reports.xlsx.results import write_results, write_texts
from cap_tui.reports.xlsx.saving import saved
from cap_tui.reports.xlsx.synthesis import write_synthesis
from cap_tui.reports.xlsx.views import write_views

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell

_PAGES = 0.7
"""Share of the time that goes into filling the sheets; writing the file takes the rest."""


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the workbook; see `cap_tui.reports.formats.Maker`."""
    tell(0.0)
    book, file = Reader(data.for_its_audience()), Workbook()
    file.remove(file.worksheets[0])
    add_styles(file)
    cuts: list[Cut] = []
    pages = _pages(book)
    for done, (title, fill) in enumerate(pages, 1):
        fill(book, Page(file.create_sheet(title), cuts))
        tell(_PAGES * done / len(pages))
    _write_facts(file, facts(book, _("Plan")))
    title = f"{book.title.partition(' — ')[0]} {book.data.year} — {book.data.structure.name}"
    bytes_ = saved(file, title, book.data.generated)
    tell(1.0)
    return bytes_


def _pages(book: Reader) -> list[tuple[str, Callable[[Reader, Page], None]]]:
    """Return the sheets there is something to say in, in order; the legend knows what the others could not hold."""
    legend = _("Legend")

    def plan(reader: Reader, page: Page) -> None:
        write_plan(reader, page, choice_cells(legend))

    pages: list[tuple[str, Callable[[Reader, Page], None]]] = [
        (_("Summary"), write_synthesis),
        (_("Plan"), plan),
        (_("Results"), write_results),
    ]
    if book.private:
        pages.append((_("What was written"), write_texts))
    if book.private and several(book):
        pages.append((_("Views"), write_views))
    if book.data.peers:
        pages.append((_("Among its peers"), write_peers))
    if shown_series(book):
        pages.append((_("Indicators"), write_indicators))
    if book.private and finding_levels(book.questionnaire):
        pages.append((_("Non-conformities"), write_gaps))
    return [*pages, (legend, write_legend)]


def _write_facts(file: Workbook, told: list[tuple[str, str]]) -> None:
    page = Page(file.create_sheet(FACTS_SHEET))
    page.sheet.sheet_state = "veryHidden"
    for row, (key, value) in enumerate(told, 1):
        page.put(row, 1, key)
        page.put(row, 2, value)
