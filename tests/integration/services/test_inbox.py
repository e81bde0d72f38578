from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.core.review import NoteKind, Waiting
from cap_tui.services.dossier import Dossier
from cap_tui.services.journal import Author, Journal
from tests.building import ALL, environment, level
from tests.exchange import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director and a peer."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.meet()
    yield held
    held.leave()


def _told(dossier: Dossier) -> list[tuple[Waiting, str, str]]:
    return [(line.why, line.criterion, line.sentence.format(**line.values)) for line in dossier.inbox()]


def test_a_question_waits_for_its_answer_and_then_for_the_one_who_asked(meeting: Meeting) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    claire.finish()
    paul.finish()
    meeting.meet()
    assert _told(claire) == _told(paul) == []
    paul.annotate("visit", NoteKind.QUESTION, "Depuis\nquand ?")
    meeting.meet()
    asked = (Waiting.ANSWER, "visit", "Paul wrote on criterion 1.1.2: “Depuis quand ?”")
    assert (_told(claire), _told(paul)) == ([asked], [])
    (line,) = claire.inbox()
    assert line.target == claire.threads()[0].id
    claire.reply(line.target, "Depuis mars")
    meeting.meet()
    answered = (Waiting.ANSWER, "visit", "Claire wrote on criterion 1.1.2: “Depuis mars”")
    assert (_told(claire), _told(paul)) == ([], [answered])
    paul.resolve(line.target)
    assert _told(paul) == []


def test_who_has_answered_everything_is_reminded_to_say_so_and_the_director_sees_who_has_not(
    meeting: Meeting,
) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    meeting.joins("karim", Role.CONTRIBUTOR)
    expected = (Waiting.FINISH, "", "Still expected: Karim, Paul.")
    assert _told(claire) == [expected]
    assert _told(paul) == []
    for dossier in (claire, paul):
        for key in ALL:
            dossier.answer(key, level("engaged"))
    mine = "You have answered every criterion: say “I have finished” so that the others can go on."
    assert _told(paul) == [(Waiting.FINISH, "", mine)]
    assert _told(claire) == [(Waiting.FINISH, "", mine), expected]
    paul.finish()
    claire.finish()
    meeting.meet()
    assert _told(paul) == []
    assert _told(claire) == [(Waiting.FINISH, "", "Still expected: Karim.")]
    claire.advance()
    assert _told(claire) == [], "someone of the team cannot finish any more"


def test_proposals_wait_until_they_are_decided(meeting: Meeting) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    paul.finish()
    paul.propose_action("Nommer une tutrice", ("tutor",))
    meeting.meet()
    assert _told(claire) == [(Waiting.PROPOSAL, "tutor", "Paul proposes for the plan: “Nommer une tutrice”")]
    (line,) = claire.inbox()
    claire.decide(line.target, accepted=False)
    assert _told(claire) == []


def test_criteria_where_views_differ_wait_for_a_retained_position(meeting: Meeting) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    for key, theirs in (("booklet", "engaged"), ("visit", "exemplary")):
        claire.answer(key, level("to-build"))
        paul.answer(key, level(theirs))
    paul.finish()
    meeting.meet()
    assert _told(claire) == []
    claire.advance()
    meeting.meet()
    several = "Views differ and no position is retained yet. Criteria to pool: {}."
    assert _told(claire) == [(Waiting.DIVERGENCE, "visit", several.format(2))]
    assert _told(paul) == []
    claire.retain("visit", level("engaged"), reason="Vu")
    assert _told(claire) == [(Waiting.DIVERGENCE, "booklet", several.format(1))]
    claire.retain("booklet", level("engaged"), reason="Vu")
    assert _told(claire) == []


def _elsewhere(meeting: Meeting, whose: str, beside: str) -> Dossier:
    """Return the dossier as open on a second machine of someone, which knows what another's machine knows."""
    author = Author(meeting.open[whose]._author.key, "home")
    mine = meeting.open[whose]
    journal = Journal(meeting.machines[beside].opened, 1, mine.summary.id, author, environment("home"))
    journal.load()
    return Dossier(mine.summary, mine.questionnaire, journal, author, environment("home"))


def test_versions_written_apart_wait_for_whoever_may_choose(meeting: Meeting) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    paul.finish()
    claire.add_action(title="Écrire")
    meeting.meet()
    (line,) = claire.actions()
    at_home = _elsewhere(meeting, "claire", "paul")
    at_home.write("visit", "constat", "À la maison")
    at_home.set_action(line.id, title="Écrire à la maison")
    claire.write("visit", "constat", "Au bureau")
    claire.set_action(line.id, title="Écrire au bureau")
    paul.refresh()
    meeting.meet()
    apart = "Two versions were written apart, choose one. Fields concerned: {}."
    assert _told(claire) == [(Waiting.VERSIONS, "", apart.format(2))]
    assert _told(paul) == []
    claire.write("visit", "constat", "Les deux")
    assert _told(claire) == [(Waiting.VERSIONS, "", apart.format(1))]
    claire.set_action(line.id, title="Écrire ensemble")
    assert _told(claire) == []


def test_nobody_is_asked_to_choose_for_another_person(meeting: Meeting) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    paul.annotate("visit", NoteKind.REMARK, "Vu")
    paul.resolve(paul.threads()[0].id)
    meeting.meet()
    claire.finish()
    at_home = _elsewhere(meeting, "paul", "claire")
    for dossier, where in ((at_home, "maison"), (paul, "bureau")):
        dossier.write("visit", "constat", where)
        dossier.edit_note(dossier.threads()[0].id, where)
    claire.refresh()
    paul.finish()
    meeting.meet()
    assert len(claire.versions()) == 2
    assert _told(claire) == []
    apart = "Two versions were written apart, choose one. Fields concerned: 2."
    assert _told(paul) == [(Waiting.VERSIONS, "", apart)]


def test_the_plan_waits_for_its_visa_from_the_one_who_signs(meeting: Meeting) -> None:
    tina = meeting.joins("tina", Role.THIRD_PARTY)
    meeting.claire.add_action(title="Écrire le livret")
    for _phase in ("consensus", "planning"):
        meeting.claire.advance()
    meeting.meet()
    assert _told(tina) == [(Waiting.VISA, "", "The plan is ready for your visa.")]
    assert _told(meeting.claire) == _told(meeting.open["paul"]) == []
    tina.sign_visa(expected=tina.visa_state().state)
    meeting.meet()
    assert _told(tina) == []
    meeting.claire.add_action(title="Une de plus")
    meeting.meet()
    again = "The plan changed after your visa: read the changes and sign again."
    assert _told(tina) == [(Waiting.VISA, "", again)]
