"""A full disk, a folder that becomes read-only: each gesture is refused in a sentence, and works once there is room."""

from __future__ import annotations

import gc
import resource
import shutil
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from cap_tui.i18n import activate, explain
from cap_tui.services.workspace import Workspace
from cap_tui.storage.errors import DiskFullError, ReadOnlyDatabaseError
from tests.building import environment, level
from tests.conftest import STRUCTURE
from tests.integration.faults.state import found_again
from tests.integration.faults.table import GESTURES
from tests.integration.faults.worlds import build, opened
from tests.people import ordinary_user

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only("the disk of a server is not ours to fill")]

NEEDS_NO_ROOM = {"meeting.forget_room"}
"""Takes a file away, which a full disk lets one do."""


@pytest.fixture(scope="module")
def worlds(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The worlds, one for each phase."""
    return build(prepared, tmp_path_factory.mktemp("worlds"))


@contextmanager
def no_room() -> Iterator[None]:
    """Refuse every byte to every file, as a full disk does; whoever runs the tests."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Openpyxl leaves its archive open when it cannot be written; Python says so when it is thrown away.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", sorted(GESTURES.keys() - NEEDS_NO_ROOM))
def test_a_gesture_for_which_there_is_no_room_changes_nothing_and_works_once_there_is(
    worlds: Path, tmp_path: Path, name: str
) -> None:
    gesture = GESTURES[name]
    world = opened(worlds, gesture.where, tmp_path / "world")
    ready = gesture.ready(world)
    before = found_again(world.root)
    activate("fr")
    with no_room(), pytest.raises(CapError) as refused:
        gesture.steps[0](world, ready)
    assert len(explain(refused.value)) > 20
    assert found_again(world.root) == before
    for step in gesture.steps:
        step(world, ready)
    assert found_again(world.root) != before
    world.workspace.close()
    gc.collect()


def test_a_small_disk_really_full_is_told_as_such(prepared: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    found = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not found or found.returncode:
        pytest.skip("mounting a small disk is refused here; the limit on files above says the same")
    try:
        workspace = Workspace(Path(shutil.copytree(prepared, disk / "data")), environment())
        dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
        dossier.answer("visit", level("engaged"))
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass
        for gesture in (lambda: dossier.write("visit", "constat", "x" * 20_000), workspace.back_up):
            with pytest.raises(DiskFullError):
                gesture()
        filler.unlink()
        dossier.write("visit", "constat", "Il y a de la place")
        workspace.back_up()
        workspace.close()
        again = Workspace(disk / "data", environment("again"))
        assert again.open(dossier.summary.id).opinion("visit").constat == "Il y a de la place"
        again.close()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def test_a_right_lost_in_the_middle_is_told_and_what_was_saved_is_there_once_it_is_back(
    prepared: Path,
) -> None:
    def fill(folder: Path) -> None:
        shutil.copytree(prepared, folder / "data")

    with ordinary_user(fill) as place:
        folder = place / "data"
        workspace = Workspace(folder, environment())
        dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
        dossier.answer("visit", level("engaged"))
        workspace.opened.engine.dispose()
        folder.chmod(0o500)
        for gesture in (
            lambda: dossier.answer("visit", level("exemplary")),
            lambda: workspace.rename_profile("Zoé"),
            workspace.back_up,
        ):
            with pytest.raises(CapError):
                gesture()
        assert dossier.opinion("visit").position == level("engaged")
        read = Workspace(folder, environment("read"))
        assert read.read_only
        assert read.open(dossier.summary.id).opinion("visit").position == level("engaged")
        with pytest.raises(ReadOnlyDatabaseError):
            read.open(dossier.summary.id).answer("visit", level("exemplary"))
        read.close()
        folder.chmod(0o700)
        dossier.answer("visit", level("exemplary"))
        workspace.close()
        again = Workspace(folder, environment("again"))
        assert again.open(dossier.summary.id).opinion("visit").position == level("exemplary")
        again.close()
