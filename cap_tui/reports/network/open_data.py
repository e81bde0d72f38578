"""The figures of a network as JSON, and the schema they follow: `docs/reseau.schema.json` is it, printed."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cap_tui.core.network.blocks import LEAST
from cap_tui.core.rounding import half_up
from cap_tui.i18n import language
from cap_tui.reports.json.voices import figure_or_none
from cap_tui.reports.network import models
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from cap_tui.reports.json.values import Figure
    from cap_tui.reports.network.data import Ending, NetworkReport, Node, Spread
    from cap_tui.reports.stopping import Tell


def make(data: NetworkReport, tell: Tell = silent) -> bytes:
    """Return the open data; see `cap_tui.reports.formats.Maker`."""
    found = models.OpenData(
        schema_version=models.SCHEMA_VERSION,
        generated=data.generated,
        language=language(),
        fictional=data.fictional,
        least=LEAST,
        questionnaire=_questionnaire(data),
        asked=models.Asked(years=list(data.years), kinds=list(data.kinds), regions=list(data.regions)),
        population=_population(data),
        nodes=[_node(node) for node in told(data.nodes, tell)],
        priorities=[
            models.Priority(
                id=one.id,
                code=one.code,
                title=one.title,
                structures=one.count,
                by_priority=dict(one.by_priority),
            )
            for one in data.priorities
        ],
        services=[models.Service(id=one.id, title=one.title, structures=one.count) for one in data.services],
        late=data.late,
        years=[
            models.Year(
                year=one.year,
                counted=one.counted,
                shown=one.shown,
                mean=figure_or_none(one.mean),
                themes={key: figure_or_none(mean) for key, mean in one.themes.items()},
            )
            for one in data.evolution
        ],
        membership=_register(data),
        endings=[_ending(one) for one in data.endings],
        definitions=list(data.definitions),
    )
    return (found.model_dump_json(indent=2) + "\n").encode()


def printed_schema() -> str:
    """Return the JSON Schema, draft 2020-12, as its file holds it."""
    schema: dict[str, Any] = models.OpenData.model_json_schema(mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _population(data: NetworkReport) -> models.Population:
    return models.Population(
        gathered=data.gathered,
        counted=data.counted,
        shown=data.shown,
        by_phase={phase.value: count for phase, count in data.by_phase.items()},
        by_kind=dict(data.by_kind),
        by_region=dict(data.by_region),
    )


def _questionnaire(data: NetworkReport) -> models.Questionnaire:
    used = data.questionnaire
    levels = [
        models.Level(id=level.id, label=content(level.label), score=figure_or_none(level.score))
        for level in used.scale.levels
    ]
    return models.Questionnaire(
        id=used.id, version=used.version, title=content(used.title), status=used.status, levels=levels
    )


def _node(node: Node) -> models.Node:
    return models.Node(
        id=node.id,
        code=node.code,
        title=node.title,
        depth=node.depth,
        criterion=node.criterion,
        all=_spread(node.all),
        by_kind={name: _spread(spread) for name, spread in node.by_kind.items()},
        by_region={name: _spread(spread) for name, spread in node.by_region.items()},
    )


def _spread(spread: Spread) -> models.Spread:
    found = spread.quartiles
    return models.Spread(
        count=spread.count,
        of=spread.of,
        mean=figure_or_none(spread.mean),
        first_quartile=_tenths(found.first if found else None),
        median=_tenths(found.median if found else None),
        third_quartile=_tenths(found.third if found else None),
        band=spread.band,
        levels=dict(spread.levels),
    )


def _tenths(value: Fraction | None) -> Figure | None:
    """Return a quartile, which is exact to the point, to a tenth."""
    return None if value is None else figure_or_none(Fraction(half_up(value, 1)))


def _register(data: NetworkReport) -> models.Register:
    found = data.register
    return models.Register(
        structures=found.structures,
        by_kind=dict(found.kinds),
        by_region=dict(found.regions),
        engaged=dict(found.engaged),
        entered=dict(found.entered),
        certified=dict(found.certified),
    )


def _ending(one: Ending) -> models.Ending:
    event = "surveillance" if one.audit else ("expired" if one.past else "expires")
    return models.Ending.model_validate(
        {
            "structure": one.structure,
            "approach": one.scheme,
            "number": one.number,
            "day": one.day,
            "event": event,
        }
    )
