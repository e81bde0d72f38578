"""Rules of the house that no tool keeps by itself: where the outside comes in, what is remembered, who may print."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cap_tui"
PURE = {
    "__future__", "_collections_abc", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools",
    "hashlib", "itertools", "json", "math", "re", "typing", "unicodedata",
}  # fmt: skip
"""What the rules of the domain are made with: nothing that reads a clock, a file, a random number or the network."""

OUTSIDE = {
    "__main__.py",  # where everything is put together
    "cli/crash.py",  # the name of a report, when nothing else can be trusted any more
    "exchange/keys.py",  # the salt under which a passphrase locks a key
    "reports/files.py",  # names of files half made, which nobody may guess and put a link at
    "services/environment.py",  # what is handed to all the others
    "services/network/demo_dossiers.py",  # dice that fall the same way each time
    "services/network/demo_members.py",
    "storage/backups.py",  # names of files half made, by two programs at once
    "tui/app.py",  # the screens' own ids, unless some are handed to them
}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}
DICE = {"uuid", "secrets", "random"}
CHANGES = {
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "setdefault", "sort", "update",
}  # fmt: skip
PRINTERS = {"cli/edge.py", "cli/linear/session.py", "cli/output.py", "cli/tables.py", "__main__.py"}
EDGES = {
    "cli/edge.py", "exchange/pdf_attachment.py", "reports/child.py", "tui/saver.py",
}  # fmt: skip
FOR_EVER = {"reports/pdf/styles.py", "services/demo.py"}
"""What these remember ships with the program: styles, and the keys of the demonstration."""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def _nodes(folder: Path = PACKAGE) -> tuple[tuple[str, ast.AST], ...]:
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), node)
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(_tree(path))
    )


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_the_rules_import_nothing_that_could_make_two_runs_differ() -> None:
    """The same entries give the same score on every machine, on every day."""
    foreign = {
        (place, name)
        for place, node in _nodes(PACKAGE / "core")
        for name in _imported(node)
        if name.split(".")[0] not in PURE and not f"{name}.".startswith("cap_tui.core.")
    }
    assert foreign == set()


def test_the_rules_read_no_clock_and_no_file() -> None:
    calls = {
        (place, node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
        for place, node in _nodes(PACKAGE / "core")
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute))
    }
    assert {one for one in calls if one[1] in {"now", "utcnow", "today", "open", "print", "input"}} == set()


def test_the_outside_comes_in_at_known_doors_only() -> None:
    """A clock or a die read elsewhere is one that no test can hold: what fails on New Year’s Eve is then found by people."""
    found = set()
    for place, node in _nodes():
        if any(name.split(".")[0] in DICE for name in _imported(node)):
            found.add(place)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found |= {place} if (node.value.id, node.attr) in CLOCKS else set()
    assert found == OUTSIDE


def test_every_part_of_the_program_has_its_layer() -> None:
    """A new folder that no layer names could import anything, and be imported by all."""
    (layers,) = (one["layers"] for one in _contracts() if one["type"] == "layers")
    named = {part.strip() for layer in layers for part in layer.split("|")}
    parts = {f"cap_tui.{path.parent.name}" for path in PACKAGE.glob("*/*.py") if path.stem != "__init__"}
    parts.add("cap_tui.bootstrap")
    assert named == parts
    assert all(one.get("ignore_imports", []) == [] for one in _contracts())


def test_the_screens_and_the_commands_hold_no_driver_of_a_database() -> None:
    drivers = {"sqlite3", "psycopg", "sqlalchemy", "sqlmodel", "alembic"}
    found = [
        (place, name)
        for front in ("tui", "cli")
        for place, node in _nodes(PACKAGE / front)
        for name in _imported(node)
        if name.split(".")[0] in drivers or name.startswith("cap_tui.storage")
    ]
    assert found == []


def test_nothing_that_stands_in_a_module_is_changed_by_a_function() -> None:
    """Two windows, two dossiers or two tests would then share it."""
    changed = []
    for path in sorted(PACKAGE.rglob("*.py")):
        kept = {
            target.id
            for node in _tree(path).body
            for target in (node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)])
            if isinstance(target, ast.Name)
        }
        for function in ast.walk(_tree(path)):
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
                own = {arg.arg for arg in ast.walk(function) if isinstance(arg, ast.arg)} | {
                    name.id
                    for name in ast.walk(function)
                    if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
                }
                changed += [
                    f"{path.relative_to(PACKAGE)}:{line} {name}"
                    for name, line in _changes(function)
                    if name in kept - own
                ]
    assert changed == []


def _changes(function: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the names whose value a function changes in place."""
    for node in ast.walk(function):
        held: ast.AST | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
            held = node.value
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES
        ):
            held = node.func.value
        if isinstance(held, ast.Name):
            yield held.id, node.lineno  # type: ignore[attr-defined] # both kinds of nodes have one


def test_nothing_is_remembered_for_ever_but_what_ships_with_the_program() -> None:
    found = {
        place
        for place, node in _nodes()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and any(isinstance(one, ast.Name) and one.id == "cache" for one in node.decorator_list)
    }
    assert found == FOR_EVER


def test_only_the_command_line_prints() -> None:
    """Anything printed over the screens, or among the data of a command, spoils them."""
    streams = {
        place
        for place, node in _nodes()
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in {("sys", "stdout"), ("sys", "__stdout__")}
        and not place.startswith("tui/")  # the screens own the whole terminal
    }
    printing = {
        place
        for place, node in _nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert streams == PRINTERS
    assert printing <= PRINTERS


def test_a_fault_of_ours_is_caught_at_the_outer_edges_only() -> None:
    """Caught elsewhere, it would be taken for something that went well."""
    found = {
        place
        for place, node in _nodes()
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    }
    assert found == EDGES
