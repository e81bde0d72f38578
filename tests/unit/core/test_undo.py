from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core import undo as undoing
from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ACTION, OPINION, PHASE, opinion_target
from tests.building import Person, key

FIELDS = ("position", "constat", "flagged")
GESTURES = st.lists(
    st.lists(st.tuples(st.sampled_from(FIELDS), st.integers(0, 3)), min_size=1, max_size=3),
    min_size=1,
    max_size=6,
)


def _person() -> Person:
    person = Person(key(1))
    person.begins()
    return person


def _do(person: Person, group: str, *writes: tuple[str, Any]) -> None:
    target = opinion_target(person.participant, "visit")
    for field, value in writes:
        person.writes(Draft(OPINION, target, field, value, group))


def _state(person: Person) -> dict[str, Any]:
    target = opinion_target(person.participant, "visit")
    return {field: person.log.value(target, field) for field in FIELDS}


def _stacks(person: Person) -> tuple[list[str], list[str]]:
    return undoing.stacks(list(person.log))


def _undo(person: Person) -> None:
    for draft in undoing.reversal(person.log, _stacks(person)[0][-1]):
        person.writes(draft)


def _redo(person: Person) -> None:
    for draft in undoing.repetition(person.log, _stacks(person)[1][-1]):
        person.writes(draft)


@given(GESTURES)
def test_undoing_step_by_step_gives_back_every_state_there_was_and_redoing_too(
    gestures: list[list[tuple[str, int]]],
) -> None:
    person = _person()
    states = [_state(person)]
    for number, writes in enumerate(gestures):
        _do(person, f"g{number}", *writes)
        states.append(_state(person))
    entries = len(person.log)
    for expected in reversed(states[:-1]):
        _undo(person)
        assert _state(person) == expected
    assert _stacks(person)[0] == []
    for expected in states[1:]:
        _redo(person)
        assert _state(person) == expected
    assert _stacks(person)[1] == []
    assert len(person.log) > entries, "undo appends, it never erases"


def test_a_new_gesture_after_an_undo_ends_what_could_be_redone() -> None:
    person = _person()
    _do(person, "one", ("position", 1))
    _do(person, "two", ("position", 2))
    _undo(person)
    assert _stacks(person) == (["one"], ["two"])
    _do(person, "three", ("position", 3))
    assert _stacks(person) == (["one", "three"], [])
    _undo(person)
    assert _state(person)["position"] == 1


def test_the_history_tells_what_was_undone_and_redone() -> None:
    person = _person()
    _do(person, "one", ("position", 1))
    _undo(person)
    _redo(person)
    told = person.log.history(opinion_target(person.participant, "visit"))
    assert [(entry.data, entry.draft.undoes, entry.draft.redoes) for entry in told] == [
        (1, "", ""),
        (None, "one", ""),
        (1, "", "one"),
    ]


def test_the_phase_and_the_beginning_are_not_undone() -> None:
    person = _person()
    person.writes(Draft(PHASE, "assessment", "phase", "planning", "gesture"))
    assert _stacks(person) == ([], [])


def test_a_gesture_over_several_lines_of_the_plan_is_taken_back_whole() -> None:
    person = _person()
    for line in ("a", "b"):
        person.writes(Draft(ACTION, line, "order", 10))
    for line, order in (("a", 20), ("b", 10), ("a", 30)):
        person.writes(Draft(ACTION, line, "order", order, "move"))
    _undo(person)
    assert [person.log.value(line, "order") for line in ("a", "b")] == [10, 10]


def test_undoing_a_gesture_unknown_here_does_nothing() -> None:
    person = _person()
    assert undoing.reversal(person.log, "elsewhere") == []
    stray = Draft(OPINION, opinion_target(person.participant, "visit"), "constat", "x", undoes="elsewhere")
    person.writes(stray)
    assert _stacks(person) == ([], [])
