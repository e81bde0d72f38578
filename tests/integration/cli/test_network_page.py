"""The page of the coordination, followed to the letter: every command it shows is run, in its order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from tests.registers import csv_file

if TYPE_CHECKING:
    import pytest

    from tests.integration.cli.conftest import Cli

PAGE = Path(__file__).parents[3] / "docs" / "reseau.md"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def commands() -> list[str]:
    found = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    return [line for text in found for line in text.splitlines()]


def test_whoever_follows_the_page_is_never_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    csv_file(tmp_path, "SIRET;Nom", "73282932000074;Structure fictive (fictif)", name="mes-structures.csv")
    (tmp_path / "recus").mkdir()
    said: dict[str, str] = {}
    for line in commands():
        program, *words = shlex.split(line)
        result = cli(*words)
        said[line] = result.out + result.err
        assert (program, result.code) == ("cap-tui", 0), f"{line}\n{result}"
    assert "34 structures" in said["cap-tui network show"]
    assert "Aucun dossier" in said["cap-tui network gather recus"]
    assert (tmp_path / "reseau.pdf").read_bytes().startswith(b"%PDF")
    assert "médiane" in said["cap-tui network standing 00009001900019/cap/2026"]
    assert cli("list", "--json").json == []


def test_the_commands_that_last_are_written_as_they_are_typed(cli: Cli) -> None:
    """A watch never ends by itself: only its options are checked."""
    page = PAGE.read_text(encoding="utf-8")
    (line,) = [one for one in page.splitlines() if one.startswith("cap-tui") and "--watch" in one]
    shown = cli("network", "gather", "--help").out
    for option in re.findall(r"--[a-z]+", line):
        assert option in shown
    assert len(commands()) >= 20
