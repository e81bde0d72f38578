"""Whether the database holds anything of a network, and whose its evaluations are; few rows are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.storage.statements import fetch, run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection


def holds_register(connection: Connection) -> bool:
    """Return whether the register has a structure."""
    return run(connection, "SELECT id FROM member LIMIT 1").first() is not None


def counted_up_to(connection: Connection, most: int, *, fictional: bool) -> int:
    """Return how many evaluations count in the network, over all questionnaires and years; `most` at most."""
    found = run(
        connection,
        "SELECT c.assessment_id FROM contribution c JOIN assessment a ON a.id = c.assessment_id"
        " WHERE a.fictional = ? LIMIT ?",
        (fictional, most),
    )
    return len(found.fetchall())


def begun_by(connection: Connection, keys: Iterable[str]) -> frozenset[str]:
    """Return the ids of the evaluations that someone began: their first entry is signed with one of their keys.

    Args:
        connection: In a transaction.
        keys: Public keys, hexadecimal; what a log's first entry says of its author is all that is read of it.
    """
    begun = (
        fetch(
            connection,
            "SELECT a.hash FROM assessment a JOIN entry e ON e.hash = a.hash WHERE e.signed LIKE ?",
            (f'%"author":"{key}"%',),
        )
        for key in keys
    )
    return frozenset(str(row[0]) for rows in begun for row in rows)
