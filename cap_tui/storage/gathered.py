"""The evaluations gathered for the network, as their headers say them, and those behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cap_tui.core.network.contributions import BEGINNING
from cap_tui.storage.statements import fetch, run

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ESCAPED = str.maketrans({"!": "!!", "%": "!%", "_": "!_"})
_SCOPE = "a.fictional = ? AND a.questionnaire = ?"


class Crowd(NamedTuple):
    """How many evaluations have the same year, phase, region and kinds (comma separated)."""

    year: int
    phase: str
    region: str
    kinds: str
    evaluations: int


class Scopes(NamedTuple):
    """The evaluations of one questionnaire and some years."""

    fictional: bool
    questionnaire: str
    years: tuple[int, ...]


class Behind(NamedTuple):
    """One evaluation behind a figure.

    Attributes:
        kinds: Comma separated.
        due_dates: Of the open lines of its plan, ISO, sorted, comma separated.
        body: What it adds to the counts, as stored; only its beginning where nothing else is needed.
        mine: Whether the person asked about is one by whose role it counts.
    """

    hash: str
    structure: str
    siret: str
    year: int
    phase: str
    region: str
    kinds: str
    due_dates: str
    body: str
    mine: bool


def has_real(connection: Connection, questionnaire: str) -> bool:
    """Return whether an evaluation of a questionnaire is of a structure that exists."""
    found = run(
        connection,
        f"SELECT a.id FROM assessment a WHERE {_SCOPE} LIMIT 1",  # noqa: S608 - constants only
        (False, questionnaire),
    )
    return found.first() is not None


def last_version(connection: Connection, questionnaire: str) -> str:
    """Return the SHA-256 of the version followed by the evaluation written last; empty without any."""
    row = run(
        connection,
        "SELECT digest FROM assessment WHERE questionnaire = ? ORDER BY updated DESC, id DESC LIMIT 1",
        (questionnaire,),
    ).first()
    return str(row[0]) if row else ""


def crowds(connection: Connection, scope: Scopes) -> list[Crowd]:
    """Return how many evaluations are here, whether they count or not; of every year where none is named."""
    years = f" AND a.year IN ({', '.join('?' * len(scope.years))})" if scope.years else ""
    rows = fetch(
        connection,
        f"SELECT a.year, a.phase, a.region, a.kinds, COUNT(*) FROM assessment a WHERE {_SCOPE}{years}"  # noqa: S608 - constants and marks only
        " GROUP BY a.year, a.phase, a.region, a.kinds",
        (scope.fictional, scope.questionnaire, *scope.years),
    )
    return [Crowd(row[0], row[1], row[2], row[3], int(row[4])) for row in rows]


def late(connection: Connection, reader: str, today: str, scope: Scopes) -> list[Behind]:
    """Return the evaluations that count, are followed up, and have an open line due before a day; the beginning of each body.

    Args:
        connection: In a transaction.
        reader: Public key of the person asked about.
        today: The day, ISO.
        scope: Which evaluations.
    """
    condition = "a.phase = 'follow_up' AND a.due_dates <> '' AND substr(a.due_dates, 1, 10) < ?"
    return _behind(connection, reader, scope, condition, (today,), f"substr(c.body, 1, {BEGINNING})")


def holding(connection: Connection, reader: str, text: str, scope: Scopes) -> list[Behind]:
    """Return the evaluations whose stored contribution holds a text, in capitals or not: to be looked at again.

    Args:
        connection: In a transaction.
        reader: Public key of the person asked about.
        text: As JSON writes it.
        scope: Which evaluations.
    """
    return _behind(connection, reader, scope, _HOLDS, (_pattern(text),))


_HOLDS = "c.body LIKE ? ESCAPE '!'"


def _pattern(text: str) -> str:
    return f"%{text.translate(_ESCAPED)}%"


def _behind(
    connection: Connection,
    reader: str,
    scope: Scopes,
    condition: str,
    values: tuple[object, ...],
    body: str = "c.body",
) -> list[Behind]:
    if not scope.years:
        return []
    columns = (
        f"a.hash, a.structure, a.siret, a.year, a.phase, a.region, a.kinds, a.due_dates, {body}, {_HOLDS}"
    )
    joined = "assessment a JOIN contribution c ON c.assessment_id = a.id"
    years = ", ".join("?" * len(scope.years))
    rows = fetch(
        connection,
        f"SELECT {columns} FROM {joined} WHERE {_SCOPE} AND a.year IN ({years}) AND {condition} ORDER BY a.structure, a.id",  # noqa: S608 - constants and marks only
        (_pattern(f'"{reader}"'), scope.fictional, scope.questionnaire, *scope.years, *values),
    )
    known = bool(reader)
    return [Behind._make((*row[:-1], known and bool(row[-1]))) for row in rows]
