from __future__ import annotations

from typing import Any

from tests.unit.catalogue.importing.reading import library, node, told


def _levels(*scores: Any) -> list[dict[str, Any]]:
    return [{"score": score, "name": f"Niveau « {score} »"} for score in scores]


def _percents(**framework: Any) -> list[float]:
    content = library([node("1")], **framework).questionnaire
    return [float(level.score) for level in content.scale.levels]


def test_scores_become_percentages_between_the_smallest_and_the_largest() -> None:
    assert _percents(scores_definition=_levels(1, 2, 3, 4, 5)) == [0, 25, 50, 75, 100]
    assert _percents(scores_definition=_levels(0, 1, 2), min_score=0, max_score=2) == [0, 50, 100]


def test_levels_out_of_order_are_put_back_from_the_lowest() -> None:
    assert _percents(scores_definition=_levels(2, 0, 1)) == [0, 50, 100]


def test_a_declared_bound_without_its_level_counts_and_is_told() -> None:
    done = library([node("1")], scores_definition=_levels(1, 2, 3, 4, 5), min_score=0, max_score=5)
    assert [float(level.score) for level in done.questionnaire.scale.levels] == [20, 40, 60, 80, 100]
    assert told(done, "scale-hole")[0][1] == "0 … 5 ≠ 1 … 5"


def test_bounds_that_contradict_the_levels_are_told_and_the_levels_followed() -> None:
    done = library([node("1")], scores_definition=_levels(0, 1, 2, 3), min_score=1, max_score=2)
    assert [float(level.score) for level in done.questionnaire.scale.levels] == [0, 33.33, 66.67, 100]
    assert told(done, "scale-conflict")[0][1] == "1 … 2 ≠ 0 … 3"


def test_without_scores_the_scale_is_that_of_conformity() -> None:
    done = library([node("1")])
    scale = done.questionnaire.scale
    assert (scale.kind, scale.target) == ("conformity", "compliant")
    assert [str(level.label) for level in scale.levels] == [
        "Non conforme",
        "Partiellement conforme",
        "Conforme",
    ]
    assert [float(level.score) for level in scale.levels] == [0, 50, 100]
    assert len(told(done, "scale-default")) == 1


def test_more_than_nine_levels_or_one_alone_are_replaced_and_told() -> None:
    for scores in (range(11), [1]):
        done = library([node("1")], scores_definition=_levels(*scores))
        assert done.questionnaire.scale.kind == "conformity"
        assert len(told(done, "scale-unusable")) == 1


def test_a_score_that_is_no_number_or_comes_twice_is_told() -> None:
    done = library([node("1")], scores_definition=_levels(0, "beaucoup", 1, 1))
    assert [float(level.score) for level in done.questionnaire.scale.levels] == [0, 100]
    assert [detail for _place, detail in told(done, "scale-level")] == ["Niveau « beaucoup »", "Niveau « 1 »"]


def test_the_main_scale_is_read_beside_those_of_some_requirements() -> None:
    definition = {"scale": _levels(0, 1), "alternatives": {"binaire": _levels(0, 1)}}
    done = library([node("1", scores_definition_ref="binaire")], scores_definition=definition)
    assert [float(level.score) for level in done.questionnaire.scale.levels] == [0, 100]
    assert told(done, "scale-alternative")[0][1] == "binaire"
    assert told(done, "own-scale")[0][1] == "scores_definition_ref: binaire"


def test_levels_that_nothing_describes_ask_no_text_of_criteria() -> None:
    scale = library([node("1")], scores_definition=_levels(*range(9))).questionnaire.scale
    assert [level.described for level in scale.levels] == [False] * 9
    assert [level.symbol for level in scale.levels] == list("123456789")
