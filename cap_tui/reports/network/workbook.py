"""The report of a network as an Excel workbook: a summary with charts, then a sheet a thing, each a real table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from cap_tui.core.network.schemes import scheme_name
from cap_tui.i18n import _
from cap_tui.reports.network.tables import lines_of, node_kind
from cap_tui.reports.network.wording import (
    award_rows,
    counted_head,
    ending_words,
    facts,
    kind_name,
    level_names,
    priority_heads,
    region_label,
    title,
    years_words,
)
from cap_tui.reports.stopping import silent
from cap_tui.reports.wording.reader import content
from cap_tui.reports.xlsx.bars import bars
from cap_tui.reports.xlsx.cells import (
    CODE,
    DAY,
    FAINT,
    NUMBER,
    SHARE,
    TITLE,
    Code,
    Page,
    Share,
    add_styles,
)
from cap_tui.reports.xlsx.saving import saved
from cap_tui.reports.xlsx.table import Column, fit_row, print_across, whole_sheet, write_facts, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.reports.network.data import NetworkReport, Spread
    from cap_tui.reports.stopping import Tell
    from cap_tui.reports.xlsx.cells import Value

_WIDTHS = (46, 16, 16, 14, 14, 14, 14, 14)
_PAGES = 0.7
"""Share of the time that goes into filling the sheets."""


def make(data: NetworkReport, tell: Tell = silent) -> bytes:
    """Return the workbook; see `cap_tui.reports.formats.Maker`."""
    tell(0.0)
    file = Workbook()
    file.remove(file.worksheets[0])
    add_styles(file)
    pages = _pages(data)
    for done, (name, fill) in enumerate(pages, 1):
        fill(data, Page(file.create_sheet(name)))
        tell(_PAGES * done / len(pages))
    made = saved(file, f"{title()} — {content(data.questionnaire.title)} {years_words(data)}", data.generated)
    tell(1.0)
    return made


def _pages(data: NetworkReport) -> list[tuple[str, Callable[[NetworkReport, Page], None]]]:
    """Return the sheets there is something to say in, in order."""
    wanted: list[tuple[bool, str, Callable[[NetworkReport, Page], None]]] = [
        (True, _("Summary"), _summary),
        (True, _("Results"), _results),
        (bool(data.shown), _("By kind and region"), _groups),
        (bool(data.priorities), _("Priorities"), _priorities),
        (bool(data.services), _("Services"), _services),
        (bool(data.evolution), _("Years"), _years),
        (bool(data.register.structures), _("Certificates"), _certificates),
        (bool(data.endings), _("Ends"), _endings),
        (True, _("Definitions"), _definitions),
    ]
    return [(name, fill) for there, name, fill in wanted if there]


def _summary(data: NetworkReport, page: Page) -> None:
    sheet = page.sheet
    page.widths(*_WIDTHS)
    page.put(1, 1, title(), TITLE)
    sheet.row_dimensions[1].height = 28
    page.put(2, 1, _("FICTIONAL STRUCTURE — demonstration") if data.fictional else "", FAINT)
    themes = write_facts(page, facts(data), _WIDTHS, 4) + 1
    rows: list[list[Value]] = [[node.name, *_spread(node.all)] for node in (*data.themes, data.whole)]
    rows[-1][0] = _("The whole")
    row = write_table(page, "Themes", [Column(_("Theme"), _WIDTHS[0]), *_spread_columns(data)], rows, themes)
    below = bars(sheet, _("Mean by theme"), (themes, row - 1, 2), 4, share=True)
    counts = (
        (_("Kind of structure"), "Types", {kind_name(kind): count for kind, count in data.by_kind.items()}),
        (_("Region"), "Regions", {region_label(region): count for region, count in data.by_region.items()}),
    )
    for head, name, found in counts:
        top = row + 1
        row = _counts(page, head, name, found, top)
        below = bars(sheet, _("Evaluations: {head}").format(head=head), (top, row - 1, 2), below, share=False)
    sheet.freeze_panes = "A3"
    print_across(sheet)
    sheet.page_setup.fitToHeight = 1  # else a chart would be cut between two pages


def _counts(page: Page, head: str, name: str, counts: Mapping[str, int], top: int) -> int:
    columns = [Column(head, _WIDTHS[0]), Column(_("Evaluations gathered"), kind=NUMBER)]
    return write_table(page, name, columns, [[label, count] for label, count in counts.items()], top)


def _spread_columns(data: NetworkReport) -> list[Column]:
    return [
        Column(_("Mean"), kind=SHARE),
        Column(counted_head(data), kind=NUMBER),
        Column(_("Out of"), kind=NUMBER),
        Column(_("First quartile"), kind=SHARE),
        Column(_("Median"), kind=SHARE),
        Column(_("Third quartile"), kind=SHARE),
        Column(_("Band"), 18),
    ]


def _spread(spread: Spread) -> list[Value]:
    found = spread.quartiles
    quartiles = (found.first, found.median, found.third) if found else (None, None, None)
    return [Share(spread.mean), spread.count, spread.of or spread.count, *map(Share, quartiles), spread.band]


def _results(data: NetworkReport, page: Page) -> None:
    names = level_names(data)
    columns = [
        Column(_("Node"), 12),
        Column(_("Code"), 10, CODE),
        Column(_("Title"), 60),
        *_spread_columns(data),
        *(Column(name, 13, NUMBER) for name in names.values()),
    ]
    rows: list[list[Value]] = [
        [
            node_kind(node),
            Code(node.code),
            node.title,
            *_spread(node.all),
            *(node.all.levels.get(key, 0) if node.all.levels else None for key in names),
        ]
        for node in data.nodes
    ]
    whole_sheet(page, "Resultats", columns, rows, frozen="D2")


def _groups(data: NetworkReport, page: Page) -> None:
    columns = [
        Column(_("Kind of structure"), 12),
        Column(_("Region"), 28),
        Column(_("Node"), 12),
        Column(_("Code"), 10, CODE),
        Column(_("Title"), 60),
        *_spread_columns(data),
    ]
    rows: list[list[Value]] = [
        [line.kind or ", ".join(data.kinds) or _("all kinds"), line.region or ", ".join(data.regions) or _("all regions"), node_kind(node), Code(node.code), node.title,
         *_spread(line.spread)]
        for node in data.nodes
        for line in lines_of(node)
        if line.kind or line.region
    ]  # fmt: skip
    whole_sheet(page, "Groupes", columns, rows, frozen="F2")


def _priorities(data: NetworkReport, page: Page) -> None:
    columns = [
        Column(_("Code"), 10, CODE),
        Column(_("Criterion"), 70),
        Column(counted_head(data), kind=NUMBER),
        *(Column(name, kind=NUMBER) for name in priority_heads()),
    ]
    rows: list[list[Value]] = [
        [Code(one.code), one.title, one.count, *(one.by_priority.get(name, 0) for name in priority_heads())]
        for one in data.priorities
    ]
    whole_sheet(page, "Priorites", columns, rows)


def _services(data: NetworkReport, page: Page) -> None:
    columns = [Column(_("Service called on"), 70), Column(counted_head(data), kind=NUMBER)]
    whole_sheet(page, "Services", columns, [[one.title, one.count] for one in data.services])


def _years(data: NetworkReport, page: Page) -> None:
    columns = [
        Column(_("Year"), 10, NUMBER),
        Column(_("Structures in the results"), kind=NUMBER),
        Column(_("Structures that count"), kind=NUMBER),
        Column(_("Mean"), kind=SHARE),
        *(Column(node.name, 20, SHARE) for node in data.themes),
    ]
    rows: list[list[Value]] = [
        [Code(str(one.year)), one.shown, one.counted, Share(one.mean),
         *(Share(one.themes.get(node.id)) for node in data.themes)]
        for one in data.evolution
    ]  # fmt: skip
    whole_sheet(page, "Annees", columns, rows)


def _certificates(data: NetworkReport, page: Page) -> None:
    columns = [
        Column(_("Approach"), 30),
        Column(_("Engaged structures"), kind=NUMBER),
        Column(_("Entered in {year}").format(year=data.generated.year), kind=NUMBER),
        Column(_("Certified"), kind=NUMBER),
    ]
    whole_sheet(page, "Certificats", columns, [list(row) for row in award_rows(data)])


def _endings(data: NetworkReport, page: Page) -> None:
    columns = [
        Column(_("Day"), 14, DAY),
        Column(_("Structure"), 50),
        Column(_("Approach"), 20),
        Column(_("Certificate number"), 24),
        Column(_("What"), 28),
    ]
    rows: list[list[Value]] = [
        [one.day, one.structure, scheme_name(one.scheme), one.number, ending_words(one)]
        for one in data.endings
    ]
    whole_sheet(page, "Echeances", columns, rows)


def _definitions(data: NetworkReport, page: Page) -> None:
    page.widths(120)
    page.put(1, 1, _("What the figures count, and who is left out"), TITLE)
    for row, text in enumerate(data.definitions, 3):
        page.put(row, 1, text)
        fit_row(page, row, [(text, 120)])
    print_across(page.sheet)
