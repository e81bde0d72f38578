"""A search for bad files that finds nothing must be one that would have found something."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import N_, CapError
from cap_tui.exchange.verifying import verify
from tests.corpus.honest_bundle import honest
from tests.corpus.hostile_worksheets import blank
from tools.fuzz import row
from tools.fuzzing import crashes, mutating, weaving
from tools.fuzzing.child import explore
from tools.fuzzing.judging import Seen, judged, texts
from tools.fuzzing.targets import TARGETS, Target
from tools.fuzzing.worlds import World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


class RefusedError(CapError):
    """A refusal like any other."""

    sentence = N_("The file {path} cannot be read.")


@dataclass(frozen=True)
class Line:
    """Something with a text deep inside."""

    said: dict[str, tuple[str, ...]]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def door(run: Callable[[World, bytes], Seen], seed: bytes = b"nom: Zo\xc3\xa9\nage: 7\n") -> Target:
    return Target("planted", lambda _world: [seed], a_letter_more, run)


def a_letter_more(chance: random.Random, data: bytes, _others: Sequence[bytes]) -> bytes:
    return (data + chance.choice(string.ascii_lowercase).encode())[-40:]


def test_a_planted_fault_is_found_made_short_and_kept(world: World, tmp_path: Path) -> None:
    def run(_world: World, data: bytes) -> Seen:
        if b"q" in data:
            raise ZeroDivisionError
        return Seen(())

    tally = explore(door(run), world, [b"nom: Zo\xc3\xa9"], 0, 60, tmp_path / "kept", most=1_000)
    [(fault, path)] = tally.faults.values()
    assert "ZeroDivisionError" in fault
    assert [(name, one.read_bytes()) for name, one in crashes.kept(tmp_path / "kept")] == [("planted", b"q")]
    assert path == str(crashes.kept(tmp_path / "kept")[0][1])


def test_a_text_that_a_terminal_obeys_is_a_fault_however_deep(world: World) -> None:
    def run(_world: World, data: bytes) -> Seen:
        return Seen((Line({"a": ("bon", data.decode())}),))

    assert judged(door(run), world, "où, œuvre\nsuite".encode()).fault == ""
    assert "U+001B" in judged(door(run), world, b"\x1b[2J").fault
    assert "U+202E" in judged(door(run), world, "plan\u202efdp".encode()).fault


def test_a_refusal_with_a_sentence_is_right_and_one_whose_sentence_lacks_a_value_is_not(world: World) -> None:
    def good(_world: World, _data: bytes) -> Seen:
        raise RefusedError(path="x")

    def bad(_world: World, _data: bytes) -> Seen:
        raise RefusedError

    assert judged(door(good), world, b"").fault == ""
    assert "has no sentence" in judged(door(bad), world, b"").fault


def test_a_file_that_goes_a_new_way_is_begun_from_again(world: World, tmp_path: Path) -> None:
    """Three letters in a row come once in seventeen thousand draws; one after the other, in some hundreds."""

    def run(_world: World, data: bytes) -> Seen:
        if data.endswith(b"zoe"):
            raise ZeroDivisionError
        return Seen((), frozenset(end.decode() for end in (b"z", b"zo") if data.endswith(end)))

    tally = explore(door(run), world, [b"nom:"], 1, 60, tmp_path / "kept", most=2_000)
    assert tally.faults


def test_texts_are_found_in_dataclasses_mappings_and_errors() -> None:
    assert list(texts((Line({"a": ("b",)}), b"not read", 3, None, RefusedError(path="é")))) == [
        "a",
        "b",
        "The file é cannot be read.",
    ]


@pytest.mark.parametrize("change", [mutating.of_bytes, mutating.of_text, mutating.of_zip])
def test_changes_change_stay_small_and_are_the_same_for_the_same_draw(change: mutating.Mutator) -> None:
    seeds = [honest(), blank()]

    def made(seed: int) -> list[bytes]:
        chance = random.Random(seed)  # noqa: S311 - draws, no secret
        return [change(chance, seeds[number % 2], seeds) for number in range(40)]

    assert made(1) == made(1)
    assert len(set(made(1))) > 30
    assert all(len(one) <= mutating.MOST for one in made(2))


def test_a_changed_worksheet_is_still_an_archive_so_that_what_is_inside_is_read() -> None:
    chance = random.Random(3)  # noqa: S311 - draws, no secret
    changed = [mutating.of_zip(chance, blank(), [blank()]) for _time in range(60)]
    assert sum(one.startswith(b"PK\x03\x04") for one in changed) > 40


def test_a_woven_log_is_signed_again_so_that_its_entries_are_not_refused_for_their_signature(
    world: World,
) -> None:
    log = world.logs()[0]
    before = weaving.strings(log)
    assert {type(one).__name__ for one in verify(before)} == {"Entry"}
    weaver, chance = weaving.Weaver(weaving.keyring()), random.Random(0)  # noqa: S311 - draws, no secret
    found = [one for _time in range(20) for one in verify(weaving.strings(weaver(chance, log, [log])))]
    refused = [one for one in found if type(one).__name__ == "RefusedEntry"]
    assert len(found) > 500
    assert len(refused) < len(found) / 10


def test_the_demonstrations_logs_hold_entries_of_most_kinds(world: World) -> None:
    kinds = {
        one.draft.kind
        for log in world.logs()
        for one in verify(weaving.strings(log))
        if hasattr(one, "draft")
    }
    assert kinds >= {
        "assessment", "grant", "opinion", "action", "annotation", "private", "proposal", "resolution", "finish", "phase",
        "followup", "meeting", "visa", "measure", "questionnaire",
    }  # fmt: skip


def test_a_file_is_made_as_short_as_its_fault_allows() -> None:
    assert crashes.shortened(b"x" * 1000 + b"AB" + b"y" * 3000, lambda one: b"AB" in one) == b"AB"
    assert crashes.shortened(b"AB", lambda _one: False) == b"AB"


def test_a_line_of_the_table_says_what_was_tried() -> None:
    found = {
        "examples": 12,
        "kinds": ["a", "b"],
        "faults": {"x": ("y", "z")},
        "seconds": 0.126,
        "megabytes": 3.4,
    }
    assert row("pdf", found) == "| pdf | 12 | 2 | 1 | 0.13 | 3 |"


def test_every_way_by_which_files_and_logs_come_in_is_tried() -> None:
    assert set(TARGETS) == {
        "questionnaire", "bundle", "worksheet", "register", "plan", "pdf", "library", "text", "log", "dossier",
    }  # fmt: skip
