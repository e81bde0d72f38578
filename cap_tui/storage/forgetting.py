"""Taking demonstrations out again: the only rows of evaluations that ever go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.storage.statements import run

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CHILDREN = ("contribution", "node_total", "entry")


def drop_fictional(connection: Connection, row_id: int) -> None:
    """Remove an evaluation of a structure that does not exist, with all that was written in it.

    Its questionnaire stays pinned. What it adds to the counts of the network is taken off before, by whoever calls.

    Args:
        connection: In a transaction.
        row_id: Of the evaluation; that of a real structure is left as it is.
    """
    held = "SELECT id FROM assessment WHERE id = ? AND fictional = ?"
    for table in _CHILDREN:
        run(connection, f"DELETE FROM {table} WHERE assessment_id IN ({held})", (row_id, True))  # noqa: S608 - our own names
    run(connection, "DELETE FROM assessment WHERE id = ? AND fictional = ?", (row_id, True))
