"""Statements written once, with `?` for values, and run on the database at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, CursorResult


def run(
    connection: Connection, statement: str, values: Sequence[object] | Sequence[Sequence[object]] = ()
) -> CursorResult[Any]:
    """Run a statement written for SQLite: `?` stands for each value.

    Args:
        connection: Inside a transaction of `writing` or `reading`.
        statement: Without a literal `?` or `%`.
        values: One row of values, or several to run the statement once for each.
    """
    if connection.dialect.name != "sqlite":
        statement = statement.replace("?", "%s")
    return connection.exec_driver_sql(statement, values if isinstance(values, list) else tuple(values))  # a list: many rows
