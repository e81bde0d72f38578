from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.distribution import distribution
from cap_tui.core.positions import Position, Stance
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import Totals, band, rescore, score
from tests.building import ALL, LEVELS, UNKNOWN, level, not_applicable, questionnaire

SMALL = questionnaire()
POSITIONS = st.sampled_from(
    [None, UNKNOWN, not_applicable(), *map(level, LEVELS), level("of-another-version")]
)
ANSWERS = st.fixed_dictionaries(dict.fromkeys(ALL, POSITIONS))
ANSWERED: dict[str, Position | None] = {
    "booklet": level("engaged"),
    "visit": level("exemplary"),
    "tutor": UNKNOWN,
    "partners": not_applicable(),
}


def test_a_score_is_the_weighted_mean_of_what_is_positioned() -> None:
    totals = score(SMALL, ANSWERED, ALL)
    assert totals["people.welcome"].score == Fraction(2 * 30 + 1 * 100, 3)
    assert totals["people"].score == Fraction(160, 3)
    assert totals[ROOT] == Totals(
        positioned=2,
        unknown=1,
        unanswered=1,
        not_applicable=1,
        weight=3,
        weighted=160,
        open_weight=Fraction(5, 2),
    )


def test_what_does_not_apply_is_out_of_the_score_and_of_the_coverage() -> None:
    place = score(SMALL, {"partners": not_applicable(), "transport": level("controlled")}, ALL)["place"]
    assert {place.score, place.low, place.high} == {Fraction(70)}
    assert place.coverage == 1


def test_what_is_unknown_or_unanswered_opens_the_interval_without_touching_the_score() -> None:
    whole = score(SMALL, ANSWERED, ALL)[ROOT]
    assert whole.score == Fraction(160, 3)
    assert whole.low == Fraction(160 * 2, 11)
    assert whole.high == Fraction((160 + 250) * 2, 11)
    assert whole.coverage == Fraction(2, 4)
    assert (whole.applicable, whole.answered, whole.total) == (4, 4, 5)


def test_nothing_positioned_is_no_score_rather_than_zero() -> None:
    nothing = score(SMALL, {}, ALL)[ROOT]
    assert nothing.score is None
    assert [nothing.low, nothing.high, nothing.coverage] == [Fraction(0), Fraction(100), Fraction(0)]
    apart = score(SMALL, dict.fromkeys(ALL, not_applicable()), ALL)[ROOT]
    assert (apart.score, apart.low, apart.high, apart.coverage) == (None, None, None, None)


def test_a_criterion_that_does_not_concern_the_structure_counts_nowhere() -> None:
    totals = score(SMALL, {"transport": level("to-build"), "partners": level("exemplary")}, ALL[:-1])
    assert "transport" not in totals
    assert totals["place"].score == 100
    assert totals[ROOT].total == 4


def test_a_level_of_another_version_is_read_as_unknown_not_as_zero() -> None:
    visit = score(SMALL, {"visit": level("of-another-version")}, ALL)["visit"]
    assert (visit.positioned, visit.unknown, visit.score) == (0, 1, None)


@given(ANSWERS, st.sampled_from(ALL), POSITIONS, st.sets(st.sampled_from(ALL), min_size=1))
def test_one_keystroke_gives_the_same_scores_as_counting_everything_again(
    answers: dict[str, Position | None], key: str, position: Position | None, concerned: set[str]
) -> None:
    ids = [name for name in ALL if name in concerned | {key}]
    before = score(SMALL, answers, ids)
    after = score(SMALL, {**answers, key: position}, ids)
    changed = rescore(SMALL, before, key, position)
    assert {**before, **changed} == after
    assert ROOT in changed
    assert key in changed


@given(ANSWERS)
def test_the_score_lies_in_the_interval_it_is_shown_with(answers: dict[str, Position | None]) -> None:
    for totals in score(SMALL, answers, ALL).values():
        if totals.score is not None and totals.low is not None and totals.high is not None:
            assert 0 <= totals.low <= totals.score <= totals.high <= 100


@given(ANSWERS)
def test_every_criterion_is_counted_once_among_the_levels(answers: dict[str, Position | None]) -> None:
    counts = distribution(SMALL, answers, ALL)
    whole = score(SMALL, answers, ALL)[ROOT]
    assert sum(counts.levels.values()) == whole.positioned
    assert (counts.not_applicable, counts.unknown, counts.unanswered) == (
        whole.not_applicable,
        whole.unknown,
        whole.unanswered,
    )


def test_the_levels_beneath_a_section_are_those_of_its_criteria_only() -> None:
    counts = distribution(SMALL, {**ANSWERED, "transport": level("engaged")}, ALL, "people")
    assert dict(counts.levels) == {"to-build": 0, "engaged": 1, "controlled": 0, "exemplary": 1}
    assert counts.unknown == 1


@pytest.mark.parametrize(
    ("excludable", "reason"), [(False, "Hors de notre activité"), (True, ""), (True, " ")]
)
def test_a_criterion_set_aside_by_a_forged_file_stays_in_the_score_to_come(
    excludable: bool,  # noqa: FBT001 - a case
    reason: str,
) -> None:
    theme, *others = SMALL.sections
    welcome, *beside = theme.sections
    welcome = replace(
        welcome, criteria=tuple(replace(one, excludable=excludable) for one in welcome.criteria)
    )
    held = replace(SMALL, sections=(replace(theme, sections=(welcome, *beside)), *others))
    answers = {**ANSWERED, "visit": Position(Stance.NOT_APPLICABLE, reason=reason)}
    totals = score(held, answers, ALL)
    assert (totals["visit"].not_applicable, totals["visit"].unknown) == (0, 1)
    assert totals["visit"].open_weight == 1
    assert distribution(held, answers, ALL).unknown == 2  # with the tutor
    assert rescore(held, totals, "visit", answers["visit"])["visit"] == totals["visit"]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        (Fraction(0), "À construire"),
        (Fraction(1499, 100), "À construire"),
        (Fraction(15), "Engagé"),
        (Fraction(4999, 100), "Engagé"),
        (Fraction(50), "Acquis"),
        (Fraction(100), "Acquis"),
    ],
)
def test_a_band_is_chosen_from_the_unrounded_score(value: Fraction, label: str) -> None:
    found = band(SMALL, value)
    assert found is not None
    assert str(found.label) == label


def test_no_score_is_in_no_band() -> None:
    assert band(SMALL, None) is None
