from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import NotPermittedError, Phase
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.dossier import Dossier
from cap_tui.services.journal import Author, Journal
from tests.building import environment, level
from tests.integration.services.comparing import reopened, seen
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.workspace import Workspace

GESTURES: dict[str, Callable[[Dossier], object]] = {
    "answer": lambda dossier: dossier.answer("tutor", level("engaged")),
    "write": lambda dossier: dossier.write("tutor", "constat", "Nouveau"),
    "flag": lambda dossier: dossier.flag("tutor", on=True),
    "undo": lambda dossier: dossier.undo(),
    "propose": lambda dossier: dossier.propose(),
    "add": lambda dossier: dossier.add_action(title="Nouvelle"),
    "retitle": lambda dossier: dossier.set_action(dossier.actions()[0].id, title="Autre"),
    "reassign": lambda dossier: dossier.set_action(dossier.actions()[0].id, owner="Karim"),
    "move": lambda dossier: dossier.move_action(dossier.actions()[0].id, 1),
    "remove": lambda dossier: dossier.remove_action(dossier.actions()[0].id),
    "advance": lambda dossier: dossier.set_action(dossier.actions()[0].id, progress=50, state="in_progress"),
    "postpone": lambda dossier: dossier.set_action(dossier.actions()[0].id, due=date(2027, 1, 1)),
    "check": lambda dossier: dossier.set_action(dossier.actions()[0].id, effectiveness="yes", notes="Vu"),
}
PLANNING = {"propose", "add", "retitle", "reassign", "move", "remove", "advance", "postpone", "check"}
ALLOWED = {
    Phase.COLLECTING: set(GESTURES),
    Phase.CONSENSUS: PLANNING,
    Phase.PLANNING: PLANNING,
    Phase.FOLLOW_UP: {"advance", "postpone", "check"},
    Phase.CLOSED: set(),
}


def _prepared(dossier: Dossier, phase: Phase) -> None:
    dossier.add_action(title="Première")
    dossier.add_action(title="Deuxième")
    dossier.answer("visit", level("to-build"))
    go_to(dossier, phase)


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("gesture", GESTURES)
def test_each_gesture_is_open_in_its_phases_only(
    dossier: Dossier, folder: Path, gesture: str, phase: Phase
) -> None:
    _prepared(dossier, phase)
    assert dossier.summary.phase is phase
    before = seen(dossier)
    if gesture in ALLOWED[phase]:
        GESTURES[gesture](dossier)
        assert seen(dossier) != before
    else:
        with pytest.raises(NotPermittedError):
            GESTURES[gesture](dossier)
        assert seen(dossier) == before
    assert reopened(folder, dossier.summary.id) == seen(dossier)


def test_what_the_screen_offers_is_what_is_permitted(dossier: Dossier) -> None:
    asked = ("opinion.write", "action.write", "action.progress", "phase.reopen", "nonsense")
    offered = {}
    for phase in Phase:
        go_to(dossier, phase)
        offered[phase.value] = [dossier.may(action) for action in asked]
    assert offered == {
        "collecting": [True, True, False, False, False],
        "consensus": [False, True, False, True, False],
        "planning": [False, True, False, True, False],
        "follow_up": [False, False, True, True, False],
        "closed": [False, False, False, True, False],
    }


def test_someone_without_a_role_sees_everything_and_writes_nothing(
    dossier: Dossier, workspace: Workspace
) -> None:
    dossier.answer("visit", level("engaged"))
    stranger = Author(SigningKey.generate(), "elsewhere")
    journal = Journal(workspace.opened, 1, dossier.summary.id, stranger, environment("stranger"))
    journal.load()
    theirs = Dossier(dossier.summary, dossier.questionnaire, journal, stranger, environment("stranger"))
    assert seen(theirs) == seen(dossier)
    assert not theirs.may("opinion.write")
    for gesture in ("answer", "write", "flag", "add", "propose"):
        with pytest.raises(NotPermittedError):
            GESTURES[gesture](theirs)
    assert theirs.undo() is None
    assert seen(theirs) == seen(dossier)
