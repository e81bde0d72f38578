from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given

from cap_tui.core.explanation import Contribution, explain
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import score
from tests.building import ALL, level, not_applicable
from tests.unit.core.test_scoring import ANSWERED, ANSWERS, SMALL

if TYPE_CHECKING:
    from cap_tui.core.positions import Position


def _walk(node: Contribution) -> list[Contribution]:
    return [node, *(deeper for child in node.children for deeper in _walk(child))]


@given(ANSWERS)
def test_the_points_of_the_children_add_up_exactly_to_the_score(answers: dict[str, Position | None]) -> None:
    whole = explain(SMALL, score(SMALL, answers, ALL), answers)
    for node in _walk(whole):
        if node.children and node.totals.score is not None:
            assert sum(child.points or 0 for child in node.children) == node.totals.score
            assert sum(child.share or 0 for child in node.children) == 1


def test_each_line_says_what_it_brings_to_the_one_above() -> None:
    totals = score(SMALL, ANSWERED, ALL)
    welcome = explain(SMALL, totals, ANSWERED, "people.welcome")
    assert (welcome.points, welcome.share) == (Fraction(160, 3), Fraction(1))
    booklet, visit = welcome.children
    assert (booklet.code, booklet.points, booklet.share) == ("1.1.1", Fraction(20), Fraction(2, 3))
    assert (visit.code, visit.points, visit.share) == ("1.1.2", Fraction(100, 3), Fraction(1, 3))
    assert visit.position == level("exemplary")


def test_what_is_out_of_the_score_brings_nothing_and_says_so() -> None:
    alone = explain(SMALL, score(SMALL, ANSWERED, ALL), ANSWERED, "partners")
    assert (alone.points, alone.share, alone.position) == (None, None, not_applicable())
    assert alone.children == ()


def test_an_empty_evaluation_can_be_explained_too() -> None:
    whole = explain(SMALL, score(SMALL, {}, ALL), {})
    assert (whole.node, whole.points) == (ROOT, None)
    assert [theme.code for theme in whole.children] == ["1", "2"]
