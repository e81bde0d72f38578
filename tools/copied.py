"""A copy of what the tests run on, so that a changed program is tried without touching the tree itself."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("cap_tui", "tests", "tools", "questionnaires", "pyproject.toml")


def copy_tree(place: Path) -> Path:
    """Copy the program, its content and its tests into an existing folder, and return it."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "node_modules")
            shutil.copytree(source, place / name, ignore=ignored)
        else:
            shutil.copy(source, place)
    return place
