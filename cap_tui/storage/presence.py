"""Whether the database holds anything of a network; a few rows at most are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.storage.statements import run

if TYPE_CHECKING:
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
