from __future__ import annotations

import random
import tracemalloc
from hashlib import sha256

import pytest

from cap_tui.core.chains import Paths
from cap_tui.core.entries import Draft, Entry, Link, compose, read
from cap_tui.core.fingerprints import fingerprint
from tests.building import Person, key

CHAIN = f"{'a' * 64}/laptop"


def _entry(name: str, seq: int, previous: str) -> Entry:
    link = Link("0" * 64, "a" * 64, "laptop", seq, previous, 1, (), "2026-03-02T09:00:00+00:00")
    signed, value = compose(Draft("action", "line", "title", name), link, "0" * 32)
    return read(signed, "", "0" * 32, value)


def _tree(seed: int, count: int) -> dict[str, Entry]:
    """Return entries of one chain, forked anywhere, some of them without the one before."""
    chance = random.Random(seed)  # noqa: S311 - places in a test
    found: list[Entry] = []
    for number in range(count):
        parent = chance.choice(found[-6:]) if found and chance.random() < 0.95 else None
        place = (parent.link.seq + 1, parent.hash) if parent else (chance.randint(1, 9), "f" * 64)
        found.append(_entry(str(number), *place))
    return {entry.hash: entry for entry in found}


def _walked(entries: dict[str, Entry], name: str) -> set[str]:
    """Return the path to an entry, one step after the other."""
    path = {name}
    while (name := entries[name].link.previous) in entries:
        path.add(name)
    return path


@pytest.mark.parametrize("seed", range(6))
def test_what_someone_wrote_before_they_were_put_out_is_told_from_a_fork_of_it(seed: int) -> None:
    entries = _tree(seed, 120)
    paths = Paths(entries)
    for end in entries:
        walked = _walked(entries, end)
        covered = paths.to(end, CHAIN)
        assert {name for name in entries if name in covered} == walked
        assert paths.depth(end) == len(walked)


@pytest.mark.parametrize("count", [10, 200])  # two by two, then walked
def test_of_what_one_person_wrote_only_what_nothing_of_theirs_follows_is_shown(count: int) -> None:
    entries = _tree(7, 300)
    chosen = random.Random(count).sample(sorted(entries), count)  # noqa: S311 - places in a test
    followed = {before for name in chosen for before in _walked(entries, name) - {name}}
    assert set(Paths(entries).last_of(chosen)) == set(chosen) - followed


def test_of_two_ends_of_one_chain_a_thief_gains_nothing_by_counting_what_both_share() -> None:
    first = _entry("1", 1, "")
    second, fork = _entry("2", 2, first.hash), _entry("3", 2, first.hash)
    covered = Paths({entry.hash: entry for entry in (first, second, fork)}).covered(
        {CHAIN: (2, second.hash)}, fork
    )
    assert covered.size == 2
    assert all(name in covered for name in (first.hash, second.hash, fork.hash))


def test_a_person_who_changes_key_thousands_of_times_does_not_fill_the_memory() -> None:
    director = Person(key(1))
    director.begins()
    grant = {"roles": ["peer"]}
    director.writes(Draft("grant", f"grant:{fingerprint(key(3).public)}", "roles", grant))
    peer = Person(key(3), log=director.log)
    changes = []
    before = peer.writes(Draft("annotation", f"annotation:{peer.participant}:1", "note", {}))
    for number in range(2_000):
        draft = Draft("succession", f"succession:{sha256(str(number).encode()).hexdigest()}", "known", {})
        link = before.link._replace(seq=before.link.seq + 1, previous=before.hash, replaces=())
        signed, value = compose(draft, link, "0" * 32)
        before = read(signed, "", "0" * 32, value)
        changes.append(before)
    tracemalloc.start()
    director.log.merge(changes)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000  # bytes; keeping a path for each would take ten times that
