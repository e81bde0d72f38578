"""Opening a file: nothing is ever written over a file that is not understood."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.storage.backups import back_up, due, list_backups, sound
from cap_tui.storage.engine import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    explained,
    make_engine,
    writing,
)
from cap_tui.storage.errors import ForeignDatabaseError, NewerDatabaseError
from cap_tui.storage.files import DATABASE, flush, private_file, private_folder, sqlite_address
from cap_tui.storage.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

HEADER = b"SQLite format 3\x00"


class SetAsideNotice(CapError):  # noqa: N818 - it is told, not raised
    """The database was damaged and no backup was there."""

    sentence = N_("The database was damaged. It was set aside as {kept}, and a new empty one started.")


class RestoredNotice(CapError):  # noqa: N818 - it is told, not raised
    """The database was damaged and the last backup took its place."""

    sentence = N_(
        "The database was damaged. It was set aside as {kept}, and the backup {backup} put in its place: "
        "what was written after that backup is not in it."
    )


class MissingNotice(CapError):  # noqa: N818 - it is told, not raised
    """There are backups but no database: it was moved or deleted."""

    sentence = N_(
        "There is no database in {folder} any more, but its backups are there. "
        "To put the last one back: cap-tui restore {backup}"
    )


class BackupFailedNotice(CapError):  # noqa: N818 - it is told, not raised
    """Opening went on without today's backup."""

    sentence = N_("Today's backup could not be made: {reason}")


class ReadOnlyNotice(CapError):  # noqa: N818 - it is told, not raised
    """The data may be read but not written."""

    sentence = N_(
        "The folder {path} is read-only: you can read everything, but nothing you change will be saved. "
        "Make it writable, or choose another folder with --data-dir."
    )


def open_database(folder: Path, now: datetime) -> Opened:
    """Open, create, migrate, back up or set aside the database of a data folder.

    Raises:
        CapError: The folder or the file cannot be used; it was left as it was.
    """
    path = private_folder(folder) / DATABASE
    notices: list[CapError] = []
    # An empty file is how a first run begins; beside backups, it is what a failed copy or a power cut left.
    if path.exists() and (path.stat().st_size or list_backups(path)) and not _readable(path):
        notices.append(_set_aside(path, now))
    elif not path.exists() and (copies := list_backups(path, now)):
        notices.append(MissingNotice(folder=path.parent, backup=copies[0].name))
    version = _version(path)
    if version > SCHEMA_VERSION:
        notices.append(NewerDatabaseError(path=path))
        return Opened(make_engine(path, read_only=True), path, read_only=True, notices=tuple(notices))
    if path.exists() and not _writable(path):
        notices.append(ReadOnlyNotice(path=path.parent))
        return Opened(make_engine(path, read_only=True), path, read_only=True, notices=tuple(notices))
    with explained(path):
        private_file(path)
    if 0 < version < SCHEMA_VERSION:
        back_up(path, now, "migration")
    elif version and due(path, now):
        try:
            back_up(path, now, "daily")
        except CapError as error:
            notices.append(BackupFailedNotice(reason=error))
    engine = make_engine(path)
    if version < SCHEMA_VERSION:
        try:
            _migrate(engine, path)
        except BaseException:
            engine.dispose()
            raise
    return Opened(engine, path, read_only=False, notices=tuple(notices))


def _readable(path: Path) -> bool:
    """Return whether SQLite can read the file at all; a busy one is not a damaged one."""
    with explained(path), path.open("rb") as file:
        if file.read(len(HEADER)) != HEADER:
            return False
    try:
        with closing(_peek(path)) as connection:
            return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        return False


def _peek(path: Path) -> sqlite3.Connection:
    """Connect without creating anything; a journal left by a crash is rolled back where the file may be written."""
    mode = "rw" if _writable(path) else "ro"
    return sqlite3.connect(sqlite_address(path.absolute(), mode), uri=True)


def _version(path: Path) -> int:
    """Return the schema version of the file, 0 for a new one."""
    if not path.exists() or not path.stat().st_size:
        return 0
    with (
        explained(path),
        closing(sqlite3.connect(sqlite_address(path.absolute(), "ro"), uri=True)) as connection,
    ):
        owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if (tables or owner) and owner != APPLICATION_ID:
        raise ForeignDatabaseError(path=path)
    return version


def _writable(path: Path) -> bool:
    """Return whether the file can be written, and its folder too: SQLite keeps its journal there."""
    try:
        with path.open("r+b"):
            return os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    except OSError:
        return False


def _set_aside(path: Path, now: datetime) -> CapError:
    """Rename a damaged database, put the last sound backup in its place, and return what to tell."""
    names = (f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{mark}{path.suffix}" for mark in _marks())
    with explained(path):
        kept = next(place for name in names if not (place := path.with_name(name)).exists())
        backup = next((copy for copy in list_backups(path, now) if sound(copy)), None)
        partial = path.with_suffix(".partial")
        try:
            if backup is not None:  # copied before anything moves: a full disk then leaves all as it was
                partial.unlink(missing_ok=True)
                private_file(partial)
                partial.write_bytes(backup.read_bytes())
                flush(partial)
            path.rename(kept)
            journal = path.with_name(path.name + "-journal")
            if journal.exists():
                journal.rename(kept.with_name(kept.name + "-journal"))
            if backup is None:
                return SetAsideNotice(kept=kept)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    return RestoredNotice(kept=kept, backup=backup.name)


def _marks() -> Iterator[str]:
    """Yield what makes a name free when the same second already has one: nothing, -2, -3 and so on."""
    yield ""
    yield from (f"-{number}" for number in count(2))


def _migrate(engine: Engine, path: Path) -> None:
    """Bring the database to `SCHEMA_VERSION` in one transaction: before or after, never between."""
    with writing(engine, path) as connection:
        run_revisions(connection)
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def run_revisions(connection: Connection) -> None:
    """Run the pending revisions on a connection inside a transaction.

    Alembic is imported here: it is needed once in the life of a database, and costs a tenth of a second.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "cap_tui.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
