"""The evaluations of one structure that exist several times for the same questionnaire and year.

On a shared database these are those that the person asking may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cap_tui.core.network.contributions import BEGINNING, concern_in
from cap_tui.storage.statements import fetch

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cap_tui.core.network.cells import Cell


class Same(NamedTuple):
    """One evaluation that has another beside it."""

    siret: str
    questionnaire: str
    year: int
    hash: str
    structure: str
    title: str


def same_year(connection: Connection) -> list[Same]:
    """Return the evaluations of which another is of the same structure, questionnaire and year; of real structures only.

    Those of one structure stand together, the last written first.
    """
    rows = fetch(
        connection,
        "SELECT a.siret, a.questionnaire, a.year, a.hash, a.structure, a.title FROM assessment a JOIN"
        " (SELECT siret, questionnaire, year FROM assessment WHERE fictional = ? AND siret <> ''"
        " GROUP BY siret, questionnaire, year HAVING count(*) > 1) d"
        " ON d.siret = a.siret AND d.questionnaire = a.questionnaire AND d.year = a.year"
        " WHERE a.fictional = ? ORDER BY a.siret, a.questionnaire, a.year, a.updated DESC, a.id DESC",
        (False, False),
    )
    return [Same(*row) for row in rows]


def beyond_the_first(
    connection: Connection, *, fictional: bool, questionnaire: str
) -> dict[int, dict[Cell, int]]:
    """Return how many evaluations count besides another of the same structure, by year and cell."""
    rows = fetch(
        connection,
        "SELECT a.year, a.siret, a.region, a.kinds, substr(c.body, 1, ?) FROM assessment a"
        " JOIN contribution c ON c.assessment_id = a.id"
        " WHERE a.fictional = ? AND a.questionnaire = ? AND a.siret IN"
        " (SELECT siret FROM assessment WHERE siret <> '' GROUP BY siret HAVING count(*) > 1) ORDER BY a.id",
        (BEGINNING, fictional, questionnaire),
    )
    seen: set[tuple[int, str]] = set()
    found: dict[int, dict[Cell, int]] = {}
    for year, siret, region, kinds, body in rows:
        if (year, siret) in seen:
            cells = found.setdefault(year, {})
            cell = (region, kinds, concern_in(body))
            cells[cell] = cells.get(cell, 0) + 1
        seen.add((year, siret))
    return found
