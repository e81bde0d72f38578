from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import DECISION, PROPOSAL, target_of
from cap_tui.core.permissions import NotPermittedError, Role
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.services.errors import ActionFieldError, ActionTitleError, UnknownActionError
from cap_tui.services.review_errors import AcceptedProposalError, EmptyNoteError, UnknownProposalError
from tests.exchange import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director, a peer and someone of the team; the plan has one line."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.joins("karim", Role.CONTRIBUTOR)
    held.claire.add_action(title="Écrire le livret")
    held.meet()
    yield held
    held.leave()


def test_an_accepted_proposal_becomes_a_line_of_the_plan_as_it_was_written(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    paul.propose_action("Nommer une tutrice", ("tutor",), due=date(2027, 3, 1), owner="Karim")
    meeting.meet()
    (proposal,) = claire.proposals()
    assert (proposal.author, proposal.role, proposal.decision, proposal.action) == ("Paul", Role.PEER, "", "")
    changes = claire.decide(proposal.id, accepted=True)
    (line,) = changes.actions.values()
    assert line is not None
    assert (line.number, line.title, line.criteria, line.due, line.owner) == (
        2, "Nommer une tutrice", ("tutor",), date(2027, 3, 1), "Karim",
    )  # fmt: skip
    meeting.meet()
    (seen,) = paul.proposals()
    assert (seen.decision, seen.action) == ("accepted", line.id)
    assert [action.title for action in paul.actions()] == ["Écrire le livret", "Nommer une tutrice"]


def test_an_accepted_proposal_is_in_the_plan_once(meeting: Meeting) -> None:
    meeting.open["karim"].propose_action("Afficher le planning")
    meeting.meet()
    claire = meeting.claire
    (proposal,) = claire.proposals()
    claire.decide(proposal.id, accepted=True)
    assert not claire.decide(proposal.id, accepted=True)
    with pytest.raises(AcceptedProposalError):
        claire.decide(proposal.id, accepted=False)
    assert len(claire.actions()) == 2


def test_accepting_is_one_gesture_that_undo_takes_back_whole(meeting: Meeting) -> None:
    meeting.open["karim"].propose_action("Afficher le planning")
    meeting.meet()
    claire = meeting.claire
    (proposal,) = claire.proposals()
    claire.decide(proposal.id, accepted=True)
    claire.undo()
    assert [action.title for action in claire.actions()] == ["Écrire le livret"]
    assert [item.decision for item in claire.proposals()] == [""]
    claire.decide(proposal.id, accepted=True)
    assert [action.title for action in claire.actions()] == ["Écrire le livret", "Afficher le planning"]


def test_a_declined_proposal_says_why_and_may_be_taken_up_again(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    paul.propose_action("Tout refaire")
    meeting.meet()
    (proposal,) = claire.proposals()
    claire.decide(proposal.id, accepted=False, reason="Pas cette année")
    meeting.meet()
    (seen,) = paul.proposals()
    assert (seen.decision, seen.reason, seen.action) == ("declined", "Pas cette année", "")
    assert len(claire.actions()) == 1
    claire.decide(proposal.id, accepted=True)
    assert [item.decision for item in claire.proposals()] == ["accepted"]


def test_a_proposal_that_does_not_fit_is_refused_with_nothing_written(meeting: Meeting) -> None:
    paul = meeting.open["paul"]
    before = len(paul.entries())
    with pytest.raises(ActionTitleError):
        paul.propose_action("  ")
    with pytest.raises(UnknownCriterionError):
        paul.propose_action("Nommer", ("nowhere",))
    with pytest.raises(ActionFieldError):
        paul.propose_action("Nommer", effort="XXL")
    with pytest.raises(UnknownProposalError):
        meeting.claire.decide("proposal:nobody:1", accepted=True)
    assert len(paul.entries()) == before


def test_who_writes_the_plan_decides_and_who_proposes_does_not(meeting: Meeting) -> None:
    paul = meeting.open["paul"]
    paul.propose_action("Nommer une tutrice")
    (proposal,) = paul.proposals()
    with pytest.raises(NotPermittedError):
        paul.decide(proposal.id, accepted=True)
    with pytest.raises(NotPermittedError):
        meeting.claire.propose_action("À moi-même")
    assert [item.decision for item in paul.proposals()] == [""]


def test_proposals_of_a_form_nobody_knows_break_nothing(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    odd: tuple[Any, ...] = (
        None,
        3,
        [],
        {"title": ["x"], "criteria": 5, "due": {}},
        {"progress": 1e999, "number": "x"},
    )
    paul._commit(
        lambda: [
            Draft(PROPOSAL, target_of(PROPOSAL, paul.me.id, str(number)), "line", value)
            for number, value in enumerate(odd)
        ]
    )
    paul.propose_action("Nommer une tutrice")
    meeting.meet()
    good = claire.proposals()[-1]
    assert good.line.title == "Nommer une tutrice"
    strange = {"accepted": ["yes"], "reason": 4}
    claire._commit(lambda: [Draft(DECISION, target_of(DECISION, good.id), "decision", strange)])
    assert claire.proposals()[-1].decision == ""


def test_the_follow_up_is_noted_by_those_who_accompany(meeting: Meeting) -> None:
    paul, claire = meeting.open["paul"], meeting.claire
    for _phase in ("consensus", "planning"):
        claire.advance()
    claire.sign_visa(expected=claire.visa_state().state)
    claire.advance()
    meeting.meet()
    (line,) = claire.actions()
    claire.note_followup("Revue du trimestre")
    meeting.meet()
    paul.note_followup("Livret vu, bien avancé", line.id)
    meeting.meet()
    told = [(note.author, note.role, note.text, note.mine) for note in claire.followups()]
    assert told == [
        ("Paul", Role.PEER, "Livret vu, bien avancé", False),
        ("Claire", Role.DIRECTOR, "Revue du trimestre", True),
    ]
    assert [note.text for note in claire.followups(line.id)] == ["Livret vu, bien avancé"]
    with pytest.raises(EmptyNoteError):
        claire.note_followup(" ")
    with pytest.raises(UnknownActionError):
        claire.note_followup("Sur quoi ?", "no-such-line")
    with pytest.raises(NotPermittedError):
        meeting.open["karim"].note_followup("Moi aussi")
