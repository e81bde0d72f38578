"""A meeting not concluded yet: nothing noted in it is lost when the machine stops, and nobody else reads it."""

from __future__ import annotations

import shutil
import stat
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from cap_tui.core.permissions import Phase
from cap_tui.core.structures import Structure
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.meeting_draft import FOLDER, Room
from cap_tui.services.workspace import Workspace
from tests.building import START, environment
from tests.databases import holds
from tests.phases import go_to

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

WRITTEN = "Séparer les deux équipes en conflit"
NOTED = Room(("a", "b"), ("Nadia", "Éric"), date(2026, 6, 9), WRITTEN)


@pytest.fixture
def followed(dossier: Dossier) -> Dossier:
    """An evaluation in follow-up, with one action in its plan."""
    dossier.add_action(title="Écrire le livret", due=date(2026, 3, 1))
    go_to(dossier, Phase.FOLLOW_UP)
    return dossier


def noted(dossier: Dossier, room: Room = NOTED) -> Dossier:
    dossier.room = room
    dossier.keep_room()
    return dossier


def words(room: Room) -> tuple[object, ...]:
    return room.reviewed, room.present, room.next_day, room.decisions


def again(folder: Path, dossier: Dossier, name: str = "again") -> Dossier:
    """Open the evaluation as after the machine stopped."""
    return Workspace(folder, environment(name)).open(dossier.summary.id)


def kept(folder: Path) -> list[Path]:
    return list((folder / FOLDER).glob("*"))


def test_what_was_noted_is_there_after_the_machine_stopped(followed: Dossier, folder: Path) -> None:
    noted(followed)
    found = again(folder, followed).room
    assert words(found) == words(NOTED)
    assert found.begun == START.date()
    assert not found.empty


def test_it_is_private_to_its_owner_and_travels_in_no_file(
    followed: Dossier, workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    before = len(followed.entries())
    noted(followed)
    (path,) = kept(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(followed.entries()) == before
    sent = export_bundle(workspace, followed, tmp_path / "pour le tiers.capx", audience="third_party")
    with zipfile.ZipFile(sent) as bundle:
        assert not any(WRITTEN.encode() in bundle.read(name) for name in bundle.namelist())
    assert not holds(workspace.data_dir, WRITTEN)


def test_another_person_of_the_computer_is_not_offered_it(
    followed: Dossier, workspace: Workspace, folder: Path
) -> None:
    noted(followed)
    workspace.add_profile("Zoé Paul")
    workspace.use_profile(workspace.profiles()[-1].fingerprint)
    assert workspace.open(followed.summary.id).room == Room()
    assert words(again(folder, followed).room) == words(Room())


def test_another_evaluation_has_its_own(followed: Dossier, workspace: Workspace) -> None:
    noted(followed)
    other = Structure("Une autre", "55208131766522", ("AI",), "Bretagne")
    assert workspace.open(workspace.new_assessment(other, "small", 2026).id).room == Room()


def test_concluding_records_it_and_leaves_nothing_behind(followed: Dossier, folder: Path) -> None:
    noted(followed)
    followed.conclude_meeting(followed.room)
    (held,) = followed.meetings()
    assert (held.present, held.next_day, held.decisions) == (NOTED.present, NOTED.next_day, WRITTEN)
    assert kept(folder) == []
    assert followed.room == again(folder, followed).room == Room()


def test_a_machine_that_stops_just_after_recording_does_not_offer_it_twice(
    followed: Dossier, folder: Path
) -> None:
    noted(followed)
    (path,) = kept(folder)
    left = path.read_bytes()
    followed.conclude_meeting(followed.room)
    path.write_bytes(left)
    assert again(folder, followed).room == Room()


def test_a_meeting_recorded_otherwise_does_not_erase_the_one_going_on(
    followed: Dossier, folder: Path
) -> None:
    noted(followed)
    followed.conclude_meeting(Room(present=("Paul",)))
    assert words(followed.room) == words(again(folder, followed).room) == words(NOTED)


def test_two_windows_that_conclude_the_same_meeting_record_both(followed: Dossier, folder: Path) -> None:
    noted(followed)
    here, there = followed.room, again(folder, followed, "there")
    assert there.room.decisions == WRITTEN
    followed.conclude_meeting(here)
    there.refresh()
    there.conclude_meeting(Room(decisions="Autre chose", begun=here.begun, id=here.id))
    assert [one.decisions for one in there.meetings()] == [WRITTEN, "Autre chose"]


def test_another_meeting_is_begun_on_demand(followed: Dossier, folder: Path) -> None:
    noted(followed)
    followed.forget_room()
    assert kept(folder) == []
    assert again(folder, followed).room == Room()
    followed.forget_room()


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff\xfe",
        b'{"present": 3, "reviewed": {"a": 1}, "next": "32/13", "decisions": []}',
        b"[" * 200_000,
    ],
)
def test_a_damaged_file_begins_another_meeting(followed: Dossier, folder: Path, held: bytes) -> None:
    noted(followed)
    (path,) = kept(folder)
    path.write_bytes(held)
    reopened = again(folder, followed)
    assert reopened.room == Room()
    assert words(noted(reopened).room) == words(NOTED)


def test_what_could_drive_the_terminal_is_taken_out_of_a_file_put_there(
    followed: Dossier, folder: Path
) -> None:
    noted(followed, Room(present=("Nadia",), decisions="Devis"))
    (path,) = kept(folder)
    path.write_text('{"present": ["Na\\u001b[2Jdia"], "decisions": "De\\u001b]52;c;c2FsdXQ=\\u0007vis"}')
    found = again(folder, followed).room
    assert "\x1b" not in found.present[0] + found.decisions


def test_when_it_cannot_be_kept_the_person_is_told_and_what_was_kept_stays(
    followed: Dossier, folder: Path
) -> None:
    noted(followed)
    (path,) = kept(folder)
    before = path.read_bytes()
    shutil.move(folder / FOLDER, folder / "ailleurs")
    (folder / FOLDER).write_text("un fichier à la place du dossier")
    followed.room = Room(decisions="Plus tard", id=followed.room.id)
    with pytest.raises(CapError):
        followed.keep_room()
    assert followed.room.decisions == "Plus tard"
    assert (folder / "ailleurs" / path.name).read_bytes() == before
