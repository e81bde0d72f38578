"""A log taken up again from its outline: it says what it said, and reads only what is looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.log import Log
from tests.building import Person, key

if TYPE_CHECKING:
    from cap_tui.core.entries import Entry

ENTRY = 7
"""Fields of an entry that was read; of one that was not, there are the five strings."""


def _position(person: Person, criterion: str, level: str) -> Entry:
    return person.writes(Draft("opinion", f"{person.participant}/{criterion}", "position", level))


def _director(answers: int = 0) -> Person:
    """Return someone who changed their mind about two criteria that many times in all."""
    person = Person(key(1))
    person.begins()
    for number in range(answers):
        _position(person, "visit" if number % 2 else "booklet", f"level {number}")
    return person


def _resumed(log: Log) -> Log:
    fresh = Log(log.assessment)
    fresh.resume([entry[:5] for entry in log], json.loads(json.dumps(log.outline())))
    return fresh


def _read(log: Log) -> int:
    return sum(len(held) == ENTRY for held in dict.values(log._entries))


def test_only_what_is_shown_is_read_until_the_history_is_asked_for() -> None:
    person = _director(answers=60)
    log = _resumed(person.log)
    assert _read(log) == 3  # the beginning, and the last answer to each criterion
    assert len(log) == 61
    assert log.value(f"{person.participant}/visit", "position") == "level 59"
    assert log.value(f"{person.participant}/booklet", "position") == "level 58"
    assert _read(log) == 3
    assert [entry.data for entry in log.history(f"{person.participant}/visit")] == [
        f"level {number}" for number in range(1, 60, 2)
    ]
    assert [entry.hash for entry in log] == [entry.hash for entry in person.log]
    assert _read(log) == 61


def test_an_answer_goes_on_from_the_log_resumed_and_reads_nothing_more() -> None:
    person = _director(answers=60)
    person.log = _resumed(person.log)
    entry = _position(person, "visit", "last")
    assert (entry.link.seq, entry.link.lamport, len(entry.link.replaces)) == (62, 62, 1)
    assert [head.data for head in person.log.heads(f"{person.participant}/visit", "position")] == ["last"]
    assert person.log.lamport == 62
    assert _read(person.log) == 4


def test_an_answer_whose_successor_came_first_does_not_come_back_after_the_log_was_resumed() -> None:
    laptop = _director()
    desk = Person(key(1), "desk")
    first = _position(laptop, "visit", "first")
    desk.learns(laptop.log)
    second = _position(desk, "visit", "second")
    beginning = laptop.log.get(laptop.log.assessment)
    assert beginning is not None
    log = Log(laptop.log.assessment)
    log.extend([beginning, second])
    log = _resumed(log)
    assert log.merge([first]).new == (first,)
    target = f"{laptop.participant}/visit"
    assert [entry.data for entry in log.heads(target, "position")] == ["second"]
    assert [entry.data for entry in log.history(target)] == ["first", "second"]


def test_two_versions_written_apart_are_both_there_after_the_log_was_resumed() -> None:
    laptop = _director()
    desk = Person(key(1), "desk")
    desk.learns(laptop.log)
    _position(laptop, "visit", "here")
    _position(desk, "visit", "there")
    laptop.learns(desk.log)
    log = _resumed(laptop.log)
    where = (f"{laptop.participant}/visit", "position")
    assert log.conflicts() == [where]
    assert {entry.data for entry in log.heads(*where)} == {"here", "there"}
    desk.log = log
    _position(desk, "visit", "settled")
    assert log.conflicts() == []


def test_what_is_erased_after_the_log_was_resumed_is_nowhere_to_be_read() -> None:
    person = _director(answers=4)
    target = next(entry for entry in person.log if entry.data == "level 1")
    person.log = _resumed(person.log)
    assert person.log.absent() == []
    person.writes(Draft("erasure", f"erasure:{target.hash}", "erased", "À ma demande"))
    found = person.log.get(target.hash)
    assert found is not None
    assert (found.value, found.data, found.salt) == (None, None, "")
    assert person.log.absent() == [found]
    again = _resumed(person.log)
    assert [entry.hash for entry in again.absent()] == [target.hash]
    assert again.erased == {target.hash}
    assert [entry.value for entry in again].count(None) == 1


def test_entries_asked_for_one_by_one_are_read_alone_then_all_at_once() -> None:
    person = _director(answers=60)
    log = _resumed(person.log)
    names = [entry.hash for entry in person.log]
    assert log.get(names[7]) == person.log.get(names[7])
    assert _read(log) == 4
    for name in names[8:16]:
        assert log.get(name) == person.log.get(name)
    assert _read(log) == 61  # so many one by one: the rest came in one go
    assert log.get("0" * 64) is None
    with pytest.raises(KeyError):
        log._entries["0" * 64]


def test_a_log_whose_beginning_has_not_come_has_no_outline() -> None:
    person = _director(answers=2)
    log = Log(person.log.assessment)
    log.extend(list(person.log)[1:])
    assert log.outline() is None
    assert Log().outline() is None


def test_an_outline_says_neither_what_was_written_nor_by_whom_nor_about_what() -> None:
    person = _director()
    person.writes(Draft("opinion", f"{person.participant}/visit", "constat", "Secret des salariés"))
    person.writes(Draft("annotation", f"annotation:{person.participant}:1", "text", "Autre secret"))
    said = json.dumps(person.log.outline())
    assert [word for word in ("ecret", "visit", "constat", person.participant) if word in said] == []
    assert _resumed(person.log).targets("annotation") == [f"annotation:{person.participant}:1"]
