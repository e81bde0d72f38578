"""The follow-up meeting: what is gone through first, what it leaves, and minutes that say only what changed since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import MEETING, RECORD, target_of
from cap_tui.core.meetings import Urgency, urgency
from cap_tui.core.permissions import NotPermittedError, Phase, Role
from cap_tui.core.plan import State
from cap_tui.services.errors import UnexplainedError, UnsettledError
from cap_tui.services.meeting import MeetingDayError, UnknownMeetingError
from cap_tui.services.meeting_draft import Room
from tests.building import START
from tests.exchange import Meeting
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.core.plan import Action
    from cap_tui.reports.minutes.data import Line
    from cap_tui.services.dossier import Dossier

TODAY = START.date()  # 2 March 2026
BOOKLET, VISIT, TUTOR, CHARTER = (
    "Écrire le livret",
    "Planifier la visite",
    "Nommer les tuteurs",
    "Afficher la charte",
)


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director and a peer; the plan, sealed, has one line late, two due soon, one for later."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    claire = held.claire
    for title, due in (
        (CHARTER, date(2026, 12, 1)), (VISIT, date(2026, 3, 20)), (BOOKLET, date(2026, 2, 1)), (TUTOR, date(2026, 3, 10)),
    ):  # fmt: skip
        claire.add_action(title=title, owner="Nadia", due=due)
    go_to(claire, Phase.FOLLOW_UP)
    held.meet()
    yield held
    held.leave()


def line(dossier: Dossier, title: str) -> Action:
    return next(action for action in dossier.actions() if action.title == title)


def told(found: tuple[Line, ...]) -> list[tuple[str, list[tuple[str, str, str, tuple[str, ...]]]]]:
    return [
        (one.action.title, [(change.label, change.before, change.after, change.reasons) for change in one.changes])
        for one in found
    ]  # fmt: skip


def conclude(dossier: Dossier, *titles: str, **more: object) -> str:
    """Conclude a meeting that went through some actions and return its id."""
    dossier.conclude_meeting(Room(tuple(line(dossier, title).id for title in titles), **more))  # type: ignore[arg-type]  # fields of Room
    return dossier.meetings()[-1].id


def test_the_oldest_delay_comes_first_and_what_is_far_or_over_comes_last(meeting: Meeting) -> None:
    claire = meeting.claire
    assert [one.title for one in claire.agenda()] == [BOOKLET, TUTOR, VISIT, CHARTER]
    assert [urgency(one, TODAY) for one in claire.agenda()] == [
        Urgency.LATE, Urgency.DUE, Urgency.DUE, Urgency.OTHER,
    ]  # fmt: skip
    claire.set_action(line(claire, BOOKLET).id, state=State.DROPPED, drop_reason="Fait par le siège")
    assert [one.title for one in claire.agenda()] == [TUTOR, VISIT, CHARTER, BOOKLET]


def test_a_date_moves_in_follow_up_only_with_a_reason_that_the_history_keeps(meeting: Meeting) -> None:
    claire = meeting.claire
    booklet = line(claire, BOOKLET)
    for values in ({"due": date(2026, 5, 1)}, {"due": None}, {"due": date(2026, 5, 1), "due_reason": "  "}):
        with pytest.raises(UnexplainedError):
            claire.set_action(booklet.id, **values)
    assert line(claire, BOOKLET).due == date(2026, 2, 1)
    claire.set_action(booklet.id, due=date(2026, 5, 1), due_reason="Imprimeur en retard")
    claire.set_action(booklet.id, due=date(2026, 6, 1), due_reason="Imprimeur en retard")
    assert [(one.field, one.after) for one in claire.action_history(booklet.id)[:4]] == [
        ("due_reason", "Imprimeur en retard"), ("due", "01/06/2026"),
        ("due_reason", "Imprimeur en retard"), ("due", "01/05/2026"),
    ]  # fmt: skip
    claire.undo()
    assert line(claire, BOOKLET).due == date(2026, 5, 1)


def test_before_the_follow_up_dates_are_still_being_chosen_and_need_no_reason(dossier: Dossier) -> None:
    dossier.add_action(title=BOOKLET, due=date(2026, 5, 1))
    dossier.set_action(line(dossier, BOOKLET).id, due=date(2026, 6, 1))
    assert line(dossier, BOOKLET).due == date(2026, 6, 1)


def test_a_first_date_is_not_a_move(meeting: Meeting) -> None:
    claire = meeting.claire
    claire.set_action(line(claire, BOOKLET).id, due=None, due_reason="Suspendu")
    claire.set_action(line(claire, BOOKLET).id, due=date(2026, 9, 1))
    assert line(claire, BOOKLET).due == date(2026, 9, 1)


def test_abandoning_says_why_whatever_the_phase(dossier: Dossier) -> None:
    dossier.add_action(title=BOOKLET)
    booklet = line(dossier, BOOKLET)
    with pytest.raises(UnexplainedError):
        dossier.set_action(booklet.id, state=State.DROPPED)
    dossier.set_action(booklet.id, state=State.DROPPED, drop_reason="Fait par le siège")
    assert (line(dossier, BOOKLET).state, line(dossier, BOOKLET).drop_reason) == (
        State.DROPPED,
        "Fait par le siège",
    )
    dossier.set_action(booklet.id, state=State.DROPPED, progress=10)
    dossier.set_action(booklet.id, state=State.IN_PROGRESS)
    assert line(dossier, BOOKLET).drop_reason == "", "an action taken up again is not abandoned"


@pytest.mark.parametrize("effective", ["yes", "partly"])
def test_an_action_found_effective_is_settled_with_its_proof_and_its_date(
    dossier: Dossier, effective: str
) -> None:
    dossier.add_action(title=BOOKLET)
    key = line(dossier, BOOKLET).id
    proof = {"effectiveness_proof": "28 livrets remis", "effectiveness_date": date(2026, 3, 1)}
    for missing in proof:
        given = {name: value for name, value in proof.items() if name != missing}
        with pytest.raises(UnsettledError):
            dossier.set_action(key, state=State.CLOSED, effectiveness=effective, **given)
    dossier.set_action(key, state=State.CLOSED)
    with pytest.raises(UnsettledError):
        dossier.set_action(key, effectiveness=effective)
    dossier.set_action(key, effectiveness="no")
    dossier.set_action(key, effectiveness=effective, **proof)
    assert line(dossier, BOOKLET).effectiveness == effective


def test_the_first_minutes_tell_what_changed_since_the_plan_was_sealed(meeting: Meeting) -> None:
    claire = meeting.claire
    booklet = line(claire, BOOKLET)
    claire.set_action(booklet.id, state=State.IN_PROGRESS, progress=30)
    claire.set_action(booklet.id, due=date(2026, 5, 1), due_reason="Imprimeur en retard")
    claire.note_followup("Devis reçu.", booklet.id)
    claire.note_followup("Le plan avance.")
    claire.set_action(line(claire, CHARTER).id, state=State.DONE)
    held = conclude(
        claire,
        BOOKLET,
        VISIT,
        present=("Nadia", " Éric "),
        next_day=date(2026, 4, 6),
        decisions="Demander un devis",
    )
    minutes = claire.minutes(held)
    assert minutes.since is None
    assert told(minutes.reviewed) == [
        (BOOKLET, [
            ("Échéance", "01/02/2026", "01/05/2026", ("Imprimeur en retard",)),
            ("État", "À lancer", "En cours", ()),
            ("Avancement", "0\u00a0%", "30\u00a0%", ()),
        ]),
        (VISIT, []),
    ]  # fmt: skip
    assert told(minutes.others) == [(CHARTER, [("État", "À lancer", "Réalisée", ())])]
    assert [[note.text for note in one.notes] for one in minutes.reviewed] == [["Devis reçu."], []]
    assert [note.text for note in minutes.notes] == ["Le plan avance."]
    record = minutes.meeting
    assert (record.number, record.day, record.by, record.role) == (1, TODAY, "Claire", Role.DIRECTOR)
    assert (record.present, record.next_day, record.decisions) == (
        ("Nadia", "Éric"), date(2026, 4, 6), "Demander un devis",
    )  # fmt: skip
    assert minutes.late == 0


def test_the_second_minutes_tell_only_what_changed_since_the_first(meeting: Meeting) -> None:
    claire = meeting.claire
    booklet, visit = line(claire, BOOKLET), line(claire, VISIT)
    claire.set_action(booklet.id, due=date(2026, 5, 1), due_reason="Imprimeur en retard")
    claire.note_followup("Devis reçu.", booklet.id)
    first = conclude(claire, BOOKLET, VISIT)
    before = claire.minutes(first)
    claire.set_action(booklet.id, progress=60)
    claire.set_action(visit.id, due=date(2026, 4, 1), due_reason="Gel")
    claire.undo()
    claire.set_action(visit.id, state=State.DROPPED, drop_reason="Visite faite en groupe")
    claire.note_followup("Maquette relue.", booklet.id)
    second = conclude(claire, BOOKLET)
    minutes = claire.minutes(second)
    assert (minutes.meeting.number, minutes.since) == (2, TODAY)
    assert told(minutes.reviewed) == [(BOOKLET, [("Avancement", "0\u00a0%", "60\u00a0%", ())])]
    assert [note.text for note in minutes.reviewed[0].notes] == ["Maquette relue."]
    assert told(minutes.others) == [
        (VISIT, [("État", "À lancer", "Abandonnée", ("Visite faite en groupe",))])
    ]
    assert claire.minutes(first) == before, "the first minutes stay what they were"
    assert claire.since_last_meeting() == {}


def test_what_was_written_apart_before_a_meeting_and_arrives_after_it_is_in_the_next_minutes(
    meeting: Meeting,
) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    paul.note_followup("Vu sur place.", line(paul, BOOKLET).id)
    first = conclude(claire, BOOKLET)
    assert claire.minutes(first).reviewed[0].notes == ()
    meeting.meet()
    assert claire.minutes(first).reviewed[0].notes == ()
    second = conclude(claire, BOOKLET)
    (told_line,) = claire.minutes(second).reviewed
    assert [(note.text, note.author) for note in told_line.notes] == [("Vu sur place.", "Paul")]
    meeting.meet()
    assert paul.minutes(second).reviewed[0].notes[0].text == "Vu sur place."


def test_a_peer_may_hold_a_meeting_and_a_contributor_or_another_phase_may_not(meeting: Meeting) -> None:
    karim = meeting.joins("karim", Role.CONTRIBUTOR)
    with pytest.raises(NotPermittedError):
        karim.conclude_meeting(Room())
    paul = meeting.open["paul"]
    paul.conclude_meeting(Room(present=("Paul",)))
    meeting.meet()
    assert [(one.by, one.role) for one in meeting.claire.meetings()] == [("Paul", Role.PEER)]
    meeting.claire.advance()
    with pytest.raises(NotPermittedError):
        meeting.claire.conclude_meeting(Room())


def test_the_next_meeting_is_not_before_this_one_and_unknown_ones_are_refused(meeting: Meeting) -> None:
    with pytest.raises(MeetingDayError):
        meeting.claire.conclude_meeting(Room(next_day=date(2026, 3, 1)))
    with pytest.raises(UnknownMeetingError):
        meeting.claire.minutes("meeting:x:1")
    assert meeting.claire.meetings() == ()


def test_a_record_made_by_hand_can_neither_break_the_list_nor_carry_escapes(meeting: Meeting) -> None:
    claire = meeting.claire
    forms: tuple[object, ...] = (
        3, [], {"day": "32/13"}, {"present": "Nadia"}, {"present": [3, "\x1b]52;c;eA==\x07Éric"], "reviewed": {"a": 1}},
        {"next": 5, "decisions": ["x"], "known": {"a/b": [1]}}, {"day": "2026-03-02", "known": "x"},
    )  # fmt: skip
    for place, value in enumerate(forms):
        target = target_of(MEETING, claire.me.id, f"n{place}")
        claire._commit(lambda target=target, value=value: [Draft(MEETING, target, RECORD, value, "g")])  # type: ignore[misc]  # bound now
    found = claire.meetings()
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6, 7]
    assert max(one.present for one in found) == ("]52;c;eA==Éric",)
    for one in found:
        claire.minutes(one.id)
    assert len([one for one in claire.timeline() if one.kind == MEETING]) == len(forms)


def test_erasing_a_person_empties_the_meetings_they_recorded(meeting: Meeting) -> None:
    claire, paul = meeting.claire, meeting.open["paul"]
    paul.conclude_meeting(Room(present=("Nadia",), decisions="Rappeler Éric"))
    meeting.meet()
    claire.erase_person(paul.me.id, "À sa demande")
    (one,) = claire.meetings()
    assert (one.erased, one.present, one.decisions) == (True, (), "")
    assert claire.minutes(one.id).reviewed == ()
