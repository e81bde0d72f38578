"""The made-up structures of the demonstration network, and what its register says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from cap_tui.core.network.register import Certificate, Engagement, Headcount, Member, Record
from cap_tui.core.structures import Structure

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20_261
CROWDS = (
    ("Normandie", ("AI",), 8),
    ("Normandie", ("ACI",), 5),
    ("Bretagne", ("AI",), 6),
    ("Bretagne", ("ACI",), 3),
    ("Bretagne", ("EI",), 2),
    ("Occitanie", ("ACI",), 6),
    ("Occitanie", ("ETTI",), 2),
    ("Hauts-de-France", ("EI",), 3),
    ("Hauts-de-France", ("AI", "ACI"), 2),
    ("Hauts-de-France", ("ETTI",), 1),
    ("Île-de-France", ("OF",), 2),
)
"""Regions and kinds, with how many structures: some crowds answer alone, the others only together (at least five)."""

FIRST, SECOND = 2025, 2026
"""Years evaluated."""

BEFORE = 25
"""The structures up to this number evaluated themselves the first year too."""

GROUP = "Groupement fictif (fictif)"
GROUPED = (9, 10, 11)
"""Numbers of the structures certified together."""

GONE = 40
"""Number of a structure that left the network; neither it nor the one before sent a dossier."""

CERTIFICATES = {1: 24, 2: 400, 3: -12, 4: 55, 5: 720}
"""Number of a structure certified alone to how many days its certificate still runs."""

GROUP_DAYS = 80
"""How many days the certificates of the group still run."""

CYCLE = timedelta(days=3 * 365)
COUNTED = (2024, 2025)
"""Years in which women and men were counted."""

BODIES = (("board", 6, 14, 0.46), ("permanent", 4, 16, 0.63), ("inclusion", 12, 60, 0.41))
"""Body, fewest and most people, share of women that counts are drawn around."""


@dataclass(frozen=True, slots=True)
class Made:
    """One structure.

    Attributes:
        number: From 1.
    """

    number: int
    structure: Structure

    @property
    def sent(self) -> bool:
        """Whether it sent dossiers."""
        return self.number < GONE - 1


def members() -> tuple[Made, ...]:
    """Return the structures, the same on every machine."""
    crowds = ((region, kinds) for region, kinds, count in CROWDS for _one in range(count))
    return tuple(
        Made(number, Structure(_name(number), siret_of(number), kinds, region, fictional=True))
        for number, (region, kinds) in enumerate(crowds, start=1)
    )


def siret_of(number: int) -> str:
    """Return a SIRET whose keys are right and whose SIREN begins with zeros, as no structure's does.

    Args:
        number: Of the structure, 1 to 99.
    """
    siren = _keyed(f"000090{number:02d}")
    return _keyed(f"{siren}0001")


def record_of(made: Made, today: date) -> Record:
    """Return what the register says of a structure; certificates run so many days from `today`."""
    number, structure = made.number, made.structure
    chance = Random(f"{SEED} register {number}")  # noqa: S311 - the same each time is what is wanted
    member = Member(
        structure.siret, structure.name, structure.kinds, structure.region, contact="Personne fictive",
        email=f"structure-{number:02d}@fictif.invalid", joined=date(chance.randint(2004, 2021), 1, 1),
        gone=date(2025, 12, 31) if number == GONE else None, fictional=True,
    )  # fmt: skip
    record = Record(member)
    if not made.sent:
        return record
    record = record.with_engagement(Engagement("cap", date(FIRST if number <= BEFORE else SECOND, 1, 15)))
    for certificate in _certificates(number, today):
        record = record.with_engagement(Engagement(certificate.scheme, date(2021, 9, 1)))
        record = record.with_certificate(certificate)
    for year in COUNTED:
        for body, fewest, most, share in BODIES:
            people = chance.randint(fewest, most)
            women = sum(chance.random() < share for _one in range(people))
            record = record.with_headcount(Headcount(year, body, women, people - women))
    return record


def _certificates(number: int, today: date) -> Iterator[Certificate]:
    grouped = number in GROUPED
    days = GROUP_DAYS if grouped else CERTIFICATES.get(number)
    if days is None:
        return
    expires = today + timedelta(days=days)
    surveillance = today + timedelta(days=38) if days > CYCLE.days // 3 else None
    yield Certificate(
        "cedre-iso", number=f"FICTIF-{number:02d}", scope="Insertion par l’activité économique (fictif)",
        body="Organisme certificateur fictif", group=GROUP if grouped else "", issued=expires - CYCLE,
        surveillance=surveillance, expires=expires,
    )  # fmt: skip


def _name(number: int) -> str:
    return f"Structure fictive {number:02d} (fictif)"


def _keyed(digits: str) -> str:
    """Return digits followed by their Luhn key."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    return digits + str(-sum(value // 10 + value % 10 for value in doubled) % 10)
