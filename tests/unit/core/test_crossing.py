from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.crossing import divergence, gap, same, stated
from cap_tui.core.review import Divergence
from tests.building import UNKNOWN, level, not_applicable, questionnaire

if TYPE_CHECKING:
    from cap_tui.core.positions import Position

SCALE = questionnaire().scale
CONFORMITY = replace(SCALE, kind="conformity")
LOW, ENGAGED, REACHED, HIGH = map(level, ("to-build", "engaged", "controlled", "exemplary"))
OUT = not_applicable()
SOMEWHERE_ELSE = level("of-another-scale")


@pytest.mark.parametrize(
    ("positions", "ranks", "how_far"),
    [
        ((), 0, Divergence.NONE),
        ((LOW,), 0, Divergence.NONE),
        ((ENGAGED, ENGAGED, ENGAGED), 0, Divergence.NONE),
        ((ENGAGED, REACHED), 1, Divergence.MINOR),
        ((ENGAGED, REACHED, ENGAGED), 1, Divergence.MINOR),
        ((LOW, REACHED), 2, Divergence.MAJOR),
        ((LOW, ENGAGED, HIGH), 3, Divergence.MAJOR),
        ((OUT, HIGH), 4, Divergence.MAJOR),
        ((OUT, LOW, LOW), 4, Divergence.MAJOR),
        ((OUT, not_applicable("Autre raison")), 0, Divergence.NONE),
    ],
)
def test_two_ranks_or_not_applicable_against_a_level_are_major_in_any_order(
    positions: tuple[Position, ...], ranks: int, how_far: Divergence
) -> None:
    for order in permutations(positions):
        assert gap(SCALE, order) == ranks
        assert divergence(SCALE, order) is how_far


@pytest.mark.parametrize("silent", [None, UNKNOWN, SOMEWHERE_ELSE])
def test_whoever_does_not_know_disagrees_with_nobody(silent: Position | None) -> None:
    assert gap(SCALE, [silent, HIGH]) == 0
    assert divergence(SCALE, [silent, HIGH, silent]) is Divergence.NONE
    assert divergence(SCALE, [silent, OUT]) is Divergence.NONE
    assert gap(SCALE, [LOW, silent, HIGH]) == 3


def test_conforming_against_not_conforming_is_major_even_one_rank_apart() -> None:
    assert gap(CONFORMITY, [ENGAGED, REACHED]) == 1
    assert divergence(CONFORMITY, [ENGAGED, REACHED]) is Divergence.MAJOR
    assert divergence(CONFORMITY, [LOW, ENGAGED]) is Divergence.MINOR
    assert divergence(CONFORMITY, [REACHED, HIGH]) is Divergence.MINOR
    assert divergence(CONFORMITY, [REACHED, REACHED]) is Divergence.NONE


def test_on_a_scale_of_one_level_not_applicable_is_still_major() -> None:
    single = replace(SCALE, levels=SCALE.levels[2:3])
    assert divergence(single, [REACHED, OUT]) is Divergence.MAJOR


def test_two_reasons_not_to_apply_are_the_same_position() -> None:
    assert same(OUT, not_applicable("Autre raison"))
    assert same(None, None)
    assert not same(None, LOW)
    assert not same(LOW, None)
    assert not same(LOW, HIGH)
    assert not same(UNKNOWN, OUT)
    assert stated(SCALE, [None, UNKNOWN, SOMEWHERE_ELSE, LOW, OUT]) == [LOW, OUT]
