from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase, Role
from cap_tui.core.review import NoteKind
from cap_tui.services.errors import UnknownEntryError
from tests.building import level
from tests.exchange import Meeting
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director, a peer, a third party and someone of the team, each having written."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.joins("tina", Role.THIRD_PARTY)
    held.joins("karim", Role.CONTRIBUTOR)
    held.claire.answer("visit", level("to-build"))
    held.claire.answer("visit", level("engaged"))
    held.open["paul"].answer("visit", level("controlled"))
    held.open["paul"].annotate("visit", NoteKind.REMARK, "Entre nous", private=True)
    held.open["karim"].write("visit", "constat", "Dit par Karim")
    held.meet()
    yield held
    held.leave()


def _told(dossier: Dossier, **filters: str) -> list[tuple[str, str, str, str]]:
    return [(line.author, line.what, line.before, line.after) for line in dossier.timeline(**filters)]


def test_the_history_says_who_wrote_what_over_what(meeting: Meeting) -> None:
    assert _told(meeting.claire, author="Claire", kind="opinion") == [
        ("Claire", "Position · 1.1.2", "○ À construire", "◔ Engagé"),
        ("Claire", "Position · 1.1.2", "", "○ À construire"),
    ]
    assert _told(meeting.claire, author="Paul") == [("Paul", "Position · 1.1.2", "", "◑ Maîtrisé")]
    assert [line.role for line in meeting.claire.timeline(author="Paul")] == [Role.PEER]


def test_the_history_never_says_which_voice_of_the_team_is_whose(meeting: Meeting) -> None:
    for name in ("claire", "paul", "tina"):
        assert not any(
            "Karim" in after for _author, _what, _before, after in _told(meeting.open[name], text="Dit")
        )
    assert [after for *_rest, after in _told(meeting.open["karim"], text="Dit")] == ["Dit par Karim"]


def test_private_remarks_are_told_to_reviewers_only(meeting: Meeting) -> None:
    for name, seen in (("claire", False), ("karim", False), ("paul", True), ("tina", True)):
        assert any("Entre nous" in after for *_rest, after in _told(meeting.open[name])) is seen


def test_someone_of_the_team_reads_others_positions_only_after_their_own(meeting: Meeting) -> None:
    karim = meeting.open["karim"]
    assert not any(author == "Paul" for author, *_rest in _told(karim))
    karim.finish()
    assert any(author == "Paul" for author, *_rest in _told(karim))


def test_the_history_is_filtered_by_criterion_and_words(meeting: Meeting) -> None:
    meeting.claire.answer("tutor", level("exemplary"))
    assert _told(meeting.claire, criterion="tutor") == [("Claire", "Position · 1.2.1", "", "● Exemplaire")]
    assert _told(meeting.claire, text="EXEMPLAIRE") == _told(meeting.claire, criterion="tutor")


def test_any_earlier_state_can_be_looked_at(meeting: Meeting) -> None:
    claire = meeting.claire
    first = claire.timeline(criterion="visit", author="Claire")[-1]
    claire.add_action(title="Nommer")
    go_to(claire, Phase.CONSENSUS)
    then = claire.as_of(first.hash)
    assert then.opinion("visit").position == level("to-build")
    assert then.official() == {"visit": level("to-build")}
    assert then.scores[""].score == 0
    assert (then.phase, then.actions()) == (Phase.COLLECTING, ())
    now = claire.as_of(claire.timeline()[0].hash)
    assert (now.phase, len(now.actions()), now.scores) == (Phase.CONSENSUS, 1, claire.scores)


def test_a_moment_that_is_not_there_or_not_ones_to_read_is_said(meeting: Meeting) -> None:
    private = next(line for line in meeting.open["paul"].timeline(kind="private"))
    for unknown in ("nothing", private.hash):
        with pytest.raises(UnknownEntryError):
            meeting.claire.as_of(unknown)
