"""What comes to an end when, and whether a group may keep its certificate.

Cycle of a certificate: three years, a surveillance audit in the second and the third (ISO/IEC 17021-1, clause 9.1.3).
In a group, the non-certification of one fails all (ASH n° 2841, 2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.network.schemes import scheme_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cap_tui.core.network.register import Certificate, Group, Member, Record

WITHIN = 90
"""Days ahead looked at unless said otherwise: the time an audit takes to prepare."""


class Event(StrEnum):
    """What a day means for a certificate."""

    EXPIRED = "expired"
    EXPIRES = "expires"
    SURVEILLANCE = "surveillance"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day that matters.

    Attributes:
        days: From today; below 0 once past.
    """

    event: Event
    date: date
    days: int
    member: Member
    certificate: Certificate


def deadlines(records: Iterable[Record], today: date, within: int = WITHIN) -> tuple[Deadline, ...]:
    """Return what expired, what expires and which surveillance audits come, the earliest first.

    Only the last certificate of a structure under each approach is looked at: one that was renewed expires no more.
    Structures that left the network are left out. A surveillance whose day is past stays until another day is written.

    Args:
        records: The register.
        today: Day of reading.
        within: Days ahead.
    """
    found = [
        deadline
        for record in records
        if record.member.present(today)
        for certificate in last_certificates(record)
        for deadline in _deadlines(record.member, certificate, today)
        if deadline.days <= within
    ]
    return tuple(sorted(found, key=lambda one: (one.date, one.member.name, one.member.siret, one.event)))


def last_certificates(record: Record) -> list[Certificate]:
    """Return, for each approach, the certificate that runs longest."""
    last: dict[str, Certificate] = {}
    for certificate in record.certificates:
        known = last.get(certificate.scheme)
        if known is None or _runs(certificate) >= _runs(known):
            last[certificate.scheme] = certificate
    return list(last.values())


def _runs(certificate: Certificate) -> tuple[str, str]:
    """Return what orders certificates by their end; one without an end runs as long as its day tells."""
    return str(certificate.expires or certificate.issued or ""), str(certificate.issued or "")


def _deadlines(member: Member, certificate: Certificate, today: date) -> Iterator[Deadline]:
    if (day := certificate.expires) is not None:
        event = Event.EXPIRED if day < today else Event.EXPIRES
        yield Deadline(event, day, (day - today).days, member, certificate)
    if (day := certificate.surveillance) is not None and not certificate.expired(today):
        yield Deadline(Event.SURVEILLANCE, day, (day - today).days, member, certificate)


class Threat(StrEnum):
    """Why a member puts its group's certificate at risk."""

    MISSING = "missing"
    EXPIRED = "expired"
    MAJORS = "majors"


@dataclass(frozen=True, slots=True)
class Risk:
    """One reason.

    Attributes:
        majors: Open major findings (`MAJORS`), else 0.
        date: Since when (`EXPIRED`), else None.
    """

    threat: Threat
    member: Member
    majors: int = 0
    date: date | None = None


class GroupState(StrEnum):
    """Where a group stands under one approach."""

    CERTIFIED = "certified"
    AT_RISK = "at_risk"
    NOT_CERTIFIED = "not_certified"


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """A group under one approach.

    Attributes:
        scheme: Id of the approach; empty for a group that holds no certificate.
        certified: How many of its members hold a valid certificate with the group.
        risks: What puts the certificate of all at risk, by member.
    """

    group: Group
    scheme: str
    state: GroupState
    certified: int
    risks: tuple[Risk, ...]


def standings(group: Group, today: date, majors: Mapping[str, int]) -> tuple[GroupStanding, ...]:
    """Return where a group stands, under each approach for which one of its members holds its certificate.

    Args:
        group: With its members; those that left the network count no more.
        today: Day of reading.
        majors: SIRET to open major findings, for the members whose dossier can be read.
    """
    members = [record for record in group.members if record.member.present(today)]
    held = {one.scheme for record in members for one in record.certificates if one.group == group.name}
    if not held:
        return (GroupStanding(group, "", GroupState.NOT_CERTIFIED, 0, ()),)
    return tuple(
        _standing(group, members, scheme, today, majors) for scheme in sorted(held, key=scheme_place)
    )


def _standing(
    group: Group, members: list[Record], scheme: str, today: date, majors: Mapping[str, int]
) -> GroupStanding:
    certified, risks = 0, []
    for record in members:
        own = [one for one in record.certificates if (one.scheme, one.group) == (scheme, group.name)]
        ends = [one.expires for one in own if one.expires is not None and one.expired(today)]
        if any(one.valid(today) for one in own):
            certified += 1
        elif ends:
            risks.append(Risk(Threat.EXPIRED, record.member, date=max(ends)))
        else:
            risks.append(Risk(Threat.MISSING, record.member))
        if count := majors.get(record.member.siret, 0):
            risks.append(Risk(Threat.MAJORS, record.member, majors=count))
    if not certified:
        state = GroupState.NOT_CERTIFIED
    else:
        state = GroupState.AT_RISK if risks else GroupState.CERTIFIED
    return GroupStanding(group, scheme, state, certified, tuple(risks))
