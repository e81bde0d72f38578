"""The register of the network: each structure, the approaches it entered, its groups, certificates and headcounts.

Two lines that may be about the same thing (same approach, and nothing that differs) are one: what one of them leaves
out is taken from the other. So a record never holds two such lines, and reading a file twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

from cap_tui.core.network.schemes import scheme_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Member:
    """A structure of the network.

    Attributes:
        siret: Fourteen digits, checked; what tells structures apart.
        name: On one line.
        kinds: Some of `core.structures.KINDS`, in their order; none for another kind, or one not stated.
        region: One of `core.structures.REGIONS`, or empty.
        contact: Whom to write to.
        joined: First day in the network; None when unknown.
        gone: Last day in the network; None while it is in it.
        fictional: True for demonstration data.
    """

    siret: str
    name: str
    kinds: tuple[str, ...] = ()
    region: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    joined: date | None = None
    gone: date | None = None
    fictional: bool = False

    def present(self, day: date) -> bool:
        """Return whether the structure was in the network that day; an unknown date excludes nothing."""
        return (self.joined is None or self.joined <= day) and (self.gone is None or day <= self.gone)


@dataclass(frozen=True, slots=True)
class Engagement:
    """That a structure entered an approach.

    Attributes:
        scheme: Id of `core.network.schemes.SCHEMES`.
        since: First day; None when unknown.
        until: Last day; None while it goes on.
    """

    scheme: str
    since: date | None = None
    until: date | None = None

    def running(self, day: date) -> bool:
        """Return whether it was under way that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate or a label.

    Attributes:
        scheme: Id of `core.network.schemes.SCHEMES`.
        number: As printed on it.
        scope: What it covers.
        body: Who delivered it.
        group: Name of the group it is held with; empty for one held alone.
        issued: Its day; None when unknown.
        surveillance: Day of the next surveillance audit.
        expires: Last day it is valid.
    """

    scheme: str
    number: str = ""
    scope: str = ""
    body: str = ""
    group: str = ""
    issued: date | None = None
    surveillance: date | None = None
    expires: date | None = None

    def valid(self, day: date) -> bool:
        """Return whether it was valid that day; one without an expiry date is taken at its word."""
        return (self.issued is None or self.issued <= day) and not self.expired(day)

    def expired(self, day: date) -> bool:
        """Return whether its last day is past."""
        return self.expires is not None and self.expires < day


@dataclass(frozen=True, slots=True)
class Headcount:
    """Women and men in one body of a structure, one year.

    Attributes:
        body: Id of `core.network.equality.BODIES`.
    """

    year: int
    body: str
    women: int
    men: int


@dataclass(frozen=True, slots=True)
class Record:
    """All that the register says of one structure; each tuple is sorted, without two lines about the same thing.

    Attributes:
        groups: Names.
    """

    member: Member
    engagements: tuple[Engagement, ...] = ()
    groups: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    headcounts: tuple[Headcount, ...] = ()

    def with_engagement(self, line: Engagement) -> Record:
        """Return the record with an engagement more, or completed."""
        lines = _joined(self.engagements, line, _same_engagement)
        return replace(self, engagements=tuple(sorted(lines, key=_engagement_place)))

    def with_certificate(self, line: Certificate) -> Record:
        """Return the record with a certificate more, or completed; its group becomes one of the structure's."""
        lines = _joined(self.certificates, line, _same_certificate)
        groups = {line.group} - {""}
        return replace(
            self,
            certificates=tuple(sorted(lines, key=_certificate_place)),
            groups=tuple(sorted({*self.groups, *groups})),
        )

    def with_groups(self, names: Iterable[str]) -> Record:
        """Return the record in these groups too."""
        return replace(self, groups=tuple(sorted({*self.groups, *names})))

    def with_headcount(self, line: Headcount) -> Record:
        """Return the record with the count of one body in one year."""
        kept = [known for known in self.headcounts if (known.year, known.body) != (line.year, line.body)]
        return replace(self, headcounts=tuple(sorted([*kept, line], key=lambda one: (one.year, one.body))))


@dataclass(frozen=True, slots=True)
class Group:
    """Structures certified together, of which the non-certification of one fails all (ASH n° 2841, 2013).

    Attributes:
        members: Their records, by name.
    """

    name: str
    members: tuple[Record, ...]


def groups_of(records: Iterable[Record]) -> tuple[Group, ...]:
    """Return the groups by name, each with its members."""
    found: dict[str, list[Record]] = {}
    for record in records:
        for name in record.groups:
            found.setdefault(name, []).append(record)
    return tuple(
        Group(name, tuple(sorted(found[name], key=lambda one: (one.member.name, one.member.siret))))
        for name in sorted(found)
    )


def _joined(lines: tuple[T, ...], line: T, same: Callable[[T, T], bool]) -> list[T]:
    """Return the lines with one more, or completed by it; what this makes alike is joined in turn."""
    known = next((one for one in lines if same(one, line)), None)
    if known is None:
        return [*lines, line]
    rest = tuple(one for one in lines if one is not known)
    return _joined(rest, completed(known, line), same)


def completed(known: T, said: T) -> T:
    """Return a line with what another says of it; what the other leaves empty stays."""
    written = {
        field.name: value
        for field in fields(said)  # type: ignore[arg-type] # T is one of the frozen dataclasses above
        if (value := getattr(said, field.name)) not in ("", None, (), False)
    }
    return replace(known, **written)  # type: ignore[type-var] # same


def _agree(one: object, other: object) -> bool:
    """Return whether two values do not contradict each other."""
    return not one or not other or one == other


def _same_engagement(one: Engagement, other: Engagement) -> bool:
    return one.scheme == other.scheme and _agree(one.since, other.since)


def _same_certificate(one: Certificate, other: Certificate) -> bool:
    """Return whether two lines are one certificate: a renewal bears another day and is another one."""
    return (
        one.scheme == other.scheme and _agree(one.number, other.number) and _agree(one.issued, other.issued)
    )


def _engagement_place(line: Engagement) -> tuple[tuple[int, str], str]:
    return scheme_place(line.scheme), str(line.since or "")


def _certificate_place(line: Certificate) -> tuple[tuple[int, str], str, str]:
    return scheme_place(line.scheme), str(line.issued or ""), line.number
