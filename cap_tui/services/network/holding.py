"""Counts read once for the many questions of one page, instead of one reading of the database for each of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cap_tui.core.network.cells import What
from cap_tui.storage import cells

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from cap_tui.core.network.cells import Cell
    from cap_tui.storage.cells import Scope

ByCell = dict[str, dict["Cell", dict[str, int]]]
"""Node to cell to value to count."""


class Held:
    """The counts of some kinds, years and nodes.

    Args:
        connection: In a transaction.
        scopes: One for each year.
        whats: Kinds of counts.
        nodes: Ids; empty: every one.
    """

    def __init__(
        self, connection: Connection, scopes: Iterable[Scope], whats: Iterable[What], nodes: Collection[str]
    ) -> None:
        wanted = {*whats, What.SCORED, What.LEVEL}
        self._counts: dict[Scope, dict[str, ByCell]] = {
            scope: _by_cell(cells.by_cell(connection, scope, wanted, nodes)) for scope in scopes
        }
        self._whats = wanted
        self._nodes = frozenset(nodes)

    def holds(self, scope: Scope, whats: Iterable[What], nodes: Collection[str]) -> bool:
        """Return whether a question can be answered from here."""
        return (
            scope in self._counts
            and self._whats.issuperset(whats)
            and (not self._nodes or (bool(nodes) and self._nodes.issuperset(nodes)))
        )

    def scored(self, scope: Scope, nodes: Collection[str]) -> dict[str, dict[Cell, int]]:
        """Return what `cells.scored` does."""
        return {
            node: {cell: sum(values.values()) for cell, values in crowd.items()}
            for what in (What.SCORED, What.LEVEL)
            for node, crowd in self._counts[scope].get(what, {}).items()
            if not nodes or node in nodes
        }

    def counts(
        self, scope: Scope, what: What, nodes: Collection[str], among: Iterable[Cell] | None
    ) -> dict[str, dict[str, int]]:
        """Return what `cells.counts` does."""
        found: dict[str, dict[str, int]] = {}
        crowds = self._counts[scope].get(what, {})
        wanted = list(among) if among is not None else None
        for node in nodes or crowds:
            crowd = crowds.get(node, {})
            total: dict[str, int] = {}
            for cell in crowd if wanted is None else wanted:
                for value, count in crowd.get(cell, {}).items():
                    total[value] = total.get(value, 0) + count
            if total:
                found[node] = total
        return found


def _by_cell(rows: Iterable[tuple[str, str, Cell, str, int]]) -> dict[str, ByCell]:
    found: dict[str, ByCell] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for what, node, cell, value, count in rows:
        found[what][node][cell][value] = count
    return found
