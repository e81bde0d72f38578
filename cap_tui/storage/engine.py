"""The engine of a file: pragmas; and for a file or a server, writers that take the lock first, and errors turned into sentences."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from cap_tui.storage.addresses import Address
from cap_tui.storage.errors import (
    BusyDatabaseError,
    DamagedDatabaseError,
    DiskFullError,
    ReadOnlyDatabaseError,
    StorageError,
)
from cap_tui.storage.files import sqlite_address
from cap_tui.storage.statements import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from cap_tui.core.errors import CapError
    from cap_tui.storage.addresses import Place

APPLICATION_ID = 0x43415054
"""“CAPT”, in the file header, so that we never take another program's database for ours."""

SCHEMA_VERSION = 3
"""Number of the last migration, kept in `user_version`."""

BUSY_SECONDS = 5

PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "cell_size_check=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    "cache_size=-512",  # KiB at most: each connection keeps that much for as long as the window is open
)
"""Not WAL: people copy the file while it is open, and several common builds of SQLite have the WAL-reset fault."""

MANY_PAGES = 32_768
"""KiB of pages at most while much is written: what ten dossiers change, which would otherwise be written twice."""


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on the file at `path`; transactions are begun by `writing` and `reading`, never implicitly."""
    uri = sqlite_address(path.absolute(), "ro" if read_only else "rwc")

    def connect() -> sqlite3.Connection:
        # Not through SQLAlchemy's own address, which decodes `#` and `?` too early: the file would be another one.
        return sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None
        )

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=2)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS[2:] if read_only else PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine


@contextmanager
def writing(engine: Engine, place: Place) -> Iterator[Connection]:
    """Yield a connection inside one write transaction: all of it or nothing.

    The write lock is taken before anything is read (`BEGIN IMMEDIATE`, or PostgreSQL's advisory lock), so that what is
    read cannot change before it is written upon; by default two writers would lose an update.

    Raises:
        CapError: One of `cap_tui.storage.errors` or `server_errors`; nothing was written, but for `UncertainCommitError`.
    """
    with explained(place), engine.connect() as connection:
        try:
            connection.exec_driver_sql(_begin(engine, write=True))
            yield connection
            _commit(connection, place)
        except BaseException:
            _roll_back(connection)
            raise


@contextmanager
def much_written(connection: Connection) -> Iterator[None]:
    """Keep in memory the pages that a large transaction changes until it ends; a server decides for itself."""
    if connection.dialect.name != FILE:
        yield
        return
    few = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size=-{MANY_PAGES}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={few}")


@contextmanager
def reading(engine: Engine, place: Place) -> Iterator[Connection]:
    """Yield a connection on one consistent state of the database.

    Raises:
        CapError: One of `cap_tui.storage.errors` or `server_errors`.
    """
    with explained(place), engine.connect() as connection:
        connection.exec_driver_sql(_begin(engine, write=False))
        try:
            yield connection
        finally:
            _roll_back(connection)


def _begin(engine: Engine, *, write: bool) -> str:
    if engine.dialect.name == FILE:
        return "BEGIN IMMEDIATE" if write else "BEGIN"
    from cap_tui.storage.postgres import BEGIN_READING, BEGIN_WRITING

    return BEGIN_WRITING if write else BEGIN_READING


def _commit(connection: Connection, place: Place) -> None:
    try:
        connection.exec_driver_sql("COMMIT")
    except DBAPIError as error:
        if isinstance(place, Address):
            from cap_tui.storage.server_errors import UncertainCommitError, lost

            if lost(error.orig or error):
                raise UncertainCommitError(path=place) from error
        raise


def _roll_back(connection: Connection) -> None:
    """End the transaction; after some failures it has ended by itself, and to say it again would hide the cause."""
    if connection.invalidated:
        return
    if connection.dialect.name == FILE:
        if connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr] # sqlite3's own attribute
            connection.exec_driver_sql("ROLLBACK")
        return
    with suppress(DBAPIError):  # the line was cut: the server does it
        connection.exec_driver_sql("ROLLBACK")


@contextmanager
def explained(place: Place) -> Iterator[None]:
    """Turn errors of the driver and of the disk into the sentences of `cap_tui.storage.errors` or `server_errors`."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(place, Address):
            from cap_tui.storage.server_errors import translate_server

            raise translate_server(place, error.orig or error) from error
        raise translate(place, str(error.orig)) from error
    except sqlite3.Error as error:
        raise translate(place, str(error)) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (
            DiskFullError(path=place) if full else StorageError(path=place, reason=error.strerror)
        ) from error


def translate(path: Place, reason: str) -> CapError:
    """Return the error that says what SQLite's message means."""
    table: tuple[tuple[tuple[str, ...], type[CapError]], ...] = (
        (("locked", "busy"), BusyDatabaseError),
        (("disk is full", "disk I/O error"), DiskFullError),
        (("readonly", "unable to open"), ReadOnlyDatabaseError),
        (("malformed", "not a database", "corrupt"), DamagedDatabaseError),
    )
    for words, kind in table:
        if any(word in reason for word in words):
            return kind(path=path)
    return StorageError(path=path, reason=reason)
