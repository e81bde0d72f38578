"""The engine of a shared database: PostgreSQL through psycopg 3."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from cap_tui.storage.server_errors import DriverAbsentError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from cap_tui.storage.addresses import Address

WRITER = 0x43415054
"""“CAPT”: the advisory lock of whoever writes. One for the database, as a file has one."""

BEGIN_WRITING = f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({WRITER})"
"""The lock is held before anything is read, and until what was written can be seen: what is read cannot change before it
is written upon, and row numbers only grow in the eyes of every reader, on which `entries_after` relies. Each statement
that follows sees what the one before us in the queue wrote: a snapshot taken sooner would not."""

BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

LOCK_SECONDS = 5
"""How long another writer is waited for; as SQLite's `BUSY_SECONDS`."""

IDLE_SECONDS = 60
"""A computer that falls asleep in the middle of a transaction does not keep the others from writing for longer."""

LINE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,  # milliseconds; a cable pulled out is noticed before one gives up
    "application_name": "cap-tui",
}
"""Of libpq: https://www.postgresql.org/docs/15/libpq-connect.html"""


def make_server_engine(address: Address, *, lock_seconds: int = LOCK_SECONDS) -> Engine:
    """Return an engine on a shared database; transactions are begun by `writing` and `reading`, never implicitly.

    Args:
        address: Where; what it leaves out, libpq finds in its own places (`PGPASSWORD`, `~/.pgpass`, `~/.pg_service.conf`).
        lock_seconds: How long to wait for another writer.

    Raises:
        DriverAbsentError: psycopg is not installed.
    """
    driver = logging.getLogger("psycopg")
    if (
        not driver.handlers
    ):  # what it has to say reaches people as our own sentences; its own quote statements
        driver.addHandler(logging.NullHandler())
    given = {name: value for name, value in LINE.items() if name not in address.url.query}
    try:
        engine = create_engine(
            address.url,
            connect_args=given,
            isolation_level="AUTOCOMMIT",
            poolclass=QueuePool,
            pool_size=2,
            pool_pre_ping=True,  # a server restarted meanwhile costs nobody an answer
            hide_parameters=True,  # they are what people wrote
        )
    except ModuleNotFoundError as error:
        raise DriverAbsentError(path=address) from error

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # Numbers of ours. A commit is on the disk when it is said to be, whatever the server's default.
        connection.autocommit = True
        connection.execute(
            f"SET lock_timeout = '{lock_seconds}s'; SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s';"
            " SELECT set_config('synchronous_commit', 'on', false)"
            " WHERE current_setting('synchronous_commit') = 'off'"
        )

    return engine
