"""A made-up register of the network with the totals of the annual report of 2017, as a CSV file.

    python -m benchmarks.network.register FILE.csv [--lines N]

Totals (COORACE, rapport d'activité 2017, l. 108-275, 1158-1168, 2248-2256): 542 structures: 284 AI, 108 ACI, 50 ETTI and
ETT ESS, 28 EI, 20 OSP, 24 others; some 60 of them in 25 GES; twelve delegations; 31 structures entered CAP in 2017; 118
certified: 76 CEDRE and 42 CEDRE ISO; nearly 250 engaged (250 here).

The parts that the report gives make 514, and 539 with the 25 GES counted as structures: the three left bear no kind here.
The 24 others are all training organisations here. The share of each delegation is made up: the report does not give it.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.network.register import Certificate, Engagement, Headcount, Member, Record
from cap_tui.core.structures import REGIONS
from cap_tui.services.network.register_export import register_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 2017
KINDS_2017 = (
    (("AI",), 284), (("ACI",), 108), (("ETTI",), 38), (("ETT ESS",), 12), (("EI",), 28), (("OSP",), 20),
    (("OF",), 24), (("GES",), 25), ((), 3),
)  # fmt: skip
"""Kinds to structures; the 50 of temporary work are cut between ETTI and ETT ESS by guess."""
CEDRE, CEDRE_ISO, ENTERED_CAP, ENGAGED = 76, 42, 31, 250
GES, LARGE_GES = 25, 10
"""Ten groups of three and fifteen of two: sixty enterprises."""


def siret_of(number: int) -> str:
    """Return a SIRET that is no structure's, with the right keys: its SIREN begins with three zeros."""
    siren = _keyed(f"000{number:05d}")
    return _keyed(f"{siren}0001")


def _keyed(digits: str) -> str:
    """Return digits followed by their key (Luhn: every second one doubled, from the last before the key)."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    return f"{digits}{-sum(value - 9 if value > 9 else value for value in doubled) % 10}"


@dataclass(frozen=True, slots=True)
class _Draw:
    """What chance decides."""

    chance: random.Random

    def day(self, first: date, last: date) -> date:
        """Return a day between two, both included."""
        return first + timedelta(days=self.chance.randint(0, (last - first).days))


def register_of_2017(seed: int = SEED) -> list[Record]:
    """Return the 542 structures; the same seed gives the same register."""
    draw = _Draw(random.Random(seed))  # noqa: S311 - made-up data
    members = [kinds for kinds, count in KINDS_2017 for _ in range(count)]
    records = [Record(_member(number, kinds, draw)) for number, kinds in enumerate(members, 1)]
    order = list(range(len(records)))
    draw.chance.shuffle(order)
    for place, index in enumerate(order[:ENGAGED]):
        records[index] = _with_approach(records[index], place, draw)
    enterprises = [index for index in order if records[index].member.kinds != ("GES",)]
    for index, name in zip(enterprises, _group_names(), strict=False):
        records[index] = records[index].with_groups([name])
    return records


def _member(number: int, kinds: tuple[str, ...], draw: _Draw) -> Member:
    return Member(
        siret=siret_of(number),
        name=f"Structure fictive {number:03d}",
        kinds=kinds,
        region=REGIONS[number % len(REGIONS)],
        contact="Personne fictive",
        joined=draw.day(date(1985, 1, 1), date(2016, 12, 31)),
        fictional=True,
    )


def _with_approach(record: Record, place: int, draw: _Draw) -> Record:
    """Return a record engaged: first the certified of CEDRE, then of CEDRE ISO, then CAP of 2017, then the others."""
    number = f"FICTIF-{place + 1:04d}"
    if place < CEDRE + CEDRE_ISO:
        scheme = "cedre" if place < CEDRE else "cedre-iso"
        since, issued = (
            draw.day(date(2010, 1, 1), date(2014, 6, 30)),
            draw.day(date(2015, 1, 2), date(2017, 11, 30)),
        )
        expires = issued.replace(year=issued.year + 3, day=min(issued.day, 28))
        certificate = Certificate(
            scheme, number, "Périmètre fictif", "Organisme fictif", issued=issued,
            surveillance=issued.replace(year=issued.year + 1, day=min(issued.day, 28)), expires=expires,
        )  # fmt: skip
        record = record.with_engagement(Engagement(scheme, since)).with_certificate(certificate)
    elif place < CEDRE + CEDRE_ISO + ENTERED_CAP:
        record = record.with_engagement(Engagement("cap", draw.day(date(2017, 1, 1), date(2017, 12, 31))))
    else:
        scheme = ("cedre", "cap")[place % 2]
        record = record.with_engagement(Engagement(scheme, draw.day(date(2015, 1, 1), date(2016, 12, 31))))
    board = draw.chance.randint(5, 15)
    women = draw.chance.randint(1, board - 1)
    return record.with_headcount(Headcount(2017, "board", women, board - women))


def _group_names() -> Iterator[str]:
    """Yield the group of each enterprise that has one."""
    for number in range(1, GES + 1):
        for _ in range(3 if number <= LARGE_GES else 2):
            yield f"GES fictif {number:02d}"


def many(lines: int, seed: int = SEED) -> list[Record]:
    """Return a register of any length, made of that of 2017 again and again under other SIRET."""
    draw = _Draw(random.Random(seed))  # noqa: S311 - made-up data
    pattern = register_of_2017(seed)
    found = []
    for number in range(1, lines + 1):
        record = pattern[number % len(pattern)]
        member = _member(number, record.member.kinds, draw)
        found.append(
            Record(member, record.engagements, record.groups, record.certificates, record.headcounts)
        )
    return found


def main(arguments: list[str]) -> int:
    """Write the file."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    lines = int(arguments[2]) if arguments[1:2] == ["--lines"] else 0
    Path(arguments[0]).write_bytes(register_csv(many(lines) if lines else register_of_2017()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
