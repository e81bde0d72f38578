"""The forms a report takes, each made by one function that is imported only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from cap_tui.core.errors import N_
from cap_tui.reports.stopping import silent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.reports.network.data import NetworkReport
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell


class Maker(Protocol):
    """What makes a document of a report, each form of one of the two kinds; the same data give the same bytes."""

    def __call__(self, data: ReportData | NetworkReport, tell: Tell = silent) -> bytes:
        """Return the document.

        Args:
            data: What to show; reduced here to what its audience may read.
            tell: Called now and then with the share done, 0 to 1.

        Raises:
            StoppedError: `tell` did: the caller asked to stop.
        """


@dataclass(frozen=True, slots=True)
class Form:
    """One form.

    Attributes:
        suffix: End of the name of its files.
        label: Message id of what it is, for whom chooses.
        place: Module and function that make it.
    """

    suffix: str
    label: str
    place: tuple[str, str]


PDF = "pdf"
FORMS: Mapping[str, Form] = {
    PDF: Form(".pdf", N_("PDF: the whole report, to print or to send"), ("pdf.document", "pdf_bytes")),
    "poster": Form(
        ".pdf", N_("Poster: one A3 page for the wall of the meeting room"), ("pdf.poster", "make")
    ),
    "xlsx": Form(".xlsx", N_("Excel: tables to sort and filter, charts"), ("xlsx.workbook", "make")),
    "html": Form(".html", N_("Web page: one file, made for screen readers too"), ("html.page", "make")),
    "md": Form(".md", N_("Markdown: plain text to copy elsewhere"), ("markdown.text", "make")),
    "csv": Form(".csv", N_("CSV: the lines of the plan"), ("csv.plan", "make")),
    "csv-results": Form(".csv", N_("CSV: the criteria and their levels"), ("csv.results", "make")),
    "csv-indicators": Form(".csv", N_("CSV: the indicators, year by year"), ("csv.indicators", "make")),
    "ics": Form(".ics", N_("Calendar: the due dates of the plan"), ("ics.calendar", "make")),
    "json": Form(".json", N_("JSON: everything, for another program"), ("json.document", "make")),
}
"""Every form by its name, as the command line spells it; the first is proposed."""

NETWORK_FORMS: Mapping[str, Form] = {
    "network-pdf": Form(".pdf", N_("PDF: the report of the network"), ("network.document", "make")),
    "network-xlsx": Form(".xlsx", N_("Excel: the tables of the network, charts"), ("network.workbook", "make")),
    "network-csv": Form(".csv", N_("CSV: the results of the network"), ("network.tables", "make")),
    "network-json": Form(".json", N_("JSON: the figures of the network, as open data"), ("network.open_data", "make")),
}  # fmt: skip
"""The same for the report of a network, which is another document: none of `FORMS` takes its data."""


def maker(form: str) -> Maker:
    """Return what makes a form, of a report or of a network.

    Raises:
        KeyError: There is no such form.
    """
    module, function = (FORMS.get(form) or NETWORK_FORMS[form]).place
    return cast("Maker", getattr(import_module(f"cap_tui.reports.{module}"), function))
