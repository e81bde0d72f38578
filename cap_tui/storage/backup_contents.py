"""What a database or one of its backups holds, evaluation by evaluation, whatever its version: to compare two of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.storage.engine import explained
from cap_tui.storage.errors import DamagedDatabaseError
from cap_tui.storage.files import sqlite_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class HeldAssessment:
    """One evaluation in a database file.

    Attributes:
        structure: Name, as stored.
        title: Of the questionnaire, as stored.
        year: The year evaluated.
        phase: Id of the phase.
        answered: Criteria with an answer, “don't know” and “not applicable” included.
        criteria: How many criteria concern the structure.
        actions: Lines of the plan.
        entries: Hashes of all its entries.
        updated: When its last entry was written, ISO in UTC.
    """

    structure: str
    title: str
    year: int
    phase: str
    answered: int
    criteria: int
    actions: int
    entries: frozenset[str]
    updated: str


def contents(path: Path) -> dict[str, HeldAssessment]:
    """Return the evaluations of a database file, by their id; the tables read are those of every version.

    Raises:
        DamagedDatabaseError: It holds a row that no program of ours wrote.
        CapError: It cannot be read.
    """
    with (
        explained(path),
        closing(sqlite3.connect(sqlite_address(path.absolute(), "ro"), uri=True)) as connection,
    ):
        connection.execute("BEGIN")  # one state, even while another window writes
        rows = connection.execute(
            "SELECT a.hash, a.id, structure, title, year, phase, actions, updated,"
            " coalesce(positioned + unknown + not_applicable, 0), coalesce(unanswered, 0)"
            " FROM assessment a LEFT JOIN node_total n ON n.assessment_id = a.id AND n.node = ''"
        ).fetchall()
        entries: dict[int, list[str]] = {}
        for assessment, entry in connection.execute("SELECT assessment_id, hash FROM entry"):
            entries.setdefault(assessment, []).append(str(entry))
    try:
        return {str(row[0]): _held(row[2:], entries.get(row[1], ())) for row in rows}
    except (
        TypeError,
        ValueError,
    ) as error:  # changed outside: SQLite lets a word stand where a number should
        raise DamagedDatabaseError(path=path) from error


def _held(row: Sequence[Any], entries: Iterable[str]) -> HeldAssessment:
    structure, title, year, phase, actions, updated, answered, unanswered = row
    return HeldAssessment(
        structure=str(structure),
        title=str(title),
        year=int(year),
        phase=str(phase),
        answered=int(answered),
        criteria=int(answered) + int(unanswered),
        actions=int(actions),
        entries=frozenset(entries),
        updated=str(updated),
    )
