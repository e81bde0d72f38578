"""Reading and writing rows. Plain statements: an answer costs one insert and a few upserts, without a prior select."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from cap_tui.core.scoring import Totals, plain
from cap_tui.storage.statements import add, announce, fetch, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from cap_tui.core.entries import Entry

_HEADER = (
    "hash, structure, siret, kinds, region, fictional, questionnaire, version, digest, title, year, phase, "
    "actions, due_dates, updated"
)


@dataclass(frozen=True, slots=True)
class Header:
    """One row of the list of assessments; see `AssessmentRow` for the units."""

    hash: str
    structure: str
    siret: str
    kinds: str
    region: str
    fictional: bool
    questionnaire: str
    version: str
    digest: str
    title: str
    year: int
    phase: str
    actions: int = 0
    due_dates: str = ""
    updated: str = ""

    def row(self) -> tuple[object, ...]:
        """Return the values in the order of the table."""
        return (
            self.hash, self.structure, self.siret, self.kinds, self.region, self.fictional, self.questionnaire,
            self.version, self.digest, self.title, self.year, self.phase, self.actions, self.due_dates, self.updated,
        )  # fmt: skip


class StoredEntry(NamedTuple):
    """The strings of an entry and its row number, which only grows."""

    id: int
    hash: str
    signed: str
    signature: str
    salt: str
    value: str | None


def insert_header(connection: Connection, header: Header) -> int:
    """Add an assessment and return its row number."""
    marks = ", ".join("?" * 15)
    return add(connection, f"INSERT INTO assessment ({_HEADER}) VALUES ({marks})", header.row())  # noqa: S608 - constants only


def update_header(
    connection: Connection, row_id: int, phase: str, actions: int, due_dates: str, updated: str
) -> None:
    """Rewrite what changes in a header."""
    run(
        connection,
        "UPDATE assessment SET phase = ?, actions = ?, due_dates = ?, updated = ? WHERE id = ?",
        (phase, actions, due_dates, updated, row_id),
    )


def update_version(connection: Connection, row_id: int, version: str, digest: str, title: str) -> None:
    """Rewrite which version of its questionnaire an assessment follows; its content must be pinned before."""
    run(
        connection,
        "UPDATE assessment SET version = ?, digest = ?, title = ? WHERE id = ?",
        (version, digest, title, row_id),
    )


def headers(connection: Connection) -> list[tuple[int, Header, Totals]]:
    """Return every assessment with its whole totals, the last written first."""
    rows = run(
        connection,
        f"SELECT a.id, {_HEADER}, positioned, unknown, unanswered, not_applicable, weight, weighted, open_weight"  # noqa: S608 - constants only
        " FROM assessment a LEFT JOIN node_total n ON n.assessment_id = a.id AND n.node = ''"
        " ORDER BY updated DESC, a.id DESC",
    ).all()
    return [(row[0], _header(tuple(row[1:16])), _totals(tuple(row[16:]))) for row in rows]


def find_header(connection: Connection, entry_hash: str) -> tuple[int, Header] | None:
    """Return the row number and the header of one assessment, by its whole id."""
    row = run(
        connection,
        f"SELECT id, {_HEADER} FROM assessment WHERE hash = ?",  # noqa: S608 - constants only
        (entry_hash,),
    ).first()
    return (int(row[0]), _header(tuple(row[1:]))) if row else None


def append(connection: Connection, row_id: int, entries: Iterable[Entry]) -> int:
    """Add entries and return the row number of the last one."""
    rows = [(row_id, entry.hash, entry.signed, entry.signature, entry.salt, entry.value) for entry in entries]
    if not rows:
        return 0
    statement = (
        "INSERT INTO entry (assessment_id, hash, signed, signature, salt, value) VALUES (?, ?, ?, ?, ?, ?)"
    )
    if len(rows) > 1:
        run(connection, statement, rows[:-1])  # one call for all: a dossier brings hundreds
    announce(connection, row_id)
    return add(connection, statement, rows[-1])


def blank_values(connection: Connection, hashes: Iterable[str]) -> None:
    """Take erased values away; SQLite writes zeros over them (`secure_delete`), PostgreSQL at its next VACUUM."""
    for entry_hash in hashes:
        run(connection, "UPDATE entry SET salt = '', value = NULL WHERE hash = ?", (entry_hash,))


def entries_after(connection: Connection, row_id: int, last: int) -> list[StoredEntry]:
    """Return the entries of an assessment beyond a row number, oldest first."""
    rows = fetch(
        connection,
        "SELECT id, hash, signed, signature, salt, value FROM entry WHERE assessment_id = ? AND id > ? ORDER BY id",
        (row_id, last),
    )
    return list(map(StoredEntry._make, rows))


def save_totals(connection: Connection, row_id: int, totals: Mapping[str, Totals]) -> None:
    """Write the totals of some nodes."""
    run(
        connection,
        "INSERT INTO node_total (assessment_id, node, positioned, unknown, unanswered, not_applicable, weight, weighted,"
        " open_weight) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (assessment_id, node) DO UPDATE SET"
        " positioned = excluded.positioned, unknown = excluded.unknown, unanswered = excluded.unanswered,"
        " not_applicable = excluded.not_applicable, weight = excluded.weight, weighted = excluded.weighted,"
        " open_weight = excluded.open_weight",
        [
            (
                row_id, node, item.positioned, item.unknown, item.unanswered, item.not_applicable,
                str(item.weight), str(item.weighted), str(item.open_weight),
            )
            for node, item in totals.items()
        ],
    )  # fmt: skip


def replace_totals(connection: Connection, row_id: int, totals: Mapping[str, Totals]) -> None:
    """Write the totals of every node; nodes that are no more, after a change of questionnaire, go."""
    run(connection, "DELETE FROM node_total WHERE assessment_id = ?", (row_id,))
    save_totals(connection, row_id, totals)


def stored_totals(connection: Connection, row_id: int) -> dict[str, Totals]:
    """Return the projected totals of an assessment, by node."""
    rows = run(
        connection,
        "SELECT node, positioned, unknown, unanswered, not_applicable, weight, weighted, open_weight"
        " FROM node_total WHERE assessment_id = ?",
        (row_id,),
    ).all()
    return {row[0]: _totals(tuple(row[1:])) for row in rows}


def _header(row: tuple[Any, ...]) -> Header:
    values = [*row[:5], bool(row[5]), *row[6:]]
    return Header(*values)


def _totals(row: tuple[object, ...]) -> Totals:
    """Return the totals of a row; none for an absent row, or for one changed outside, which the doctor tells."""
    try:
        counts = [int(str(value)) for value in row[:4]]
        sums = [plain(Fraction(str(value))) for value in row[4:]]
    except (ValueError, ZeroDivisionError):
        return Totals()
    return Totals(*counts, *sums)


def pin(connection: Connection, digest: str, questionnaire: str, version: str, content: bytes) -> None:
    """Keep a questionnaire's bytes; a known one is left as it is."""
    run(
        connection,
        "INSERT INTO pinned_questionnaire (digest, questionnaire, version, content) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (digest) DO NOTHING",
        (digest, questionnaire, version, content),
    )


def pinned(connection: Connection, digest: str) -> bytes | None:
    """Return the bytes of a pinned questionnaire, or None."""
    row = run(connection, "SELECT content FROM pinned_questionnaire WHERE digest = ?", (digest,)).first()
    if row is None:
        return None
    return (
        row[0].encode() if isinstance(row[0], str) else bytes(row[0])
    )  # text: changed outside, told by its digest
