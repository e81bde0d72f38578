"""The list of protections still says what the program and its tests are; `make protections` tries it."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tools.copied import ROOT
from tools.protections import BROKEN, GREEN, RED, Protection, outcome, protections

if TYPE_CHECKING:
    from pathlib import Path

EVERY = protections()


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the names of the tests of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, kinds) and node.name.startswith("test_")
    )


@pytest.mark.parametrize("protection", EVERY, ids=[one.id for one in EVERY])
def test_what_keeps_a_promise_is_still_where_the_list_says(protection: Protection) -> None:
    """Red: the code moved. Write its new line in tests/protections, then `python -m tools.protections --only ID`."""
    whole = (ROOT / protection.source).read_text(encoding="utf-8")
    without = protection.without(whole)
    assert without != whole
    ast.parse(without)
    assert protection.tests
    for test in protection.tests:
        path, _, name = test.partition("::")
        assert name in names_in(path), test


def test_a_promise_is_listed_once() -> None:
    assert [name for name, count in Counter(one.id for one in EVERY).items() if count > 1] == []
    assert len(EVERY) >= 50


def test_a_test_that_does_not_notice_is_told_apart_from_one_that_does(tmp_path: Path) -> None:
    (tmp_path / "limits.py").write_text("MOST = 3\n", encoding="utf-8")
    (tmp_path / "test_limits.py").write_text(
        dedent("""
            import limits, pytest

            @pytest.mark.parametrize("size", [1, 4])
            def test_too_much(size):
                assert (size > limits.MOST) == (size == 4)

            def test_nothing():
                pass
        """),
        encoding="utf-8",
    )
    tests = ("test_limits.py::test_too_much", "test_limits.py::test_nothing")
    taken = Protection("limit", "", "limits.py", "3", "9", tests)
    assert outcome(taken, tmp_path) == {tests[0]: RED, tests[1]: GREEN}
    assert (tmp_path / "limits.py").read_text(encoding="utf-8") == "MOST = 3\n"
    gone = Protection("gone", "", "limits.py", "7", "9", tests)
    no_program = Protection("wrong", "", "limits.py", "MOST = 3", "MOST =", tests)
    for broken in (gone, no_program):
        assert set(outcome(broken, tmp_path).values()) == {BROKEN}
