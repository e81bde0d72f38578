from __future__ import annotations

import json

import pytest

from cap_tui.core.effects import Effect
from cap_tui.core.entries import Draft, Entry, Link, MalformedEntryError, compose, read
from cap_tui.core.kinds import (
    ACTION,
    GENESIS,
    PHASE,
    PHASE_TARGET,
    SUCCESSION,
    VISA,
    opinion_target,
    target_of,
)
from cap_tui.core.log import Log
from cap_tui.core.permissions import Phase, Role
from tests.building import START, Person, key
from tests.unit.core.crew import grant, moves_on, opinion, succeeds, team


def _visa(of: Person) -> Draft:
    known = {chain: list(end) for chain, end in of.log.frontier().items()}
    return Draft(VISA, target_of(VISA, of.participant, "1"), "seal", {"known": known})


def _first_form(of: Person, draft: Draft, before: Entry | None) -> Entry:
    """Return an entry as the first release wrote it."""
    assessment = "" if before is None else before.link.assessment or before.hash
    seq, previous = (before.link.seq + 1, before.hash) if before else (1, "")
    link = Link(
        assessment, of.key.public, of.installation, seq, previous, seq, (), START.isoformat(), phase=None
    )
    signed, value = compose(draft, link, "00" * 16)
    assert '"v":1' in signed
    return read(signed, of.key.sign(signed), "00" * 16, value)


def test_entries_of_the_first_release_still_count_for_their_director_and_for_nobody_else() -> None:
    director, peer = Person(key(1)), Person(key(2))
    begin = _first_form(director, Draft(GENESIS, "assessment", "genesis", {"year": 2026}), None)
    said = _first_form(director, opinion(director.participant), begin)
    moved = _first_form(director, Draft(PHASE, PHASE_TARGET, PHASE, "planning"), said)
    director.learns([begin, said, moved])
    assert [director.log.effect(entry) for entry in (begin, said, moved)] == [Effect.COUNTS] * 3
    assert director.log.phase is Phase.PLANNING
    director.writes(grant(peer, "peer"))
    forged = _first_form(peer, opinion(peer.participant), begin)
    director.learns([forged])
    assert director.log.effect(forged) is Effect.NOT_OPEN


def test_the_first_form_is_no_way_around_the_phases() -> None:
    director = Person(key(1))
    begin = _first_form(director, Draft(GENESIS, "assessment", "genesis", {"year": 2026}), None)
    beyond = _first_form(director, Draft(PHASE, PHASE_TARGET, PHASE, "follow_up"), begin)
    director.learns([begin, beyond])
    assert director.log.effect(beyond) is not Effect.COUNTS
    new = director.writes(opinion(director.participant))
    old = _first_form(director, opinion(director.participant, {"stance": "unknown"}), new)
    director.learns([old])
    assert director.log.effect(old) is Effect.NOT_OPEN


def test_a_thief_with_a_replaced_key_neither_forks_nor_follows() -> None:
    director, peer = team("peer")
    known = {chain: list(end) for chain, end in director.log.frontier().items()}
    thief = Person(director.key, director.installation)
    thief.learns([next(iter(director.log))])  # what is written next has a number used before
    new = Person(key(7))
    succeeds(director, new, known)
    fork = thief.writes(grant(Person(key(8)), "peer"))
    rival = thief.writes(Draft(SUCCESSION, target_of(SUCCESSION, key(9).public), "known", {"known": {}}))
    peer.learns([*new.log, fork, rival])
    assert peer.log.effect(fork) is Effect.REVOKED
    assert peer.log.roles(new.key.public) == {Role.DIRECTOR}
    assert peer.log.roles(key(9).public) == set()


def test_someone_put_out_does_not_go_on_by_writing_again_what_was_known() -> None:
    director, peer = team("peer")
    twin = Person(peer.key, peer.installation)
    twin.learns(director.log)
    first = peer.writes(opinion(peer.participant))
    director.learns([first])
    known = {first.chain: [first.link.seq, first.hash]}
    director.writes(grant(peer, before=[{"roles": ["peer"], "known": known}]))
    again = twin.writes(opinion(peer.participant, {"stance": "unknown"}))
    assert again.link.seq == first.link.seq
    director.learns([again])
    assert director.log.effect(first) is Effect.COUNTS
    assert director.log.effect(again) is Effect.REVOKED


def test_a_clock_made_up_by_one_person_does_not_run_for_the_others() -> None:
    director, peer = team("peer")
    said = peer.writes(opinion(peer.participant))
    signed, value = compose(said.draft, said.link._replace(lamport=2**39), said.salt)
    director.learns([read(signed, peer.key.sign(signed), said.salt, value)])
    assert director.log.lamport <= 1_000 + len(director.log)
    moves = moves_on(director, "consensus", "planning")
    moves.append(director.writes(Draft(ACTION, "a", "title", "Écrire")))
    assert [director.log.effect(entry) for entry in moves] == [Effect.COUNTS] * 3


def test_moves_count_whatever_their_clocks_say() -> None:
    director = team()[0]
    first, second = moves_on(director, "consensus", "planning")
    signed, value = compose(second.draft, second.link._replace(lamport=1), second.salt)
    twisted = read(signed, director.key.sign(signed), second.salt, value)
    log = Log(director.log.assessment)
    log.extend([twisted, *(entry for entry in director.log if entry.hash != second.hash)])
    assert log.effect(first) is Effect.COUNTS
    assert log.effect(twisted) is Effect.COUNTS
    assert log.phase is Phase.PLANNING


def test_a_director_does_not_take_the_key_of_someone_let_in() -> None:
    director, tiers = team("third_party")
    succeeds(director, tiers)
    entry = tiers.writes(opinion(tiers.participant))
    director.learns(tiers.log)
    assert director.log.participant(tiers.key.public) == tiers.participant
    assert director.log.effect(entry) is Effect.COUNTS


def test_a_visa_signed_apart_does_not_do_without_the_third_party() -> None:
    director, tiers = team("third_party")
    moves = moves_on(director, "consensus", "planning")
    desk = Person(director.key, "desk")
    desk.learns([next(iter(director.log)), *moves])
    visa = desk.writes(_visa(desk))
    tiers.learns([*director.log, visa])
    assert tiers.log.effect(visa) is Effect.UNFOUNDED


def test_what_a_person_writes_later_takes_the_place_of_what_they_wrote_before_whatever_it_says() -> None:
    director, peer = team("peer")
    previous = ""
    for seq in (1, 2, 3):
        link = Link(director.log.assessment, peer.key.public, "home", seq, previous, 9, (), START.isoformat())
        signed, value = compose(opinion(peer.participant, {"stance": "unknown", "n": seq}), link, "00" * 16)
        entry = read(signed, peer.key.sign(signed), "00" * 16, value)
        director.learns([entry])
        previous = entry.hash
    assert len(director.log.heads(opinion_target(peer.participant, "visit"), "position")) == 1


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("installation", "x" * 65),
        ("installation", "a b"),
        ("target", "x" * 401),
        ("target", "\u001b[2J"),
        ("field", "é"),
        ("kind", "x" * 161),
        ("at", "\u202e2026"),
    ],
)
def test_names_that_no_program_writes_are_refused(name: str, bad: str) -> None:
    director = team()[0]
    entry = director.writes(Draft(ACTION, "line", "title", "Écrire"))
    body = json.loads(entry.signed)
    body[name] = bad
    with pytest.raises(MalformedEntryError):
        read(json.dumps(body), entry.signature, entry.salt, entry.value)


def test_a_visa_that_uses_an_old_number_does_not_come_before_the_third_party() -> None:
    director = team()[0]
    moves = moves_on(director, "consensus", "planning")
    twin = Person(director.key, director.installation)
    twin.learns([next(iter(director.log)), *moves])
    director.writes(Draft(ACTION, "line", "title", "Écrire"))
    director.writes(grant(Person(key(2)), "third_party"))
    forked = twin.writes(_visa(twin))
    director.learns([forked])
    assert director.log.effect(forked) is Effect.UNFOUNDED
