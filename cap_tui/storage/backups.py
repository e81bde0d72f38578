"""Backups by SQLite's own backup API: a sound copy even while the database is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from cap_tui.storage.engine import explained
from cap_tui.storage.files import BACKUPS, private_file, private_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

KEPT = 30
"""Backups kept; a month of daily ones."""


def back_up(database: Path, moment: datetime, label: str) -> Path:
    """Copy the database to `backups/` and return the copy; the oldest beyond `KEPT` go.

    Args:
        database: The file to copy.
        moment: Time written in the name.
        label: Why: `daily`, `migration`, `import`.

    Raises:
        CapError: No room or no right; no half copy is left under a backup's name.
    """
    with explained(database):
        folder = private_folder(database.parent / BACKUPS)
        copy = folder / f"{moment:%Y%m%d-%H%M%S}-{label}.db"
        partial = copy.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        private_file(partial)
        try:
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(partial)) as target:
                source.backup(target)
            _flush(partial)
            partial.replace(copy)
        finally:
            partial.unlink(missing_ok=True)
    for old in list_backups(database)[KEPT:]:
        old.unlink(missing_ok=True)
    return copy


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def list_backups(database: Path) -> list[Path]:
    """Return the backups of a database, newest first."""
    return sorted((database.parent / BACKUPS).glob("*.db"), reverse=True)


def due(database: Path, moment: datetime) -> bool:
    """Return whether no backup was made yet on this day."""
    return not any(copy.name.startswith(f"{moment:%Y%m%d}") for copy in list_backups(database))


def sound(path: Path) -> bool:
    """Return whether a file is a whole SQLite database; reads all of it."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error:
        return False
    return rows == [("ok",)]
