from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.conftest import STRUCTURE
from tests.integration.services.comparing import reopened, seen

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from cap_tui.services.dossier import Dossier

WRITES = st.tuples(
    st.sampled_from(["constat", "evidence"]),
    st.sampled_from(["", "un", "deux", "trois"]),
    st.sampled_from(["", "v1", "v2"]),
)


def test_successive_saves_of_one_stay_in_a_field_are_undone_together(dossier: Dossier) -> None:
    dossier.write("booklet", "constat", "avant")
    for text in ("U", "Un", "Un livret"):
        dossier.write("booklet", "constat", text, visit="stay")
    dossier.undo()
    assert dossier.opinion("booklet").constat == "avant"
    dossier.redo()
    assert dossier.opinion("booklet").constat == "Un livret"


def test_going_on_typing_after_an_undo_can_be_undone_by_itself(dossier: Dossier) -> None:
    dossier.write("booklet", "constat", "Un", visit="stay")
    dossier.undo()
    dossier.write("booklet", "constat", "Deux", visit="stay")
    dossier.write("booklet", "constat", "Deux livrets", visit="stay")
    assert dossier.redo() is None
    dossier.undo()
    assert dossier.opinion("booklet").constat == ""
    assert dossier.undo() is None


def test_nothing_to_undo_or_redo_changes_nothing(dossier: Dossier) -> None:
    before = seen(dossier)
    assert dossier.undo() is None
    assert dossier.redo() is None
    assert seen(dossier) == before


def test_what_was_undone_stays_in_the_history_and_survives_reopening(dossier: Dossier, folder: Path) -> None:
    dossier.answer("booklet", level("engaged"))
    dossier.undo()
    assert dossier.scores[""].score is None
    assert len(dossier.history("booklet")) == 2
    assert reopened(folder, dossier.summary.id) == seen(dossier)


def test_undo_goes_on_after_a_restart(dossier: Dossier, folder: Path) -> None:
    dossier.answer("booklet", level("engaged"))
    dossier.answer("booklet", level("exemplary"))
    workspace = Workspace(folder, environment("later"))
    again = workspace.open(dossier.summary.id)
    again.undo()
    assert again.opinion("booklet").position == level("engaged")
    workspace.close()


def test_one_step_takes_back_a_whole_proposal_and_puts_it_back_alike(dossier: Dossier) -> None:
    dossier.answer("booklet", level("to-build"))
    dossier.propose()
    lines = dossier.actions()
    dossier.undo()
    assert dossier.actions() == ()
    dossier.redo()
    assert dossier.actions() == lines


def test_a_line_given_back_its_first_words_keeps_what_else_was_changed(dossier: Dossier) -> None:
    (action_id,) = dossier.add_action(title="Écrire", owner="Nadia").actions
    dossier.set_action(action_id, owner="Karim")
    dossier.undo()
    assert dossier.actions()[0].owner == "Nadia"
    dossier.remove_action(action_id)
    dossier.undo()
    assert dossier.actions()[0].owner == "Nadia"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=st.lists(WRITES, min_size=1, max_size=8))
def test_undoing_everything_gives_back_each_state_and_redoing_the_end(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[str, str, str]]
) -> None:
    folder = shutil.copytree(prepared, tmp_path_factory.mktemp("undo") / "data")
    workspace = Workspace(folder, environment())
    dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
    states: list[Any] = [dossier.opinion("visit")]
    gesture: tuple[str, ...] = ()
    for field, text, visit in writes:
        if not dossier.write("visit", field, text, visit=visit):
            continue
        same = visit and gesture == (visit,)
        states[-1 if same else len(states) :] = [dossier.opinion("visit")]
        gesture = (visit,)
    back = [dossier.opinion("visit")]
    while dossier.undo() is not None:
        back.append(dossier.opinion("visit"))
    assert back == states[::-1]
    forth = [dossier.opinion("visit")]
    while dossier.redo() is not None:
        forth.append(dossier.opinion("visit"))
    assert forth == states
    workspace.close()
