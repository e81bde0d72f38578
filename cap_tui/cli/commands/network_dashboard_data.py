"""The dashboard of the network as JSON gives it: percents as numbers, null for what cannot be shown."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cap_tui.cli.output import number
from cap_tui.core.rounding import half_up

if TYPE_CHECKING:
    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.core.network.years import YearLine
    from cap_tui.services.network.dashboard import Dashboard, NodeDetail, Population, PriorityLine
    from cap_tui.services.network.lateness import Late
    from cap_tui.services.network.node_lines import NodeLine
    from cap_tui.services.network.standing import Standing


def dashboard_data(found: Dashboard) -> dict[str, Any]:
    """Return every panel."""
    return {
        **population_data(found.population),
        "by_phase": {phase.value: count for phase, count in found.by_phase.items()},
        "by_kind": dict(found.by_kind),
        "by_region": dict(found.by_region),
        "nodes": [node_data(line) for line in found.nodes],
        "priorities": [priority_data(line) for line in found.priorities],
        "services": [asdict(line) for line in found.services],
        "late": late_data(found.late),
        "years": [year_data(line) for line in found.evolution],
    }


def population_data(found: Population) -> dict[str, Any]:
    """Return of whom the figures speak."""
    return {
        "questionnaire": found.filters.questionnaire,
        "asked": {
            "years": list(found.filters.years),
            "kinds": list(found.filters.kinds),
            "regions": list(found.filters.regions),
        },
        "fictional": found.fictional,
        "gathered": found.gathered,
        "counted": found.counted,
        "shown": found.shown,
        "hidden": found.hidden,
    }


def node_data(line: NodeLine) -> dict[str, Any]:
    """Return one node."""
    return {
        "id": line.id,
        "code": line.code,
        "title": line.title,
        "criterion": line.criterion,
        "count": line.count,
        "of": line.of,
        "mean": number(line.mean),
        "quartiles": quartile_data(line.quartiles),
        "band": line.band,
        "levels": {key.lstrip("~"): count for key, count in line.levels.items()},
    }


def quartile_data(found: Quartiles | None) -> list[float] | None:
    """Return the first quartile, the median and the third, to a tenth: they are exact to the point."""
    return (
        None
        if found is None
        else [float(half_up(one, 1)) for one in (found.first, found.median, found.third)]
    )


def priority_data(line: PriorityLine) -> dict[str, Any]:
    """Return a criterion on which actions are open."""
    return {
        "id": line.id, "code": line.code, "title": line.title, "count": line.count,
        "by_priority": dict(line.by_priority),
    }  # fmt: skip


def late_data(found: Late) -> dict[str, Any]:
    """Return what is late."""
    return {"count": found.count, "plans": [plan._asdict() for plan in found.plans]}


def year_data(line: YearLine) -> dict[str, Any]:
    """Return one year."""
    return {
        "year": line.year,
        "counted": line.counted,
        "shown": line.shown,
        "mean": number(line.mean),
        "themes": {key: number(mean) for key, mean in line.themes.items()},
    }


def detail_data(found: NodeDetail) -> dict[str, Any]:
    """Return one node, by kind and by region."""
    return {
        **population_data(found.population),
        "node": node_data(found.line),
        "by_kind": {name: node_data(line) for name, line in found.by_kind.items()},
        "by_region": {name: node_data(line) for name, line in found.by_region.items()},
    }


def standing_data(found: Standing) -> dict[str, Any]:
    """Return where one structure stands."""
    return {
        "assessment": found.assessment,
        "structure": found.structure,
        "kinds": list(found.kinds),
        "year": found.year,
        "fictional": found.fictional,
        "peers": found.peers,
        "nodes": [
            {
                "id": line.id, "code": line.code, "title": line.title, "own": number(line.own),
                "count": line.count, "of": line.of, "quartiles": quartile_data(line.quartiles),
                "quarter": line.quarter, "at": line.at,
            }
            for line in found.lines
        ],
    }  # fmt: skip
