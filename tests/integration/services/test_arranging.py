"""Several lines of the plan at once, copies, and links to criteria."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.permissions import NotPermittedError, Phase
from cap_tui.core.plan import State
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.services.errors import ActionFieldError, ActionTitleError, UnexplainedError, UnknownActionError
from tests.integration.services.comparing import reopened, seen
from tests.phases import go_to

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines

DUE = date(2027, 3, 15)


def add(dossier: Dossier, title: str, **fields: Any) -> Action:
    (line,) = dossier.add_action(title=title, **fields).actions.values()
    assert line is not None
    return line


def owners(dossier: Dossier) -> list[str]:
    return [line.owner for line in dossier.actions()]


def test_one_undo_takes_back_what_one_gesture_changed_on_several_lines(
    dossier: Dossier, folder: Path
) -> None:
    lines = [add(dossier, title, owner="Zoé") for title in "abc"]
    done = dossier.set_actions([lines[0].id, lines[2].id], owner="Nadia", due=DUE, priority="P1")
    assert done.refused == ()
    assert set(done.changes.actions) == {lines[0].id, lines[2].id}
    assert [(line.owner, line.due, line.priority) for line in dossier.actions()] == [
        ("Nadia", DUE, "P1"),
        ("Zoé", None, "P3"),
        ("Nadia", DUE, "P1"),
    ]
    dossier.undo()
    assert owners(dossier) == ["Zoé", "Zoé", "Zoé"]
    assert {line.due for line in dossier.actions()} == {None}
    dossier.redo()
    assert owners(dossier) == ["Nadia", "Zoé", "Nadia"]
    assert reopened(folder, dossier.summary.id) == seen(dossier)


def test_a_line_that_is_gone_is_named_and_does_not_hold_back_the_others(dossier: Dossier) -> None:
    first, second = add(dossier, "a"), add(dossier, "b")
    dossier.remove_action(first.id)
    done = dossier.set_actions([first.id, second.id, second.id], owner="Nadia")
    assert [(one.action, type(one.error)) for one in done.refused] == [(first.id, UnknownActionError)]
    assert owners(dossier) == ["Nadia"]


def test_nothing_changes_when_the_value_fits_no_line(dossier: Dossier) -> None:
    line = add(dossier, "a")
    before = seen(dossier)
    with pytest.raises(ActionFieldError):
        dossier.set_actions([line.id], priority="P9")
    with pytest.raises(ActionTitleError):
        dossier.set_actions([line.id], title="  ")
    assert not dossier.set_actions([], owner="Nadia").changes
    assert seen(dossier) == before


def test_a_peer_changes_no_line_at_all(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    go_to(begun, Phase.PLANNING)
    line = add(begun, "a", owner="Zoé")
    machines.receive(paul, machines.send(zoe, begun, "peer"))
    theirs = paul.open(begun.summary.id)
    with pytest.raises(NotPermittedError):
        theirs.set_actions([line.id], owner="Paul")
    with pytest.raises(NotPermittedError):
        theirs.duplicate_action(line.id)
    assert owners(theirs) == ["Zoé"]


def test_a_copy_stands_under_the_first_and_tells_nothing_of_how_it_went(dossier: Dossier) -> None:
    first = add(
        dossier, "Écrire", owner="Nadia", criteria=("booklet",), due=DUE, state=State.DONE, progress=100,
        notes="fait", effectiveness="yes", effectiveness_proof="audit",
    )  # fmt: skip
    add(dossier, "Afficher")
    (copy,) = dossier.duplicate_action(first.id).actions.values()
    assert copy is not None
    dossier.duplicate_action(first.id)
    assert [(line.number, line.title) for line in dossier.actions()] == [
        (1, "Écrire"),
        (3, "Écrire"),
        (4, "Écrire"),
        (2, "Afficher"),
    ]
    assert (copy.owner, copy.criteria, copy.due) == ("Nadia", ("booklet",), DUE)
    assert (copy.state, copy.progress, copy.notes) == (State.TO_START, 0, "")
    assert (copy.effectiveness, copy.effectiveness_proof) == ("", "")
    dossier.move_action(copy.id, 2)
    assert [line.number for line in dossier.actions()] == [1, 4, 2, 3]
    with pytest.raises(UnknownActionError):
        dossier.duplicate_action("nulle part")


def test_one_line_answers_several_criteria_in_the_order_of_the_questionnaire(dossier: Dossier) -> None:
    line = add(dossier, "Écrire", criteria=("visit",))
    dossier.link_criterion(line.id, "booklet")
    assert dossier.actions()[0].criteria == ("booklet", "visit")
    assert not dossier.link_criterion(line.id, "booklet")
    dossier.link_criterion(line.id, "visit", linked=False)
    assert dossier.actions()[0].criteria == ("booklet",)
    assert not dossier.link_criterion(line.id, "visit", linked=False)
    dossier.undo()
    assert dossier.actions()[0].criteria == ("booklet", "visit")
    with pytest.raises(UnknownCriterionError):
        dossier.link_criterion(line.id, "nulle-part")


def test_a_reason_stays_with_the_lines_it_explains(dossier: Dossier) -> None:
    dropped = add(dossier, "a", state=State.DROPPED, drop_reason="Trop cher", due=DUE)
    pending = add(dossier, "b", due=date(2027, 1, 1))
    undated = add(dossier, "c")
    keys = [dropped.id, pending.id, undated.id]
    done = dossier.set_actions(
        keys, due=DUE, due_reason="Report", state=State.DROPPED, drop_reason="Le site ferme"
    )
    assert done.refused == ()
    assert [(line.drop_reason, line.due_reason) for line in dossier.actions()] == [
        ("Trop cher", ""),
        ("Le site ferme", "Report"),
        ("Le site ferme", ""),
    ]
    assert {line.due for line in dossier.actions()} == {DUE}


def test_lines_abandoned_without_a_reason_are_refused_one_by_one(dossier: Dossier) -> None:
    first, second = add(dossier, "a"), add(dossier, "b", state=State.DROPPED, drop_reason="Trop cher")
    done = dossier.set_actions([first.id, second.id], state=State.DROPPED, owner="Nadia")
    assert [(one.action, type(one.error)) for one in done.refused] == [(first.id, UnexplainedError)]
    assert owners(dossier) == ["", "Nadia"]
