from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cap_tui.catalogue.document import Document
from cap_tui.catalogue.lint import meaning_flaws
from cap_tui.catalogue.loader import read_questionnaire
from cap_tui.catalogue.rules import RULES
from cap_tui.catalogue.shape import known_keys, shape_flaws
from cap_tui.catalogue.strict_yaml import read_yaml
from tests.unit.catalogue.corpus import AUDIT, changed, good

ODD_VALUES = st.sampled_from(
    [
        None,
        True,
        0,
        -3,
        7,
        Decimal("1.5"),
        "",
        " ",
        "É x",
        "x" * 400,
        [],
        ["a"],
        [None],
        {},
        {"fr": "x"},
        {"x": [1]},
    ]
)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, item in inside for deeper in paths(item, (*path, key)))]


def replaced(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


PLAIN = [read_yaml(text.encode()).data for text in (good(), AUDIT.read_text(encoding="utf-8"))]
PLACES = [(plain, path) for plain in PLAIN for path in paths(plain) if path]


@given(place=st.sampled_from(PLACES), value=ODD_VALUES)
def test_no_odd_value_anywhere_is_left_without_an_explanation(
    place: tuple[Any, tuple[str | int, ...]], value: Any
) -> None:
    plain, path = place
    document = Document(replaced(plain, path, value))
    for flaw in [*shape_flaws(document), *meaning_flaws(document)]:
        assert flaw.code != "bad-value", flaw
        assert RULES[flaw.code].sentence.format(**flaw.values)


def test_a_misspelt_key_suggests_the_nearest_one() -> None:
    _, problems = read_questionnaire(changed("weight: 1.5", "wieght: 1.5"), "x.yaml")
    assert [(problem.line, problem.values) for problem in problems] == [
        (56, {"key": "wieght", "nearest": "weight"})
    ]


def test_an_invented_key_lists_those_that_exist() -> None:
    assert known_keys(("bands", 0)) == ["below", "label"]
    assert known_keys(("themes", 0, "objectives", 0, "criteria", 1, "actions", 0)) == [
        "title",
        "effort",
        "indicator",
    ]
    assert known_keys(("verdict", "rules", 2, "no-open")) == ["rule", "levels"]
    assert known_keys(("verdict", "rules", 4, "at-most")) == ["rule", "levels", "count"]
    assert known_keys(())[:3] == ["schema", "id", "version"]


def test_a_misspelt_key_of_a_rule_suggests_those_of_that_rule_at_its_line() -> None:
    raw = changed("    - rule: no-open\n      levels:", "    - rule: no-open\n      level:", AUDIT)
    _, problems = read_questionnaire(raw, "x.yaml")
    assert [(problem.line, problem.place, problem.values) for problem in problems] == [
        (45, "verdict.rules[2].levels", {"key": "levels"}),
        (46, "verdict.rules[2].level", {"key": "level", "nearest": "levels"}),
    ]


def test_an_unknown_rule_lists_those_that_exist() -> None:
    _, problems = read_questionnaire(changed("rule: treated", "rule: closed", AUDIT), "x.yaml")
    assert [problem.values for problem in problems] == [
        {"key": "rule", "value": "closed", "choices": "coverage, score, no-open, treated, at-most"}
    ]


def test_a_number_where_a_text_is_expected_is_quoted_as_it_was_typed() -> None:
    _, problems = read_questionnaire(changed('version: "2026.1"', "version: 2026.10"), "x.yaml")
    assert [problem.values["value"] for problem in problems] == ["2026.10"]


def test_too_many_levels_are_refused() -> None:
    level = "    - {id: to-build,"
    more = "".join(f"    - {{id: l{index}, label: L, symbol: '{index}', score: 0}}\n" for index in range(8))
    _, problems = read_questionnaire(changed(level, more + level), "x.yaml")
    assert (16, "list-too-long") in [(problem.line, problem.code) for problem in problems]


def test_all_problems_come_at_once_whatever_their_nature() -> None:
    raw = (
        good()
        .replace("status: proposed", "status: final\nstatus: proposed")
        .replace("weight: 1.5", "weight: zero")
        .replace("indicator: booklets", "indicator: leaflets")
        .replace("poste ?", "poste.")
        .encode()
    )
    questionnaire, problems = read_questionnaire(raw, "x.yaml")
    assert questionnaire is None
    assert [(problem.line, problem.code) for problem in problems] == [
        (6, "bad-choice"),
        (7, "duplicate-key"),
        (57, "number-expected"),
        (60, "unknown-indicator"),
        (67, "not-a-question"),
    ]
    assert problems[2].place == "themes[0].objectives[0].criteria[0].weight"
