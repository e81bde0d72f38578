"""The page for those who change the code says where things are: they must be there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cap_tui.services.dossier import Dossier
from cap_tui.storage.engine import SCHEMA_VERSION

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PLACES = sorted({name for name in re.findall(r"`([\w./-]+)`", PAGE) if "/" in name or name.endswith(".md")})
TREE = re.findall(r"^  (\w+)/", PAGE.split("```")[1], re.MULTILINE)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_the_page_names_exists(place: str) -> None:
    assert any((folder / place).exists() for folder in (ROOT, ROOT / "cap_tui", ROOT / "docs"))


def test_the_page_names_every_part_of_the_program() -> None:
    parts = {path.parent.name for path in (ROOT / "cap_tui").glob("*/__init__.py")}
    assert parts == {*TREE, "cli"}
    assert "tui/ cli/" in PAGE


def test_the_gestures_and_the_number_the_page_names_are_those_of_the_code() -> None:
    assert {name for name in re.findall(r"`Dossier\.(\w+)", PAGE) if not hasattr(Dossier, name)} == set()
    revisions = (ROOT / "cap_tui" / "storage" / "migrations" / "versions").glob("r*.py")
    assert max(path.name[1:5] for path in revisions) == f"{SCHEMA_VERSION:04d}"


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md"])
def test_every_make_command_a_page_names_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))
    assert named
    assert named <= targets
