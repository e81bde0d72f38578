"""The logins of a shared database: which role of the server signs with which key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cap_tui.storage.protecting import PERSON
from cap_tui.storage.statements import fetch, run

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Login(NamedTuple):
    """One login.

    Attributes:
        name: Of the role, which is also that of its own schema.
        public: Public key, 64 hexadecimal digits; a login whose key changed has several, each a row.
        mark: Fingerprint of that key.
        coordinator: Whether the register of the network is theirs to keep.
    """

    name: str
    public: str
    mark: str
    coordinator: bool


def logins(connection: Connection) -> list[Login]:
    """Return every login, by name."""
    rows = fetch(
        connection,
        "SELECT role_name::text, public, mark, coordinator FROM cap_tui.login ORDER BY role_name::text, public",
        (),
    )
    return list(map(Login._make, rows))


def role_exists(connection: Connection, name: str) -> bool:
    """Return whether the server has a role of this name, ours or not."""
    return run(connection, "SELECT oid FROM pg_roles WHERE rolname = ?", (name,)).first() is not None


def create_role(connection: Connection, name: str, password: str) -> None:
    """Add a role that may connect and nothing else; the server and its logs see the password's verifier only."""
    raw = _raw(connection)
    verifier = raw.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    _execute(
        connection,
        "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {}",
        name,
        verifier,
    )
    _execute(connection, f"GRANT {PERSON} TO {{}}", name)


def save_login(connection: Connection, login: Login) -> None:
    """Say whose key a role signs with; the keys it had before stay its own, for reading and erasing."""
    run(
        connection,
        "INSERT INTO cap_tui.login (role_name, public, mark, coordinator) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (role_name, public) DO NOTHING",
        tuple(login),
    )
    run(
        connection,
        "UPDATE cap_tui.login SET coordinator = ? WHERE role_name = ?",
        (login.coordinator, login.name),
    )
    run(connection, "SELECT cap_tui.settle(?::name)", (login.name,))


def drop_login(connection: Connection, name: str) -> None:
    """Remove a role, its connections, and what only it could read; what it wrote in evaluations stays."""
    run(
        connection,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ?"
        " AND pg_has_role('pg_signal_backend', 'MEMBER')",  # else they stay, and read nothing
        (name,),
    )
    run(connection, "DELETE FROM cap_tui.login WHERE role_name = ?", (name,))
    _execute(connection, "DROP SCHEMA IF EXISTS {} CASCADE", name)
    _execute(connection, "DROP ROLE {}", name)


def _execute(connection: Connection, statement: str, name: str, value: str | None = None) -> None:
    """Run a statement that takes no values: the driver quotes the name and the text."""
    from psycopg import sql

    parts: list[sql.Composable] = [sql.Identifier(name)]
    if value is not None:
        parts.append(sql.Literal(value))
    text = sql.SQL(statement).format(*parts).as_string(_raw(connection))
    connection.exec_driver_sql(text.replace("%", "%%"))


def _raw(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
