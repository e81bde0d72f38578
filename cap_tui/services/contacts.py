"""Whose keys this installation trusts: asked once, by hand, and never again decided by a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.dates import moment
from cap_tui.core.fingerprints import fingerprint, parse_fingerprint, spaced
from cap_tui.core.text import one_line
from cap_tui.services.exchange_errors import UnknownContactError
from cap_tui.services.naming import NAME_LENGTH
from cap_tui.storage.contacts import StoredContact, contact_rows, drop_contact, save_contact
from cap_tui.storage.engine import reading, writing

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy import Connection

    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone whose key is trusted here.

    Attributes:
        name: As the person at the keyboard accepted it; cleaned.
        fingerprint: Twenty characters.
        since: When it was accepted, UTC.
        public: Public key, 64 hexadecimal digits.
    """

    name: str
    organisation: str
    fingerprint: str
    since: datetime
    public: str


def contacts(workspace: Workspace) -> tuple[Contact, ...]:
    """Return everyone who is trusted on this installation, by name."""
    with reading(workspace.opened.engine, workspace.database) as connection:
        return contacts_in(connection)


def contacts_in(connection: Connection) -> tuple[Contact, ...]:
    """Return everyone who is trusted, as one state of the database says."""
    return tuple(
        Contact(
            one_line(row.name), one_line(row.organisation), row.fingerprint, moment(row.since), row.public
        )
        for row in contact_rows(connection)
    )


class Circle:
    """Who is trusted, as one transaction sees it: read once, then kept in step with what that transaction writes.

    A network sends hundreds of files with as many senders; reading them all again for each file costs more than the file.

    Args:
        connection: Of the transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_mark = {contact.fingerprint: contact for contact in contacts_in(connection)}

    def contacts(self) -> tuple[Contact, ...]:
        """Return everyone, by name."""
        return tuple(sorted(self._by_mark.values(), key=_by_name))

    def keep(self, contact: Contact) -> None:
        """Trust someone; whoever is known keeps the name under which they were accepted."""
        keep(self._connection, contact)
        self._by_mark.setdefault(contact.fingerprint, contact)

    def drop(self, mark: str) -> None:
        """Trust a key no more."""
        drop_contact(self._connection, mark)
        self._by_mark.pop(mark, None)


def _by_name(contact: Contact) -> tuple[str, str]:
    return contact.name, contact.fingerprint


def trust(workspace: Workspace, public: str, name: str, organisation: str = "") -> Contact:
    """Trust a key from now on.

    Args:
        workspace: Where.
        public: 64 hexadecimal digits.
        name: What to call the person.
        organisation: Where they work, or empty.

    Raises:
        CapError: The database refuses.
    """
    contact = contact_for(public, name, organisation, workspace.now())
    with _writing(workspace) as connection:
        keep(connection, contact)
    return contact


def forget(workspace: Workspace, mark: str) -> None:
    """Trust a key no more; what it signed that is already here stays.

    Args:
        workspace: Where.
        mark: Fingerprint, spaced or not.

    Raises:
        UnknownContactError: No contact has it.
        CapError: It is not a fingerprint, or the database refuses.
    """
    wanted = parse_fingerprint(mark)
    with _writing(workspace) as connection:
        if not drop_contact(connection, wanted):
            raise UnknownContactError(fingerprint=spaced(wanted))


def contact_for(public: str, name: str, organisation: str, at: datetime) -> Contact:
    """Return a contact whose name, which may come from a stranger's file, is cleaned."""
    shown, place = one_line(name, limit=NAME_LENGTH), one_line(organisation, limit=NAME_LENGTH)
    return Contact(shown, place, fingerprint(public), at, public)


def keep(connection: Connection, contact: Contact) -> None:
    """Write a contact in a transaction."""
    row = StoredContact(
        contact.fingerprint, contact.public, contact.name, contact.organisation, contact.since.isoformat()
    )
    save_contact(connection, row)


def _writing(workspace: Workspace) -> AbstractContextManager[Connection]:
    if workspace.read_only:
        raise workspace.opened.refusal()
    return writing(workspace.opened.engine, workspace.database)
