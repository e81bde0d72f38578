"""The content of CEDRE ISO 9001: what an auditor and a director would check before nodding."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

CEDRE = Path(__file__).resolve().parents[3] / "questionnaires" / "cedre-iso9001.yaml"
CRITERIA = {"4": 9, "5": 8, "6": 7, "7": 13, "8": 20, "9": 11, "10": 4, "CE": 46}
OWN = {"CE-A": 8, "CE-B": 12, "CE-C": 7, "CE-D": 5, "CE-E": 4, "CE-F": 5, "CE-G": 5}
CLAUSES_OF_2015 = (
    "4.1 4.2 4.3 4.4.1 4.4.2 5.1.1 5.1.2 5.2.1 5.2.2 5.3 6.1.1 6.1.2 6.2.1 6.2.2 6.3 "
    "7.1.1 7.1.2 7.1.3 7.1.4 7.1.5.1 7.1.5.2 7.1.6 7.2 7.3 7.4 7.5.1 7.5.2 7.5.3 "
    "8.1 8.2.1 8.2.2 8.2.3 8.2.4 8.3.1 8.3.2 8.3.3 8.3.4 8.3.5 8.3.6 8.4.1 8.4.2 8.4.3 "
    "8.5.1 8.5.2 8.5.3 8.5.4 8.5.5 8.5.6 8.6 8.7.1 8.7.2 "
    "9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.3.1 9.3.2 9.3.3 10.1 10.2.1 10.2.2 10.3"
)
"""Numbers of the clauses, from the public table of contents of the standard."""

CLAUSES_OF_2026 = (
    "4.1 4.2 4.3 4.4.1 4.4.2 5.1.1 5.1.2 5.2.1 5.2.2 5.3 6.1.1 6.1.2 6.1.3 6.2.1 6.2.2 6.3 "
    "7.1.1 7.1.2 7.1.3 7.1.4 7.1.6 7.2 7.3 7.4 7.5.1 7.5.2 "
    "8.1 8.2.1 8.2.2 8.2.3 8.2.4 8.3.1 8.3.6 8.4.1 8.4.2 8.4.3 8.5.1 8.5.2 8.5.3 8.5.4 8.5.5 8.5.6 8.6 8.7.1 8.7.2 "
    "9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.3.1 9.3.2 9.3.3 10.1 10.2"
)
EDITIONS = {"2015": "ISO 9001:2015", "2026": "ISO 9001:2026"}
HESITATED = {"major", "minor", "sensitive", "strength"}
DESIGN = {"8.3.1", "8.3.3", "8.3.6"}


def _all() -> list[dict[str, Any]]:
    data = yaml.safe_load(CEDRE.read_text(encoding="utf-8"))
    return [
        {"theme": theme["code"], "objective": objective["code"], **criterion}
        for theme in data["themes"]
        for objective in theme["objectives"]
        for criterion in objective["criteria"]
    ]


ALL = _all()
each = pytest.mark.parametrize("criterion", ALL, ids=[one["code"] for one in ALL])


def cited(criterion: dict[str, Any], standard: str) -> list[str]:
    return [reference["clause"] for reference in criterion["references"] if reference["standard"] == standard]


def test_there_are_118_criteria_72_on_the_standard_and_46_of_our_own() -> None:
    assert Counter(criterion["theme"] for criterion in ALL) == CRITERIA
    assert Counter(one["objective"] for one in ALL if one["theme"] == "CE") == OWN
    assert sum(count for theme, count in CRITERIA.items() if theme != "CE") == 72
    assert len(ALL) == 118


@pytest.mark.parametrize("clause", CLAUSES_OF_2015.split())
def test_no_clause_of_the_edition_people_are_certified_on_is_left_out(clause: str) -> None:
    assert any(clause in cited(criterion, "ISO 9001:2015") for criterion in ALL if criterion["theme"] != "CE")


@pytest.mark.parametrize("clause", CLAUSES_OF_2026.split())
def test_no_clause_of_the_edition_that_comes_is_left_out(clause: str) -> None:
    assert any(clause in cited(criterion, "ISO 9001:2026") for criterion in ALL if criterion["theme"] != "CE")


@each
def test_each_criterion_cites_both_editions_or_says_why_not(criterion: dict[str, Any]) -> None:
    for edition, standard in EDITIONS.items():
        reason = criterion.get("no_reference", {}).get(edition, "")
        assert bool(cited(criterion, standard)) != bool(reason.strip()), edition


@each
def test_a_person_who_hesitates_finds_facts_and_what_conforming_looks_like(criterion: dict[str, Any]) -> None:
    assert set(criterion["levels"]) == HESITATED
    texts = [" ".join(text.split()) for text in criterion["levels"].values()]
    assert len(set(texts)) == 4
    assert min(map(len, texts)) >= 60
    expected = criterion["expected"].casefold()
    assert "groupe" in expected or "dix" in expected
    if criterion["objective"] != "CE-G":
        assert "permanent" in expected or "trois" in expected


@each
def test_every_suggested_action_says_how_it_will_be_measured(criterion: dict[str, Any]) -> None:
    known = {indicator["id"] for indicator in criterion["indicators"]}
    assert 2 <= len(criterion["actions"]) <= 3
    assert all(action["indicator"] in known for action in criterion["actions"])


def test_only_what_an_auditor_lets_go_may_be_set_aside() -> None:
    heart = re.compile(r"(4|5|6|9|10)\.|7\.1\.[12]|7\.[2-5]|8\.[1267]|8\.4\.1|8\.5\.1")
    free = {criterion["code"] for criterion in ALL if criterion.get("excludable", True)}
    assert free >= DESIGN
    assert not [code for code in free if heart.match(code)]


def test_nothing_is_said_new_but_what_a_source_says_is_new() -> None:
    only = {criterion["code"] for criterion in ALL if criterion.get("editions") == ["2026"]}
    changed = {criterion["code"] for criterion in ALL if criterion.get("changes")}
    assert only == {"5.1.1-3", "6.3-2"}
    assert changed == {"5.1.1-1", "6.1-1", "6.1-2", "6.3-1", "7.3-1", "9.3.2"}


def test_what_is_asked_of_groups_is_asked_of_groups_only() -> None:
    assert {one["code"] for one in ALL if one.get("applies_to", {}).get("options") == ["group"]} == {
        f"CE-G{number}" for number in range(1, 6)
    }


def test_the_content_is_proposed_and_no_sentence_is_written_twice() -> None:
    assert yaml.safe_load(CEDRE.read_text(encoding="utf-8"))["status"] == "proposed"
    written = [
        " ".join(text.split())
        for one in ALL
        for text in (one["question"], one["why"], one["expected"], *one["levels"].values())
    ]
    sentences = Counter(
        sentence
        for text in written
        for sentence in re.split(r"(?<=[.?]) (?=[A-ZÀÉ«])", text)
        if len(sentence) > 40
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []
