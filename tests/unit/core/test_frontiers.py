from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.chains import Paths, ends_of
from cap_tui.core.effects import Effect
from cap_tui.core.entries import Draft, Entry
from cap_tui.core.fingerprints import fingerprint
from tests.building import Person, key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable


def _known(of: Person) -> dict[str, list[Any]]:
    return {chain: list(end) for chain, end in of.log.frontier().items()}


def _grant(number: int, role: str) -> Draft:
    return Draft("grant", f"grant:{fingerprint(key(number).public)}", "roles", {"roles": [role]})


def _visa(of: Person) -> Entry:
    return of.writes(Draft("visa", f"visa:{of.participant}:1", "seal", {"known": _known(of)}))


def _planning() -> tuple[Person, Person]:
    """Return a director in planning with nobody else, on two machines."""
    laptop = Person(key(1))
    laptop.begins()
    for name in ("consensus", "planning"):
        laptop.writes(Draft("phase", "assessment", "phase", name))
    desk = Person(key(1), "desk")
    desk.learns(laptop.log)
    return laptop, desk


def test_a_third_party_let_in_after_the_director_signed_does_not_undo_the_visa() -> None:
    laptop, _desk = _planning()
    visa = _visa(laptop)
    laptop.writes(_grant(2, "third_party"))
    assert laptop.log.effect(visa) is Effect.COUNTS


def test_a_third_party_let_in_from_another_machine_once_follow_up_began_does_not_undo_the_visa() -> None:
    laptop, desk = _planning()
    visa = _visa(laptop)
    move = laptop.writes(Draft("phase", "assessment", "phase", "follow_up"))
    desk.learns(laptop.log)
    laptop.learns([desk.writes(_grant(2, "third_party"))])
    assert laptop.log.effect(visa) is Effect.COUNTS
    assert laptop.log.effect(move) is Effect.COUNTS


@pytest.mark.parametrize("before", [0, 9])
def test_a_third_party_let_in_apart_on_another_machine_takes_the_visa_of_the_director_away(
    before: int,
) -> None:
    laptop, desk = _planning()
    visa = _visa(laptop)
    for number in range(before):  # however far that machine has counted
        desk.writes(Draft("action", "line", "title", f"Écrire {number}"))
    desk.writes(_grant(2, "third_party"))
    laptop.learns(desk.log)
    assert laptop.log.effect(visa) is Effect.UNFOUNDED


def test_what_a_person_erased_stays_erased_once_they_change_key() -> None:
    director, peer, new = (Person(key(number)) for number in (1, 2, 3))
    director.begins()
    director.writes(_grant(2, "peer"))
    peer.learns(director.log)
    said = peer.writes(Draft("opinion", f"{peer.participant}/visit", "constat", "Dit trop vite"))
    erasure = peer.writes(Draft("erasure", f"erasure:{said.hash}", "erased", "À ma demande"))
    peer.writes(Draft("succession", f"succession:{new.key.public}", "known", {"known": _known(peer)}))
    director.learns(peer.log)
    assert director.log.participant(new.key.public) == peer.participant
    assert director.log.effect(erasure) is Effect.COUNTS
    assert director.log.erased == {said.hash}


def test_erasing_a_role_or_a_move_has_no_effect_even_for_the_director() -> None:
    director = Person(key(1))
    director.begins()
    grant = director.writes(_grant(2, "peer"))
    move = director.writes(Draft("phase", "assessment", "phase", "consensus"))
    for entry in (grant, move):
        erasure = director.writes(Draft("erasure", f"erasure:{entry.hash}", "erased", "Tout"))
        assert director.log.effect(erasure) is Effect.NOT_OPEN


def test_a_path_ends_where_the_numbers_of_a_chain_do_not_follow_each_other() -> None:
    person = Person(key(1))
    first = person.begins()
    second = person.writes(Draft("action", "line", "title", "Écrire"))
    third = person.writes(Draft("action", "line", "title", "Former"))
    whole = {entry.hash: entry for entry in (first, second, third)}
    assert _within(Paths(whole).to(third.hash, third.chain), whole) == set(whole)
    jumped = third._replace(link=third.link._replace(seq=9))
    torn = Paths({**whole, third.hash: jumped})
    assert _within(torn.to(third.hash, third.chain), whole) == {third.hash}
    assert _within(Paths(whole).to(third.hash, "someone/else"), whole) == set()


def _within(covered: Container[str], names: Iterable[str]) -> set[str]:
    return {name for name in names if name in covered}


@pytest.mark.parametrize(
    "end", [3, None, "ab", {}, [], [3], [3, "h", "more"], ["3", "h"], [True, "h"], [3, 4], [3, None]]
)
def test_a_frontier_of_another_form_covers_nothing_and_stops_nobody(end: Any) -> None:
    assert ends_of({"known": {"chain": end, "sound": [3, "h"]}}) == {"sound": (3, "h")}


@pytest.mark.parametrize("data", [None, 3, "known", [], {}, {"known": None}, {"known": ["chain"]}])
def test_a_value_without_a_frontier_covers_nothing(data: Any) -> None:
    assert ends_of(data) == {}
