"""An import made to fail at each of its statements: all of it or nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from cap_tui.core.permissions import Role
from cap_tui.services.exchanging import accept, preview
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.databases import rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.machines import Machines


class InjectedError(Exception):
    """A failure put there by the test."""


def _fail_at(workspace: Workspace, place: int) -> None:
    left = [place]

    @event.listens_for(workspace.opened.engine, "before_cursor_execute")
    def fail(*_arguments: object) -> None:
        left[0] -= 1
        if not left[0]:
            raise InjectedError


@pytest.mark.parametrize("known", [False, True], ids=["unknown dossier", "known dossier"])
def test_an_import_that_fails_anywhere_leaves_no_half(
    machines: Machines,
    tmp_path: Path,
    known: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    zoe, paul = machines.person("Zoé"), machines.person("Paul")
    dossier = machines.begin(zoe)
    machines.invite(dossier, paul, Role.PEER)
    if known:
        machines.receive(paul, machines.send(zoe, dossier, "peer"))
    dossier.answer("visit", level("engaged"))
    dossier.add_action(title="Écrire le livret")
    path = machines.send(zoe, dossier, "peer")
    failures = 0
    for place in range(1, 100):
        copy = tmp_path / f"copy {place}"
        shutil.copytree(paul.data_dir, copy)
        workspace = Workspace(copy, environment(f"try {place}"))
        told, before = preview(workspace, path), rows(copy)
        _fail_at(workspace, place)
        try:
            accept(workspace, told, trust=True)
        except InjectedError:
            failures += 1
            assert rows(copy) == before
            assert accept(workspace, preview(workspace, path), trust=True).new == told.new
        else:
            break
        finally:
            workspace.close()
    assert failures > 15
    assert len(rows(copy)[1]) == len(dossier.entries())
