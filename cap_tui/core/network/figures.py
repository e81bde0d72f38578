"""The figures that the network publishes each year of itself: how many structures, of what kinds, engaged, certified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cap_tui.core.network.equality import real
from cap_tui.core.network.register import groups_of
from cap_tui.core.network.schemes import SCHEMES
from cap_tui.core.structures import KINDS, REGIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cap_tui.core.network.register import Record


@dataclass(frozen=True, slots=True)
class Figures:
    """The network on one day. Structures that had left it, or not joined yet, are out.

    Attributes:
        day: Of the count.
        structures: How many.
        kinds: Kind to structures, those of none under an empty key; a structure of two kinds counts under both.
        regions: Delegation to structures, those without one under an empty key.
        entered: Approach to structures that entered it within the year, up to the day.
        certified: Approach to structures that hold a valid certificate.
        certified_any: Structures that hold one or more.
        engaged: Approach to structures in which it is under way.
        engaged_any: Structures with one or more under way.
        groups: How many groups have a structure that is counted.
        grouped: How many structures belong to one or more.
        fictional: Whether all of them are demonstration data.
    """

    day: date
    structures: int
    kinds: Mapping[str, int]
    regions: Mapping[str, int]
    entered: Mapping[str, int]
    certified: Mapping[str, int]
    certified_any: int
    engaged: Mapping[str, int]
    engaged_any: int
    groups: int
    grouped: int
    fictional: bool


def day_of(year: int, today: date) -> date:
    """Return the day on which a year is counted: its last, or today while it runs."""
    return today if year == today.year else date(year, 12, 31)


def figures(records: Iterable[Record], day: date) -> Figures:
    """Return the figures of the network on one day; fictional structures count only where there is no other."""
    present = [record for record in real(records) if record.member.present(day)]
    return Figures(
        day=day,
        structures=len(present),
        kinds=_counts(present, (*KINDS, ""), lambda record: record.member.kinds or ("",)),
        regions=_counts(present, (*REGIONS, ""), lambda record: (record.member.region,)),
        entered=_counts(present, tuple(SCHEMES), lambda record: _entered(record, day)),
        certified=_counts(present, tuple(SCHEMES), lambda record: _certified(record, day)),
        certified_any=sum(bool(_certified(record, day)) for record in present),
        engaged=_counts(present, tuple(SCHEMES), lambda record: _engaged(record, day)),
        engaged_any=sum(bool(_engaged(record, day)) for record in present),
        groups=len(groups_of(present)),
        grouped=sum(bool(record.groups) for record in present),
        fictional=bool(present) and present[0].member.fictional,
    )


def _entered(record: Record, day: date) -> list[str]:
    return [
        one.scheme for one in record.engagements if one.since and date(day.year, 1, 1) <= one.since <= day
    ]


def _certified(record: Record, day: date) -> list[str]:
    return [one.scheme for one in record.certificates if one.valid(day)]


def _engaged(record: Record, day: date) -> list[str]:
    return [one.scheme for one in record.engagements if one.running(day)]


def _counts(
    records: Sequence[Record], order: Sequence[str], of: Callable[[Record], Iterable[str]]
) -> dict[str, int]:
    """Return how many structures stand under each value, each once, in an order; values without any are left out."""
    found: dict[str, int] = {}
    for record in records:
        for value in set(of(record)):
            found[value] = found.get(value, 0) + 1
    known = {value: found[value] for value in order if value in found}
    return known | {value: found[value] for value in sorted(found) if value not in known}
