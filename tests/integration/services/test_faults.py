"""Each gesture is made to fail at each of its statements: all of it or nothing, on disk and on the screen alike."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.conftest import STRUCTURE
from tests.integration.services.comparing import reopened, rows, seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.dossier import Dossier


class InjectedError(Exception):
    """A failure put there by the test."""


GESTURES: dict[str, Callable[[Dossier], Any]] = {
    "answer": lambda dossier: dossier.answer("tutor", level("engaged")),
    "write": lambda dossier: dossier.write("tutor", "constat", "Nouveau", visit="stay"),
    "flag": lambda dossier: dossier.flag("tutor", on=True),
    "undo": lambda dossier: (dossier.undo(), dossier.undo()),
    "redo": lambda dossier: dossier.redo(),
    "propose": lambda dossier: dossier.propose(),
    "add": lambda dossier: dossier.add_action(title="Nouvelle"),
    "set": lambda dossier: dossier.set_action(dossier.actions()[0].id, title="Autre", progress=10),
    "move": lambda dossier: dossier.move_action(dossier.actions()[0].id, 1),
    "remove": lambda dossier: dossier.remove_action(dossier.actions()[0].id),
}


@pytest.fixture
def begun(folder: Path) -> tuple[Path, str]:
    """A folder with a dossier in which every gesture has something to do."""
    workspace = Workspace(folder, environment())
    dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
    dossier.answer("visit", level("to-build"))
    dossier.add_action(title="Première")
    dossier.add_action(title="Deuxième")
    dossier.answer("booklet", level("engaged"))
    dossier.undo()
    workspace.close()
    return folder, dossier.summary.id


def _failing_at(workspace: Workspace, place: int) -> list[int]:
    left = [place]

    @event.listens_for(workspace.opened.engine, "before_cursor_execute")
    def fail(*_arguments: object) -> None:
        left[0] -= 1
        if not left[0]:
            raise InjectedError

    return left


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_gesture_that_fails_anywhere_leaves_no_half(
    begun: tuple[Path, str], tmp_path: Path, gesture: str
) -> None:
    folder, reference = begun
    failures = 0
    for place in range(1, 100):
        copy = Path(shutil.copytree(folder, tmp_path / f"copy {place}"))
        workspace = Workspace(copy, environment(f"try {place}"))
        dossier = workspace.open(reference)
        states = [(rows(copy), seen(dossier))]
        _failing_at(workspace, place)
        try:
            GESTURES[gesture](dossier)
        except InjectedError:
            failures += 1
        else:
            break
        if gesture != "undo":
            assert (rows(copy), seen(dossier)) == states[0]
        assert reopened(copy, reference) == seen(dossier)
        GESTURES[gesture](dossier)
        assert reopened(copy, reference) == seen(dossier)
        workspace.close()
    assert failures >= 4
    assert seen(dossier) != states[0][1]


def test_a_dossier_is_begun_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    _whole_or_nothing(
        folder, tmp_path, lambda workspace: workspace.new_assessment(STRUCTURE, "small", 2026), 4
    )


def test_the_demonstration_is_loaded_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    _whole_or_nothing(folder, tmp_path, lambda workspace: workspace.load_demo(), 6)


def _whole_or_nothing(folder: Path, tmp_path: Path, begin: Callable[[Workspace], Any], least: int) -> None:
    reached = 0
    for place in range(1, 2_000):
        copy = Path(shutil.copytree(folder, tmp_path / f"copy {place}"))
        workspace = Workspace(copy, environment())
        _failing_at(workspace, place)
        try:
            begin(workspace)
        except InjectedError:
            reached = place
            assert rows(copy) == [[], [], [], []]
            assert workspace.assessments() == []
            made = begin(workspace)
            assert reopened(copy, made.id)["summary"] == made
            workspace.close()
        else:
            workspace.close()
            break
    assert reached >= least
