from __future__ import annotations

import shutil
from pathlib import Path

from cap_tui.services.demo import demo_author
from cap_tui.services.doctor import examine
from cap_tui.services.workspace import Workspace
from tests.building import UNKNOWN, environment
from tests.integration.services.comparing import reopened, seen


def test_the_demonstration_loaded_again_is_the_same_one(workspace: Workspace, folder: Path) -> None:
    first = workspace.load_demo()
    assert workspace.load_demo() == first
    assert [item.id for item in workspace.assessments()] == [first.id]
    assert reopened(folder, first.id)["summary"] == first
    assert first.structure.fictional
    assert first.totals.unanswered == 0
    assert first.totals.total == 60
    assert first.actions >= 12


def test_the_demonstration_is_the_same_on_every_machine(prepared: Path, tmp_path: Path) -> None:
    hashes = []
    for name in ("here", "there"):
        workspace = Workspace(Path(shutil.copytree(prepared, tmp_path / name)), environment(name))
        hashes.append([entry.hash for entry in workspace.open(workspace.load_demo().id).entries()])
        workspace.close()
    assert hashes[0] == hashes[1]


def test_what_one_tries_in_the_demonstration_stays_until_undone(workspace: Workspace, folder: Path) -> None:
    demo = workspace.open(workspace.load_demo().id)
    before = demo.opinion(demo.concerned[0])
    assert demo.undo() is None, "the fictional director's own work cannot be undone by accident"
    demo.answer(demo.concerned[0], UNKNOWN)
    assert workspace.load_demo() == demo.summary
    assert reopened(folder, demo.summary.id) == seen(demo)
    demo.undo()
    assert demo.opinion(demo.concerned[0]) == before


def test_nothing_of_the_demonstration_is_signed_with_ones_own_key(workspace: Workspace) -> None:
    demo = workspace.open(workspace.load_demo().id)
    demo.answer(demo.concerned[0], UNKNOWN)
    authors = {entry.link.author for entry in demo.entries()}
    assert demo_author("x").key.public in authors
    assert workspace.profile.key.public not in authors
    assert all(finding.ok for finding in examine(workspace))
