from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase, Role
from cap_tui.core.plan import State
from cap_tui.i18n import explain
from cap_tui.services.errors import UnansweredFindingsError
from tests.building import level
from tests.exchange import Meeting
from tests.phases import go_to

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.errors import CapError
    from cap_tui.services.dossier import Dossier

WHOLE = {"cause": "Personne n’en est chargé", "owner": "Zoé", "due": date(2026, 9, 1)}


def _sign(dossier: Dossier) -> None:
    dossier.sign_visa(expected=dossier.visa_state().state)


def _refused(dossier: Dossier) -> str:
    with pytest.raises(UnansweredFindingsError) as signing:
        _sign(dossier)
    with pytest.raises(UnansweredFindingsError) as leaving:
        dossier.advance()
    assert _said(signing.value) == _said(leaving.value)
    return _said(signing.value)


def _said(error: CapError) -> str:
    return (
        explain(error)
        .replace("\u00a0", " ")
        .split("Il manque : ")[1]
        .removesuffix(" Complétez-le, puis visez.")
    )


def test_an_imperative_below_target_does_not_leave_planning_without_cause_owner_and_date(
    dossier: Dossier,
) -> None:
    dossier.answer("booklet", level("engaged"))
    go_to(dossier, Phase.PLANNING)
    assert _refused(dossier) == "1.1.1 : aucune action."
    dossier.add_action(title="Écrire le livret", criteria=("booklet",))
    assert _refused(dossier) == "action 1 (1.1.1) : la cause, le ou la pilote, l’échéance."
    line = dossier.actions()[0]
    dossier.set_action(line.id, **WHOLE)
    dossier.set_action(line.id, state=State.DROPPED, drop_reason="Fait ailleurs")
    assert _refused(dossier) == "1.1.1 : aucune action."
    dossier.set_action(line.id, state=State.TO_START)
    _sign(dossier)
    dossier.advance()
    assert dossier.summary.phase is Phase.FOLLOW_UP


def test_what_is_not_imperative_leaves_planning_with_a_title_alone(dossier: Dossier) -> None:
    dossier.answer("booklet", level("controlled"))
    dossier.answer("visit", level("to-build"))
    dossier.add_action(title="Planifier la visite", criteria=("visit",))
    go_to(dossier, Phase.FOLLOW_UP)
    assert dossier.summary.phase is Phase.FOLLOW_UP


def test_a_third_party_is_told_what_the_plan_lacks_and_the_position_retained_decides(
    prepared: Path, tmp_path: Path
) -> None:
    meeting = Meeting(prepared, tmp_path)
    meeting.joins("tina", Role.THIRD_PARTY)
    meeting.claire.answer("booklet", level("engaged"))
    go_to(meeting.claire, Phase.CONSENSUS)
    meeting.meet()
    go_to(meeting.claire, Phase.PLANNING)
    meeting.meet()
    with pytest.raises(UnansweredFindingsError):
        _sign(meeting.open["tina"])
    meeting.claire.reopen("On en reparle")
    meeting.claire.retain("booklet", level("controlled"), reason="Le livret existe")
    meeting.claire.advance()
    meeting.meet()
    _sign(meeting.open["tina"])
    meeting.leave()
