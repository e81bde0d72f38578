"""The threat page is true line by line: each names a test that exists and that was seen to fail without its protection."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tools.copied import ROOT
from tools.protections import protections

PAGE = (ROOT / "docs" / "menaces.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| Ce qui est tenté |", "| Ce qui arrive |"))
]
MUTATED = {test for one in protections() for test in one.tests}


@cache
def names_in(path: str) -> frozenset[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_a_protection_that_is_promised_is_proved_by_a_test_that_notices_its_absence(line: list[str]) -> None:
    threat, protection, proof = line
    assert threat
    assert protection
    named = re.fullmatch(r"`(tests/[\w/]+\.py)::(test_\w+)`", proof)
    assert named, proof
    assert named[2] in names_in(named[1])
    assert proof.strip("`") in MUTATED, (
        "no protection of tests/protections names this test: a line that nobody tried"
    )


def test_the_page_says_who_might_harm_and_what_is_not_prevented() -> None:
    assert len(LINES) >= 50
    assert SECTIONS[-1] == "Ce dont cap-tui ne protège pas"
    last = PAGE.split("## Ce dont cap-tui ne protège pas")[1]
    assert len(re.findall(r"^- ", last, re.MULTILINE)) >= 10
    for word in ("disque", "copies de secours", "phrase secrète", "empreinte", "trois voix"):
        assert word in last
