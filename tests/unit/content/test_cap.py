"""The content of CAP: what a quality professional of the sector would check before nodding."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

CAP = Path(__file__).resolve().parents[3] / "questionnaires" / "cap.yaml"
LEVELS = ["to-build", "engaged", "controlled", "exemplary"]
CODES = [
    "1.1.1",
    "1.1.2",
    "1.1.3",
    "1.1.4",
    "1.1.5",
    "1.1.6",
    "1.1.7",
    "1.1.8",
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.2.4",
    "1.2.5",
    "2.1.1",
    "2.1.2",
    "2.1.3",
    "2.1.4",
    "2.1.5",
    "2.1.6",
    "2.1.7",
    "2.1.8",
    "2.1.9",
    "2.1.10",
    "2.1.11",
    "2.1.12",
    "2.1.13",
    "2.1.14",
    "2.2.1",
    "2.2.2",
    "2.2.3",
    "2.2.4",
    "2.3.1",
    "2.3.2",
    "2.3.3",
    "2.3.4",
    "2.3.5",
    "3.1.1",
    "3.1.2",
    "3.1.3",
    "3.1.4",
    "3.1.5",
    "3.2.1",
    "3.2.2",
    "3.2.3",
    "3.2.4",
    "3.3.1",
    "3.3.2",
    "3.4.1",
    "3.4.2",
    "3.4.3",
    "3.4.4",
    "4.1.1",
    "4.1.2",
    "4.1.3",
    "4.1.4",
    "4.1.5",
    "4.1.6",
    "4.2.1",
    "4.2.2",
    "4.2.3",
]
"""The outline of the criteria, kept by hand."""

INFINITIVE = re.compile(r"^(?:S[e’]\s?)?[A-ZÀÉÈ][\w’-]*(?:er|ir|re|oir)\b")


@pytest.fixture(scope="module")
def cap() -> dict[str, Any]:
    return dict(yaml.safe_load(CAP.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def criteria(cap: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        item for theme in cap["themes"] for objective in theme["objectives"] for item in objective["criteria"]
    ]


def test_the_outline_is_whole(cap: dict[str, Any], criteria: list[dict[str, Any]]) -> None:
    assert [theme["title"] for theme in cap["themes"]] == [
        "Identité",
        "Services rendus",
        "Supports",
        "Amélioration continue et évaluation",
    ]
    assert sum(len(theme["objectives"]) for theme in cap["themes"]) == 11
    assert [item["code"] for item in criteria] == CODES


def test_no_level_is_empty_vague_or_copied(criteria: list[dict[str, Any]]) -> None:
    texts = [" ".join(item["levels"][level].split()) for item in criteria for level in LEVELS]
    assert len(texts) == 240
    assert min(len(text) for text in texts) >= 40
    assert [text for text, times in Counter(text.casefold() for text in texts).items() if times > 1] == []
    openings = Counter(" ".join(text.split()[:5]) for text in texts)
    assert max(openings.values()) <= 3, openings.most_common(3)


def test_each_criterion_can_be_answered_argued_and_acted_upon(criteria: list[dict[str, Any]]) -> None:
    for item in criteria:
        assert item["question"].strip().endswith("?"), item["code"]
        assert item["question"].count("?") == 1, item["code"]
        assert len(item["why"]) >= 40, item["code"]
        assert 2 <= len(item["evidence"]) <= 4, item["code"]
        assert all(isinstance(text, str) for text in item["evidence"]), item["code"]
        assert item["references"], item["code"]
        assert 1 <= len(item["actions"]) <= 2, item["code"]
        known = {indicator["id"] for indicator in item["indicators"]}
        for action in item["actions"]:
            assert INFINITIVE.match(action["title"]), action["title"]
            assert action["effort"] in ("S", "M", "L")
            assert action["indicator"] in known, item["code"]


def test_what_is_inferred_is_not_passed_off_as_official(
    cap: dict[str, Any], criteria: list[dict[str, Any]]
) -> None:
    assert cap["status"] == "proposed"
    for item in criteria:
        assert item["basis"] in ("sourced", "adjacent", "inferred"), item["code"]
        assert item["source"].strip(), item["code"]
        if item["basis"] == "inferred":
            assert "cap-tui" in item["source"], item["code"]


def test_the_federation_service_of_each_objective_exists(cap: dict[str, Any]) -> None:
    offered = {service["id"] for service in cap["services"]}
    for theme in cap["themes"]:
        for objective in theme["objectives"]:
            assert objective["services"], objective["code"]
            assert set(objective["services"]) <= offered, objective["code"]


def test_french_is_typeset_as_the_network_writes_it() -> None:
    text = CAP.read_text(encoding="utf-8")
    not_prose = ("url:", "id:", "standard:")  # ids are code, titles of clauses are the standard's
    lines = [line for line in text.splitlines() if not any(word in line for word in not_prose)]
    prose = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    assert re.findall(r"\w'\w", prose) == []
    assert re.findall(r"salariés\b(?!·)|\bclients\b|\bles permanents\b", prose, flags=re.IGNORECASE) == []
    assert re.findall(r"[^ \n][;?!»](?=\s|$)", re.sub(r'"', "", prose)) == []
