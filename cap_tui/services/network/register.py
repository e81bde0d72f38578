"""The register as a person reads and changes it: each change is one transaction, on what the register says then."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cap_tui.core.network.register import Member, Record, groups_of
from cap_tui.core.text import one_line
from cap_tui.services.network.register_errors import (
    ChangedMeanwhileError,
    GroupHeldError,
    KnownGroupError,
    KnownMemberError,
    MemberNameError,
    SeveralLinesError,
    UnknownGroupError,
    UnknownLineError,
    UnknownMemberError,
)
from cap_tui.services.network.register_fields import check_record, with_fields
from cap_tui.services.network.register_rows import records_of, rows_of
from cap_tui.services.network.register_values import group_of
from cap_tui.services.structures import checked_siret
from cap_tui.storage.engine import reading, writing
from cap_tui.storage.register import drop_member, register_rows, rename_group, save_members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from sqlalchemy import Connection

    from cap_tui.core.network.register import Certificate, Engagement, Headcount
    from cap_tui.services.workspace import Workspace

T = TypeVar("T")


def register(workspace: Workspace) -> tuple[Record, ...]:
    """Return every structure of the register, by name."""
    with reading(workspace.opened.engine, workspace.database) as connection:
        return tuple(records_of(register_rows(connection)).values())


def record_of(workspace: Workspace, siret: str) -> Record:
    """Return what the register says of one structure.

    Raises:
        UnknownMemberError: No structure has this SIRET.
    """
    with reading(workspace.opened.engine, workspace.database) as connection:
        return _known(connection, siret)


def add_member(workspace: Workspace, siret: str, fields: Mapping[str, str]) -> Record:
    """Add a structure.

    Args:
        workspace: Where.
        siret: As typed.
        fields: Names of `MEMBER_FIELDS` to what was typed; a name is needed.

    Raises:
        CapError: The SIRET is wrong or known, a field does not fit, or the database refuses.
    """
    digits = checked_siret(siret)
    record = Record(with_fields(Member(digits, ""), fields))
    if not record.member.name:
        raise MemberNameError
    check_record(record)
    with writing_register(workspace) as connection:
        known = records_of(register_rows(connection, digits)).get(digits)
        if known is not None:
            raise KnownMemberError(siret=digits, name=known.member.name)
        save_members(connection, rows_of([record]))
    return record


def set_member(workspace: Workspace, siret: str, fields: Mapping[str, str]) -> Record:
    """Change some fields of a structure, as typed; an empty text clears a field.

    Raises:
        CapError: It is unknown, a field does not fit, or the database refuses.
    """
    return change(workspace, siret, lambda record: replace(record, member=with_fields(record.member, fields)))


def remove_member(workspace: Workspace, expected: Record) -> None:
    """Remove a structure and all that is written about it.

    Args:
        workspace: Where.
        expected: What was shown to the person who confirmed.

    Raises:
        ChangedMeanwhileError: The register says something else by now; nothing was removed.
        CapError: It is unknown, or the database refuses.
    """
    with writing_register(workspace) as connection:
        if _known(connection, expected.member.siret) != expected:
            raise ChangedMeanwhileError
        drop_member(connection, expected.member.siret)


def engage(workspace: Workspace, siret: str, line: Engagement) -> Record:
    """Write that a structure entered an approach, or complete what is written of it."""
    return change(workspace, siret, lambda record: record.with_engagement(line))


def disengage(workspace: Workspace, siret: str, scheme: str, since: date | None = None) -> Record:
    """Remove an engagement, written by mistake; one that ended is given an end instead.

    Raises:
        UnknownLineError: There is none.
        SeveralLinesError: There are several, and `since` does not tell which.
    """

    def without(record: Record) -> Record:
        found = [
            one
            for one in record.engagements
            if one.scheme == scheme and (since is None or since == one.since)
        ]
        line = _only(found, record)
        return replace(record, engagements=tuple(one for one in record.engagements if one is not line))

    return change(workspace, siret, without)


def certify(workspace: Workspace, siret: str, line: Certificate) -> Record:
    """Write a certificate, or complete one: same approach, and neither number nor day of issue that differ."""
    return change(workspace, siret, lambda record: record.with_certificate(line))


def uncertify(
    workspace: Workspace, siret: str, scheme: str, number: str = "", issued: date | None = None
) -> Record:
    """Remove a certificate.

    Raises:
        UnknownLineError: There is none.
        SeveralLinesError: There are several, and neither number nor day tell which.
    """

    def without(record: Record) -> Record:
        found = [
            one
            for one in record.certificates
            if one.scheme == scheme and number in ("", one.number) and issued in (None, one.issued)
        ]
        line = _only(found, record)
        return replace(record, certificates=tuple(one for one in record.certificates if one is not line))

    return change(workspace, siret, without)


def count_people(workspace: Workspace, siret: str, line: Headcount) -> Record:
    """Write how many women and men one body held, one year."""
    return change(workspace, siret, lambda record: record.with_headcount(line))


def join_group(workspace: Workspace, siret: str, name: str) -> Record:
    """Put a structure in a group, which begins with its first structure."""
    group = group_of(name)
    return change(workspace, siret, lambda record: record.with_groups([group]))


def leave_group(workspace: Workspace, siret: str, name: str) -> Record:
    """Take a structure out of a group, which ends with its last structure.

    Raises:
        UnknownGroupError: The structure is not in it.
        GroupHeldError: It holds a certificate with the group.
    """

    def without(record: Record) -> Record:
        if name not in record.groups:
            raise UnknownGroupError(name=one_line(name, limit=60))
        if any(one.group == name for one in record.certificates):
            raise GroupHeldError(name=record.member.name, group=name)
        return replace(record, groups=tuple(one for one in record.groups if one != name))

    return change(workspace, siret, without)


def name_group(workspace: Workspace, name: str, new: str) -> None:
    """Give a group another name.

    Raises:
        UnknownGroupError: There is no such group.
        KnownGroupError: Another one bears the new name.
        CapError: The name does not fit, or the database refuses.
    """
    wanted = group_of(new)
    with writing_register(workspace) as connection:
        known = {group.name for group in groups_of(records_of(register_rows(connection)).values())}
        if name not in known:
            raise UnknownGroupError(name=one_line(name, limit=60))
        if wanted in known - {name}:
            raise KnownGroupError(name=wanted)
        rename_group(connection, name, wanted)


def change(workspace: Workspace, siret: str, make: Callable[[Record], Record]) -> Record:
    """Change one structure in one transaction and return what the register says of it then.

    Args:
        workspace: Where.
        siret: Of the structure.
        make: Given what the register says now, returns what it is to say.

    Raises:
        CapError: It is unknown, a date comes before another, `make` or the database refuses; nothing was written.
    """
    with writing_register(workspace) as connection:
        known = _known(connection, siret)
        record = make(known)
        check_record(record)
        if record != known:
            save_members(connection, rows_of([record]))
    return record


@contextmanager
def writing_register(workspace: Workspace) -> Iterator[Connection]:
    """Yield a connection in one write transaction.

    Raises:
        CapError: The data may only be read, or the database refuses.
    """
    if workspace.read_only:
        raise workspace.opened.refusal()
    with writing(workspace.opened.engine, workspace.database) as connection:
        yield connection


def _known(connection: Connection, siret: str) -> Record:
    digits = "".join(siret.split())
    found = records_of(register_rows(connection, digits)).get(digits)
    if found is None:
        raise UnknownMemberError(siret=one_line(siret, limit=40))
    return found


def _only(found: list[T], record: Record) -> T:
    """Return the one line of a list."""
    if not found:
        raise UnknownLineError(name=record.member.name, siret=record.member.siret)
    if len(found) > 1:
        raise SeveralLinesError(name=record.member.name)
    return found[0]
