"""What comes late or is made up: an erased text that arrives after its erasure, a phase that nobody opened."""

from __future__ import annotations

import pytest

from cap_tui.core.effects import Effect
from cap_tui.core.entries import Draft, Entry, Link, compose, read
from cap_tui.core.kinds import ERASURE, PHASE, PHASE_TARGET, REASON, target_of
from cap_tui.core.permissions import Phase
from tests.building import START, Person, key
from tests.unit.core.crew import grant, moves_on, opinion, team


def test_a_text_erased_before_it_arrived_is_gone_when_it_arrives_even_as_the_last_of_its_author() -> None:
    """An e-mail that comes late brings back nothing: the director erased the text before this computer ever had it."""
    director, peer = team("peer")
    said = peer.writes(opinion(peer.participant))
    director.learns([said])
    erasure = director.writes(
        Draft(ERASURE, target_of(ERASURE, said.hash), "erased", "Demande de la personne")
    )
    other = Person(key(9))
    other.learns(entry for entry in director.log if entry.hash != said.hash)
    assert other.log.effect(erasure) is Effect.WAITING
    other.learns([said])
    found = other.log.get(said.hash)
    assert found is not None
    assert found.value is None
    assert other.log.erased == {said.hash}
    assert other.log.value(said.draft.target, "position") is None


def under(author: Person, move: str) -> Entry:
    """Return a position that its author signed as written after a move, whatever their own program says of it."""
    draft, last = opinion(author.participant), author.log.last(author.key.public, author.installation)
    link = Link(
        assessment=author.log.assessment, author=author.key.public, installation=author.installation,
        seq=last.link.seq + 1 if last else 1, previous=last.hash if last else "", lamport=author.log.lamport + 1,
        replaces=(), at=START.isoformat(), phase=move,
    )  # fmt: skip
    signed, value = compose(draft, link, "0" * 32)
    return read(signed, author.key.sign(signed), "0" * 32, value)


@pytest.mark.parametrize("forger", ["peer", "stranger"])
def test_whoever_opens_a_phase_that_is_not_theirs_to_open_writes_nothing_under_it_that_counts(
    forger: str,
) -> None:
    director, peer = team("peer")
    one = {"peer": peer, "stranger": Person(key(9))}[forger]
    one.learns(director.log)
    move = one.writes(Draft(PHASE, PHASE_TARGET, PHASE, "consensus"))
    assert move.hash not in one.log.phases
    assert one.log.phase is Phase.COLLECTING
    friend = Person(key(8))
    director.writes(grant(friend, "contributor"))
    friend.learns([*director.log, move])
    said = under(friend, move.hash)
    director.learns([move, said])
    assert director.log.effect(said) is Effect.WAITING


def test_a_reason_that_bears_the_name_of_a_phase_opens_none() -> None:
    director, _peer = team("peer")
    reason = director.writes(Draft(PHASE, PHASE_TARGET, REASON, "consensus"))
    assert director.log.phases.after(reason.hash) is None
    [move] = moves_on(director, "consensus")
    assert director.log.phases.after(move.hash) is not None
