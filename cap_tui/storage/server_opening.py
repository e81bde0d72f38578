"""Opening a shared database: nothing is made in one that is not understood, and its server keeps the backups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cap_tui.storage.engine import SCHEMA_VERSION, reading, writing
from cap_tui.storage.opened import Opened
from cap_tui.storage.opening import run_revisions
from cap_tui.storage.postgres import make_server_engine
from cap_tui.storage.protecting import is_protected, lift, protect
from cap_tui.storage.server_errors import (
    ForbiddenError,
    ForeignServerError,
    NewerServerError,
    ReadOnlyServerError,
    ReadOnlyServerNotice,
    UnpreparedServerError,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from cap_tui.core.errors import CapError
    from cap_tui.storage.addresses import Address

MIGRATION_SECONDS = 60
"""How long another program that is bringing the tables up to date is waited for."""


class State(NamedTuple):
    """What a shared database is.

    Attributes:
        version: Number of its last migration, 0 when it has none of our tables.
        writable: Whether this user may add entries to it.
        kept_apart: Whether each person has a login.
    """

    version: int
    writable: bool
    kept_apart: bool = False


def open_server(address: Address) -> Opened:
    """Open a shared database; an empty or older one is brought up to date first.

    Raises:
        CapError: The server refuses, or the database is another program's; it was left as it was.
    """
    engine = make_server_engine(address)
    try:
        state = state_of(engine, address)
        if state.version < SCHEMA_VERSION:
            _prepare(address)
            state = state_of(engine, address)
    except BaseException:
        engine.dispose()
        raise
    notices: tuple[CapError, ...] = ()
    if state.version > SCHEMA_VERSION:
        notices = (NewerServerError(path=address),)
    elif not state.writable:
        notices = (ReadOnlyServerNotice(path=address),)
    return Opened(engine, address, read_only=bool(notices), notices=notices, kept_apart=state.kept_apart)


def state_of(engine: Engine, address: Address) -> State:
    """Return what a shared database is, without changing it.

    Raises:
        ForeignServerError: It has tables under our names that we did not make.
        CapError: It cannot be read.
    """
    with reading(engine, address) as connection:
        version = _version(connection, address)
        if not version:
            return State(0, writable=False)
        writable = connection.exec_driver_sql(
            "SELECT NOT pg_is_in_recovery() AND current_setting('default_transaction_read_only') = 'off'"
            " AND has_table_privilege('entry', 'INSERT')"
        ).scalar_one()
        kept_apart = is_protected(connection)
    return State(version, writable=bool(writable), kept_apart=kept_apart)


def _version(connection: Connection, address: Address) -> int:
    """Return the number of the last migration; the tables of the first one tell ours from another program's."""
    marked, ours, others = connection.exec_driver_sql(
        "SELECT to_regclass('alembic_version') IS NOT NULL, to_regclass('pinned_questionnaire') IS NOT NULL,"
        " to_regclass('assessment') IS NOT NULL OR to_regclass('entry') IS NOT NULL"
    ).one()
    if marked and ours:
        number = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
        if number.isdecimal():
            return int(number)
    if marked or ours or others:
        raise ForeignServerError(path=address)
    return 0


def _prepare(address: Address) -> None:
    """Bring the tables to `SCHEMA_VERSION` in one transaction; whoever comes meanwhile waits, and finds it done."""
    engine = make_server_engine(address, lock_seconds=MIGRATION_SECONDS)
    try:
        with writing(engine, address) as connection:
            if _version(connection, address) < SCHEMA_VERSION:
                kept_apart = is_protected(connection)
                if kept_apart:
                    lift(connection)
                run_revisions(connection)
                if kept_apart:
                    protect(connection)
    except (ForbiddenError, ReadOnlyServerError) as error:
        raise UnpreparedServerError(path=address) from error
    finally:
        engine.dispose()
