"""What tests are made of: a small hand-made questionnaire, clocks that tick by themselves, people with keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft, Entry, Link, compose, read
from cap_tui.core.kinds import GENESIS, participant_of
from cap_tui.core.log import Log
from cap_tui.core.positions import Position, Stance
from cap_tui.core.questionnaire import (
    Applicability,
    Band,
    Criterion,
    Level,
    LocalText,
    Questionnaire,
    Scale,
    Section,
    Suggestion,
)
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.environment import Environment

if TYPE_CHECKING:
    from collections.abc import Iterable

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LEVELS = ("to-build", "engaged", "controlled", "exemplary")
UNKNOWN = Position(Stance.UNKNOWN)


def level(name: str) -> Position:
    """Return a position on a level."""
    return Position(Stance.LEVEL, name)


def not_applicable(reason: str = "Aucune mise à disposition") -> Position:
    """Return a position out of the score."""
    return Position(Stance.NOT_APPLICABLE, reason=reason)


def fr(text: str) -> LocalText:
    """Return a text in French."""
    return LocalText({"fr": text})


def criterion(key: str, code: str, **more: Any) -> Criterion:
    """Return a criterion with the least it needs."""
    return Criterion(key, code, fr(f"Titre {code}"), fr(f"Question {code} ?"), fr("Pourquoi."), {}, **more)


def questionnaire() -> Questionnaire:
    """Return five criteria under two themes; one weighs 2 and is imperative, one weighs 3/2, one concerns AI only."""
    booklet = criterion(
        "booklet",
        "1.1.1",
        weight=Fraction(2),
        imperative=True,
        actions=(Suggestion("Écrire le livret", "S"), Suggestion("Former les tuteur·rices", "L")),
    )
    visit = criterion("visit", "1.1.2", actions=(Suggestion("Planifier la visite", "S"),))
    tutor = criterion("tutor", "1.2.1", weight=Fraction(3, 2), actions=(Suggestion("Nommer", "L"),))
    partners = criterion("partners", "2.1")
    transport = criterion("transport", "2.2", applies_to=Applicability(kinds=frozenset({"AI"})))
    scores = (0, 30, 70, 100)
    levels = tuple(
        Level(name, fr(name), symbol, Fraction(percent), rank)
        for rank, (name, symbol, percent) in enumerate(zip(LEVELS, "○◔◑●", scores, strict=True))
    )
    return Questionnaire(
        id="small",
        version="2026.1",
        title=fr("Petit référentiel"),
        status="proposed",
        scale=Scale("maturity", levels, "controlled"),
        bands=(
            Band(fr("À construire"), Fraction(15)),
            Band(fr("Engagé"), Fraction(50)),
            Band(fr("Acquis"), None),
        ),
        sections=(
            Section(
                "people",
                "1",
                fr("Personnes"),
                sections=(
                    Section("people.welcome", "1.1", fr("Accueillir"), criteria=(booklet, visit)),
                    Section("people.follow", "1.2", fr("Accompagner"), criteria=(tutor,)),
                ),
            ),
            Section("place", "2", fr("Territoire"), criteria=(partners, transport)),
        ),
    )


ALL = ("booklet", "visit", "tutor", "partners", "transport")


def environment(name: str = "test", start: datetime = START) -> Environment:
    """Return a clock that moves a second each time it is read, and ids and salts that never come twice."""
    ticks, ids, salts = count(), count(), count()
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in name)  # as ids are written
    return Environment(
        now=lambda: start + timedelta(seconds=next(ticks)),
        new_id=lambda: f"{plain}-{next(ids)}",
        new_salt=lambda: sha256(f"{name} {next(salts)}".encode()).hexdigest()[:32],
    )


def key(number: int) -> SigningKey:
    """Return one of the people's keys."""
    return SigningKey.from_seed(bytes([number]) * 32)


@dataclass
class Person:
    """Someone writing on one installation, with what they know of the log."""

    key: SigningKey
    installation: str = "laptop"
    log: Log = field(default_factory=Log)
    salts: Any = field(default_factory=count)

    @property
    def participant(self) -> str:
        """Their participant id."""
        return participant_of(self.key.public)

    def begins(self) -> Entry:
        """Start an assessment."""
        return self.writes(Draft(GENESIS, "assessment", "genesis", {"year": 2026}))

    def writes(self, draft: Draft) -> Entry:
        """Append an entry to what they know."""
        last = self.log.last(self.key.public, self.installation)
        link = Link(
            assessment=self.log.assessment,
            author=self.key.public,
            installation=self.installation,
            seq=last.link.seq + 1 if last else 1,
            previous=last.hash if last else "",
            lamport=self.log.lamport + 1,
            replaces=tuple(entry.hash for entry in self.log.heads(draft.target, draft.field)),
            at=START.isoformat(),
            phase=self.log.move,
        )
        salt = sha256(f"{self.installation} {next(self.salts)}".encode()).hexdigest()[:32]
        signed, value = compose(draft, link, salt)
        entry = read(signed, self.key.sign(signed), salt, value)
        self.log.add(entry)
        return entry

    def learns(self, entries: Iterable[Entry]) -> None:
        """Take in what others wrote."""
        self.log.extend(entries)
