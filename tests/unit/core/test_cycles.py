"""Two evaluations side by side: nobody is told they rose where they fell, or compared on what cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.catalogue.loader import accepted_questionnaire
from cap_tui.core.cycles import OPPOSITES, Cycle, Shift, Side, Step, compared
from cap_tui.core.plan import Action, State
from cap_tui.core.questionnaire import Level, Scale
from cap_tui.core.scoring import score
from tests.building import ALL, LEVELS, UNKNOWN, criterion, fr, level, not_applicable, questionnaire
from tests.corpus.versions import pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Questionnaire

TODAY = date(2026, 11, 23)
POSITIONS = st.sampled_from([None, UNKNOWN, not_applicable(), *map(level, LEVELS)])
ANSWERS = st.fixed_dictionaries(dict.fromkeys(ALL, POSITIONS))
CONCERNED = st.sets(st.sampled_from(ALL))


def side(
    year: int,
    positions: Mapping[str, Position | None],
    *,
    book: Questionnaire | None = None,
    concerned: Iterable[str] | None = None,
    actions: tuple[Action, ...] = (),
) -> Side:
    asked = book or questionnaire()
    wanted = set(asked.criteria if concerned is None else concerned)
    keys = tuple(key for key in asked.criteria if key in wanted)
    return Side(year, asked, dict(positions), score(asked, positions, keys), keys, actions)


def shifts(cycle: Cycle) -> dict[str, Shift]:
    return {step.key or step.old[0]: step.shift for step in cycle.steps}


def step_of(cycle: Cycle, key: str) -> Step:
    return next(step for step in cycle.steps if key in (step.key, *step.old))


@given(ANSWERS, ANSWERS, CONCERNED, CONCERNED)
def test_exchanging_the_two_years_exchanges_what_rose_and_what_fell(
    then: dict[str, Position | None], now: dict[str, Position | None], was: set[str], applies: set[str]
) -> None:
    first, second = side(2025, then, concerned=was), side(2026, now, concerned=applies)
    forward, backward = compared(first, second, TODAY), compared(second, first, TODAY)
    turned = {key: OPPOSITES.get(shift, shift) for key, shift in shifts(backward).items()}
    assert shifts(forward) == turned
    for step in forward.steps:
        other = step_of(backward, step.key)
        assert (step.before, step.after) == (other.after, other.before)
        assert step.delta == (None if other.delta is None else -other.delta)
    assert forward.whole.common == backward.whole.common
    assert forward.whole.delta == (None if backward.whole.delta is None else -backward.whole.delta)


@given(ANSWERS, CONCERNED)
def test_an_evaluation_beside_itself_rises_and_falls_nowhere(
    answers: dict[str, Position | None], concerned: set[str]
) -> None:
    one = side(2025, answers, concerned=concerned)
    same = compared(one, one, TODAY)
    assert set(shifts(same).values()) <= {Shift.STAYED, Shift.OPEN}
    assert same.whole.delta in (None, 0)


@given(ANSWERS, ANSWERS, CONCERNED, CONCERNED)
def test_every_criterion_that_applied_either_year_is_told_once(
    then: dict[str, Position | None], now: dict[str, Position | None], was: set[str], applies: set[str]
) -> None:
    cycle = compared(side(2025, then, concerned=was), side(2026, now, concerned=applies), TODAY)
    assert sorted(step.key for step in cycle.steps) == sorted(was | applies)
    assert sum(cycle.whole.counts.values()) == len(cycle.steps)


def test_the_figures_are_those_worked_out_by_hand() -> None:
    then = {
        "booklet": level("engaged"),
        "visit": level("controlled"),
        "tutor": level("exemplary"),
        "partners": UNKNOWN,
    }
    now = {
        "booklet": level("exemplary"),
        "visit": level("controlled"),
        "tutor": level("to-build"),
        "partners": level("engaged"),
    }
    cycle = compared(side(2025, then), side(2026, now), TODAY)
    assert shifts(cycle) == {
        "booklet": Shift.ROSE,
        "visit": Shift.STAYED,
        "tutor": Shift.FELL,
        "partners": Shift.PLACED,
        "transport": Shift.OPEN,
    }
    assert [step_of(cycle, key).delta for key in ("booklet", "visit", "tutor", "partners")] == [
        70,
        0,
        -100,
        None,
    ]
    # weights 2, 1 and 3/2: (60 + 70 + 150) / 4.5 then, (200 + 70 + 0) / 4.5 now
    assert cycle.whole.common == 3
    assert (cycle.whole.common_before, cycle.whole.common_after) == (Fraction(560, 9), Fraction(60))
    assert cycle.whole.delta == Fraction(-20, 9)
    # the totals rest on all that is placed: the later one also has partners at 30, so (270 + 30) / 5.5
    assert cycle.whole.before.score == Fraction(560, 9)
    assert cycle.whole.after.score == Fraction(600, 11)
    assert cycle.nodes["people.welcome"].delta == Fraction(140, 3)
    assert cycle.nodes["place"].delta is None


def test_what_no_longer_concerns_the_structure_is_not_a_fall() -> None:
    here = {"visit": level("controlled"), "tutor": not_applicable(), "partners": level("engaged")}
    later = {"visit": not_applicable(), "tutor": level("to-build"), "transport": level("engaged")}
    first = side(2025, here, concerned=("visit", "tutor", "partners"))
    cycle = compared(first, side(2026, later, concerned=("visit", "tutor", "transport")), TODAY)
    assert shifts(cycle) == {
        "visit": Shift.SET_ASIDE,
        "tutor": Shift.APPLIES,
        "partners": Shift.SET_ASIDE,
        "transport": Shift.APPLIES,
    }


@pytest.mark.parametrize(
    ("now", "state", "due", "told"),
    [
        ("exemplary", State.DONE, None, True),
        ("exemplary", State.CLOSED, None, True),
        ("exemplary", State.IN_PROGRESS, None, False),
        ("exemplary", State.DROPPED, None, False),
        ("to-build", State.DROPPED, None, True),
        ("to-build", State.IN_PROGRESS, date(2026, 11, 22), True),
        ("to-build", State.IN_PROGRESS, TODAY, False),
        ("to-build", State.DONE, date(2026, 11, 22), False),
        ("engaged", State.DONE, None, False),
    ],
)
def test_only_actions_that_explain_a_rise_or_a_fall_are_told(
    now: str, state: State, due: date | None, *, told: bool
) -> None:
    action = Action("a", 1, "Écrire le livret", ("booklet",), state=state, due=due)
    other = Action("b", 2, "Former", ("tutor",), state=state, due=due)
    then = side(2025, {"booklet": level("engaged")}, actions=(action, other))
    cycle = compared(then, side(2026, {"booklet": level(now)}), TODAY)
    assert step_of(cycle, "booklet").actions == ((action,) if told else ())


def test_the_plan_of_this_year_explains_nothing_yet() -> None:
    action = Action("a", 1, "Écrire le livret", ("booklet",), state=State.DONE)
    now = side(2026, {"booklet": level("exemplary")}, actions=(action,))
    cycle = compared(side(2025, {"booklet": level("engaged")}), now, TODAY)
    assert step_of(cycle, "booklet").actions == ()


def test_a_level_that_changed_its_points_is_not_compared() -> None:
    book = questionnaire()
    levels = tuple(
        replace(one, score=Fraction(50)) if one.id == "engaged" else one for one in book.scale.levels
    )
    other = replace(book, version="2027.1", scale=replace(book.scale, levels=levels))
    answers = {"booklet": level("engaged"), "visit": level("controlled")}
    later = {"booklet": level("exemplary"), "visit": level("exemplary")}
    cycle = compared(side(2025, answers), side(2026, later, book=other), TODAY)
    assert (step_of(cycle, "booklet").shift, step_of(cycle, "visit").shift) == (Shift.APART, Shift.ROSE)
    assert cycle.whole.common == 1


def test_two_levels_of_the_same_score_still_rise_or_fall_by_their_rank() -> None:
    levels = tuple(
        Level(name, fr(name), symbol, Fraction(0), rank)
        for rank, (name, symbol) in enumerate((("major", "✖"), ("minor", "▽")))
    )
    book = replace(questionnaire(), scale=Scale("maturity", levels, "minor"))
    cycle = compared(
        side(2025, {"visit": level("major")}, book=book),
        side(2026, {"visit": level("minor")}, book=book),
        TODAY,
    )
    assert (step_of(cycle, "visit").shift, step_of(cycle, "visit").delta) == (Shift.ROSE, Fraction(0))


def test_between_two_versions_only_the_same_questions_are_compared() -> None:
    old, new = (accepted_questionnaire(path.read_bytes(), path.name) for path in (pair.OLD, pair.NEW))
    low, high = old.scale.levels[0].id, old.scale.levels[-1].id
    then = side(2025, dict.fromkeys(old.criteria, level(low)), book=old)
    now = side(2026, dict.fromkeys(new.criteria, level(high)), book=new)
    cycle = compared(then, now, TODAY)
    # 18 kept, 1 reworded, 3 moved; 1 changed, 2 parts, 1 merged; 1 new; 1 gone: see `pair.COUNTS`
    counts = {shift.value: count for shift, count in cycle.whole.counts.items() if count}
    assert counts == {"rose": 22, "apart": 4, "new": 1, "gone": 1}
    assert step_of(cycle, pair.GONE).key == ""
    assert step_of(cycle, pair.WHOLE).old == pair.MERGED
    renamed_from, renamed_to = pair.RENAMED
    assert (step_of(cycle, renamed_to).old, step_of(cycle, renamed_to).shift) == ((renamed_from,), Shift.ROSE)


def test_a_question_that_came_and_one_that_went_are_each_told() -> None:
    old = questionnaire()
    place = replace(old.sections[1], criteria=(old.criteria["partners"], criterion("garden", "2.3")))
    new = replace(old, version="2027.1", sections=(old.sections[0], place))
    cycle = compared(
        side(2025, {"transport": level("engaged")}), side(2026, {"garden": level("engaged")}, book=new), TODAY
    )
    assert (step_of(cycle, "garden").shift, step_of(cycle, "transport").shift) == (Shift.NEW, Shift.GONE)
    assert step_of(cycle, "transport").before == level("engaged")
