"""Rows that imports write: reports, values that arrive later, values that go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.storage.statements import FILE, add, run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from cap_tui.core.entries import Entry


def bring(connection: Connection) -> None:
    """Say that the entries to come in this transaction were signed by others, as those of a file.

    Without it a shared database takes only what the person at the keyboard signed: a mistaken key is then told at once.
    """
    if connection.dialect.name != FILE:
        run(connection, "SELECT set_config('cap_tui.bringing', 'on', true)")


def fill_values(connection: Connection, entries: Iterable[Entry]) -> None:
    """Write the values of entries that were stored without them."""
    for entry in entries:
        run(
            connection,
            "UPDATE entry SET salt = ?, value = ? WHERE hash = ? AND value IS NULL",
            (entry.salt, entry.value, entry.hash),
        )


def count_entries(connection: Connection, assessment: str) -> int:
    """Return how many entries an assessment has; 0 for an unknown one."""
    row = run(
        connection,
        "SELECT count(*) FROM entry JOIN assessment a ON a.id = entry.assessment_id WHERE a.hash = ?",
        (assessment,),
    ).one()
    return int(row[0])


def save_receipt(connection: Connection, digest: str, at: str, body: str) -> int:
    """Add a report and return its number."""
    return add(connection, "INSERT INTO receipt (digest, at, body) VALUES (?, ?, ?)", (digest, at, body))


def receipt_rows(connection: Connection, digest: str = "") -> list[tuple[int, str, str]]:
    """Return the number, the moment and the body of every report, newest first; or those of one content only."""
    where, values = (" WHERE digest = ?", (digest,)) if digest else ("", ())
    rows = run(connection, f"SELECT id, at, body FROM receipt{where} ORDER BY id DESC", values)  # noqa: S608 - constants only
    return [(int(row[0]), str(row[1]), str(row[2])) for row in rows]


def first_entries(connection: Connection, siret: str) -> list[str]:
    """Return the signed strings that begin the assessments of a SIRET."""
    rows = run(
        connection,
        "SELECT entry.signed FROM assessment a JOIN entry ON entry.hash = a.hash WHERE a.siret = ?",
        (siret,),
    )
    return [str(row[0]) for row in rows]
