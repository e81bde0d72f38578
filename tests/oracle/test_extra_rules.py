"""What the law says beside its table: whose, before what, with whom, with which reason, from how many voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from cap_tui.core.permissions import NotPermittedError, Role
from cap_tui.core.review import NoteKind
from cap_tui.services.errors import ReopenReasonError
from cap_tui.services.inviting import IncompatibleRolesError, OwnRoleError, RoleNotGivenError
from cap_tui.services.review_errors import ReasonNeededForRetainedError, UnknownNoteError
from tests.building import level
from tests.exchange import Meeting
from tests.oracle.permissions_by_hand import PHASES
from tests.oracle.world import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.oracle.world import World

LEVELS = ("engaged", "controlled", "exemplary")


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """The director alone, who will let the others in."""
    around = Meeting(prepared, tmp_path)
    yield around
    around.leave()


def _opened(world: World, role: str, place: Path) -> Dossier:
    machine = world.machine(role, place)
    dossier = machine.open(world.reference)
    machine.close()
    return dossier


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("contributor", "peer"), ("contributor", "third_party"), ("peer", "contributor"), ("peer", "third_party"),
        ("third_party", "contributor"), ("third_party", "peer"),
    ],
)  # fmt: skip
def test_one_person_is_never_inside_and_outside_nor_both_peer_and_third_party(
    held: str, asked: str, meeting: Meeting
) -> None:
    meeting.joins("zoe", Role(held))
    person = next(person for person in meeting.claire.people() if person.name == "Zoe")
    with pytest.raises(IncompatibleRolesError):
        meeting.claire.grant(person.fingerprint, Role(asked))
    assert meeting.claire.people()[1].roles == (Role(held),)


def test_the_director_gives_her_own_role_to_nobody_and_takes_no_other(meeting: Meeting) -> None:
    meeting.joins("zoe", Role.PEER)
    zoe = meeting.claire.people()[1].fingerprint
    with pytest.raises(RoleNotGivenError):
        meeting.claire.grant(zoe, Role.DIRECTOR)
    for role in (Role.PEER, Role.CONTRIBUTOR, Role.COORDINATOR):
        with pytest.raises(OwnRoleError):
            meeting.claire.grant(meeting.claire.me.fingerprint, role)
    with pytest.raises(OwnRoleError):
        meeting.claire.revoke(meeting.claire.me.id)


@pytest.mark.parametrize("letter", PHASES)
@pytest.mark.parametrize("role", ["contributor", "peer", "third_party"])
def test_nobody_but_the_director_has_or_erases_anothers_personal_data(
    role: str, letter: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    dossier = _opened(by_phase[PHASES[letter]], role, tmp_path / "theirs")
    others = [person for person in dossier.people() if not person.me and Role.COORDINATOR not in person.roles]
    assert len(others) == 4
    for person in others:
        with pytest.raises(NotPermittedError):
            dossier.personal_data(person.id)
        with pytest.raises(NotPermittedError):
            dossier.erase_person(person.id, "Pour nuire")
    assert dossier.personal_data()["participant"] == dossier.me.id


@pytest.mark.parametrize("letter", PHASES)
def test_the_director_has_and_erases_anyones_personal_data(
    letter: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    dossier = _opened(by_phase[PHASES[letter]], "director", tmp_path / "hers")
    peer = next(person for person in dossier.people() if Role.PEER in person.roles)
    wrote = dossier.personal_data(peer.id)["entries"]
    assert {"opinion", "annotation", "proposal"} <= {entry["kind"] for entry in wrote}


@pytest.mark.parametrize("role", ["director", "contributor", "peer", "third_party"])
def test_nobody_corrects_or_takes_away_anothers_remark(
    role: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    dossier = _opened(by_phase["collecting"], role, tmp_path / "theirs")
    others = [note for thread in dossier.threads() for note in thread.notes if not note.mine]
    assert len(others) == 3
    for note in others:
        with pytest.raises(UnknownNoteError):
            dossier.edit_note(note.id, "Autre chose")
        with pytest.raises(UnknownNoteError):
            dossier.remove_note(note.id)
        if role != "director":
            with pytest.raises(CapError):
                dossier.erase_note(note.id)


@pytest.mark.parametrize("letter", PHASES)
@pytest.mark.parametrize("role", ["director", "contributor", "coordinator"])
def test_private_remarks_are_read_by_the_peer_and_the_third_party_alone(
    role: str, letter: str, meeting: Meeting
) -> None:
    for each, name in PEOPLE.items():
        if each != "director":
            meeting.joins(name, Role(each))
    meeting.open["paul"].annotate("1.1.1", NoteKind.REMARK, "Entre nous", private=True)
    meeting.meet()
    for _step in range(list(PHASES).index(letter)):
        _forward(meeting)
    assert [thread.id for thread in meeting.open[PEOPLE[role]].threads()] == []
    assert [thread.private for thread in meeting.open["tess"].threads()] == [True]


def _forward(meeting: Meeting) -> None:
    if meeting.claire.summary.phase.value == "planning":
        tess = meeting.open["tess"]
        tess.sign_visa(expected=tess.visa_state().state)
        meeting.meet()
    meeting.claire.advance()
    meeting.meet()


def test_a_contributor_reads_the_others_once_they_have_finished_and_no_sooner(meeting: Meeting) -> None:
    ali = meeting.joins("ali", Role.CONTRIBUTOR)
    meeting.claire.answer("1.1.1", level("engaged"))
    meeting.meet()
    assert ali.views("1.1.1").hidden
    assert ali.views("1.1.1").voices == ()
    ali.finish()
    assert [voice.role for voice in ali.views("1.1.1").voices] == [Role.DIRECTOR]
    ali.finish(on=False)
    assert ali.views("1.1.1").voices == ()
    meeting.claire.advance()
    meeting.meet()
    assert [voice.role for voice in ali.views("1.1.1").voices] == [Role.DIRECTOR]


@pytest.mark.parametrize("role", [Role.PEER, Role.THIRD_PARTY])
@pytest.mark.parametrize("blind", [True, False])
def test_reviewers_read_the_others_at_once_unless_the_evaluation_is_blind(
    *, blind: bool, role: Role, meeting: Meeting
) -> None:
    paul = meeting.joins("paul", role)
    meeting.claire.answer("1.1.1", level("engaged"))
    meeting.claire.set_blind(blind)
    meeting.meet()
    assert bool(paul.views("1.1.1").hidden) == blind
    assert len(paul.views("1.1.1").voices) == (0 if blind else 1)
    meeting.claire.advance()
    meeting.meet()
    assert bool(paul.views("1.1.1").hidden) == blind  # they still write in the pooling
    paul.finish()
    assert [voice.role for voice in paul.views("1.1.1").voices] == [Role.DIRECTOR]


@pytest.mark.parametrize("voices", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("reader", ["claire", "paul", "tess"])
def test_the_team_speaks_from_three_voices_on_and_never_one_by_one(
    reader: str, voices: int, meeting: Meeting
) -> None:
    meeting.joins("paul", Role.PEER)
    meeting.joins("tess", Role.THIRD_PARTY)
    for place in range(voices):
        one = meeting.joins(f"team{place}", Role.CONTRIBUTOR)
        one.answer("1.1.1", level(LEVELS[place % 3]))
        one.finish()
    meeting.meet()
    meeting.meet()
    views = meeting.open[reader].views("1.1.1")
    assert (views.team is not None) == (voices >= 3)
    assert views.voices == ()


def test_a_position_is_retained_with_a_reason_where_views_differ_and_without_where_they_agree(
    meeting: Meeting,
) -> None:
    paul = meeting.joins("paul", Role.PEER)
    meeting.claire.answer("1.1.1", level("engaged"))
    meeting.claire.answer("1.1.2", level("engaged"))
    paul.answer("1.1.1", level("exemplary"))
    paul.answer("1.1.2", level("engaged"))
    meeting.meet()
    meeting.claire.advance()
    for reason in ("", "   "):
        with pytest.raises(ReasonNeededForRetainedError):
            meeting.claire.retain("1.1.1", level("controlled"), reason=reason)
        with pytest.raises(ReasonNeededForRetainedError):
            meeting.claire.retain("1.1.2", level("controlled"), reason=reason)
    meeting.claire.retain("1.1.2", level("engaged"))
    meeting.claire.retain("1.1.1", level("controlled"), reason="Livret remis à tous")
    kept = meeting.claire.retained("1.1.1")
    assert kept is not None
    assert kept.reason == "Livret remis à tous"


@pytest.mark.parametrize("letter", ["S", "P", "F", "X"])
def test_the_director_goes_back_with_a_reason_only(
    letter: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    dossier = _opened(by_phase[PHASES[letter]], "director", tmp_path / "hers")
    before = len(dossier.entries())
    for reason in ("", " \n "):
        with pytest.raises(ReopenReasonError):
            dossier.reopen(reason)
    assert len(dossier.entries()) == before
    assert dossier.summary.phase.value == PHASES[letter]
