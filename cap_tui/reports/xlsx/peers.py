"""The sheet where a structure reads how it stands among its peers; only when it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.reports.wording.peers import compared, line_name, place
from cap_tui.reports.xlsx.cells import NUMBER, SHARE, Share
from cap_tui.reports.xlsx.table import Column, fit_row, whole_sheet

if TYPE_CHECKING:
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page, Value


def write_peers(book: Reader, page: Page) -> None:
    """Fill the sheet: the table, then with whom and what the figures count."""
    peers = book.data.peers
    if peers is None:
        return
    columns = [
        Column(_("Theme or objective"), 60),
        Column(_("Here"), kind=SHARE),
        Column(_("Place"), 22),
        Column(_("First quartile"), kind=SHARE),
        Column(_("Median"), kind=SHARE),
        Column(_("Third quartile"), kind=SHARE),
        Column(_("Structures"), kind=NUMBER),
        Column(_("Out of"), kind=NUMBER),
    ]
    rows: list[list[Value]] = []
    for line in peers.lines:
        found = line.quartiles
        values = (found.first, found.median, found.third) if found else (None, None, None)
        rows.append(
            [
                line_name(line),
                Share(line.own),
                place(line),
                *map(Share, values),
                line.count,
                line.of or line.count,
            ]
        )
    whole_sheet(page, "Pairs", columns, rows)
    for row, text in enumerate((compared(peers), *peers.definitions), len(rows) + 4):
        page.put(row, 1, text)
        fit_row(page, row, [(text, 60)])
