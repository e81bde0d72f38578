from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORE = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "cap_tui" / "core").rglob("[a-z]*.py")
)


def _loaded_after(statements: str) -> set[str]:
    """Return the top-level modules a fresh interpreter holds after `statements`."""
    program = f"{statements}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    return set(done.stdout.split())


def _third_party(names: set[str]) -> set[str]:
    ours = sys.stdlib_module_names | {"cap_tui", "__main__"}
    before = _loaded_after("")
    return {name for name in names - before if name not in ours and not name.startswith("_")}


def test_the_rules_need_nothing_but_python() -> None:
    assert "cap_tui.core.network.blocks" in CORE, "those of folders too"
    statements = "\n".join(f"import {name}" for name in CORE)
    assert _third_party(_loaded_after(statements)) == set()


def test_the_first_screen_is_painted_before_any_heavy_library_is_loaded() -> None:
    heavy = {"sqlmodel", "sqlalchemy", "alembic", "yaml", "pydantic", "reportlab", "cryptography", "stdnum"}
    assert _loaded_after("import cap_tui.tui.app") & heavy == set()


def test_help_on_the_command_line_waits_for_no_database() -> None:
    heavy = {"sqlmodel", "sqlalchemy", "alembic", "yaml", "pydantic", "reportlab", "textual"}
    assert _loaded_after("import cap_tui.__main__") & heavy == set()


def test_the_layers_are_checked_by_make_lint_and_hold() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.split("\nlint:")[1].split("\n\n")[0]
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert tool in recipe
    rules = re.findall(r"^test:.*\n((?:\t.*\n)*)", makefile, re.MULTILINE)
    assert any("lint" in recipe for recipe in rules)
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert "0 broken" in done.stdout, done.stdout
    assert done.returncode == 0
