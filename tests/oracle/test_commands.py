"""Each line of the law that has a command, for each role in each phase: exit code 0 where it is open, 1 where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.__main__ import main
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.oracle.doors.commands import UNTYPED, typed
from tests.oracle.permissions_by_hand import LAW, PHASES, ROLES, open_gesture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.oracle.world import World

EACH = [(letter, role) for letter in PHASES for role in ROLES]
DOCUMENTS = ("report.export_internal", "report.export_partners")
"""Seconds each: tried in one phase where they are open to some, and in one where they are not."""


def _entries(folder: Path, reference: str) -> int:
    machine = Workspace(folder, environment())
    count = len(machine.open(reference).entries())
    machine.close()
    return count


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CAP_TUI_LANG", "CAP_TUI_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("letter", "role"), EACH)
def test_the_command_line_does_what_the_law_opens_and_nothing_else(
    letter: str,
    role: str,
    by_phase: dict[str, World],
    without_tiers: dict[str, World],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = []
    for action in [name for name in LAW if name not in UNTYPED]:
        if action in DOCUMENTS and letter not in "CP":
            continue
        alone = (action, role) == ("visa.sign", "director")
        world = (without_tiers if alone else by_phase)[PHASES[letter]]
        folder = world.folder(role, tmp_path / action)
        before = _entries(folder, world.reference)
        arguments = typed(world.reference, world.sent, tmp_path)[action]
        code = main(["--data-dir", str(folder), *arguments])
        told = capsys.readouterr().err
        expected = 0 if open_gesture(action, role, letter) else 1
        changed = _entries(folder, world.reference) != before
        if code != expected or (code == 1 and (changed or not told.strip())):
            wrong.append((action, code, changed, told))
    assert wrong == []


def test_every_line_has_its_command_or_is_known_to_have_none(tmp_path: Path) -> None:
    assert set(typed("", tmp_path, tmp_path)) | UNTYPED == set(LAW)
    assert not set(typed("", tmp_path, tmp_path)) & UNTYPED
