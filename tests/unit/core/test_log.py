from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cap_tui.core.entries import Draft, Entry
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import ACTION, GENESIS, GRANT, OPINION, PHASE, opinion_target
from cap_tui.core.log import Log
from cap_tui.core.permissions import Role
from tests.building import Person, key

POSITION = {"stance": "level", "level": "engaged"}


def _team() -> tuple[Person, Person, Person]:
    """Return a director, a peer she let in, and someone she did not."""
    director, peer, stranger = (Person(key(number)) for number in (1, 2, 3))
    director.begins()
    director.writes(_grant(peer, "peer"))
    for person in (peer, stranger):
        person.learns(director.log)
    return director, peer, stranger


def _grant(to: Person, *roles: str) -> Draft:
    return Draft(GRANT, f"grant:{fingerprint(to.key.public)}", "roles", {"roles": list(roles)})


def _opinion(of: Person, value: Any = POSITION, field: str = "position") -> Draft:
    return Draft(OPINION, opinion_target(of.participant, "visit"), field, value)


def _state(log: Log) -> dict[tuple[str, str], list[tuple[str, Any]]]:
    """Return every field with all its live versions, the one shown first."""
    return {
        where: [(entry.hash, entry.data) for entry in log.heads(*where)]
        for where in log.written()
        if log.heads(*where)
    }


def test_the_last_version_takes_the_place_of_the_one_it_replaces() -> None:
    director, _peer, _stranger = _team()
    director.writes(_opinion(director, "premier", "constat"))
    director.writes(_opinion(director, "second", "constat"))
    target = opinion_target(director.participant, "visit")
    assert director.log.value(target, "constat") == "second"
    assert [entry.data for entry in director.log.history(target)] == ["premier", "second"]


def test_two_versions_written_apart_are_both_kept_and_shown_in_the_same_order_everywhere() -> None:
    director, _peer, _stranger = _team()
    desk = Person(director.key, "desk")
    desk.learns(director.log)
    one = director.writes(Draft(ACTION, "line", "title", "Écrire"))
    two = desk.writes(Draft(ACTION, "line", "title", "Rédiger"))
    director.learns([two])
    desk.learns([one])
    assert len(director.log.heads("line", "title")) == 2
    assert _state(director.log) == _state(desk.log)
    director.writes(Draft(ACTION, "line", "title", "Écrire à deux"))
    assert [entry.data for entry in director.log.heads("line", "title")] == ["Écrire à deux"]


def test_what_an_unknown_key_writes_is_kept_without_effect_until_it_is_let_in() -> None:
    director, _peer, stranger = _team()
    entry = stranger.writes(_opinion(stranger))
    target = opinion_target(stranger.participant, "visit")
    director.learns([entry])
    assert entry.hash in director.log
    assert director.log.value(target, "position") is None
    assert director.log.history(target) == []
    director.writes(_grant(stranger, "contributor"))
    assert director.log.value(target, "position") == POSITION


def test_a_revoked_person_holds_no_role_any_more() -> None:
    director, peer, _stranger = _team()
    assert director.log.roles(peer.key.public) == {Role.PEER}
    director.writes(_grant(peer))
    assert director.log.roles(peer.key.public) == set()


def test_only_the_director_lets_people_in() -> None:
    director, peer, stranger = _team()
    director.learns([peer.writes(_grant(stranger, "director")), peer.writes(_grant(peer, "director"))])
    director.learns([stranger.writes(_grant(stranger, "director"))])
    assert director.log.roles(stranger.key.public) == set()
    assert director.log.roles(peer.key.public) == {Role.PEER}


def test_the_director_cannot_be_put_out_of_her_own_dossier() -> None:
    director, _peer, _stranger = _team()
    director.writes(_grant(director))
    assert director.log.roles(director.key.public) == {Role.DIRECTOR}
    assert director.log.director == director.key.public


def test_a_grant_is_read_only_where_grants_are_written() -> None:
    director, _peer, stranger = _team()
    target = _grant(stranger, "peer").target
    director.writes(Draft(GRANT, target, "note", {"roles": ["peer"]}))
    director.writes(Draft(ACTION, target, "roles", {"roles": ["peer"]}))
    assert director.log.roles(stranger.key.public) == set()


@pytest.mark.parametrize("kind", [OPINION, ACTION, PHASE, GRANT, GENESIS, "unheard-of"])
def test_nobody_writes_in_the_place_of_another_person(kind: str) -> None:
    director, peer, _stranger = _team()
    mine = peer.writes(_opinion(peer))
    director.learns([mine])
    target = opinion_target(peer.participant, "visit")
    assert director.log.value(target, "position") == POSITION
    forged = director.writes(Draft(kind, target, "position", {"stance": "unknown"}))
    assert forged.link.replaces == (mine.hash,)
    assert director.log.value(target, "position") == POSITION
    peer.learns([forged])
    assert peer.log.value(target, "position") == POSITION


def test_a_peer_moves_neither_the_plan_nor_the_phase() -> None:
    director, peer, _stranger = _team()
    director.learns([peer.writes(Draft(ACTION, "line", "line", {"title": "Écrire"}))])
    director.learns([peer.writes(Draft(PHASE, "assessment", "phase", "closed"))])
    assert director.log.value("line", "line") is None
    assert director.log.value("assessment", "phase") is None


def test_the_phase_is_moved_only_by_an_entry_made_for_it() -> None:
    director, _peer, _stranger = _team()
    director.writes(Draft(ACTION, "assessment", "phase", "closed"))
    assert director.log.value("assessment", "phase") is None
    director.writes(Draft(PHASE, "assessment", "phase", "consensus"))
    assert director.log.value("assessment", "phase") == "consensus"


def test_an_entry_of_another_dossier_is_not_taken_in() -> None:
    director, _peer, _stranger = _team()
    other = Person(key(9))
    rival = other.begins()
    entry = other.writes(_opinion(other))
    before = _state(director.log)
    assert director.log.extend([rival, entry]) == 0
    assert _state(director.log) == before


def test_a_log_that_knows_its_name_refuses_a_rival_beginning_whatever_comes_first() -> None:
    director, _peer, _stranger = _team()
    rival = Person(key(9)).begins()
    log = Log(director.log.assessment)
    assert not log.add(rival)
    log.extend(director.log)
    assert log.director == director.key.public


def test_entries_that_arrive_before_the_first_one_wait_for_it() -> None:
    director, peer, _stranger = _team()
    director.learns([peer.writes(_opinion(peer))])
    backwards = Log()
    assert backwards.extend(reversed(list(director.log))) == 3
    assert backwards.extend(director.log) == 0
    assert _state(backwards) == _state(director.log)
    assert backwards.roles(peer.key.public) == {Role.PEER}


class Travel(RuleBasedStateMachine):
    """Four people on six machines write, revoke, and exchange what they know, stale or not, in any order."""

    @initialize()
    def begin(self) -> None:
        director = Person(key(1))
        director.begins()
        for number, role in ((2, "peer"), (3, "contributor")):
            director.writes(_grant(Person(key(number)), role))
        self.people = [director] + [Person(key(number), f"m{number}") for number in (2, 3, 4)]
        self.people += [Person(key(1), "desk"), Person(key(2), "home")]
        for person in self.people[1:]:
            person.learns(director.log)
        self.written: list[Entry] = list(director.log)

    def _writes(self, who: int, draft: Draft) -> None:
        self.written.append(self.people[who].writes(draft))

    @rule(who=st.integers(0, 5), of=st.integers(0, 5), value=st.integers(0, 9))
    def opine(self, who: int, of: int, value: int) -> None:
        self._writes(who, _opinion(self.people[of], value, "constat"))

    @rule(who=st.integers(0, 5), line=st.sampled_from("ab"), value=st.integers(0, 9))
    def plan(self, who: int, line: str, value: int) -> None:
        self._writes(who, Draft(ACTION, line, "title", value))

    @rule(
        who=st.integers(0, 5),
        to=st.integers(1, 3),
        roles=st.sets(st.sampled_from(["peer", "contributor", "director"])),
    )
    def grant(self, who: int, to: int, roles: set[str]) -> None:
        self._writes(who, _grant(self.people[to], *sorted(roles)))

    @rule(who=st.integers(0, 5), source=st.integers(0, 5), first=st.integers(0, 40))
    def exchange(self, who: int, source: int, first: int) -> None:
        self.people[who].learns(list(self.people[source].log)[first:])

    @invariant()
    def nobody_has_effect_on_what_is_not_theirs(self) -> None:
        director = self.people[0].key.public
        for person in self.people:
            known = {entry.hash: entry.link.author for entry in person.log}
            for (target, field), heads in _state(person.log).items():
                authors = {known[head] for head, _data in heads}
                if field == "roles":
                    assert authors == {director}
                elif field == "constat":
                    assert {author[:32] for author in authors} == {target.partition("/")[0]}
                elif field == "title":
                    assert all(Role.DIRECTOR in person.log.roles(author) for author in authors)

    def teardown(self) -> None:
        states = []
        for order in (
            self.written,
            self.written[::-1],
            sorted(self.written, key=lambda entry: entry.hash) * 2,
        ):
            log = Log()
            log.extend(order)
            assert len(log) == len(self.written)
            states.append(
                (_state(log), {person.key.public: log.roles(person.key.public) for person in self.people})
            )
        assert states[0] == states[1] == states[2]


TestTravel = Travel.TestCase
TestTravel.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(st.permutations(range(5)))
def test_any_order_of_arrival_gives_the_same_state(order: list[int]) -> None:
    director, peer, _stranger = _team()
    director.learns(
        [peer.writes(_opinion(peer, "un", "constat")), peer.writes(_opinion(peer, "deux", "constat"))]
    )
    director.writes(Draft(ACTION, "line", "title", "Écrire"))
    entries = list(director.log)
    log = Log()
    log.extend(entries[place] for place in order)
    assert _state(log) == _state(director.log)
