"""What is not tested says so aloud: a skip without its reason would hide that a promise is no longer checked."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tests.system import absent

ROOT = Path(__file__).parents[2]
MARKS = ("skip", "skipif", "sqlite_only", "xfail")
SHORTEST = 8
"""Characters of a reason, at least."""


def _calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Return the calls of a test file that can keep a test from being run, by the name of what is called."""
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    named = [(ast.unparse(call.func), call) for call in calls]
    return [(name, call) for name, call in named if name.startswith("pytest.")]


def _told(call: ast.Call) -> bool:
    """Return whether a call has a reason: the last text it is given, or one it is given by name."""
    given = [word.value for word in call.keywords if word.arg == "reason"] or call.args[-1:]
    return any(not isinstance(one, ast.Constant) or len(str(one.value)) >= SHORTEST for one in given)


def test_every_skip_gives_its_reason() -> None:
    silent, seen = [], 0
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for name, call in _calls(path):
            if name in ("pytest.skip", *(f"pytest.mark.{mark}" for mark in MARKS)):
                seen += 1
                if not _told(call) or (name.endswith("skipif") and not call.keywords):
                    silent.append(f"{path.relative_to(ROOT)}:{call.lineno} {name}")
    assert silent == []
    assert seen > len(MARKS), "no skip was recognised"


def test_no_skip_waits_for_a_package_that_is_locked() -> None:
    """Every package a test imports is installed by `make test`: its absence is a failure, not a reason to look away."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name, call in _calls(path)
        if name == "pytest.importorskip"
    ]
    assert found == []


def test_what_was_skipped_is_listed_at_the_end() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "-ra" in settings["tool"]["pytest"]["ini_options"]["addopts"].split()


def test_on_ci_nothing_is_skipped_for_want_of_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="NOT CHECKED HERE: no server"):
        absent("no server")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="NOT CHECKED HERE: no server"):
        absent("no server")
