"""Backups by SQLite's own backup API: a sound copy even while the database is in use."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.storage.engine import APPLICATION_ID, explained
from cap_tui.storage.files import BACKUPS, flush, private_file, private_folder, sqlite_address

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

KEPT = 30
"""Backups kept; a month of daily ones."""

HOUR = 3600
"""Seconds; no copy takes as long."""


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
        partial = folder / f"{secrets.token_hex(8)}.partial"  # two programs may be making the same backup
        private_file(partial)
        try:
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(partial)) as target:
                source.backup(target)
            flush(partial)
            partial.replace(copy)
        finally:
            partial.unlink(missing_ok=True)
    for old in [*list_backups(database)[KEPT:], *_abandoned(folder, moment)]:
        old.unlink(missing_ok=True)
    return copy


def _abandoned(folder: Path, moment: datetime) -> list[Path]:
    """Return the half copies a crash left behind; a recent one may be another program's, at work."""
    return [
        partial for partial in folder.glob("*.partial") if moment.timestamp() - partial.stat().st_mtime > HOUR
    ]


def list_backups(database: Path) -> list[Path]:
    """Return the backups of a database, newest first."""
    return sorted((database.parent / BACKUPS).glob("*.db"), reverse=True)


def due(database: Path, moment: datetime) -> bool:
    """Return whether no backup was made yet on this day."""
    return not any(copy.name.startswith(f"{moment:%Y%m%d}") for copy in list_backups(database))


def sound(path: Path) -> bool:
    """Return whether a file is a whole database of ours, not an empty one; reads all of it."""
    try:
        with closing(sqlite3.connect(sqlite_address(path.absolute(), "ro"), uri=True)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()
            rows = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error:
        return False
    return owner == (APPLICATION_ID,) and rows == [("ok",)]


class DamagedBackupError(CapError):
    """The backup cannot be put back."""

    sentence = N_(
        "The backup {path} is damaged or is not one of cap-tui's. Nothing was changed; choose another one."
    )


def restore(database: Path, copy: Path, moment: datetime) -> Path:
    """Put a backup in the place of the data and return the backup made of them just before: restoring can be undone.

    The pages are written in one transaction of the database itself, so that a crash leaves it before or after.

    Raises:
        DamagedBackupError: The copy is not a whole database of ours; nothing was changed.
        CapError: No room, no right, or another program is writing; nothing was changed.
    """
    if not sound(copy):
        raise DamagedBackupError(path=copy)
    kept = back_up(database, moment, "before-restore")
    with (
        explained(database),
        closing(sqlite3.connect(copy)) as source,
        closing(sqlite3.connect(database)) as target,
    ):
        source.backup(target)
    return kept
