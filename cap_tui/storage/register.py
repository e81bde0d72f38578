"""The rows of the register of the network; see `network_tables` for the units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cap_tui.storage.statements import fetch, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


class StoredMember(NamedTuple):
    """One structure."""

    siret: str
    name: str
    kinds: str
    region: str
    contact: str
    email: str
    phone: str
    joined: str
    gone: str
    fictional: bool


class StoredEngagement(NamedTuple):
    """One engagement of a structure."""

    siret: str
    scheme: str
    since: str
    until: str


class StoredGroup(NamedTuple):
    """That a structure belongs to a group."""

    siret: str
    name: str


class StoredCertificate(NamedTuple):
    """One certificate; `group` is empty for one held alone."""

    siret: str
    scheme: str
    number: str
    scope: str
    body: str
    group: str
    issued: str
    surveillance: str
    expires: str


class StoredHeadcount(NamedTuple):
    """Women and men of one body, one year."""

    siret: str
    year: int
    body: str
    women: int
    men: int


class Rows(NamedTuple):
    """All the rows of some structures."""

    members: list[StoredMember]
    engagements: list[StoredEngagement]
    groups: list[StoredGroup]
    certificates: list[StoredCertificate]
    headcounts: list[StoredHeadcount]


_MEMBERS = "SELECT siret, name, kinds, region, contact, email, phone, joined, gone, fictional FROM member"
_ENGAGEMENTS = (
    "SELECT siret, scheme, since, until FROM engagement JOIN member ON member.id = engagement.member_id"
)
_GROUPS = (
    "SELECT siret, member_group.name FROM group_member JOIN member ON member.id = group_member.member_id"
    " JOIN member_group ON member_group.id = group_member.group_id"
)
_CERTIFICATES = (
    "SELECT siret, scheme, number, scope, body, coalesce(member_group.name, ''), issued, surveillance, expires"
    " FROM certificate JOIN member ON member.id = certificate.member_id"
    " LEFT JOIN member_group ON member_group.id = certificate.group_id"
)
_HEADCOUNTS = (
    "SELECT siret, year, body, women, men FROM equality JOIN member ON member.id = equality.member_id"
)
_SAVE = (
    "INSERT INTO member (siret, name, kinds, region, contact, email, phone, joined, gone, fictional)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (siret) DO UPDATE SET name = excluded.name,"
    " kinds = excluded.kinds, region = excluded.region, contact = excluded.contact, email = excluded.email,"
    " phone = excluded.phone, joined = excluded.joined, gone = excluded.gone, fictional = excluded.fictional"
)
_CHILDREN = ("engagement", "group_member", "certificate", "equality")


def register_rows(connection: Connection, siret: str | None = None) -> Rows:
    """Return the rows of every structure, or of one."""

    def read(statement: str) -> list[Any]:
        if siret is None:
            return fetch(connection, statement, ())
        return fetch(connection, f"{statement} WHERE siret = ?", (siret,))

    return Rows(
        [StoredMember(*row)._replace(fictional=bool(row[-1])) for row in read(_MEMBERS)],
        [StoredEngagement(*row) for row in read(_ENGAGEMENTS)],
        [StoredGroup(*row) for row in read(_GROUPS)],
        [StoredCertificate(*row) for row in read(_CERTIFICATES)],
        [StoredHeadcount(*row) for row in read(_HEADCOUNTS)],
    )


def save_members(connection: Connection, rows: Rows) -> None:
    """Write all that is known of some structures, in the place of what was; groups left empty go.

    Args:
        connection: In a transaction.
        rows: The structures to write, each with all its lines.
    """
    _many(connection, _SAVE, rows.members)
    ids = _ids(connection)
    _drop_children(connection, [ids[row.siret] for row in rows.members])
    groups = _group_ids(
        connection, {row.name for row in rows.groups} | {row.group for row in rows.certificates}
    )
    _many(
        connection,
        "INSERT INTO engagement (member_id, scheme, since, until) VALUES (?, ?, ?, ?)",
        [(ids[row.siret], *row[1:]) for row in rows.engagements],
    )
    _many(
        connection,
        "INSERT INTO group_member (group_id, member_id) VALUES (?, ?)",
        [(groups[row.name], ids[row.siret]) for row in rows.groups],
    )
    _many(
        connection,
        "INSERT INTO certificate (member_id, scheme, number, scope, body, group_id, issued, surveillance, expires)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(ids[row.siret], *row[1:5], groups.get(row.group), *row[6:]) for row in rows.certificates],
    )
    _many(
        connection,
        "INSERT INTO equality (member_id, year, body, women, men) VALUES (?, ?, ?, ?, ?)",
        [(ids[row.siret], *row[1:]) for row in rows.headcounts],
    )
    _drop_empty_groups(connection)


def drop_member(connection: Connection, siret: str) -> None:
    """Remove a structure and all its lines; groups left empty go."""
    ids = [int(row[0]) for row in fetch(connection, "SELECT id FROM member WHERE siret = ?", (siret,))]
    _drop_children(connection, ids)
    _many(connection, "DELETE FROM member WHERE id = ?", [(one,) for one in ids])
    _drop_empty_groups(connection)


def rename_group(connection: Connection, name: str, new: str) -> None:
    """Give a group another name, which no other group has."""
    run(connection, "UPDATE member_group SET name = ? WHERE name = ?", (new, name))


def _ids(connection: Connection) -> dict[str, int]:
    return _by_name(connection, "SELECT siret, id FROM member")


def _by_name(connection: Connection, statement: str) -> dict[str, int]:
    return {str(name): int(key) for name, key in fetch(connection, statement, ())}


def _group_ids(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """Return the ids of groups, made where they are new."""
    _many(
        connection,
        "INSERT INTO member_group (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
        [(name,) for name in sorted(set(wanted) - {""})],
    )
    return _by_name(connection, "SELECT name, id FROM member_group")


def _drop_children(connection: Connection, ids: Sequence[int]) -> None:
    for table in _CHILDREN:
        _many(connection, f"DELETE FROM {table} WHERE member_id = ?", [(one,) for one in ids])  # noqa: S608 - our own names


def _drop_empty_groups(connection: Connection) -> None:
    run(
        connection,
        "DELETE FROM member_group WHERE id NOT IN (SELECT group_id FROM group_member)"
        " AND id NOT IN (SELECT group_id FROM certificate WHERE group_id IS NOT NULL)",
    )


def _many(connection: Connection, statement: str, rows: Sequence[Sequence[object]]) -> None:
    """Run a statement once for each row; no row, no statement."""
    if rows:
        run(connection, statement, list(rows))
