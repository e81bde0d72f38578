"""The rows of trusted contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Connection


class StoredContact(NamedTuple):
    """One trusted contact; see `ContactRow` for the units."""

    fingerprint: str
    public: str
    name: str
    organisation: str
    since: str


def contact_rows(connection: Connection) -> list[StoredContact]:
    """Return every contact, by name."""
    rows = connection.exec_driver_sql(
        "SELECT fingerprint, public, name, organisation, since FROM contact ORDER BY name, fingerprint"
    )
    return [StoredContact(*row) for row in rows]


def save_contact(connection: Connection, contact: StoredContact) -> None:
    """Add a contact; a known fingerprint keeps the name under which it was accepted, whatever its files say since."""
    connection.exec_driver_sql(
        "INSERT INTO contact (fingerprint, public, name, organisation, since) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (fingerprint) DO NOTHING",
        tuple(contact),
    )


def drop_contact(connection: Connection, fingerprint: str) -> bool:
    """Remove a contact; return whether there was one."""
    return bool(
        connection.exec_driver_sql("DELETE FROM contact WHERE fingerprint = ?", (fingerprint,)).rowcount
    )
