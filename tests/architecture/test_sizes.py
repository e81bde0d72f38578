from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FILE = 400, 50, 120
FOLDERS = ("cap_tui", "tests", "tools", "benchmarks")


def _files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long_to_be_read_in_one_go() -> None:
    files = _files(*FOLDERS)
    assert len(files) > 100
    assert {str(path.relative_to(ROOT)): _lines(path) for path in files if _lines(path) > LONGEST_FILE} == {}


def test_files_are_small_as_a_rule() -> None:
    assert median(count for path in _files("cap_tui") if (count := _lines(path)) > 1) <= MEDIAN_FILE


def test_no_function_is_too_long_to_be_held_in_mind() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in _files("cap_tui", "tests", "tools")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_nothing_is_kept_between_two_uses_in_a_module() -> None:
    """State of a module would tie two windows, or two tests, together."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _files("cap_tui")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert found == []
