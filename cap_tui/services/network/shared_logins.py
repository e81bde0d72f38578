"""Several people on one shared database, each with a login of their own: prepared and kept by its owner."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.text import one_line
from cap_tui.services.network.shared_errors import (
    KeyTakenError,
    LoginNameError,
    LoginTakenError,
    NotProtectedError,
    NotSharedError,
    PublicKeyError,
    UnknownLoginError,
)
from cap_tui.storage import logins as storage
from cap_tui.storage.addresses import Address
from cap_tui.storage.engine import writing
from cap_tui.storage.protecting import PERSON, is_protected, protect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.logins import Login

_NAME = re.compile("[a-z][a-z0-9_]{1,39}")
_RESERVED = frozenset({"public", "postgres", "cap_tui", PERSON, "information_schema", "none", "current_user"})
_PUBLIC = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Person:
    """A login and its keys.

    Attributes:
        name: Of the user of the server.
        fingerprints: Of its keys; several once the person changed theirs.
        coordinator: Whether the register of the network is theirs to keep.
    """

    name: str
    fingerprints: tuple[str, ...]
    coordinator: bool


def prepare(workspace: Workspace) -> None:
    """Set up the rules of a shared database, or bring them to this version; what people wrote stays as it is.

    Raises:
        NotSharedError: The data are in a file.
        ForbiddenError: This user does not own the database, or may not add users to the server.
    """
    with _writing(workspace) as connection:
        protect(connection)


def logins(workspace: Workspace) -> list[Person]:
    """Return everyone who has a login, by name.

    Raises:
        CapError: The data are in a file, or this user does not own the database.
    """
    with _owner(workspace) as connection:
        found = storage.logins(connection)
    names = dict.fromkeys(login.name for login in found)
    return [_person([login for login in found if login.name == name]) for name in names]


def add_login(
    workspace: Workspace, name: str, public: str, *, coordinator: bool = False
) -> tuple[Person, str]:
    """Let a person in, or give a known one a new key or the register; return them and their password.

    Args:
        workspace: On the shared database, as its owner.
        name: Of the login.
        public: Public key that the person signs with; the fingerprint was compared.
        coordinator: Whether the register of the network is theirs to keep, from now on.

    Returns:
        The login, and the password to hand over; empty for a login that was there.

    Raises:
        CapError: The name or the key will not do, or this user does not own the database.
    """
    if not _NAME.fullmatch(name) or name in _RESERVED or name.startswith("pg_"):
        raise LoginNameError(name=one_line(name, limit=60))
    if not _PUBLIC.fullmatch(public):
        raise PublicKeyError(typed=one_line(public, limit=70))
    new = storage.Login(name, public, fingerprint(public), coordinator)
    password = ""
    with _owner(workspace) as connection:
        found = storage.logins(connection)
        holder = next((login.name for login in found if login.public == public), name)
        if holder != name:
            raise KeyTakenError(name=holder)
        known = [login for login in found if login.name == name]
        if not known:
            if storage.role_exists(connection, name):
                raise LoginTakenError(name=name)
            password = workspace.environment.new_salt()
            storage.create_role(connection, name, password)
        storage.save_login(connection, new)
        return _person([login for login in storage.logins(connection) if login.name == name]), password


def remove_login(workspace: Workspace, name: str) -> None:
    """Let a person in no more; what they wrote in evaluations stays, their contacts and import reports go.

    Raises:
        CapError: Nobody has that login, or this user does not own the database.
    """
    with _owner(workspace) as connection:
        if name not in {login.name for login in storage.logins(connection)}:
            raise UnknownLoginError(name=one_line(name, limit=60))
        storage.drop_login(connection, name)


def _person(found: list[Login]) -> Person:
    return Person(found[0].name, tuple(login.mark for login in found), found[0].coordinator)


@contextmanager
def _writing(workspace: Workspace) -> Iterator[Connection]:
    if not isinstance(workspace.database, Address):
        raise NotSharedError
    if workspace.read_only:
        raise workspace.opened.refusal()
    with writing(workspace.opened.engine, workspace.database) as connection:
        yield connection


@contextmanager
def _owner(workspace: Workspace) -> Iterator[Connection]:
    with _writing(workspace) as connection:
        if not is_protected(connection):
            raise NotProtectedError(path=workspace.database)
        yield connection
