from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import NotPermittedError, Role
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.core.review import NoteKind
from cap_tui.core.text import MAX_TEXT
from cap_tui.services.errors import TextTooLongError
from cap_tui.services.review_errors import EmptyNoteError, UnknownNoteError, UnknownThreadError
from tests.exchange import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director, a peer, a third party and someone of the team."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.joins("tina", Role.THIRD_PARTY)
    held.joins("karim", Role.CONTRIBUTOR)
    held.meet()
    yield held
    held.leave()


def _texts(dossier: Dossier, criterion: str = "") -> list[list[str]]:
    return [[note.text for note in thread.notes] for thread in dossier.threads(criterion)]


def test_a_remark_arrives_is_answered_and_its_answer_comes_back(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    changes = paul.annotate("1.1.2", NoteKind.QUESTION, "  Depuis quand ?  ")
    assert changes
    meeting.meet()
    (thread,) = claire.threads("visit")
    assert (thread.kind, thread.criterion, thread.waiting) == (NoteKind.QUESTION, "visit", True)
    claire.reply(thread.id, "Depuis mars.")
    meeting.meet()
    assert _texts(paul) == [["Depuis quand ?", "Depuis mars."]]
    assert [note.author for note in paul.threads()[0].notes] == ["Paul", "Claire"]
    assert paul.threads("booklet") == ()


def test_nothing_two_people_say_apart_is_lost(meeting: Meeting) -> None:
    meeting.claire.annotate("visit", NoteKind.REMARK, "Premier")
    meeting.meet()
    (thread,) = meeting.claire.threads()
    meeting.open["paul"].reply(thread.id, "De Paul")
    meeting.open["tina"].reply(thread.id, "De Tina")
    meeting.claire.reply(thread.id, "De Claire")
    meeting.meet()
    for dossier in meeting.open.values():
        ((first, *answers),) = _texts(dossier)
        assert first == "Premier"
        assert sorted(answers) == ["De Claire", "De Paul", "De Tina"]
    assert len({tuple(_texts(dossier)[0]) for dossier in meeting.open.values()}) == 1


def test_what_reviewers_say_among_themselves_the_director_does_not_read(meeting: Meeting) -> None:
    meeting.open["paul"].annotate("visit", NoteKind.DISAGREEMENT, "Entre nous", private=True)
    meeting.meet()
    (thread,) = meeting.open["tina"].threads()
    assert thread.private
    meeting.open["tina"].reply(thread.id, "D'accord")
    meeting.meet()
    assert _texts(meeting.open["paul"]) == [["Entre nous", "D'accord"]]
    for name in ("claire", "karim"):
        assert meeting.open[name].threads() == ()
        with pytest.raises(UnknownThreadError):
            meeting.open[name].reply(thread.id, "Je devine")
        with pytest.raises(UnknownThreadError):
            meeting.open[name].resolve(thread.id)


def test_only_reviewers_write_in_private(meeting: Meeting) -> None:
    for name in ("claire", "karim"):
        with pytest.raises(NotPermittedError):
            meeting.open[name].annotate("visit", NoteKind.REMARK, "Secret", private=True)


def test_one_corrects_and_takes_away_only_what_one_wrote(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    paul.annotate("visit", NoteKind.REMARK, "Il manque un livré")
    meeting.meet()
    (thread,) = claire.threads()
    claire.reply(thread.id, "Merci")
    meeting.meet()
    with pytest.raises(UnknownNoteError):
        claire.edit_note(thread.id, "Tout va bien")
    with pytest.raises(UnknownNoteError):
        claire.remove_note(thread.id)
    assert not paul.edit_note(thread.id, "Il manque un livré"), "nothing changed, nothing written"
    paul.edit_note(thread.id, "Il manque un livret")
    meeting.meet()
    assert _texts(claire) == [["Il manque un livret", "Merci"]]
    paul.remove_note(thread.id)
    meeting.meet()
    assert _texts(claire) == [["Merci"]]
    with pytest.raises(UnknownNoteError):
        paul.edit_note(thread.id, "Trop tard")


def test_a_thread_is_closed_and_opened_again_by_those_who_may(meeting: Meeting) -> None:
    paul, claire, karim = (meeting.open[name] for name in ("paul", "claire", "karim"))
    karim.annotate("visit", NoteKind.GOOD_PRACTICE, "Le café du matin")
    meeting.meet()
    (thread,) = paul.threads()
    assert claire.open_threads("visit") == 1
    with pytest.raises(NotPermittedError):
        karim.resolve(thread.id)
    paul.resolve(thread.id)
    assert not paul.resolve(thread.id), "said twice, written once"
    meeting.meet()
    assert [(item.resolved, item.resolved_by) for item in claire.threads()] == [(True, "Paul")]
    assert claire.open_threads("1.1.2") == 0
    claire.resolve(thread.id, on=False)
    assert claire.open_threads("visit") == 1


def test_a_remark_without_words_or_out_of_bounds_is_refused_with_nothing_written(meeting: Meeting) -> None:
    claire = meeting.claire
    before = len(claire.entries())
    for text in ("", "  \n ", "\u200e\x1b"):
        with pytest.raises(EmptyNoteError):
            claire.annotate("visit", NoteKind.REMARK, text)
    with pytest.raises(TextTooLongError):
        claire.annotate("visit", NoteKind.REMARK, "a" * (MAX_TEXT + 1))
    with pytest.raises(UnknownCriterionError):
        claire.annotate("9.9.9", NoteKind.REMARK, "Où ?")
    with pytest.raises(UnknownThreadError):
        claire.reply("annotation:nobody:1", "À qui ?")
    with pytest.raises(UnknownThreadError):
        claire.reply("", "À qui ?")
    assert len(claire.entries()) == before


def test_someone_of_the_team_remarks_while_collecting_only(meeting: Meeting) -> None:
    karim = meeting.open["karim"]
    karim.annotate("visit", NoteKind.REMARK, "Pendant")
    meeting.meet()
    meeting.claire.advance()
    meeting.meet()
    with pytest.raises(NotPermittedError):
        karim.annotate("visit", NoteKind.REMARK, "Après")
    assert _texts(karim) == [["Pendant"]]
