"""What a start, a command and an answer may cost, counted rather than timed: a busy machine changes nothing to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cap_tui.cli.program import TRUNK
from cap_tui.cli.tree import Branch, Leaf, grow

ROOT = Path(__file__).parents[2]
COMMANDS = "cap_tui.cli.commands."
HEAVY = {"pydantic", "yaml", "sqlmodel", "reportlab", "openpyxl", "textual"}


def _modules(*arguments: str, folder: Path) -> set[str]:
    """Return the modules a fresh process holds once it has done a command."""
    code = (
        "import sys\nfrom cap_tui.__main__ import main\n"
        f"main({['--data-dir', str(folder), *arguments]!r})\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    return set(done.stderr.splitlines()[-1].split())


def _leaves(branch: Branch, *before: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for line in branch.lines:
        path = (*before, line.name)
        found += _leaves(line, *path) if isinstance(line, Branch) else [path]
    return found


def _at(path: tuple[str, ...]) -> Leaf | Branch:
    here: Leaf | Branch = TRUNK
    for name in path:
        assert isinstance(here, Branch)
        (here,) = (line for line in here.lines if line.name == name)
    return here


def test_the_help_imports_no_command(tmp_path: Path) -> None:
    held = _modules("--help", folder=tmp_path / "absent")
    assert {name for name in held if name.startswith(COMMANDS)} == set()
    assert held & {*HEAVY, "sqlalchemy"} == set()


def test_a_list_imports_its_own_command_and_nothing_of_pydantic(tmp_path: Path) -> None:
    _modules("list", folder=tmp_path)  # makes the database, which is another matter
    held = _modules("list", folder=tmp_path)
    assert {name for name in held if name.startswith(COMMANDS)} == {f"{COMMANDS}evaluations"}
    assert held & HEAVY == set()
    assert {
        name for name in held if name.startswith(("cap_tui.core.network", "cap_tui.services.network"))
    } == set()


def test_checking_again_what_was_accepted_needs_neither_yaml_nor_pydantic(tmp_path: Path) -> None:
    first = _modules("questionnaire", "check", folder=tmp_path)
    assert {"yaml", "pydantic"} <= first
    assert _modules("questionnaire", "check", folder=tmp_path) & {*HEAVY, "sqlalchemy"} == set()


@pytest.mark.parametrize("path", _leaves(TRUNK), ids=" ".join)
def test_every_command_of_the_lists_can_be_built(path: tuple[str, ...]) -> None:
    line = _at(path)
    assert isinstance(line, Leaf)
    built = grow(line, None)  # type: ignore[arg-type] # no command looks at it before it is called
    assert (built.name, built.help) == (path[-1], line.summary)
    kinds = {getattr(getattr(param, "type_descriptor", None), "annotation", str) for param in built.params}
    assert kinds <= {str, bool, list[str]}, "anything else would import pydantic to read a word"


def test_no_two_commands_of_a_group_have_one_name() -> None:
    paths = _leaves(TRUNK)
    assert len(paths) == len(set(paths)) > 50


def test_the_first_frame_waits_for_nothing_that_evaluations_need() -> None:
    code = "import cap_tui.__main__, cap_tui.tui.app, sys\nprint(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    held = {name for name in done.stdout.split() if name.startswith("cap_tui.")}
    late = {
        "cap_tui.core.plan", "cap_tui.core.due", "cap_tui.core.permissions", "cap_tui.core.entries",
        "cap_tui.tui.screens.home_text", "cap_tui.cli.program", "cap_tui.cli.front", "cap_tui.services",
        "cap_tui.storage",
    }  # fmt: skip
    assert held & late == set()
    assert "gettext" not in done.stdout.split(), "the sentences are looked up one by one"
    assert len(held) <= 48
