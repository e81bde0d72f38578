from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import NotPermittedError, Role
from cap_tui.core.review import NoteKind
from cap_tui.services.doctor import examine
from cap_tui.services.errors import EraseReasonError, UnknownEntryError
from cap_tui.services.meeting_draft import Room
from tests.building import level
from tests.databases import holds
from tests.exchange import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "Numéro de téléphone de Yasmine"


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director and a peer who wrote too much."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.open["paul"].answer("visit", level("engaged"))
    held.open["paul"].write("visit", "constat", CANARY)
    held.open["paul"].annotate("visit", NoteKind.REMARK, CANARY)
    held.meet()
    yield held
    held.leave()


def _holds(meeting: Meeting, name: str) -> bool:
    return holds(meeting.machines[name].data_dir, CANARY)


def test_what_a_person_erases_is_gone_from_the_file_and_from_the_others(meeting: Meeting) -> None:
    paul = meeting.open["paul"]
    assert _holds(meeting, "paul")
    paul.erase_person(paul.me.id, "À sa demande")
    assert not _holds(meeting, "paul")
    assert paul.opinion("visit").position is None
    assert paul.opinion("visit").constat == ""
    assert [note.text for thread in paul.threads() for note in thread.notes] == []
    again = meeting.machines["paul"].open(paul.summary.id)
    assert again.opinion("visit").constat == ""
    assert all(finding.ok for finding in examine(meeting.machines["paul"]))


def test_an_old_copy_does_not_bring_back_what_was_erased(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    old = claire.entries()
    paul.erase_person(paul.me.id, "À sa demande")
    log = paul._journal.log
    log.extend(old)
    assert all(entry.value is None for entry in log if entry.hash in log.erased)
    assert CANARY not in json.dumps(paul.personal_data(), ensure_ascii=False)


def test_the_director_may_erase_anyone_and_nobody_else_may_erase_another(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    with pytest.raises(NotPermittedError):
        paul.erase_person(claire.me.id, "Pour nuire")
    claire.erase_person(paul.me.id, "À sa demande")
    assert not _holds(meeting, "claire")
    (_director, person) = claire.people()
    assert (person.name, person.roles) == ("", (Role.PEER,))


def test_erasing_the_directors_answers_takes_them_out_of_the_score_at_once(meeting: Meeting) -> None:
    claire = meeting.claire
    claire.answer("booklet", level("controlled"))
    assert claire.scores[""].positioned == 1
    claire.erase_person(claire.me.id, "Fin de la conservation")
    assert claire.scores[""].positioned == 0
    assert all(finding.ok for finding in examine(meeting.machines["claire"]))


def test_a_reason_is_needed_and_nothing_to_erase_is_said(meeting: Meeting) -> None:
    claire = meeting.claire
    with pytest.raises(EraseReasonError):
        claire.erase_person(claire.me.id, "  ")
    with pytest.raises(UnknownEntryError):
        claire.erase_person(claire.me.id, "Rien n’a été écrit")
    with pytest.raises(UnknownEntryError):
        claire.erase_note("annotation:nobody:nothing")


def test_everyone_gets_all_that_they_wrote_and_only_that(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    mine = paul.personal_data()
    assert mine["roles"] == ["peer"]
    assert mine["name"] == "Paul"
    assert [(item["kind"], item["field"]) for item in mine["entries"]] == [
        ("opinion", "position"),
        ("opinion", "constat"),
        ("annotation", "note"),
    ]
    json.dumps(mine)
    with pytest.raises(NotPermittedError):
        paul.personal_data(claire.me.id)
    assert claire.personal_data(paul.me.id)["entries"] == mine["entries"]


def test_the_meeting_someone_had_begun_to_note_here_goes_with_the_rest(meeting: Meeting) -> None:
    """Its draft is no entry: it would stay on the disk, with what was decided and who was there."""
    paul = meeting.open["paul"]
    paul.room = Room(decisions=CANARY, present=("Yasmine (fictive)",))
    paul.keep_room()
    drafts = meeting.machines["paul"].data_dir / "meetings"
    assert [CANARY in file.read_text(encoding="utf-8") for file in drafts.iterdir()] == [True]
    paul.erase_person(paul.me.id, "À sa demande")
    assert list(drafts.iterdir()) == []
    assert paul.room.empty
    paul.room = Room(decisions=CANARY)
    paul.keep_room()
    paul.erase_person(paul.me.id, "Rien d’autre n’est écrit")
    assert list(drafts.iterdir()) == []
    with pytest.raises(UnknownEntryError):
        paul.erase_person(paul.me.id, "Il n’y a plus rien")
