from __future__ import annotations

from typing import Any

import pytest

from cap_tui.core.effects import Effect
from cap_tui.core.entries import Draft, MalformedEntryError, NewerEntryError, read
from cap_tui.core.kinds import (
    ACTION,
    ANNOTATION,
    ERASURE,
    GRANT,
    PHASE,
    PHASE_TARGET,
    PRIVATE,
    VISA,
    opinion_target,
    target_of,
)
from cap_tui.core.log import Log
from cap_tui.core.permissions import Phase, Role
from tests.building import Person, key
from tests.unit.core.crew import POSITION, grant, moves_on, opinion, succeeds, team


def test_a_person_who_changes_key_stays_the_same_person() -> None:
    director, peer = team("peer")
    peer.writes(opinion(peer.participant))
    new = Person(key(7))
    succeeds(peer, new)
    entry = new.writes(opinion(peer.participant, {"stance": "unknown"}))
    director.learns(new.log)
    assert director.log.effect(entry) is Effect.COUNTS
    assert director.log.participant(new.key.public) == peer.participant
    assert director.log.value(opinion_target(peer.participant, "visit"), "position") == {"stance": "unknown"}
    assert director.log.roles(new.key.public) == {Role.PEER}
    assert director.log.roles(peer.key.public) == set()
    assert director.log.key_of(peer.participant) == new.key.public


def test_a_key_that_was_replaced_writes_nothing_any_more() -> None:
    director, peer = team("peer")
    new = Person(key(7))
    succeeds(peer, new)
    stolen = peer.writes(opinion(peer.participant))
    elsewhere = Person(peer.key, "thief")
    elsewhere.learns(peer.log)
    apart = elsewhere.writes(opinion(peer.participant))
    director.learns([*new.log, stolen, apart])
    assert director.log.effect(stolen) is Effect.REVOKED
    assert director.log.effect(apart) is Effect.REVOKED


def test_a_director_who_changes_key_still_directs() -> None:
    director, peer = team("peer")
    new = Person(key(7))
    succeeds(director, new)
    move = new.writes(Draft(PHASE, PHASE_TARGET, PHASE, "consensus"))
    new.writes(grant(Person(key(8)), "contributor"))
    peer.learns(new.log)
    assert peer.log.effect(move) is Effect.COUNTS
    assert peer.log.phase is Phase.CONSENSUS
    assert peer.log.roles(new.key.public) == {Role.DIRECTOR}
    assert peer.log.roles(key(8).public) == {Role.CONTRIBUTOR}


@pytest.mark.parametrize("whose", ["director", "third_party", "stranger"])
def test_nobody_takes_another_key_for_their_own(whose: str) -> None:
    director, peer, tiers = team("peer", "third_party")
    of = {"director": director, "third_party": tiers, "stranger": Person(key(9))}[whose]
    theirs = of.participant
    succeeds(peer, of)
    entry = of.writes(opinion(theirs))
    director.learns(of.log)
    if whose == "stranger":  # a stranger made peer by the peer writes as the peer, never as themself
        assert director.log.participant(of.key.public) == peer.participant
    else:
        assert director.log.participant(of.key.public) == theirs
        assert director.log.effect(entry) is Effect.COUNTS


def test_a_stranger_gives_nobody_a_key() -> None:
    director, peer = team("peer")
    stranger = Person(key(9))
    stranger.learns(director.log)
    entry = succeeds(stranger, peer)
    director.learns([entry])
    assert director.log.effect(entry) is Effect.UNKNOWN
    assert director.log.participant(peer.key.public) == peer.participant


def test_what_was_known_before_a_role_was_withdrawn_keeps_its_effect_and_the_rest_has_none() -> None:
    director, peer = team("peer")
    first = peer.writes(opinion(peer.participant))
    director.learns([first])
    known = {first.chain: [first.link.seq, first.hash]}
    director.writes(grant(peer, before=[{"roles": ["peer"], "known": known}]))
    late = peer.writes(opinion(peer.participant, {"stance": "unknown"}))
    director.learns([late])
    assert director.log.effect(first) is Effect.COUNTS
    assert director.log.effect(late) is Effect.REVOKED
    assert director.log.value(opinion_target(peer.participant, "visit"), "position") == POSITION


def test_roles_that_exclude_each_other_give_none() -> None:
    director = team()[0]
    for number, roles in enumerate((["peer", "third_party"], ["director"], ["contributor", "peer"]), start=2):
        person = Person(key(number))
        director.writes(grant(person, *roles))
        assert director.log.roles(person.key.public) == set()


def test_what_is_written_is_asked_of_the_phase_its_author_knew() -> None:
    director, contributor, peer = team("contributor", "peer")
    apart = contributor.writes(opinion(contributor.participant))
    moves = moves_on(director, "consensus", "planning")
    contributor.learns(moves)
    peer.learns(moves)
    late = contributor.writes(opinion(contributor.participant, {"stance": "unknown"}))
    frozen = peer.writes(opinion(peer.participant))
    director.learns([apart, late, frozen])
    assert director.log.effect(apart) is Effect.COUNTS
    assert director.log.effect(late) is Effect.NOT_OPEN
    assert director.log.effect(frozen) is Effect.NOT_OPEN


def test_nobody_who_knows_of_a_move_writes_as_if_they_did_not() -> None:
    director, contributor = team("contributor")
    moves = moves_on(director, "consensus")
    contributor.learns(moves)
    contributor.writes(Draft(ANNOTATION, target_of(ANNOTATION, contributor.participant, "1"), "note", {}))
    ignorant = Person(contributor.key, contributor.installation)
    ignorant.learns(entry for entry in contributor.log if entry.draft.kind != PHASE)
    backdated = ignorant.writes(opinion(contributor.participant))
    assert backdated.link.phase == ""
    director.learns([*contributor.log, backdated])
    assert director.log.effect(backdated) is Effect.BACKDATED


def test_an_entry_after_a_move_that_has_not_arrived_waits_for_it() -> None:
    director, peer = team("peer")
    (move,) = moves_on(director, "consensus")
    peer.learns([move])
    entry = peer.writes(opinion(peer.participant))
    other = Log(director.log.assessment)
    other.extend(item for item in [*director.log, entry] if item.hash != move.hash)
    assert other.effect(entry) is Effect.WAITING
    other.add(move)
    assert other.effect(entry) is Effect.COUNTS


@pytest.mark.parametrize("phase", ["planning", "follow_up", "closed", "collecting", "unheard-of", 3, None])
def test_no_phase_is_skipped(phase: Any) -> None:
    director = team()[0]
    entry = director.writes(Draft(PHASE, PHASE_TARGET, PHASE, phase))
    assert director.log.effect(entry) is not Effect.COUNTS
    assert director.log.phase is Phase.COLLECTING


def test_going_back_needs_a_reason_just_before() -> None:
    director = team()[0]
    moves_on(director, "consensus")
    bare = director.writes(Draft(PHASE, PHASE_TARGET, PHASE, "collecting"))
    assert director.log.effect(bare) is Effect.UNFOUNDED
    director.writes(Draft(PHASE, PHASE_TARGET, "reason", "  "))
    blank = director.writes(Draft(PHASE, PHASE_TARGET, PHASE, "collecting"))
    assert director.log.effect(blank) is Effect.UNFOUNDED
    director.writes(Draft(PHASE, PHASE_TARGET, "reason", "Deux réponses à revoir"))
    back = director.writes(Draft(PHASE, PHASE_TARGET, PHASE, "collecting"))
    assert director.log.effect(back) is Effect.COUNTS
    assert director.log.phase is Phase.COLLECTING


def _visa(of: Person, number: str = "1") -> Draft:
    known = {chain: list(end) for chain, end in of.log.frontier().items()}
    return Draft(VISA, target_of(VISA, of.participant, number), "seal", {"known": known})


def test_follow_up_needs_a_visa_of_this_planning_by_who_may_sign_it() -> None:
    director, peer, tiers = team("peer", "third_party")
    moves = moves_on(director, "consensus", "planning")
    for person in (peer, tiers):
        person.learns(moves)
    director.learns([peer.writes(_visa(peer)), director.writes(_visa(director))])
    (refused,) = moves_on(director, "follow_up")
    assert director.log.effect(refused) is Effect.UNFOUNDED
    director.learns([tiers.writes(_visa(tiers))])
    assert director.log.effect(refused) is Effect.COUNTS
    assert director.log.phase is Phase.FOLLOW_UP


def test_a_director_who_feigns_not_to_know_the_third_party_does_not_sign_in_their_place() -> None:
    director, tiers = team("third_party")
    tiers.learns(moves_on(director, "consensus", "planning"))
    entry = director.writes(Draft(VISA, target_of(VISA, director.participant, "1"), "seal", {"known": {}}))
    tiers.learns([entry])
    assert tiers.log.effect(entry) is Effect.UNFOUNDED


def test_a_director_whose_third_party_left_signs_alone_and_not_by_putting_them_out_afterwards() -> None:
    director, tiers = team("third_party")
    moves_on(director, "consensus", "planning")
    early = director.writes(_visa(director))
    director.writes(grant(tiers))
    assert director.log.roles(tiers.key.public) == set()
    late = director.writes(_visa(director, "2"))
    assert director.log.effect(early) is Effect.UNFOUNDED
    assert director.log.effect(late) is Effect.COUNTS


def test_private_remarks_are_written_by_reviewers_only() -> None:
    director, peer, tiers, contributor = team("peer", "third_party", "contributor")
    counted = []
    for person in (director, peer, tiers, contributor):
        entry = person.writes(Draft(PRIVATE, target_of(PRIVATE, person.participant, "1"), "note", {}))
        director.learns([entry])
        counted.append(director.log.effect(entry) is Effect.COUNTS)
    assert counted == [False, True, True, False]


def test_an_erasure_counts_for_ones_own_and_for_the_director_whatever_comes_first() -> None:
    director, peer, tiers = team("peer", "third_party")
    said = peer.writes(opinion(peer.participant))
    tiers.learns([said])
    by_other = tiers.writes(Draft(ERASURE, target_of(ERASURE, said.hash), "erased", "Pour nuire"))
    director.learns([by_other, said])
    assert director.log.effect(by_other) is Effect.NOT_OPEN
    assert director.log.value(said.draft.target, "position") == POSITION
    own = peer.writes(Draft(ERASURE, target_of(ERASURE, said.hash), "erased", "À ma demande"))
    for order in ([own, said], [said, own]):
        log = Log(director.log.assessment)
        log.extend([*director.log])
        log.extend(order)
        assert log.erased == {said.hash}
        found = log.get(said.hash)
        assert found is not None
        assert found.value is None
        assert log.value(said.draft.target, "position") is None
        assert log.merge([said]).filled == ()


def test_the_beginning_the_roles_and_the_moves_cannot_be_erased() -> None:
    director, _peer = team("peer")
    before = list(director.log)
    (move,) = moves_on(director, "consensus")
    for entry in [*before, move]:
        director.writes(Draft(ERASURE, target_of(ERASURE, entry.hash), "erased", "Tout"))
    assert director.log.erased == frozenset()
    assert director.log.phase is Phase.CONSENSUS


def test_a_value_withheld_at_first_takes_its_place_when_it_comes() -> None:
    director, peer = team("peer")
    said = peer.writes(opinion(peer.participant))
    director.learns([said.without_value()])
    assert director.log.value(said.draft.target, "position") is None
    taken = director.log.merge([said])
    assert [entry.hash for entry in taken.filled] == [said.hash]
    assert taken.new == ()
    assert director.log.value(said.draft.target, "position") == POSITION
    assert director.log.merge([said.without_value()]) == director.log.merge([])


def test_a_grant_that_comes_late_gives_effect_to_what_came_before() -> None:
    director, peer = team("peer")
    grant = next(entry for entry in director.log if entry.draft.kind == GRANT)
    entry = peer.writes(opinion(peer.participant))
    log = Log(director.log.assessment)
    log.extend(item for item in [*director.log, entry] if item.hash != grant.hash)
    assert log.effect(entry) is Effect.UNKNOWN
    log.add(grant)
    assert log.effect(entry) is Effect.COUNTS


def test_a_key_has_one_spelling_only() -> None:
    director = team()[0]
    entry = director.writes(Draft(ACTION, "line", "title", "Écrire"))
    signed = entry.signed.replace(director.key.public, director.key.public.upper())
    with pytest.raises(MalformedEntryError):
        read(signed, entry.signature, entry.salt, entry.value)


@pytest.mark.parametrize("number", [0, -1, 2**40 + 1])
@pytest.mark.parametrize("name", ["seq", "lamport"])
def test_numbers_that_were_not_counted_are_refused(name: str, number: int) -> None:
    director = team()[0]
    entry = director.writes(Draft(ACTION, "line", "title", "Écrire"))
    signed = entry.signed.replace(f'"{name}":{getattr(entry.link, name)},', f'"{name}":{number},')
    with pytest.raises(MalformedEntryError):
        read(signed, entry.signature, entry.salt, entry.value)


def test_an_entry_of_a_newer_program_is_told_apart_from_a_damaged_one() -> None:
    director = team()[0]
    entry = director.writes(Draft(ACTION, "line", "title", "Écrire"))
    with pytest.raises(NewerEntryError):
        read(entry.signed.replace('"v":2', '"v":3'), entry.signature, entry.salt, entry.value)
    with pytest.raises(MalformedEntryError):
        read(entry.signed.replace('"v":2', '"v":"2"'), entry.signature, entry.salt, entry.value)
