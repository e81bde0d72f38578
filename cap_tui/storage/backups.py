"""Backups by SQLite's own backup API: a sound copy even while the database is in use."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.storage.engine import APPLICATION_ID, SCHEMA_VERSION, explained
from cap_tui.storage.files import BACKUPS, flush, private_file, private_folder, sqlite_address

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

KEPT = 30
"""Backups kept; a month of daily ones."""

RECENT = 10
"""Of these, the last made, whatever their day; the others are one a day: a day of many imports drives no month away."""

HOUR = 3600
"""Seconds; no copy takes as long."""

STAMP = "%Y%m%d-%H%M%S"
"""How the name of a backup begins: when it was made, UTC."""

_DAY, _SECOND = 8, 15
"""Characters of a stamp that tell the day, and the second."""


class DamagedBackupError(CapError):
    """The backup cannot be put back."""

    sentence = N_(
        "The backup {path} is damaged or is not one of cap-tui's. Nothing was changed; choose another one."
    )


class NewerBackupError(CapError):
    """The backup was made by a newer program, and this one could only read it."""

    sentence = N_(
        "The backup {path} was made by a newer version of cap-tui. Nothing was changed; install the newer version to put it "
        "back, or choose another one."
    )


def back_up(database: Path, moment: datetime, label: str, *, spare: Path | None = None) -> Path:
    """Copy the database to `backups/` and return the copy; older ones go, `KEPT` stay.

    Args:
        database: The file to copy.
        moment: Time written in the name.
        label: Why: `daily`, `migration`, `import`, `asked`, `before-restore`.
        spare: A backup that is needed, however old.

    Raises:
        CapError: No room or no right; no half copy is left under a backup's name.
    """
    with explained(database):
        folder = private_folder(database.parent / BACKUPS)
        partial = folder / f"{secrets.token_hex(8)}.partial"  # two programs may be making the same backup
        private_file(partial)
        try:
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(partial)) as target:
                _copy(source, target)
            flush(partial)
            copy = _free(folder, f"{moment:{STAMP}}-{label}")
            partial.replace(copy)
            _flush_folder(folder)
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
        made = list_backups(database)
        for old in [*set(made).difference(worth_keeping(made), [copy, spare]), *_abandoned(folder, moment)]:
            with suppress(OSError):  # the copy is made; what is too many goes the next time
                old.unlink(missing_ok=True)
    return copy


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database over another, in one transaction of the latter.

    Raises:
        sqlite3.OperationalError: Another program holds either for too long; left alone, Python would wait for ever.
    """

    def held(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            message = "database is locked"
            raise sqlite3.OperationalError(message)

    source.backup(target, progress=held)


def _free(folder: Path, name: str) -> Path:
    """Return a place of this name that nothing holds: two backups of one second are two states."""
    marks = ("", *(f"-{number}" for number in range(2, KEPT)))
    places = (folder / f"{name}{mark}.db" for mark in marks)
    return next((place for place in places if not place.exists()), folder / f"{name}.db")


def _flush_folder(folder: Path) -> None:
    """Make a rename durable, where the system can; the file itself already is."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _abandoned(folder: Path, moment: datetime) -> list[Path]:
    """Return the half copies a crash left behind; a recent one may be another program's, at work."""
    return [
        partial for partial in folder.glob("*.partial") if moment.timestamp() - partial.stat().st_mtime > HOUR
    ]


def list_backups(database: Path, now: datetime | None = None) -> list[Path]:
    """Return the backups of a database, newest first.

    Args:
        database: Theirs.
        now: When given, those that say they were made later come last: the clock was wrong on one of the two days.

    Raises:
        CapError: Their folder cannot be read.
    """
    with explained(database):
        copies = list((database.parent / BACKUPS).glob("*.db"))
    last = f"{now:{STAMP}}" if now else "9"
    copies.sort(
        key=lambda copy: (copy.name[:_SECOND] <= last, copy.name[:_SECOND], _written(copy)), reverse=True
    )
    return copies


def _written(copy: Path) -> int:
    """Return when a file was last written, nanoseconds; tells apart two backups of one second."""
    try:
        return copy.stat().st_mtime_ns
    except OSError:  # another program has just let it go
        return 0


def worth_keeping(copies: list[Path]) -> list[Path]:
    """Return the `RECENT` first of the backups, then the first of each day, `KEPT` in all, and others if there is room.

    Args:
        copies: Newest first.
    """
    days: dict[str, Path] = {}
    for copy in copies:
        days.setdefault(copy.name[:_DAY], copy)
    order = dict.fromkeys([*copies[:RECENT], *days.values(), *copies])
    return list(order)[:KEPT]


def due(database: Path, moment: datetime) -> bool:
    """Return whether no backup was made yet on this day."""
    return not any(copy.name.startswith(f"{moment:%Y%m%d}") for copy in list_backups(database))


def sound(path: Path) -> bool:
    """Return whether a file is a whole database of ours, not an empty one; reads all of it."""
    if not path.is_file():  # a pipe would keep SQLite waiting for ever
        return False
    try:
        with closing(sqlite3.connect(sqlite_address(path.absolute(), "ro"), uri=True)) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()
            rows = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error:
        return False
    return owner == (APPLICATION_ID,) and rows == [("ok",)]


def demand_restorable(copy: Path) -> None:
    """Refuse a file that cannot take the place of the data.

    Raises:
        DamagedBackupError: It is not a whole database of ours.
        NewerBackupError: A newer program made it.
    """
    if not sound(copy):
        raise DamagedBackupError(path=copy)
    with explained(copy), closing(sqlite3.connect(sqlite_address(copy.absolute(), "ro"), uri=True)) as found:
        if int(found.execute("PRAGMA user_version").fetchone()[0]) > SCHEMA_VERSION:
            raise NewerBackupError(path=copy)


def restore(database: Path, copy: Path, moment: datetime) -> Path:
    """Put a backup in the place of the data and return the backup made of them just before: restoring can be undone.

    The pages are written in one transaction of the database itself, so that a crash leaves it before or after.

    Raises:
        DamagedBackupError: The copy is not a whole database of ours; nothing was changed.
        NewerBackupError: A newer program made it; nothing was changed.
        CapError: No room, no right, or another program is writing; nothing was changed.
    """
    demand_restorable(copy)
    kept = back_up(database, moment, "before-restore", spare=copy)
    with (
        explained(database),
        closing(sqlite3.connect(sqlite_address(copy.absolute(), "ro"), uri=True)) as source,
        closing(sqlite3.connect(database)) as target,
    ):
        _copy(source, target)
    return kept
