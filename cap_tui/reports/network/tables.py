"""The results of a network as one CSV table: a line for each node and for each group of structures that can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cap_tui.core.rounding import half_up
from cap_tui.i18n import _
from cap_tui.reports.csv.dialect import Column, table
from cap_tui.reports.network.wording import counted_head, level_names, years_words
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction

    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.reports.csv.dialect import Cell
    from cap_tui.reports.network.data import NetworkReport, Node, Spread
    from cap_tui.reports.stopping import Tell


@dataclass(frozen=True, slots=True)
class Line:
    """A node among some structures.

    Attributes:
        kind: Of the structures; empty for all those asked for.
        region: The same.
    """

    node: Node
    kind: str
    region: str
    spread: Spread


def make(data: NetworkReport, tell: Tell = silent) -> bytes:
    """Return the table; see `cap_tui.reports.formats.Maker`."""
    lines = (line for node in told(data.nodes, tell) for line in lines_of(node))
    return table(_columns(data), lines, private=False)


def lines_of(node: Node) -> Iterator[Line]:
    """Yield a node among all the structures, then by kind and by region."""
    yield Line(node, "", "", node.all)
    for kind, spread in node.by_kind.items():
        yield Line(node, kind, "", spread)
    for region, spread in node.by_region.items():
        yield Line(node, "", region, spread)


def node_kind(node: Node) -> str:
    """Return whether a node is the whole, a theme, an objective or a criterion."""
    if node.criterion:
        return _("Criterion")
    return (_("The whole"), _("Theme"))[node.depth] if node.depth < 2 else _("Objective")  # noqa: PLR2004 - below a theme


def _columns(data: NetworkReport) -> list[Column[Line]]:
    kinds = ", ".join(data.kinds) or _("all kinds")
    regions = ", ".join(data.regions) or _("all regions")
    title, years = content(data.questionnaire.title), years_words(data)
    return [
        Column(_("Questionnaire"), lambda _line: title),
        Column(_("Years evaluated"), lambda _line: years),
        Column(_("Demonstration"), lambda _line: _("yes") if data.fictional else ""),
        Column(_("Kind of structure"), lambda line: line.kind or kinds),
        Column(_("Region"), lambda line: line.region or regions),
        Column(_("Node"), lambda line: node_kind(line.node)),
        Column(_("Code"), lambda line: line.node.code),
        Column(_("Title"), lambda line: line.node.title),
        Column(_("Reference"), lambda line: line.node.id),
        Column(counted_head(data), lambda line: line.spread.count),
        Column(_("Out of"), lambda line: line.spread.of),
        Column(_("{label} (%)").format(label=_("Mean")), lambda line: line.spread.mean),
        Column(_("{label} (%)").format(label=_("First quartile")), _quartile(lambda found: found.first)),
        Column(_("{label} (%)").format(label=_("Median")), _quartile(lambda found: found.median)),
        Column(_("{label} (%)").format(label=_("Third quartile")), _quartile(lambda found: found.third)),
        Column(_("Band"), lambda line: line.spread.band),
        *(Column(name, _level(key)) for key, name in level_names(data).items()),
    ]


def _quartile(of: Callable[[Quartiles], Fraction]) -> Callable[[Line], Cell]:
    """Return a quartile to a tenth at most: it is exact to the point."""

    def tenths(line: Line) -> Cell:
        if line.spread.quartiles is None:
            return None
        exact = of(line.spread.quartiles)
        return int(exact) if exact.denominator == 1 else Decimal(half_up(exact, 1))

    return tenths


def _level(key: str) -> Callable[[Line], Cell]:
    """Return how often a level was chosen; nothing, rather than 0, where nothing can be shown."""
    return lambda line: line.spread.levels.get(key, 0) if line.spread.levels else None
