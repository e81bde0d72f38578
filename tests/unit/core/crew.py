"""A director and the others of an evaluation, as logs see them: who is let in, says, moves on, changes key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import GRANT, OPINION, PHASE, PHASE_TARGET, SUCCESSION, opinion_target, target_of
from tests.building import Person, key

if TYPE_CHECKING:
    from cap_tui.core.entries import Entry

POSITION = {"stance": "level", "level": "engaged"}


def grant(to: Person, *roles: str, before: list[dict[str, Any]] | None = None) -> Draft:
    """Return how a director gives someone roles."""
    value = {"roles": list(roles), **({"before": before} if before else {})}
    return Draft(GRANT, target_of(GRANT, fingerprint(to.key.public)), "roles", value)


def opinion(of: str, value: Any = POSITION) -> Draft:
    """Return someone’s position on a criterion."""
    return Draft(OPINION, opinion_target(of, "visit"), "position", value)


def team(*roles: str) -> list[Person]:
    """Return a director, then someone for each role, all knowing the beginning."""
    director = Person(key(1))
    director.begins()
    others = [Person(key(number)) for number in range(2, 2 + len(roles))]
    for person, role in zip(others, roles, strict=True):
        director.writes(grant(person, role))
    for person in others:
        person.learns(director.log)
    return [director, *others]


def moves_on(director: Person, *phases: str) -> list[Entry]:
    """Go from phase to phase, and return the entries."""
    return [director.writes(Draft(PHASE, PHASE_TARGET, PHASE, phase)) for phase in phases]


def succeeds(old: Person, new: Person, known: dict[str, list[Any]] | None = None) -> Entry:
    """Pass from one key to another, which then knows all the first knew."""
    entry = old.writes(
        Draft(SUCCESSION, target_of(SUCCESSION, new.key.public), "known", {"known": known or {}})
    )
    new.learns(old.log)
    return entry
