"""Whose a key is, when several claim it: what a director granted holds, and no stranger takes a place by coming first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.effects import Effect
from cap_tui.core.kinds import opinion_target
from cap_tui.core.permissions import Role
from tests.building import Person, key
from tests.unit.core.crew import grant, opinion, succeeds, team

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.entries import Entry


def orders(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return entries as they were written, and the other way round."""
    return [list(entries), list(reversed(entries))]


def test_whom_a_director_let_in_before_changing_key_stays_in_and_whom_the_old_key_lets_in_afterwards_does_not() -> (
    None
):
    director, peer = team("peer")
    new, friend = Person(key(7)), Person(key(8))
    succeeds(director, new)
    stolen = Person(director.key, "thief")
    stolen.learns(director.log)
    stolen.writes(grant(friend, "third_party"))
    for entries in orders(list(stolen.log)):
        other = Person(key(9))
        other.learns(entries)
        assert other.log.roles(peer.key.public) == {Role.PEER}
        assert other.log.roles(friend.key.public) == set()


@pytest.mark.parametrize("changes", [1, 2])
def test_nobody_takes_the_key_of_someone_that_a_director_let_in_after_changing_key(changes: int) -> None:
    director, contributor = team("contributor")
    newest = director
    for number in range(changes):
        following = Person(key(20 + number))
        succeeds(newest, following)
        newest = following
    peer = Person(key(7))
    newest.writes(grant(peer, "peer"))
    contributor.learns(newest.log)
    succeeds(contributor, peer)
    for entries in orders(list(peer.log)):
        other = Person(key(9))
        other.learns(entries)
        assert other.log.participant(peer.key.public) == peer.participant
        assert other.log.roles(peer.key.public) == {Role.PEER}


def test_a_stranger_who_names_a_key_first_does_not_keep_its_owner_from_changing_to_it() -> None:
    """Without this, whoever hears of a new key before it is used takes away its owner’s role with one file."""
    director, peer = team("peer")
    new, stranger = Person(key(7)), Person(key(9))
    stranger.learns(director.log)
    claim = succeeds(stranger, new)
    peer.learns([claim])
    peer.writes(
        opinion(peer.participant)
    )  # so that the claim, counted from the beginning, comes before the change
    succeeds(peer, new)
    said = new.writes(opinion(peer.participant))
    for entries in orders(list(new.log)):
        other = Person(key(8))
        other.learns(entries)
        assert other.log.participant(new.key.public) == peer.participant
        assert other.log.roles(new.key.public) == {Role.PEER}
        assert other.log.effect(said) is Effect.COUNTS


def test_a_director_who_once_gave_their_own_key_a_role_still_writes_with_the_new_one() -> None:
    director, peer = team("peer")
    director.writes(grant(director, "contributor"))
    new = Person(key(7))
    succeeds(director, new)
    peer.learns(new.log)
    assert peer.log.key_of(director.participant) == new.key.public
    assert peer.log.standing.keys(director.participant) == (director.key.public, new.key.public)


def test_each_person_has_each_of_their_keys_once() -> None:
    director, peer = team("peer")
    new, newer = Person(key(7)), Person(key(8))
    succeeds(peer, new)
    succeeds(new, newer)
    director.learns(newer.log)
    assert director.log.standing.keys(peer.participant) == (
        peer.key.public, new.key.public, newer.key.public,
    )  # fmt: skip


def test_what_a_replaced_key_writes_after_an_answer_that_counted_has_no_effect_either() -> None:
    """Both answers are alike but for when they were written; what was found of the first must not be taken for the second."""
    director, peer = team("peer")
    before = peer.writes(opinion(peer.participant))
    new = Person(key(7))
    succeeds(peer, new)
    after = peer.writes(opinion(peer.participant, {"stance": "unknown"}))
    director.learns([*new.log, after])
    assert director.log.effect(before) is Effect.COUNTS
    assert director.log.effect(after) is Effect.REVOKED
    [shown] = director.log.heads(opinion_target(peer.participant, "visit"), "position")
    assert shown.hash == before.hash
