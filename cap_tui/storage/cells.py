"""The counts of the network as they are stored: what each evaluation adds, and what that adds up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cap_tui.core.network.cells import Part, Place, What
from cap_tui.storage.statements import fetch, run

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from cap_tui.core.network.cells import Cell

FORM = 2
"""Of the counts: another one means that they are to be made again."""

_WITHIN = "|"
"""Stands between the kinds and what concerns the structures, in the column of the kinds."""

_SCOPE = "fictional = ? AND questionnaire = ? AND year = ?"

_KEPT = Place(fictional=False, questionnaire="", year=0, region="", kinds="")
_KEY = "fictional, questionnaire, year, what, node, region, kinds, value"
_ROW = "fictional = ? AND questionnaire = ? AND year = ? AND what = ? AND node = ? AND region = ? AND kinds = ? AND value = ?"
_ADD = (
    f"INSERT INTO network_cell ({_KEY}, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constants only
    f" ON CONFLICT ({_KEY}) DO UPDATE SET n = network_cell.n + excluded.n"
)
_EMPTY = f"DELETE FROM network_cell WHERE {_ROW} AND n = 0"  # noqa: S608 - constants only


class Scope(NamedTuple):
    """The counts of one questionnaire and one year."""

    fictional: bool
    questionnaire: str
    year: int


def contributed(connection: Connection, row_id: int) -> str | None:
    """Return what an evaluation adds, as stored; None when it does not count."""
    row = run(connection, "SELECT body FROM contribution WHERE assessment_id = ?", (row_id,)).first()
    return str(row[0]) if row else None


def contribute(connection: Connection, row_id: int, body: str | None) -> None:
    """Write what an evaluation adds; None: it does not count any more."""
    if body is None:
        run(connection, "DELETE FROM contribution WHERE assessment_id = ?", (row_id,))
        return
    run(
        connection,
        "INSERT INTO contribution (assessment_id, body) VALUES (?, ?)"
        " ON CONFLICT (assessment_id) DO UPDATE SET body = excluded.body",
        (row_id, body),
    )


def contributions(connection: Connection) -> list[tuple[int, Place, str]]:
    """Return the row number, the place and the stored contribution of each evaluation that counts."""
    rows = fetch(
        connection,
        "SELECT a.id, a.fictional, a.questionnaire, a.year, a.region, a.kinds, c.body"
        " FROM contribution c JOIN assessment a ON a.id = c.assessment_id ORDER BY a.id",
        (),
    )
    return [(int(row[0]), Place(bool(row[1]), *row[2:6]), str(row[6])) for row in rows]


def change(connection: Connection, place: Place, changes: Mapping[Part, int]) -> None:
    """Add to the counts of a place; those that come to 0 go."""
    rows = [(*_key(place, part), count) for part, count in changes.items()]
    if rows:
        run(connection, _ADD, rows)
    emptied = [_key(place, part) for part, count in changes.items() if count < 0]
    if emptied:
        run(connection, _EMPTY, emptied)


def replace_all(connection: Connection, counts: Mapping[tuple[Place, Part], int]) -> None:
    """Put counts in the place of all those stored, and say that they are kept from now on."""
    run(connection, "DELETE FROM network_cell")
    kept = {(_KEPT, (str(What.KEPT), "", "")): FORM}
    run(connection, _ADD, [(*_key(place, part), n) for (place, part), n in {**counts, **kept}.items() if n])


def all_counts(connection: Connection) -> dict[tuple[Place, Part], int]:
    """Return every count as stored, but the mark that they are kept."""
    rows = fetch(
        connection,
        f"SELECT {_KEY}, n FROM network_cell WHERE what <> ?",  # noqa: S608 - constants only
        (str(What.KEPT),),
    )
    return {
        (Place(bool(row[0]), row[1], row[2], *_cell(row[5], row[6])), (row[3], row[4], row[7])): row[8]
        for row in rows
    }


def kept(connection: Connection) -> bool:
    """Return whether the counts have been kept since a whole count, in the present form."""
    row = run(
        connection,
        f"SELECT n FROM network_cell WHERE {_ROW}",  # noqa: S608 - constants only
        _key(_KEPT, (What.KEPT, "", "")),
    ).first()
    return row is not None and row[0] == FORM


def structures(connection: Connection, *, fictional: bool, questionnaire: str) -> dict[int, dict[Cell, int]]:
    """Return how many structures count, by year and cell."""
    found: dict[int, dict[Cell, int]] = {}
    year = _next_year(connection, fictional, questionnaire, 0)
    while (
        year is not None
    ):  # from year to year along the key: one statement would read every count of every year
        rows = fetch(
            connection,
            f"SELECT region, kinds, n FROM network_cell WHERE {_SCOPE} AND what = ?",  # noqa: S608 - constants only
            (fictional, questionnaire, year, str(What.STRUCTURES)),
        )
        found[year] = {_cell(region, kinds): int(count) for region, kinds, count in rows}
        year = _next_year(connection, fictional, questionnaire, year)
    return found


def _next_year(connection: Connection, fictional: bool, questionnaire: str, year: int) -> int | None:  # noqa: FBT001 - part of the key
    row = run(
        connection,
        "SELECT MIN(year) FROM network_cell WHERE fictional = ? AND questionnaire = ? AND year > ?",
        (fictional, questionnaire, year),
    ).first()
    return row[0] if row else None


def scored(connection: Connection, scope: Scope, nodes: Collection[str] = ()) -> dict[str, dict[Cell, int]]:
    """Return how many structures have a score at each section, or are concerned by each criterion, by cell.

    Args:
        connection: In a transaction.
        scope: Which counts.
        nodes: Ids wanted; empty: every one.
    """
    among, ids = _among(nodes)
    rows = fetch(
        connection,
        f"SELECT node, region, kinds, SUM(n) FROM network_cell WHERE {_SCOPE} AND what = ?{among}"  # noqa: S608 - constants and marks only
        " GROUP BY node, region, kinds",
        (*scope, str(What.SCORED), *ids),
    ) + fetch(
        connection,
        f"SELECT node, region, kinds, SUM(n) FROM network_cell WHERE {_SCOPE} AND what = ?{among}"  # noqa: S608 - constants and marks only
        " GROUP BY node, region, kinds",
        (*scope, str(What.LEVEL), *ids),
    )
    found: dict[str, dict[Cell, int]] = {}
    for node, region, kinds, count in rows:
        found.setdefault(node, {})[_cell(region, kinds)] = int(count)
    return found


def by_cell(
    connection: Connection, scope: Scope, whats: Iterable[What], nodes: Collection[str] = ()
) -> Iterator[tuple[str, str, Cell, str, int]]:
    """Yield each count of some kinds: its kind, node, cell, value and how many structures.

    Args:
        connection: In a transaction.
        scope: Which counts.
        whats: Of which kinds.
        nodes: Ids wanted; empty: every one.
    """
    among, ids = _among(nodes)
    wanted = sorted(map(str, whats))
    rows = fetch(
        connection,
        "SELECT what, node, region, kinds, value, n FROM network_cell"  # noqa: S608 - constants and marks only
        f" WHERE {_SCOPE} AND what IN ({', '.join('?' * len(wanted))}){among}",
        (*scope, *wanted, *ids),
    )
    known: dict[tuple[str, str], Cell] = {}
    for what, node, region, kinds, value, count in rows:
        cell = known.get((region, kinds)) or known.setdefault((region, kinds), _cell(region, kinds))
        yield what, node, cell, value, count


def counts(
    connection: Connection,
    scope: Scope,
    what: What,
    nodes: Collection[str] = (),
    cells: Iterable[Cell] | None = None,
) -> dict[str, dict[str, int]]:
    """Return node to value to the count, added up over some cells.

    Args:
        connection: In a transaction.
        scope: Which counts.
        what: Of which kind.
        nodes: Ids wanted; empty: every one.
        cells: Those to add up; None: every one.
    """
    among, ids = _among(nodes)
    wanted = [text for region, kinds, concern in cells or () for text in (region, _kinds(kinds, concern))]
    if cells is not None:
        among += f" AND (region, kinds) IN (VALUES {', '.join(['(?, ?)'] * (len(wanted) // 2))})"
    if cells is not None and not wanted:
        return {}
    rows = fetch(
        connection,
        f"SELECT node, value, SUM(n) FROM network_cell WHERE {_SCOPE} AND what = ?{among} GROUP BY node, value",  # noqa: S608 - constants and marks only
        (*scope, str(what), *ids, *wanted),
    )
    found: dict[str, dict[str, int]] = {}
    for node, value, count in rows:
        found.setdefault(node, {})[value] = int(count)
    return found


def _among(nodes: Collection[str]) -> tuple[str, tuple[str, ...]]:
    return (f" AND node IN ({', '.join('?' * len(nodes))})" if nodes else "", tuple(nodes))


def _key(place: Place, part: Part) -> tuple[object, ...]:
    what, node, value = part
    return (
        place.fictional, place.questionnaire, place.year, str(what), node, place.region,
        _kinds(place.kinds, place.concern), value,
    )  # fmt: skip


def _kinds(kinds: str, concern: str) -> str:
    """Return what the column of the kinds holds."""
    return f"{kinds}{_WITHIN}{concern}" if concern else kinds


def _cell(region: str, stored: str) -> Cell:
    kinds, _within, concern = stored.partition(_WITHIN)
    return region, kinds, concern
