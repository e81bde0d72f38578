"""Gathering a folder of dossiers: nothing twice, nothing half, nothing lost by a cut."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.i18n import activate
from cap_tui.services.network.gather import FolderNotThereError, gather, gather_folder
from cap_tui.services.network.watching import STILL, Watch, watched
from cap_tui.services.parcels import parcel
from tests.databases import rows
from tests.exchange import box_of

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.exchange.opening import Opened
    from cap_tui.services.network.watching import Round
    from cap_tui.services.parcels import Content, Parcel
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines


@pytest.fixture
def box(machines: Machines, paul: Workspace, tmp_path: Path) -> Path:
    """Three dossiers of a director, for Paul, finished long ago."""
    folder = box_of(machines, paul, tmp_path / "reçus")
    for path in folder.iterdir():
        _settled(path, paul)
    return folder


def _settled(path: Path, workspace: Workspace, *, ago: int = 60) -> None:
    """Make a file look as if it had last changed some seconds ago."""
    moment = workspace.now().timestamp() - ago
    os.utime(path, (moment, moment))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files unpacked, one by one."""
    found: list[str] = []

    def seen(content: Content, opened: Opened) -> Parcel:
        found.append(content.path.name)
        return parcel(content, opened)

    monkeypatch.setattr("cap_tui.services.gathering.parcel", seen)
    return found


def names(found: Round) -> list[str]:
    assert found.gathered is not None
    return [one.name for one in found.gathered.receipt.done]


def test_what_is_known_is_not_even_opened(paul: Workspace, box: Path, opened: list[str]) -> None:
    gather_folder(paul, box, trust=True)
    assert opened == ["1.capx", "2.capx", "3.capx"]
    before = rows(paul.data_dir)
    again = gather_folder(paul, box)
    assert len(opened) == 3, "a known dossier was unzipped again"
    assert (len(again.receipt.skipped), again.entries, again.whole) == (3, 0, True)
    assert rows(paul.data_dir) == before


def test_after_a_cut_it_goes_on_where_it_stopped(paul: Workspace, box: Path, opened: list[str]) -> None:
    done: list[int] = []
    cut = gather_folder(
        paul, box, trust=True, progress=lambda count, _all: done.append(count), cancelled=lambda: bool(done)
    )
    assert len(cut.receipt.done) == 1
    assert [path.name for path in cut.remaining] == ["2.capx", "3.capx"]
    assert not cut.whole
    opened.clear()
    rest = gather_folder(paul, box, trust=True)
    assert [one.name for one in rest.receipt.done] == ["2.capx", "3.capx"]
    assert [one.name for one in rest.receipt.skipped] == ["1.capx"]
    assert opened == ["2.capx", "3.capx"]
    assert rest.whole


def test_strangers_wait_with_what_to_read_aloud(paul: Workspace, box: Path, machines: Machines) -> None:
    found = gather_folder(paul, box)
    assert paul.assessments() == []
    assert [(path.name, name) for path, name, _mark in found.strangers] == [
        ("1.capx", "Zoé"),
        ("2.capx", "Zoé"),
        ("3.capx", "Zoé"),
    ]
    assert len({mark for _path, _name, mark in found.strangers}) == 1
    then = gather(paul, [path for path, *_who in found.strangers], trust=True)
    assert then.entries == 12
    assert machines


def test_the_summary_says_what_came_what_waits_and_what_to_do(paul: Workspace, box: Path) -> None:
    activate("fr")
    (box / "2.capx").write_bytes(b"PK\x03\x04")
    done: list[int] = []
    found = gather_folder(
        paul,
        box,
        trust=True,
        progress=lambda count, _all: done.append(count),
        cancelled=lambda: len(done) > 1,
    )
    told = "\n".join(found.lines())
    assert "1 fichier importé" in told or "2 fichiers importés" in told
    assert "2.capx" in told
    assert found.files == 3


def test_an_empty_folder_is_said_to_be_empty(paul: Workspace, tmp_path: Path) -> None:
    activate("fr")
    assert gather_folder(paul, tmp_path).lines() == ["Aucun dossier dans ce répertoire."]


def test_a_folder_that_is_not_there_is_a_sentence(paul: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FolderNotThereError):
        gather_folder(paul, tmp_path / "clé débranchée")


def test_a_watched_folder_brings_what_was_there_then_what_comes(
    paul: Workspace, box: Path, tmp_path: Path
) -> None:
    late = tmp_path / "3.capx"
    shutil.move(box / "3.capx", late)
    watch = Watch(box)
    assert names(watched(paul, watch, trust=True)) == ["1.capx", "2.capx"]
    assert watched(paul, watch, trust=True).gathered is None
    shutil.move(late, box / "3.capx")
    assert names(watched(paul, watch, trust=True)) == ["3.capx"]


def test_a_file_being_copied_is_left_until_it_is_still(paul: Workspace, box: Path) -> None:
    """A dossier read in the middle of its copy would be told to the coordinator as damaged."""
    whole = (box / "1.capx").read_bytes()
    for path in box.iterdir():
        path.unlink()
    watch, coming = Watch(box), box / "1.capx"
    for size in (0, len(whole) // 3, 2 * len(whole) // 3):
        coming.write_bytes(whole[:size])
        _settled(coming, paul, ago=0)
        found = watched(paul, watch, trust=True)
        assert (found.gathered, found.waiting) == (None, (coming,)), size
    coming.write_bytes(whole)
    _settled(coming, paul, ago=0)
    assert watched(paul, watch, trust=True).waiting == (coming,)
    assert names(watched(paul, watch, trust=True)) == ["1.capx"]


def test_an_empty_file_waits_however_old(paul: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "vide"
    folder.mkdir()
    (folder / "1.capx").touch()
    _settled(folder / "1.capx", paul, ago=10 * STILL)
    watch = Watch(folder)
    assert [watched(paul, watch).gathered for _look in range(3)] == [None, None, None]


def test_a_damaged_file_is_told_once_and_read_again_when_it_changes(paul: Workspace, box: Path) -> None:
    whole = (box / "2.capx").read_bytes()
    (box / "2.capx").write_bytes(whole[:-30])
    _settled(box / "2.capx", paul)
    watch = Watch(box)
    first = watched(paul, watch, trust=True)
    assert first.gathered is not None
    assert [path.name for path, _error in first.gathered.receipt.refused] == ["2.capx"]
    assert watched(paul, watch, trust=True).gathered is None
    (box / "2.capx").write_bytes(whole)
    _settled(box / "2.capx", paul)
    assert names(watched(paul, watch, trust=True)) == ["2.capx"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights stop nobody here")
def test_a_file_that_cannot_be_read_yet_is_tried_again(paul: Workspace, box: Path) -> None:
    (box / "2.capx").chmod(0)
    watch = Watch(box)
    assert names(watched(paul, watch, trust=True)) == ["1.capx", "3.capx"]
    (box / "2.capx").chmod(0o600)
    assert names(watched(paul, watch, trust=True)) == ["2.capx"]


def test_a_file_locked_or_online_is_tried_again(
    paul: Workspace, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As OneDrive without the network answers: the file has its name and its size, and cannot be read."""
    from pathlib import Path as Any_

    there = Any_.open

    def online(self: Any, *arguments: Any, **more: Any) -> Any:
        if self.name == "2.capx":
            raise OSError(22, "The cloud file provider is not running")
        return there(self, *arguments, **more)

    watch = Watch(box)
    with monkeypatch.context() as patch:
        patch.setattr(Any_, "open", online)
        first = watched(paul, watch, trust=True)
        assert names(first) == ["1.capx", "3.capx"]
        assert first.gathered is not None
        assert [path.name for path, _error in first.gathered.unreadable] == ["2.capx"]
        second = watched(paul, watch, trust=True)
        assert not second.news
    assert names(watched(paul, watch, trust=True)) == ["2.capx"]


def test_a_stick_unplugged_does_not_end_the_watch(paul: Workspace, box: Path, tmp_path: Path) -> None:
    watch, away = Watch(box), tmp_path / "ailleurs"
    shutil.move(box, away)
    gone = watched(paul, watch, trust=True)
    assert isinstance(gone.error, FolderNotThereError)
    shutil.move(away, box)
    assert len(names(watched(paul, watch, trust=True))) == 3


def test_a_stop_leaves_the_rest_for_the_next_look(paul: Workspace, box: Path) -> None:
    done: list[int] = []
    watch = Watch(box)
    first = watched(
        paul, watch, trust=True, progress=lambda count, _all: done.append(count), cancelled=lambda: bool(done)
    )
    assert names(first) == ["1.capx"]
    assert names(watched(paul, watch, trust=True)) == ["2.capx", "3.capx"]
