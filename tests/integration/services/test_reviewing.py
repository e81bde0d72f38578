from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ANNOTATION, OPINION, PROPOSAL, RETAINED, opinion_target, target_of
from cap_tui.core.permissions import NotPermittedError, Role
from cap_tui.core.positions import Opinion
from cap_tui.core.review import CrossedViews, Divergence
from cap_tui.core.visibility import BLIND, FINISH_FIRST, NO_ROLE
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.dossier import Dossier
from cap_tui.services.errors import FinishedError
from cap_tui.services.journal import Author, Journal
from cap_tui.services.reviewing import by_divergence
from tests.building import UNKNOWN, environment, level, not_applicable
from tests.exchange import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director, a peer and a third party who know of each other."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.joins("tina", Role.THIRD_PARTY)
    held.meet()
    yield held
    held.leave()


def _voices(dossier: Dossier, criterion: str) -> list[tuple[str, Role, str]]:
    return [
        (voice.name, voice.role, voice.opinion.position.level if voice.opinion.position else "")
        for voice in dossier.views(criterion).voices
    ]


def _team(meeting: Meeting, *levels: str) -> list[str]:
    """Let as many people of the team in as there are levels, each of whom takes one and finishes."""
    names = [f"voix{number}" for number in range(1, len(levels) + 1)]
    for name in names:
        meeting.joins(name, Role.CONTRIBUTOR)
    for name, chosen in zip(names, levels, strict=True):
        meeting.open[name].answer("visit", level(chosen))
        meeting.open[name].write("visit", "constat", f"Dit par {name}")
        meeting.open[name].finish()
    meeting.meet()
    return names


def test_everyone_sees_the_three_views_side_by_side_with_how_far_they_are(meeting: Meeting) -> None:
    meeting.claire.answer("visit", level("engaged"))
    meeting.open["paul"].answer("visit", level("exemplary"))
    meeting.open["tina"].answer("visit", level("engaged"))
    meeting.meet()
    for dossier in meeting.open.values():
        assert _voices(dossier, "1.1.2") == [
            ("Claire", Role.DIRECTOR, "engaged"),
            ("Paul", Role.PEER, "exemplary"),
            ("Tina", Role.THIRD_PARTY, "engaged"),
        ]
        views = dossier.views("visit")
        assert (views.criterion, views.gap, views.divergence) == ("visit", 2, Divergence.MAJOR)
        assert (views.team, views.team_count, views.retained, views.hidden) == (None, 0, None, "")
        assert views.versions == {}


def test_criteria_to_talk_about_come_with_the_largest_divergence_first(meeting: Meeting) -> None:
    said = {
        "booklet": ("engaged", "controlled"),
        "visit": ("to-build", "exemplary"),
        "tutor": ("engaged", "engaged"),
        "transport": ("controlled", "engaged"),
    }
    for key, (mine, theirs) in said.items():
        meeting.claire.answer(key, level(mine))
        meeting.open["paul"].answer(key, level(theirs))
    meeting.claire.answer("partners", UNKNOWN)
    meeting.open["paul"].answer("partners", UNKNOWN)
    meeting.meet()
    found = [(views.criterion, views.gap) for views in meeting.claire.divergences()]
    assert found == [("visit", 3), ("booklet", 1), ("transport", 1), ("partners", 0)]
    everything = [views.criterion for views in meeting.claire.pooling()]
    assert everything == ["visit", "booklet", "transport", "tutor", "partners"]


def test_conforming_against_not_conforming_comes_before_a_gap_as_large_between_conforming_ones() -> None:
    views = [
        CrossedViews(str(far), (), None, 0, far, gap, None)
        for far, gap in (
            (Divergence.NONE, 0),
            (Divergence.MINOR, 1),
            (Divergence.MAJOR, 1),
            (Divergence.MAJOR, 2),
        )
    ]
    assert [(item.divergence, item.gap) for item in by_divergence(views)] == [
        (Divergence.MAJOR, 2),
        (Divergence.MAJOR, 1),
        (Divergence.MINOR, 1),
        (Divergence.NONE, 0),
    ]


def test_one_view_alone_is_not_a_divergence(meeting: Meeting) -> None:
    meeting.claire.answer("visit", UNKNOWN)
    assert meeting.claire.divergences() == ()
    assert meeting.claire.views("visit").divergence is Divergence.NONE
    meeting.claire.answer("visit", not_applicable())
    meeting.open["paul"].answer("visit", level("engaged"))
    meeting.meet()
    assert [views.gap for views in meeting.claire.divergences()] == [4]


def test_no_name_stands_beside_an_opinion_of_the_team_whatever_their_number(meeting: Meeting) -> None:
    names = _team(meeting, "to-build", "engaged", "exemplary", "engaged")
    for name in ("claire", "paul", "tina"):
        views = meeting.open[name].views("visit")
        assert views.voices == ()
        assert views.team_count == 4
        assert views.team is not None
        assert (views.team.count, views.team.median, views.team.spread) == (4, "engaged", 3)
        assert sorted(views.team.comments) == [f"Dit par {name}" for name in names]
    assert [voice.participant for voice in meeting.open["voix1"].views("visit").voices] == [
        meeting.open["voix1"].me.id
    ]


def test_two_voices_of_the_team_are_not_shown_to_anybody(meeting: Meeting) -> None:
    _team(meeting, "to-build", "engaged")
    meeting.claire.advance()
    meeting.meet()
    for dossier in meeting.open.values():
        views = dossier.views("visit")
        assert (views.team, views.team_count) == (None, 2)


def test_a_fourth_voice_is_not_told_by_the_difference_it_makes(meeting: Meeting) -> None:
    _team(meeting, "to-build", "engaged", "engaged")
    assert meeting.claire.views("visit").team is not None
    late = meeting.joins("tardive", Role.CONTRIBUTOR)
    late.answer("visit", level("exemplary"))
    meeting.meet()
    assert meeting.claire.views("visit").team is None
    late.finish()
    meeting.meet()
    team = meeting.claire.views("visit").team
    assert team is not None
    assert team.count == 4


def test_who_forgot_to_say_they_had_finished_counts_once_collecting_is_over(meeting: Meeting) -> None:
    _team(meeting, "to-build", "engaged", "engaged")
    late = meeting.joins("tardive", Role.CONTRIBUTOR)
    late.answer("visit", level("exemplary"))
    meeting.meet()
    meeting.claire.advance()
    team = meeting.claire.views("visit").team
    assert team is not None
    assert team.counts == {"to-build": 1, "engaged": 2, "controlled": 0, "exemplary": 1}


@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_change_of_roles_does_not_tell_which_voice_was_theirs(meeting: Meeting, *, withdrawn: bool) -> None:
    _team(meeting, "to-build", "engaged", "engaged")
    before = meeting.claire.views("visit").team
    assert before is not None
    person = meeting.open["voix1"].me
    meeting.claire.revoke(person.id)
    if not withdrawn:
        meeting.claire.grant(person.fingerprint, Role.PEER)
    views = meeting.claire.views("visit")
    assert views.team == before
    assert views.voices == ()


def test_a_contributor_reads_the_others_once_they_have_finished(meeting: Meeting) -> None:
    meeting.claire.answer("visit", level("engaged"))
    mine = meeting.joins("karim", Role.CONTRIBUTOR)
    meeting.meet()
    mine.answer("visit", level("to-build"))
    views = mine.views("visit")
    assert views.hidden == FINISH_FIRST
    assert [voice.role for voice in views.voices] == [Role.CONTRIBUTOR]
    assert views.divergence is Divergence.NONE
    mine.finish()
    views = mine.views("visit")
    assert views.hidden == ""
    assert [voice.role for voice in views.voices] == [Role.DIRECTOR, Role.CONTRIBUTOR]


def test_a_blind_evaluation_hides_the_others_from_reviewers_until_they_finish(meeting: Meeting) -> None:
    meeting.claire.set_blind(True)
    meeting.claire.answer("visit", level("engaged"))
    paul = meeting.open["paul"]
    paul.answer("visit", level("exemplary"))
    meeting.meet()
    assert paul.views("visit").hidden == BLIND
    assert _voices(paul, "visit") == [("Paul", Role.PEER, "exemplary")]
    assert paul.divergences() == ()
    assert len(meeting.claire.views("visit").voices) == 2
    paul.finish()
    assert len(paul.views("visit").voices) == 2
    assert [views.criterion for views in paul.divergences()] == ["visit"]


def test_someone_without_a_role_reads_nobody(meeting: Meeting) -> None:
    meeting.claire.answer("visit", level("engaged"))
    stranger = Author(SigningKey.generate(), "elsewhere")
    claire = meeting.claire
    journal = Journal(
        meeting.machines["claire"].opened, 1, claire.summary.id, stranger, environment("stranger")
    )
    journal.load()
    theirs = Dossier(claire.summary, claire.questionnaire, journal, stranger, environment("stranger"))
    views = theirs.views("visit")
    assert (views.hidden, views.voices, views.team_count) == (NO_ROLE, (), 0)
    assert (theirs.me.me, theirs.me.roles) == (True, ())
    with pytest.raises(NotPermittedError):
        theirs.finish()


def test_who_has_finished_writes_no_more_until_they_open_their_answers_again(meeting: Meeting) -> None:
    claire = meeting.claire
    claire.answer("visit", level("engaged"))
    assert not claire.finished
    claire.finish()
    assert claire.finished
    with pytest.raises(FinishedError):
        claire.answer("visit", level("exemplary"))
    with pytest.raises(FinishedError):
        claire.undo()
    assert claire.opinion("visit") == Opinion(position=level("engaged"))
    claire.write("visit", "evidence", "Planning affiché")
    assert not claire.finish(), "said twice, written once"
    claire.finish(on=False)
    claire.answer("visit", level("exemplary"))
    meeting.meet()
    assert [person.finished for person in meeting.open["paul"].people()] == [False, False, False]


def test_the_director_attaches_evidence_in_every_phase_after_having_finished(meeting: Meeting) -> None:
    meeting.claire.finish()
    meeting.claire.advance()
    meeting.claire.write("visit", "evidence", "Planning affiché")
    assert meeting.claire.opinion("visit").evidence == "Planning affiché"


def test_everyone_who_takes_part_is_listed_whether_anything_of_theirs_came_or_not(meeting: Meeting) -> None:
    meeting.open["paul"].answer("visit", level("engaged"))
    meeting.open["paul"].finish()
    meeting.joins("karim", Role.CONTRIBUTOR)
    meeting.meet()
    told = [
        (person.name, person.roles, person.finished, person.present, person.me)
        for person in meeting.claire.people()
    ]
    assert told == [
        ("Claire", (Role.DIRECTOR,), False, True, True),
        ("Karim", (Role.CONTRIBUTOR,), False, False, False),
        ("Paul", (Role.PEER,), True, True, False),
        ("Tina", (Role.THIRD_PARTY,), False, False, False),
    ]
    me = meeting.open["tina"].me
    assert (me.name, me.roles, me.me) == ("Tina", (Role.THIRD_PARTY,), True)
    assert meeting.claire.people()[3].id == me.fingerprint
    meeting.claire.revoke(meeting.open["paul"].me.id)
    assert [person.name for person in meeting.claire.people()] == ["Claire", "Karim", "Tina", "Paul"]


def test_versions_of_one_opinion_written_apart_are_marked(meeting: Meeting) -> None:
    paul = meeting.open["paul"]
    home = Author(paul._author.key, "home")
    journal = Journal(meeting.machines["claire"].opened, 1, paul.summary.id, home, environment("home"))
    journal.load()
    elsewhere = Dossier(paul.summary, paul.questionnaire, journal, home, environment("home"))
    elsewhere.write("visit", "constat", "À la maison")
    paul.write("visit", "constat", "Au bureau")
    paul.write("visit", "strengths", "Une seule fois")
    meeting.claire.refresh()
    meeting.hand("paul", "claire")
    assert meeting.claire.views("visit").versions == {"constat": 2}


def test_what_another_program_wrote_uncleaned_never_reaches_the_screen(meeting: Meeting) -> None:
    paul, bad = meeting.open["paul"], "\x1b]52;c;bWFs\x07\u202egnp"
    mine = paul.me.id
    note = {"criterion": "visit", "kind": "remark", "thread": "", "text": bad}
    drafts = [
        Draft(OPINION, opinion_target(mine, "visit"), "constat", bad),
        Draft(
            OPINION, opinion_target(mine, "visit"), "position", {"stance": "not_applicable", "reason": bad}
        ),
        Draft(ANNOTATION, target_of(ANNOTATION, mine, "1"), "note", note),
        Draft(
            PROPOSAL, target_of(PROPOSAL, mine, "1"), "line", {"title": bad, "criteria": [bad], "owner": bad}
        ),
    ]
    paul._commit(lambda: drafts)
    meeting.claire.advance()
    value = {"position": level("engaged").to_json(), "reason": bad, "agreed": [bad]}
    meeting.claire._commit(lambda: [Draft(RETAINED, target_of(RETAINED, "visit"), "position", value)])
    meeting.meet()
    claire = meeting.claire
    shown = repr(
        (claire.views("visit"), claire.threads(), claire.proposals(), claire.inbox(), claire.timeline())
    )
    assert "]52;c;bWFs" in shown
    assert r"\x1b" not in shown
    assert r"\u202e" not in shown
