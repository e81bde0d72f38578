"""The report of the network, taken at one moment, and its export: aggregates only, as the dashboard gives them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cap_tui.core.network.blocks import LEAST
from cap_tui.core.network.certificates import Event, deadlines
from cap_tui.core.network.equality import real
from cap_tui.core.network.figures import figures
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.reports.formats import NETWORK_FORMS
from cap_tui.reports.network.data import Demand, Ending, NetworkReport, Node, Spread
from cap_tui.reports.runner import run_report
from cap_tui.services.export_places import safe_name
from cap_tui.services.network.dashboard import asking, panels
from cap_tui.services.network.definitions import Figure, definition
from cap_tui.services.network.node_lines import COUNTED, node_lines
from cap_tui.services.network.register import register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from cap_tui.core.network.register import Record
    from cap_tui.services.network.asking import Asked, Filters
    from cap_tui.services.network.dashboard import Dashboard
    from cap_tui.services.network.node_lines import NodeLine
    from cap_tui.services.workspace import Workspace

DEFINED = (
    Figure.GATHERED, Figure.SHOWN, Figure.MEAN, Figure.QUARTILES, Figure.LEVELS, Figure.PRIORITIES, Figure.SERVICES,
    Figure.LATE, Figure.YEARS,
)  # fmt: skip


def network_report(workspace: Workspace, filters: Filters) -> NetworkReport:
    """Return everything a report of the network shows; the results are of one consistent state of the database.

    Raises:
        CapError: No such questionnaire, or the database cannot be read.
    """
    with asking(workspace, filters) as (asked, questionnaire):
        found, held = panels(workspace, asked, questionnaire), asked.holding(COUNTED)
        split = {
            name: {node.id: node for node in node_lines(held.again(narrowed), questionnaire)}
            for name, narrowed in _narrowed(asked, found)
        }
    today = workspace.now().astimezone().date()
    kept = [record for record in real(register(workspace)) if _matches(filters, record)]
    profile = workspace.current_profile()
    population = found.population
    return NetworkReport(
        questionnaire=questionnaire,
        generated=today,
        author=one_line(", ".join(filter(None, (profile.name, profile.organisation)))),
        years=population.filters.years,
        kinds=filters.kinds,
        regions=filters.regions,
        fictional=population.fictional,
        gathered=population.gathered,
        counted=population.counted,
        shown=population.shown,
        by_phase={} if filters.kinds or filters.regions or population.gathered < LEAST else found.by_phase,
        by_kind=found.by_kind,
        by_region=found.by_region,
        nodes=tuple(_node(line, split) for line in found.nodes),
        priorities=tuple(
            Demand(one.id, one.code, one.title, one.count, one.by_priority) for one in found.priorities
        ),
        services=tuple(Demand(one.id, "", one.title, one.count) for one in found.services),
        late=found.late.count,
        evolution=found.evolution,
        register=figures(kept, today),
        endings=tuple(_endings(kept, today)),
        definitions=(*_definitions(several=len(population.filters.years) > 1), *_more_definitions()),
    )


def export_network(
    workspace: Workspace,
    filters: Filters,
    path: Path,
    *,
    form: str,
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write a report of the network and return where it is; blocks, so call it from a thread.

    Args:
        workspace: The data.
        filters: As for the dashboard.
        path: Of the file, in an existing folder.
        form: One of `NETWORK_FORMS`.
        overwrite: Whether a file already there may be replaced.
        progress: Called now and then with the share done, 0 to 1.
        cancelled: Asked now and then whether to stop.

    Raises:
        CapError: It cannot be read or written; nothing is left half done.
    """
    data = network_report(workspace, filters)
    run_report(data, path, form=form, overwrite=overwrite, progress=progress, cancelled=cancelled)
    return path.absolute()


def network_name(filters: Filters, day: date, form: str) -> str:
    """Return the name proposed for a report of the network: in French whatever the language, as the other exports."""
    narrowed = [safe_name(name) for name in (*filters.kinds, *filters.regions)]
    years = [str(year) for year in filters.years]
    stem = "-".join(["reseau", safe_name(filters.questionnaire), *years, *narrowed])
    return f"{stem[:100].rstrip('-')}-{day.isoformat()}{NETWORK_FORMS[form].suffix}"


def _narrowed(asked: Asked, found: Dashboard) -> Iterable[tuple[tuple[str, str], Filters]]:
    """Yield each kind and region that has something, with its question about the same years."""
    filters = replace(asked.filters, years=asked.chosen)
    for kind in KINDS:
        if kind in found.by_kind and (not filters.kinds or kind in filters.kinds):
            yield ("kind", kind), replace(filters, kinds=(kind,))
    for region in REGIONS:
        if region in found.by_region:
            yield ("region", region), replace(filters, regions=(region,))


def _node(line: NodeLine, split: Mapping[tuple[str, str], Mapping[str, NodeLine]]) -> Node:
    def part(axis: str) -> dict[str, Spread]:
        return {
            name: _spread(nodes[line.id])
            for (which, name), nodes in split.items()
            if which == axis and nodes[line.id].levels
        }

    return Node(
        line.id,
        line.code,
        line.title,
        line.depth,
        line.criterion,
        _spread(line),
        part("kind"),
        part("region"),
    )


def _spread(line: NodeLine) -> Spread:
    return Spread(line.count, line.mean, line.quartiles, line.band, line.levels, line.of)


def _matches(filters: Filters, record: Record) -> bool:
    return filters.match((record.member.region, ",".join(record.member.kinds)))


def _endings(records: Iterable[Record], today: date) -> Iterable[Ending]:
    """Yield what ends or is audited within the calendar year."""
    last = date(today.year, 12, 31)
    for one in deadlines(records, today, (last - today).days):
        if one.date.year == today.year:
            yield Ending(
                one_line(one.member.name), one.certificate.scheme, one_line(one.certificate.number), one.date,
                one.event is Event.SURVEILLANCE, one.days < 0,
            )  # fmt: skip


def _definitions(*, several: bool) -> Iterable[str]:
    return (definition(figure, several_years=several) for figure in DEFINED)


def _more_definitions() -> tuple[str, ...]:
    return (
        _(
            "Certificates: what the register of the network says on the day of the report; they are public, which is why "
            "their holders are named, and nobody else."
        ),
        _(
            "Between two reports: whoever has the report from before and after one structure joined a group could tell its "
            "result. Leave time between two publications, for several to have joined."
        ),
    )
