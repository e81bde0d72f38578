"""A role holder, or whoever stole their key, floods a dossier: everybody else goes on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft, Entry, Link, compose, read
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import OPINION, opinion_target, participant_of
from cap_tui.core.limits import (
    ENTRIES,
    ENTRIES_OF_ONE,
    ENTRIES_OF_STRANGERS,
    INSTALLATIONS,
    KEYS,
    SUCCESSIONS,
)
from cap_tui.services.exchanging import accept, preview
from cap_tui.services.incoming import REFUSALS
from cap_tui.services.merging import Merged, merge
from tests.building import Person, key
from tests.integration.services.test_exchange_hostile import bundle, forged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines

SALT = "5a" * 16


def _opinion(author: str, assessment: str, number: int, place: str = "forge") -> Entry:
    """Return an entry whose signature was verified."""
    target = opinion_target(participant_of(author), "visit")
    link = Link(assessment, author, place, number, "", number, (), "2026-03-02T09:00:00+00:00")
    signed, value = compose(Draft(OPINION, target, "constat", str(number)), link, SALT)
    return read(signed, "", SALT, value)


def _dossier(*guests: int) -> Person:
    director = Person(key(1))
    director.begins()
    for number in guests:
        mark = fingerprint(key(number).public)
        director.writes(Draft("grant", f"grant:{mark}", "roles", {"roles": ["peer"]}))
    return director


def _merged(director: Person, arrived: Iterable[Entry]) -> Merged:
    return merge(director.log.assessment, list(director.log), list(arrived), "laptop")


def test_whoever_writes_on_thousands_of_computers_can_still_be_put_out(
    zoe: Workspace, paul: Workspace, begun: Dossier, machines: Machines, tmp_path: Path
) -> None:
    pair = paul.profile.key
    target = opinion_target(participant_of(pair.public), "visit")
    flood = [
        forged(pair, begun.summary.id, Draft(OPINION, target, "constat", "x"), installation=f"{number:064}")
        for number in range(1_400)
    ]
    told = preview(zoe, bundle(tmp_path / "f.capx", pair, begun.summary.id, flood, {}))
    assert told.new == INSTALLATIONS
    assert told.refused == {REFUSALS["many"]: 1_400 - INSTALLATIONS}
    accept(zoe, told)
    begun.reload()
    assert len(begun.versions()[0].versions) == INSTALLATIONS
    begun.revoke(fingerprint(pair.public))
    assert not begun.log.roles(pair.public)
    assert machines.send(zoe, begun, "copy").stat().st_size


def test_a_person_who_floods_a_dossier_does_not_keep_out_what_others_write() -> None:
    director = _dossier(3, 4)
    other = [_opinion(key(4).public, director.log.assessment, 60_000 + number) for number in range(3)]
    flood = [
        _opinion(key(3).public, director.log.assessment, 1 + number) for number in range(ENTRIES_OF_ONE + 5)
    ]
    merged = _merged(director, [*flood, *other])
    assert merged.refused == {"many": 5}
    assert {entry.hash for entry in other} <= {entry.hash for entry in merged.new}


def test_a_dossier_never_grows_beyond_what_a_file_carries_and_everyone_has_a_share() -> None:
    guests = (3, 4, 5)
    director = _dossier(*guests)
    log = director.log
    flood = [
        _opinion(key(number).public, log.assessment, 1 + rank) for number in guests for rank in range(18_000)
    ]
    late = _opinion(key(1).public, log.assessment, 90_000, "laptop-2")
    merged = _merged(director, [*flood, late])
    assert len(merged.log) == ENTRIES
    assert late.hash in merged.log


def test_strangers_who_make_up_keys_do_not_fill_a_dossier() -> None:
    director = _dossier()
    keys = [f"{number:064x}" for number in range(ENTRIES_OF_STRANGERS + 9)]
    merged = _merged(director, [_opinion(author, director.log.assessment, 1) for author in keys])
    assert merged.refused == {"many": 9}


def test_a_person_does_not_change_key_without_end() -> None:
    director = _dossier(3)
    author, assessment = key(3).public, director.log.assessment
    changes = []
    for number in range(SUCCESSIONS + 4):
        draft = Draft("succession", f"succession:{key(100 + number).public}", "known", {"known": {}})
        link = Link(assessment, author, "forge", 1 + number, "", 2 + number, (), "2026-03-02T09:00:00+00:00")
        signed, value = compose(draft, link, SALT)
        changes.append(read(signed, "", SALT, value))
    assert _merged(director, changes).refused == {"many": 4}


def test_keys_that_follow_one_another_without_end_are_not_all_taken_in() -> None:
    director = _dossier(3)
    numbers = [3, *range(200, 200 + KEYS + 3)]
    changes = []
    for rank, (number, following) in enumerate(pairwise(numbers)):
        draft = Draft("succession", f"succession:{key(following).public}", "known", {"known": {}})
        link = Link(
            director.log.assessment, key(number).public, "forge", 1, "", 3 + rank, (), "2026-03-02T09:00:00+00:00"
        )  # fmt: skip
        signed, value = compose(draft, link, SALT)
        changes.append(read(signed, "", SALT, value))
    merged = _merged(director, changes)
    assert merged.refused == {"many": 3}
    assert merged.log.key_of(participant_of(key(3).public)) == key(200 + KEYS - 1).public


def test_what_is_stored_stays_whatever_the_limits() -> None:
    director = _dossier(3)
    log = director.log
    log.extend(
        [_opinion(key(3).public, log.assessment, 1, f"i{number}") for number in range(INSTALLATIONS + 8)]
    )
    held = len(log)
    more = [
        _opinion(key(3).public, log.assessment, 2, "i3"),  # one of the computers known
        _opinion(key(3).public, log.assessment, 1, "another"),
    ]
    merged = _merged(director, more)
    assert merged.refused == {"many": 1}
    assert len(merged.log) == held + 1
