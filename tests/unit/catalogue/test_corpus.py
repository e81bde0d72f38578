from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.loader import read_questionnaire
from cap_tui.catalogue.rules import RULES
from tests.unit.catalogue.corpus import AUDIT, CAP, CORPUS, GOOD

if TYPE_CHECKING:
    from pathlib import Path

BAD = sorted(path for path in CORPUS.glob("*.yaml") if path not in (GOOD, AUDIT))
TESTED_ELSEWHERE = {
    *(
        "too-big",
        "too-many-nodes",
        "text-too-long",
        "list-too-long",
        "section-too-deep",
        "same-version",
        "packaged-id",
    ),
    *("yaml-colon-missing", "bad-value", "not-text"),
}


def expected(path: Path) -> list[tuple[int, str]]:
    """Return the (line, rule) pairs that a person wrote in the first line of a bad file."""
    first = path.read_bytes().split(b"\n", 1)[0].decode().removeprefix("# expect: ")
    return sorted((int(line), code) for line, code in (item.split() for item in first.split(", ")))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_questionnaire_is_refused_at_the_line_to_correct(path: Path) -> None:
    questionnaire, problems = read_questionnaire(path.read_bytes(), path.name)

    errors = [problem for problem in problems if problem.severity == "error"]
    assert questionnaire is None
    assert sorted((problem.line, problem.code) for problem in errors) == expected(path)
    for problem in problems:
        assert problem.file == path.name
        assert problem.column >= 1
        assert "{" not in problem.sentence.format(**problem.values).replace("{}", "")


def test_the_corpus_is_large_enough_to_trust_the_check() -> None:
    assert len(BAD) >= 120


def test_each_rule_that_refuses_is_shown_by_a_file_of_the_corpus() -> None:
    shown = {code for path in BAD for _line, code in expected(path)}
    assert {code for code, rule in RULES.items() if rule.severity == "error"} - shown == TESTED_ELSEWHERE


def test_the_good_file_is_accepted_without_remark() -> None:
    questionnaire, problems = read_questionnaire(GOOD.read_bytes(), GOOD.name)
    assert problems == []
    assert questionnaire is not None
    assert list(questionnaire.criteria) == ["people.welcome.booklet", "people.welcome.visit"]


def test_the_good_file_of_an_audit_is_accepted_without_remark() -> None:
    questionnaire, problems = read_questionnaire(AUDIT.read_bytes(), AUDIT.name)
    assert problems == []
    assert questionnaire is not None
    assert [edition.id for edition in questionnaire.editions] == ["2015", "2026"]
    rules = questionnaire.verdict.rules if questionnaire.verdict else ()
    assert [rule.name for rule in rules] == ["coverage", "score", "no-open", "treated", "at-most"]
    assert list(questionnaire.criteria) == ["people.welcome.booklet@2", "people.welcome.visit"]


def test_the_questionnaire_of_the_federation_is_accepted_whole() -> None:
    questionnaire, problems = read_questionnaire(CAP.read_bytes(), CAP.name)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert questionnaire is not None
    texts = [str(text) for criterion in questionnaire.criteria.values() for text in criterion.levels.values()]
    assert (len(questionnaire.sections), len(questionnaire.criteria)) == (4, 60)
    assert (len(texts), len(set(texts))) == (240, 240)
    assert min(map(len, texts)) >= 40
