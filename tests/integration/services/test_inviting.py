from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.effects import Effect
from cap_tui.core.fingerprints import FingerprintError, fingerprint, spaced
from cap_tui.core.permissions import NotPermittedError, Phase, Role
from cap_tui.services.inviting import (
    IncompatibleRolesError,
    OwnRoleError,
    RoleNotGivenError,
    UnknownPersonError,
)
from tests.building import level
from tests.exchange import Meeting
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STRANGER = "0123456789ABCDEFGHJK"


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director alone with her evaluation."""
    held = Meeting(prepared, tmp_path)
    yield held
    held.leave()


def _roles(meeting: Meeting) -> dict[str, tuple[Role, ...]]:
    return {person.name: person.roles for person in meeting.claire.people()}


def test_a_person_let_in_by_twenty_characters_read_over_the_phone_may_write(meeting: Meeting) -> None:
    paul = meeting.joins("paul", Role.PEER)
    assert paul.roles == (Role.PEER,)
    paul.answer("visit", level("engaged"))
    meeting.meet()
    assert _roles(meeting) == {"Claire": (Role.DIRECTOR,), "Paul": (Role.PEER,)}


def test_the_twenty_characters_may_be_typed_as_they_are_read(meeting: Meeting) -> None:
    meeting.claire.grant(f" {spaced(STRANGER).lower()} ", Role.THIRD_PARTY, name="Tina")
    (_claire, tina) = meeting.claire.people()
    assert (tina.name, tina.fingerprint, tina.roles, tina.present) == (
        "Tina", STRANGER, (Role.THIRD_PARTY,), False,
    )  # fmt: skip


def test_what_is_not_a_fingerprint_lets_nobody_in(meeting: Meeting) -> None:
    with pytest.raises(FingerprintError):
        meeting.claire.grant("ABC", Role.PEER)
    assert len(meeting.claire.people()) == 1


def test_one_person_is_never_both_peer_and_third_party_nor_judge_of_her_own_house(meeting: Meeting) -> None:
    meeting.claire.grant(STRANGER, Role.PEER)
    for role in (Role.THIRD_PARTY, Role.CONTRIBUTOR):
        with pytest.raises(IncompatibleRolesError):
            meeting.claire.grant(STRANGER, role)
    with pytest.raises(RoleNotGivenError):
        meeting.claire.grant(STRANGER, Role.DIRECTOR)
    mine = meeting.claire.me.fingerprint
    with pytest.raises(OwnRoleError):
        meeting.claire.grant(mine, Role.PEER)
    with pytest.raises(OwnRoleError):
        meeting.claire.revoke(mine)


def test_only_the_director_lets_people_in_and_out(meeting: Meeting) -> None:
    paul = meeting.joins("paul", Role.PEER)
    with pytest.raises(NotPermittedError):
        paul.grant(STRANGER, Role.CONTRIBUTOR)
    with pytest.raises(NotPermittedError):
        paul.revoke(paul.me.id)
    with pytest.raises(NotPermittedError):
        paul.set_blind(on=True)


def test_withdrawing_a_person_keeps_what_they_wrote_and_stops_what_comes_after(meeting: Meeting) -> None:
    paul = meeting.joins("paul", Role.PEER)
    paul.answer("visit", level("engaged"))
    meeting.hand("paul", "claire")
    meeting.claire.revoke(paul.me.id)
    paul.answer("visit", level("exemplary"))  # he does not know yet
    paul.answer("tutor", level("exemplary"))
    meeting.meet()
    heard = {
        key: [voice.opinion.position for voice in meeting.claire.views(key).voices if voice.name == "Paul"]
        for key in ("visit", "tutor")
    }
    assert heard["tutor"] in ([], [None])
    assert [p.level for p in heard["visit"] if p] in (["engaged"], [])
    log = meeting.claire._journal.log
    late = [entry for entry in meeting.claire.entries() if log.effect(entry) is Effect.REVOKED]
    assert len(late) == 2
    assert meeting.claire.as_of(late[0].hash).phase is Phase.COLLECTING
    assert paul.roles == ()
    with pytest.raises(NotPermittedError):
        paul.answer("visit", level("to-build"))


def test_someone_withdrawn_can_be_let_in_again(meeting: Meeting) -> None:
    paul = meeting.joins("paul", Role.PEER)
    mark = fingerprint(meeting.machines["paul"].profile.key.public)
    paul.answer("visit", level("engaged"))
    meeting.hand("paul", "claire")
    meeting.claire.revoke(mark)
    meeting.claire.grant(mark, Role.PEER)
    meeting.hand("claire", "paul")
    paul.answer("tutor", level("engaged"))
    meeting.meet()
    (voice,) = [voice for voice in meeting.claire.views("tutor").voices if voice.name == "Paul"]
    assert voice.opinion.position == level("engaged")
    (voice,) = [voice for voice in meeting.claire.views("visit").voices if voice.name == "Paul"]
    assert voice.opinion.position == level("engaged")


def test_withdrawing_nobody_is_said(meeting: Meeting) -> None:
    for reference in ("Paul", STRANGER, ""):
        with pytest.raises(UnknownPersonError):
            meeting.claire.revoke(reference)


def test_people_may_still_be_let_in_during_the_follow_up_and_not_once_closed(meeting: Meeting) -> None:
    go_to(meeting.claire, Phase.FOLLOW_UP)
    meeting.claire.grant(STRANGER, Role.PEER)
    go_to(meeting.claire, Phase.CLOSED)
    with pytest.raises(NotPermittedError):
        meeting.claire.revoke(STRANGER)
