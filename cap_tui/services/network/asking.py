"""A question put to the counts of the network, answered by whole blocks only (see `core.network.blocks`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from cap_tui.core.network.blocks import LEAST, blocks, counted, inside
from cap_tui.core.network.cells import What
from cap_tui.services.network.holding import Held
from cap_tui.storage import cells
from cap_tui.storage.cells import Scope
from cap_tui.storage.doubled import beyond_the_first
from cap_tui.storage.gathered import Scopes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from cap_tui.core.network.blocks import Block
    from cap_tui.core.network.cells import Cell

Group = tuple["Collection[str]", "frozenset[Cell] | None"]
"""Nodes, and the cells that answer at all of them."""

WHOLE = frozenset({What.PRIORITY, What.SERVICE})
"""Counts that concern every structure: having no line of the plan is an answer too."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked.

    Attributes:
        questionnaire: Its id.
        years: Years evaluated; empty: the last one that can be shown.
        kinds: Structures of any of these kinds; empty: of all.
        regions: Structures of any of these regions; empty: of all.
    """

    questionnaire: str = "cap"
    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def match(self, cell: Cell | tuple[str, str]) -> bool:
        """Return whether the structures of a region and kinds are asked for."""
        region, kinds = cell[0], cell[1]
        return (not self.regions or region in self.regions) and (
            not self.kinds or not set(self.kinds).isdisjoint(kinds.split(","))
        )


@dataclass(frozen=True, slots=True)
class YearCut:
    """The structures of one year.

    Attributes:
        counts: By cell.
        again: Among them, those that another dossier of the same structure counts already, by cell.
        cut: Their blocks: each of enough structures, those that count twice taken once.
        answering: The blocks wholly asked for.
    """

    counts: Mapping[Cell, int]
    again: Mapping[Cell, int]
    cut: tuple[Block, ...]
    answering: tuple[Block, ...] = ()

    @property
    def shown(self) -> int:
        """Structures in the blocks that answer."""
        return sum(self.counts[cell] for block in self.answering for cell in block)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with the blocks that answer it.

    Attributes:
        every: Each year in which anything counts, to its structures.
        chosen: Among them, those asked for.
        least: Blocks that need more structures than the others at each node, see `counted`.
        held: Counts read already, from which other questions to the same structures are answered.
    """

    connection: Connection
    filters: Filters
    fictional: bool
    every: Mapping[int, YearCut]
    chosen: tuple[int, ...]
    least: Mapping[Block, int] = field(default_factory=dict)
    held: Held | None = None

    @property
    def years(self) -> dict[int, YearCut]:
        """The years asked for in which anything counts."""
        return {year: self.every[year] for year in self.chosen}

    @property
    def scope(self) -> Scopes:
        """Where the evaluations asked for are."""
        return Scopes(self.fictional, self.filters.questionnaire, self.chosen)

    def again(self, filters: Filters) -> Asked:
        """Return another question to the same structures; the cut is the same, whatever is asked."""
        return replace(_asked(self.connection, filters, self.fictional, self.every), held=self.held)

    def holding(self, whats: Iterable[What], nodes: Collection[str] = ()) -> Asked:
        """Return the same question, from which many others about these nodes are answered without reading again.

        Args:
            whats: Kinds of counts.
            nodes: Ids; empty: every one.
        """
        scopes = [Scope(self.fictional, self.filters.questionnaire, year) for year in self.chosen]
        return replace(self, held=Held(self.connection, scopes, whats, nodes))

    @property
    def counted(self) -> int:
        """Structures asked for, whether shown or not."""
        return sum(
            count
            for year in self.years.values()
            for cell, count in year.counts.items()
            if self.filters.match(cell)
        )

    @property
    def shown(self) -> int:
        """Structures in the blocks that answer."""
        return sum(year.shown for year in self.years.values())

    def answers(
        self, whats: Iterable[What], nodes: Collection[str] = ()
    ) -> dict[What, dict[str, dict[str, int]]]:
        """Return, for each kind of count, node to value to count; nodes that cannot be shown are not there.

        Args:
            whats: Kinds of counts.
            nodes: Ids wanted; empty: every one.
        """
        wanted = list(whats)
        found: dict[What, dict[str, dict[str, int]]] = {what: {} for what in wanted}
        for number, year in self.years.items():
            scope = Scope(self.fictional, self.filters.questionnaire, number)
            held = self.held if self.held and self.held.holds(scope, wanted, nodes) else None
            counts = held.counts if held else partial(cells.counts, self.connection)
            scored = held.scored if held else partial(cells.scored, self.connection)
            whole = all(what in WHOLE for what in wanted)
            groups = self._whole(year, nodes) if whole else self._groups(year, scored(scope, nodes))
            for some, among in groups:
                for what in wanted:
                    _merge(found[what], counts(scope, what, some, among))
        return found

    def _whole(self, year: YearCut, nodes: Collection[str]) -> list[Group]:
        return [(nodes, _cells(year, year.answering))] if year.answering else []

    def _groups(self, year: YearCut, scored: Mapping[str, Mapping[Cell, int]]) -> list[Group]:
        """Return the nodes that the same cells answer, with those cells; None for every cell.

        Args:
            year: The structures.
            scored: Node to how many of them are counted there, by cell.
        """
        alike: dict[tuple[Block, ...], list[str]] = defaultdict(list)
        least = dict(self.least)
        for block in year.answering if year.again else ():
            least[block] = least.get(block, LEAST) + sum(year.again.get(cell, 0) for cell in block)
        for node, counts in scored.items():
            alike[counted(year.answering, counts, least)].append(node)
        return [(some, _cells(year, among)) for among, some in alike.items() if among]


def ask(connection: Connection, filters: Filters, *, fictional: bool) -> Asked:
    """Return a question with the blocks that answer it."""
    name = filters.questionnaire
    stored = cells.structures(connection, fictional=fictional, questionnaire=name)
    again = beyond_the_first(connection, fictional=fictional, questionnaire=name) if stored else {}
    years = {year: _cut(counts, again.get(year, {})) for year, counts in stored.items()}
    return _asked(connection, filters, fictional, years)


def _cut(counts: Mapping[Cell, int], again: Mapping[Cell, int]) -> YearCut:
    return YearCut(
        counts, again, blocks({cell: count - again.get(cell, 0) for cell, count in counts.items()})
    )


def _asked(
    connection: Connection,
    filters: Filters,
    fictional: bool,  # noqa: FBT001 - one of what a question is made of
    every: Mapping[int, YearCut],
) -> Asked:
    years = {year: replace(cut, answering=inside(cut.cut, filters.match)) for year, cut in every.items()}
    wanted = filters.years or _last(years)
    return Asked(connection, filters, fictional, years, tuple(year for year in years if year in wanted))


def _last(years: Mapping[int, YearCut]) -> tuple[int, ...]:
    """Return the last year that has something to show, else the last one."""
    some = [year for year, cut in years.items() if cut.answering] or list(years)
    return (max(some),) if some else ()


def _cells(year: YearCut, among: Iterable[Block]) -> frozenset[Cell] | None:
    found = frozenset(cell for block in among for cell in block)
    return None if len(found) == len(year.counts) else found


def _merge(into: dict[str, dict[str, int]], more: Mapping[str, Mapping[str, int]]) -> None:
    for node, values in more.items():
        known = into.setdefault(node, {})
        for value, count in values.items():
            known[value] = known.get(value, 0) + count
