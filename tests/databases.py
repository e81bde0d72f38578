"""A data folder's database seen and changed from outside the program, be it a file or on a server."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

FILE = "cap-tui.db"
MARK = ".test-database"
"""In a folder whose database is on the tests' server: its name, the address of the server, and the folder it was made for."""

TABLES = ("assessment", "entry", "node_total", "pinned_questionnaire", "contact", "receipt")


def look(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    """Return the rows of a SELECT."""
    if (folder / MARK).exists():
        with _on_server(folder) as shared:
            return list(shared.execute(statement.encode()).fetchall())
    with closing(sqlite3.connect(folder / FILE)) as database:
        return database.execute(statement).fetchall()


def change(folder: Path, statement: str, *values: object) -> None:
    """Run a statement behind the program's back; it must change something."""
    if (folder / MARK).exists():
        with _on_server(folder) as shared:
            changed = shared.execute(statement.replace("?", "%s").encode(), values or None)
            assert changed.rowcount > 0
        return
    with closing(sqlite3.connect(folder / FILE)) as database:
        assert database.execute(statement, values).rowcount > 0
        database.commit()


def rows(folder: Path, tables: tuple[str, ...] = TABLES) -> list[list[tuple[Any, ...]]]:
    """Return every row of some tables, as stored."""
    return [
        sorted(look(folder, f"SELECT * FROM {table}"), key=repr)  # noqa: S608 - our tables
        for table in tables
    ]


def holds(folder: Path, text: str) -> bool:
    """Return whether a text is anywhere: in the bytes of the file, or in a row of the server."""
    if (folder / MARK).exists():
        return any(text in repr(row) for table in rows(folder) for row in table)
    return text.encode() in (folder / FILE).read_bytes()


def environ_of(folder: Path) -> dict[str, str]:
    """Return the environment in which a process of its own finds the database of a folder."""
    if not (folder / MARK).exists():
        return dict(os.environ)
    name, host, _ = (folder / MARK).read_text().split("\n", 2)
    return {**os.environ, "CAP_TUI_DATABASE_URL": f"postgresql+psycopg://postgres@/{name}?host={host}"}


def _on_server(folder: Path) -> Any:
    import psycopg

    name, host, _ = (folder / MARK).read_text().split("\n", 2)
    return psycopg.connect(host=host, dbname=name, user="postgres", autocommit=True)
