from __future__ import annotations

import pytest

from cap_tui.core.effects import Effect
from cap_tui.core.entries import Draft, Entry, Link, compose, read
from cap_tui.core.permissions import Phase
from tests.building import Person, key


def _first_form(person: Person, draft: Draft) -> Entry:
    """Append an entry as the first release wrote them: without a phase."""
    last = person.log.last(person.key.public, person.installation)
    link = Link(
        assessment=person.log.assessment,
        author=person.key.public,
        installation=person.installation,
        seq=last.link.seq + 1 if last else 1,
        previous=last.hash if last else "",
        lamport=person.log.lamport + 1,
        replaces=tuple(entry.hash for entry in person.log.heads(draft.target, draft.field)),
        at="2026-03-02T08:00:00+00:00",
        phase=None,
    )
    signed, value = compose(draft, link, "00" * 16)
    entry = read(signed, person.key.sign(signed), "00" * 16, value)
    person.log.add(entry)
    return entry


def _moved(*names: str) -> Person:
    """Return a director of the first release who went through these phases."""
    director = Person(key(1))
    _first_form(director, Draft("assessment", "assessment", "genesis", {"year": 2026}))
    for name in names:
        _first_form(director, Draft("phase", "assessment", "phase", name))
    return director


@pytest.mark.parametrize(
    ("names", "phase"),
    [
        ((), Phase.COLLECTING),
        (("consensus",), Phase.CONSENSUS),
        (("consensus", "planning"), Phase.PLANNING),
        (("consensus", "planning", "consensus"), Phase.CONSENSUS),
        (("consensus", "planning", "follow_up"), Phase.PLANNING),
        (("consensus", "planning", "closed"), Phase.PLANNING),
    ],
)
def test_a_dossier_of_the_first_release_is_where_it_was_and_never_beyond_planning_without_a_visa(
    names: tuple[str, ...], phase: Phase
) -> None:
    assert _moved(*names).log.phase is phase


def test_a_dossier_of_the_first_release_goes_on_from_where_it_was() -> None:
    director = _moved("consensus")
    director.writes(Draft("phase", "assessment", "phase", "planning"))
    assert director.log.phase is Phase.PLANNING
    late = director.writes(Draft("opinion", f"{director.participant}/visit", "constat", "Trop tard"))
    assert director.log.effect(late) is Effect.NOT_OPEN


@pytest.mark.parametrize(
    "other",
    [
        Draft("action", "line", "reason", "Ce n’est pas une raison"),
        Draft("phase", "assessment", "comment", "Ce n’est pas une raison"),
        Draft("setting", "setting:assessment", "reason", "Ce n’est pas une raison"),
    ],
)
def test_what_stands_before_going_back_is_a_reason_for_it_and_nothing_else(other: Draft) -> None:
    director = Person(key(1))
    director.begins()
    director.writes(Draft("phase", "assessment", "phase", "consensus"))
    director.writes(other)
    back = director.writes(Draft("phase", "assessment", "phase", "collecting"))
    assert director.log.effect(back) is Effect.UNFOUNDED
    assert director.log.phase is Phase.CONSENSUS


def test_going_back_waits_for_its_reason_to_arrive() -> None:
    director, peer = Person(key(1)), Person(key(2))
    director.begins()
    director.writes(Draft("phase", "assessment", "phase", "consensus"))
    peer.learns(director.log)
    reason = director.writes(Draft("phase", "assessment", "reason", "À revoir"))
    back = director.writes(Draft("phase", "assessment", "phase", "collecting"))
    seen = []
    for entry in (back, reason):
        peer.learns([entry])
        seen.append(peer.log.phase)
    assert seen == [Phase.CONSENSUS, Phase.COLLECTING]
