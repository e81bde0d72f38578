"""The rows of trusted contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cap_tui.storage.statements import run

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
    rows = run(connection, "SELECT fingerprint, public, name, organisation, since FROM contact")
    contacts = [StoredContact(*row) for row in rows]
    # Not in the statement: each server sorts text by the customs of the country it was installed for.
    return sorted(contacts, key=lambda contact: (contact.name, contact.fingerprint))


def save_contact(connection: Connection, contact: StoredContact) -> None:
    """Add a contact; a known fingerprint keeps the name under which it was accepted, whatever its files say since."""
    run(
        connection,
        "INSERT INTO contact (fingerprint, public, name, organisation, since) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (fingerprint) DO NOTHING",
        tuple(contact),
    )


def drop_contact(connection: Connection, fingerprint: str) -> bool:
    """Remove a contact; return whether there was one."""
    return bool(run(connection, "DELETE FROM contact WHERE fingerprint = ?", (fingerprint,)).rowcount)
