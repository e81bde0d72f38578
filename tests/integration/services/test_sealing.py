from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import SEAL, VISA, target_of
from cap_tui.core.permissions import NotPermittedError, Phase, Role
from cap_tui.services.errors import UnknownEntryError, VisaNeededError
from cap_tui.services.sealing import StateChangedError, ThirdPartySignsError
from tests.building import level
from tests.exchange import Meeting
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director, a peer and a third party, the plan being drawn up."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.joins("tina", Role.THIRD_PARTY)
    held.claire.answer("booklet", level("controlled"))
    held.claire.answer("visit", level("engaged"))
    held.claire.add_action(title="Écrire le livret", owner="Claire", due=date(2026, 9, 1))
    go_to(held.claire, Phase.PLANNING)
    held.meet()
    yield held
    held.leave()


def _sign(dossier: Dossier, comment: str = "") -> None:
    dossier.sign_visa(comment=comment, expected=dossier.visa_state().state)


def _changes(dossier: Dossier) -> list[tuple[str, str]]:
    visa = dossier.standing_visa()
    assert visa is not None
    return [(line.field, line.after) for line in visa.changes]


def test_what_is_signed_is_what_was_shown(meeting: Meeting) -> None:
    tina = meeting.open["tina"]
    shown = tina.visa_state()
    # (2 × 70 + 1 × 30) / 3: the booklet weighs 2, the visit 1; tutor (3/2), partners and the rest are not positioned
    assert shown.score == Fraction(170, 3)
    assert (shown.positioned, shown.applicable, shown.actions, shown.retained) == (2, 5, 1, 0)
    assert shown.questionnaire == tina.questionnaire.digest
    tina.sign_visa(comment="Plan réaliste.", expected=shown.state)
    meeting.meet()
    for dossier in meeting.open.values():
        (visa,) = dossier.visas()
        assert (visa.by, visa.role, visa.comment, visa.changes) == (
            "Tina", Role.THIRD_PARTY, "Plan réaliste.", (),
        )  # fmt: skip
        assert visa.covers == shown
        assert visa.short == shown.state[:16]


def test_nobody_signs_what_has_changed_since_it_was_shown(meeting: Meeting) -> None:
    tina = meeting.open["tina"]
    shown = tina.visa_state()
    meeting.claire.add_action(title="Nommer des tuteur·rices")
    meeting.meet()
    with pytest.raises(StateChangedError):
        tina.sign_visa(expected=shown.state)
    assert tina.visas() == ()


def test_a_change_after_the_visa_shows_on_every_machine(meeting: Meeting) -> None:
    _sign(meeting.open["tina"])
    meeting.meet()
    meeting.claire.set_action(meeting.claire.actions()[0].id, title="Réécrire le livret")
    meeting.meet()
    for dossier in meeting.open.values():
        assert _changes(dossier) == [("title", "Réécrire le livret")]
    with pytest.raises(VisaNeededError):
        meeting.claire.advance()


def test_the_follow_up_begins_over_the_visa_and_its_progress_is_not_a_change_of_the_plan(
    meeting: Meeting,
) -> None:
    with pytest.raises(VisaNeededError):
        meeting.claire.advance()
    _sign(meeting.open["tina"])
    meeting.meet()
    meeting.claire.advance()
    assert meeting.claire.summary.phase is Phase.FOLLOW_UP
    meeting.claire.set_action(meeting.claire.actions()[0].id, progress=50)
    meeting.meet()
    assert meeting.open["paul"].summary.phase is Phase.FOLLOW_UP
    assert _changes(meeting.open["tina"]) == []


def test_a_plan_opened_again_and_changed_says_so_and_needs_a_new_visa(meeting: Meeting) -> None:
    _sign(meeting.open["tina"])
    meeting.meet()
    meeting.claire.advance()
    meeting.claire.reopen("Financement perdu")
    meeting.claire.set_action(meeting.claire.actions()[0].id, progress=10)
    assert _changes(meeting.claire) == [("progress", "10\u00a0%")]
    with pytest.raises(VisaNeededError):
        meeting.claire.advance()
    meeting.meet()
    _sign(meeting.open["tina"], "Revu")
    meeting.meet()
    assert len(meeting.claire.visas()) == 2
    meeting.claire.advance()
    assert meeting.claire.summary.phase is Phase.FOLLOW_UP


def test_an_old_visa_does_not_open_the_follow_up_of_a_plan_opened_again(meeting: Meeting) -> None:
    _sign(meeting.open["tina"])
    meeting.meet()
    meeting.claire.reopen("Vérifier")
    meeting.claire.advance()
    with pytest.raises(VisaNeededError):
        meeting.claire.advance()


def test_the_director_does_not_sign_in_the_place_of_the_third_party(meeting: Meeting) -> None:
    with pytest.raises(ThirdPartySignsError):
        _sign(meeting.claire)
    with pytest.raises(NotPermittedError):
        _sign(meeting.open["paul"])
    assert meeting.claire.may_sign() == ThirdPartySignsError.sentence
    assert meeting.open["tina"].may_sign() is None


def test_without_a_third_party_the_director_signs_and_a_later_one_does_not_undo_it(
    prepared: Path, tmp_path: Path
) -> None:
    held = Meeting(prepared, tmp_path / "alone")
    go_to(held.claire, Phase.FOLLOW_UP)
    held.joins("tina", Role.THIRD_PARTY)
    held.meet()
    for dossier in held.open.values():
        assert [visa.role for visa in dossier.visas()] == [Role.DIRECTOR]
        assert dossier.summary.phase is Phase.FOLLOW_UP
    held.leave()


def test_a_remark_after_the_visa_changes_nothing_that_was_signed(meeting: Meeting) -> None:
    from cap_tui.core.review import NoteKind

    _sign(meeting.open["tina"])
    meeting.open["paul"].annotate("visit", NoteKind.REMARK, "Bravo")
    meeting.meet()
    assert _changes(meeting.claire) == []


def test_a_visa_that_claims_to_cover_what_is_to_come_covers_only_what_it_names(meeting: Meeting) -> None:
    tina = meeting.open["tina"]
    body = tina._visa_body()
    later = {chain: [1_000_000, end[1]] for chain, end in body["frontier"].items()}
    known = dict.fromkeys(later, 1_000_000)
    target = target_of(VISA, tina.me.id, "forged")
    tina._commit(lambda: [Draft(VISA, target, SEAL, {**body, "frontier": later, "known": known})])
    meeting.meet()
    meeting.claire.add_action(title="Ajoutée après")
    visa = meeting.claire.standing_visa()
    assert visa is not None
    assert any("Ajoutée après" in line.after for line in visa.changes)


def test_an_erasure_after_the_visa_is_a_change_of_what_was_signed(meeting: Meeting) -> None:
    _sign(meeting.open["tina"])
    meeting.meet()
    meeting.claire.erase_person(meeting.claire.me.id, "Fin de la conservation")
    assert _changes(meeting.claire)
    with pytest.raises(VisaNeededError):
        meeting.claire.advance()


def test_only_a_remark_is_erased_as_one(meeting: Meeting) -> None:
    for target in (meeting.claire.actions()[0].id, f"{meeting.claire.me.id}/booklet"):
        with pytest.raises(UnknownEntryError):
            meeting.claire.erase_note(target)
    assert len(meeting.claire.actions()) == 1


def test_a_visa_with_figures_made_up_harms_nobody(meeting: Meeting) -> None:
    tina = meeting.open["tina"]
    body = {**tina._visa_body(), "score": "1e99999999", "actions": 10**30, "comment": "x" * 30_000}
    target = target_of(VISA, tina.me.id, "forged")
    tina._commit(lambda: [Draft(VISA, target, SEAL, body)])
    meeting.meet()
    (visa,) = meeting.claire.visas()
    assert visa.covers.score is None
    assert len(visa.comment) == 20_000
    assert visa.changes
