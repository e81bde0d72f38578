"""The table of gestures that write is complete: a new one cannot be forgotten."""

from __future__ import annotations

import ast
import builtins
from itertools import takewhile
from pathlib import Path

from tests.integration.faults.table import ELSEWHERE, GESTURES

SERVICES = Path(__file__).parents[3] / "cap_tui" / "services"
WRITERS = frozenset(
    {"_commit", "writing", "write_beside", "change_book", "back_up", "restore", "private_file", "write_bytes", "write_text",
     "mkstemp", "run_report", "_room_file"}
)  # fmt: skip
"""What touches the disk: transactions of the storage, files put in their place, backups, the profile and its keys."""

OPEN_DATA = frozenset({"self", "dossier", "workspace", "_library", "library"})
"""What services call the open data; methods of anything else share names with them by chance."""

FIRST_NEED = frozenset({"load_book", "_present", "_first_run", "load_profile"})
"""Makes the first profile of a machine, under anything that asks who is at the keyboard: not a gesture of its own."""


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Return the functions and methods of a module, not those inside others."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found += [item for item in node.body if isinstance(item, ast.FunctionDef)]
    return found


def _called(function: ast.FunctionDef) -> set[str]:
    """Return what a function calls: functions, methods of the open data, and anything that touches the disk."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.update({node.func.id} - vars(builtins).keys())
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            whose = ast.unparse(node.func.value).rpartition(".")[2]
            if whose in OPEN_DATA or node.func.attr in WRITERS:
                found.add(node.func.attr)
    return found


def _writing() -> set[str]:
    """Return `module.function` of each public service that writes, itself or through others."""
    bodies = {
        (path.stem, function.name): _called(function)
        for path in sorted(SERVICES.rglob("*.py"))
        for function in _functions(ast.parse(path.read_text(encoding="utf-8")))
        if function.name not in FIRST_NEED
    }
    public = set(WRITERS)
    private: set[tuple[str, str]] = set()
    while True:
        found = {
            place
            for place, called in bodies.items()
            if called & public or any((place[0], name) in private for name in called)
        }
        fresh = {name for _module, name in found if not name.startswith("_")} - public
        if not fresh and found <= private:
            return {".".join(place) for place in found if not place[1].startswith("_")}
        public |= fresh
        private |= found


def test_every_service_that_writes_is_made_to_fail_somewhere() -> None:
    known = GESTURES.keys() | ELSEWHERE.keys()
    assert _writing() - known == set()


def test_the_table_names_only_services_that_are_there() -> None:
    modules = {path.stem: path for path in SERVICES.rglob("*.py")}
    for name in [*GESTURES, *ELSEWHERE]:
        module, function = name.split(".")
        there = {one.name for one in _functions(ast.parse(modules[module].read_text(encoding="utf-8")))}
        assert function in there, name


def test_what_is_tested_elsewhere_says_where() -> None:
    assert all(takewhile(bool, ELSEWHERE.values()))
