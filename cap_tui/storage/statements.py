"""Statements written once, with `?` for values, and run on the database at hand."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, CursorResult

FILE = "sqlite"
"""Name of the dialect of a database that is a file."""

CHANNEL = "cap_tui"
"""Where a server announces the row numbers of the evaluations just written to."""


def run(
    connection: Connection, statement: str, values: Sequence[object] | Sequence[Sequence[object]] = ()
) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement written for SQLite: `?` stands for each value.

    Args:
        connection: Inside a transaction of `writing` or `reading`.
        statement: Without a literal `?` or `%`.
        values: One row of values, or a list of rows, not empty, to run the statement once for each.
    """
    return connection.exec_driver_sql(
        _marked(connection, statement), values if isinstance(values, list) else tuple(values)
    )


def add(connection: Connection, statement: str, values: Sequence[object]) -> int:
    """Run an INSERT of one row into a table whose rows are numbered by `id`, and return the number.

    Only the server is asked for it: SQLite knows it without a second step, and early versions have no RETURNING.
    """
    if connection.dialect.name == FILE:
        return int(run(connection, statement, values).lastrowid)
    return int(run(connection, f"{statement} RETURNING id", values).scalar_one())


def announce(connection: Connection, row_id: int) -> None:
    """Tell whoever listens to a shared database, once this is committed, which evaluation was written to."""
    if connection.dialect.name != FILE:
        run(connection, "SELECT pg_notify(?, ?)", (CHANNEL, str(row_id)))


def fetch(connection: Connection, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT as the driver gives them: by the thousand, SQLAlchemy's would double the time."""
    if connection.dialect.name == FILE:
        with closing(connection.connection.cursor()) as raw:
            raw.execute(statement, tuple(values))
            return list(raw.fetchall())
    result = run(connection, statement, values)  # so that a connection found dead is not used again
    with closing(result):
        return list(result.cursor.fetchall())


def _marked(connection: Connection, statement: str) -> str:
    return statement if connection.dialect.name == FILE else statement.replace("?", "%s")
