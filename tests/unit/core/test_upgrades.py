"""Two versions of a questionnaire side by side: what stays, what is asked again, what is kept aside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.loader import accepted_questionnaire
from cap_tui.core.upgrades import Change, compare
from tests.building import criterion, questionnaire
from tests.corpus.versions import pair

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion, Questionnaire
    from cap_tui.core.upgrades import Comparison, Passage


@pytest.fixture(scope="module")
def versions() -> tuple[Questionnaire, Questionnaire]:
    """The real pair."""
    old, new = (accepted_questionnaire(path.read_bytes(), path.name) for path in (pair.OLD, pair.NEW))
    return old, new


@pytest.fixture(scope="module")
def passed(versions: tuple[Questionnaire, Questionnaire]) -> Comparison:
    """The first version left for the second."""
    return compare(*versions)


def _of(comparison: Comparison, key: str) -> Passage:
    return next(one for one in comparison.passages if key in (one.new, *one.old))


def asking(*criteria: Criterion) -> Questionnaire:
    """Return a version that asks these, under one theme."""
    base = questionnaire()
    section = replace(base.sections[0], sections=(), criteria=criteria)
    return replace(base, sections=(section,))


def test_every_criterion_of_both_versions_becomes_what_was_counted_by_hand(passed: Comparison) -> None:
    assert {change.value: count for change, count in passed.counts.items()} == pair.COUNTS
    assert len(passed.old.criteria) == len(passed.new.criteria) == 27


def test_each_kind_of_change_is_the_one_that_was_made(passed: Comparison) -> None:
    assert [(_of(passed, part).change, _of(passed, part).old) for part in pair.PARTS] == [
        (Change.SPLIT, (pair.SPLIT,)),
        (Change.SPLIT, (pair.SPLIT,)),
    ]
    assert (_of(passed, pair.WHOLE).change, _of(passed, pair.WHOLE).old) == (Change.MERGED, pair.MERGED)
    assert [_of(passed, key).change for key in pair.MOVED] == [Change.MOVED, Change.MOVED]
    assert _of(passed, pair.GONE).change is Change.GONE
    assert _of(passed, pair.NEW_ONE).change is Change.NEW
    assert _of(passed, pair.REWORDED).change is Change.REWORDED
    assert _of(passed, f"{pair.REVISED}@2").change is Change.CHANGED
    assert _of(passed, pair.KEPT).change is Change.KEPT


def test_a_criterion_that_alone_takes_the_place_of_another_reads_its_answers(passed: Comparison) -> None:
    before, after = pair.RENAMED
    assert passed.keys == {after: before}
    assert passed.new.criteria[before].name == after
    assert _of(passed, before).change is Change.MOVED


def test_what_is_asked_again_remembers_where_it_comes_from(passed: Comparison) -> None:
    assert passed.memories == {
        pair.WHOLE: pair.MERGED,
        pair.PARTS[0]: (pair.SPLIT,),
        pair.PARTS[1]: (pair.SPLIT,),
        f"{pair.REVISED}@2": (pair.REVISED,),
    }


def test_going_back_gives_every_criterion_the_key_it_had(
    versions: tuple[Questionnaire, Questionnaire], passed: Comparison
) -> None:
    back = compare(passed.new, versions[0], {}, [versions[0]])
    assert list(back.new.criteria) == list(versions[0].criteria)
    assert back.keys == {}
    counts = {change.value: count for change, count in back.counts.items() if count}
    assert counts == {
        "kept": 18,
        "reworded": 1,
        "moved": 3,
        "back": 5,
        "gone": 4,
    }  # one of the five keeps its name: it is told once


def test_a_name_taken_again_for_another_question_never_finds_the_answers_of_the_first() -> None:
    first = asking(criterion("a", "1"))
    second = compare(first, asking(criterion("b", "1", replaces=("a",))))
    assert second.keys == {"b": "a"}
    third = compare(second.new, asking(criterion("b", "1"), criterion("a", "2")), None, [first])
    assert list(third.new.criteria) == [
        "b",
        "a@1.2",
    ]  # whether “b” is still all that “a” was cannot be known: asked again
    assert third.memories == {"b": ("a",)}


def test_what_was_dropped_and_comes_back_finds_its_answers() -> None:
    first = asking(criterion("a", "1"), criterion("b", "2"))
    second = compare(first, asking(criterion("a", "1")))
    third = compare(second.new, asking(criterion("a", "1"), criterion("b", "2")), None, [first, second.new])
    assert list(third.new.criteria) == ["a", "b"]
    assert _of(third, "b").change is Change.BACK


def test_a_merger_under_one_of_the_names_is_another_question_in_both_directions() -> None:
    apart = asking(criterion("a", "1"), criterion("b", "2"))
    together = asking(criterion("a", "1", replaces=("b",)))
    assert list(compare(apart, together).new.criteria) == ["a@1.2"]
    assert list(compare(together, apart).new.criteria) == ["a@1.2", "b"]


def test_another_name_with_other_words_is_asked_again_even_alone_in_its_place() -> None:
    """A version may have been skipped, in which the first one was split: only the very same words are the same."""
    first = asking(criterion("a", "1"))
    again = compare(first, asking(criterion("b", "2", replaces=("a",))))
    assert list(again.new.criteria) == ["b"]
    assert again.memories == {"b": ("a",)}


def test_a_name_that_took_in_two_or_was_taken_by_two_finds_the_answers_of_none() -> None:
    alone = asking(criterion("a", "1"))
    parts = asking(criterion("b", "1", replaces=("a",)), criterion("c", "1", replaces=("a",)))
    assert list(compare(alone, parts).new.criteria) == ["b", "c"]
    merged = asking(criterion("b", "1", replaces=("a", "z")))
    assert list(compare(alone, merged).new.criteria) == ["b"]


def test_a_meaning_that_changed_is_asked_again_under_its_name_or_another() -> None:
    first = asking(criterion("a", "1"))
    assert list(compare(first, asking(criterion("a", "1", revision=2))).new.criteria) == ["a@2"]
    assert list(compare(first, asking(criterion("b", "1", revision=2, replaces=("a",)))).new.criteria) == [
        "b@2"
    ]


def test_a_criterion_that_comes_back_in_its_former_meaning_is_told_once() -> None:
    """Told as back and as gone, one question would look like two, and the coordinator would search for the other."""
    apart = asking(criterion("a", "1"), criterion("b", "2"))
    together = compare(apart, asking(criterion("a", "1", replaces=("b",)))).new
    back = compare(together, apart, {"a": "a", "b": "b"}, [apart, together])
    assert [(one.change, one.old, one.new) for one in back.passages] == [
        (Change.BACK, ("a@1.2",), "a"),
        (Change.BACK, (), "b"),
    ]
