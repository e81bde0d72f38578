"""Between the records of the register and their rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from cap_tui.core.network.register import Certificate, Engagement, Headcount, Member, Record
from cap_tui.core.text import one_line
from cap_tui.storage.register import (
    Rows,
    StoredCertificate,
    StoredEngagement,
    StoredGroup,
    StoredHeadcount,
    StoredMember,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def records_of(rows: Rows) -> dict[str, Record]:
    """Return the records by SIRET, in the order of names; texts are put on one line again."""
    engagements: dict[str, list[Engagement]] = defaultdict(list)
    groups: dict[str, list[str]] = defaultdict(list)
    certificates: dict[str, list[Certificate]] = defaultdict(list)
    headcounts: dict[str, list[Headcount]] = defaultdict(list)
    for line in rows.engagements:
        engagements[line.siret].append(Engagement(line.scheme, _day(line.since), _day(line.until)))
    for group in rows.groups:
        groups[group.siret].append(one_line(group.name))
    for row in rows.certificates:
        certificates[row.siret].append(_certificate(row))
    for count in rows.headcounts:
        headcounts[count.siret].append(Headcount(count.year, count.body, count.women, count.men))
    found = {}
    for stored in sorted(rows.members, key=lambda one: (one.name.casefold(), one.siret)):
        record = Record(_member(stored)).with_groups(groups[stored.siret])
        for engagement in engagements[stored.siret]:
            record = record.with_engagement(engagement)
        for certificate in certificates[stored.siret]:
            record = record.with_certificate(certificate)
        for headcount in headcounts[stored.siret]:
            record = record.with_headcount(headcount)
        found[stored.siret] = record
    return found


def rows_of(records: Iterable[Record]) -> Rows:
    """Return the rows of some records."""
    rows = Rows([], [], [], [], [])
    for record in records:
        member, siret = record.member, record.member.siret
        rows.members.append(
            StoredMember(
                siret, member.name, ",".join(member.kinds), member.region, member.contact, member.email,
                member.phone, _iso(member.joined), _iso(member.gone), member.fictional,
            )
        )  # fmt: skip
        rows.engagements.extend(
            StoredEngagement(siret, one.scheme, _iso(one.since), _iso(one.until))
            for one in record.engagements
        )
        rows.groups.extend(StoredGroup(siret, name) for name in record.groups)
        rows.certificates.extend(
            StoredCertificate(
                siret, one.scheme, one.number, one.scope, one.body, one.group,
                _iso(one.issued), _iso(one.surveillance), _iso(one.expires),
            )
            for one in record.certificates
        )  # fmt: skip
        rows.headcounts.extend(
            StoredHeadcount(siret, one.year, one.body, one.women, one.men) for one in record.headcounts
        )
    return rows


def _member(row: StoredMember) -> Member:
    return Member(
        siret=row.siret,
        name=one_line(row.name),
        kinds=tuple(kind for kind in row.kinds.split(",") if kind),
        region=row.region,
        contact=one_line(row.contact),
        email=one_line(row.email),
        phone=one_line(row.phone),
        joined=_day(row.joined),
        gone=_day(row.gone),
        fictional=row.fictional,
    )


def _certificate(row: StoredCertificate) -> Certificate:
    return Certificate(
        scheme=row.scheme,
        number=one_line(row.number),
        scope=one_line(row.scope),
        body=one_line(row.body),
        group=one_line(row.group),
        issued=_day(row.issued),
        surveillance=_day(row.surveillance),
        expires=_day(row.expires),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    """Return a stored day; None for one that cannot be read, which only a change made outside leaves."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
