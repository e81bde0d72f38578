from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.plan import State
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.services.errors import ActionFieldError, ActionTitleError, TextTooLongError, UnknownActionError
from tests.building import START, level
from tests.integration.services.comparing import reopened, seen

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace


def _titles(dossier: Dossier) -> list[str]:
    return [action.title for action in dossier.actions()]


def _add(dossier: Dossier, title: str, **fields: Any) -> Action:
    (action,) = dossier.add_action(title=title, **fields).actions.values()
    assert action is not None
    return action


def test_one_line_is_proposed_for_each_criterion_below_target_the_most_pressing_first(
    dossier: Dossier,
) -> None:
    dossier.answer("visit", level("to-build"))
    dossier.answer("booklet", level("engaged"))
    dossier.answer("tutor", level("controlled"))
    dossier.write("booklet", "constat", "Livret de 2019")
    dossier.propose()
    lines = [(line.number, line.title, line.priority, line.constat) for line in dossier.actions()]
    assert lines == [
        (1, "Écrire le livret", "P1", "Livret de 2019"),
        (2, "Planifier la visite", "P2", ""),
    ]
    assert dossier.actions()[0].indicator == "Part des arrivées avec livret (%)"


def test_proposing_again_adds_only_what_is_new(dossier: Dossier) -> None:
    dossier.answer("visit", level("to-build"))
    dossier.propose()
    first = dossier.actions()
    assert not dossier.propose()
    assert dossier.actions() == first
    dossier.answer("tutor", level("to-build"))
    dossier.propose()
    assert _titles(dossier) == ["Planifier la visite", "Nommer les tuteur·rices"]
    assert [line.number for line in dossier.actions()] == [1, 2]


def test_what_people_already_plan_for_is_not_proposed_beside_it(dossier: Dossier) -> None:
    dossier.answer("visit", level("to-build"))
    _add(dossier, "Faire visiter par un ancien", criteria=("visit",))
    assert not dossier.propose()
    assert _titles(dossier) == ["Faire visiter par un ancien"]


def test_a_proposal_that_was_removed_does_not_come_back(dossier: Dossier, folder: Path) -> None:
    dossier.answer("visit", level("to-build"))
    dossier.propose()
    dossier.remove_action(dossier.actions()[0].id)
    assert not dossier.propose()
    assert dossier.actions() == ()
    assert reopened(folder, dossier.summary.id) == seen(dossier)


def test_what_people_changed_in_a_proposal_is_not_overwritten(dossier: Dossier) -> None:
    dossier.answer("visit", level("to-build"))
    dossier.propose()
    dossier.set_action(dossier.actions()[0].id, title="Visiter avec la tutrice", due=date(2026, 9, 1))
    dossier.answer("visit", level("engaged"))
    dossier.propose()
    assert _titles(dossier) == ["Visiter avec la tutrice"]


def test_every_field_of_a_line_survives_reopening(dossier: Dossier, folder: Path) -> None:
    line = _add(
        dossier, "  Écrire \n le livret ", criteria=("booklet", "visit"), owner="Nadia", due=date(2026, 9, 1)
    )
    assert (line.title, line.criteria, line.origin) == ("Écrire le livret", ("booklet", "visit"), "people")
    changed = {
        "constat": "deux\nlignes", "evidence": "e", "cause": "c", "axis": "a", "kind": "preventive", "priority": "P2",
        "effort": "L", "contributors": "k", "means": "m", "service": "s", "start": date(2026, 4, 1), "due": None,
        "indicator": "i", "baseline": "0", "target": "80", "state": State.DONE, "progress": 40, "notes": "n",
        "effectiveness": "partly", "effectiveness_date": date(2027, 1, 1), "effectiveness_proof": "p", "origin": "audit",
    }  # fmt: skip
    dossier.set_action(line.id, **changed)
    (now,) = dossier.actions()
    assert {name: getattr(now, name) for name in changed} == changed
    assert (now.owner, now.number, dossier.summary.actions) == ("Nadia", 1, 1)
    assert reopened(folder, dossier.summary.id) == seen(dossier)


def test_the_list_counts_what_is_late_today(dossier: Dossier, workspace: Workspace, folder: Path) -> None:
    today = START.date()
    for day in (date(2026, 3, 1), today, date(2026, 3, 3)):
        _add(dossier, "Faire", due=day)
    done = _add(dossier, "Fait", due=date(2026, 1, 1), state="done")
    assert dossier.summary.late == 1
    dossier.set_action(done.id, state="in_progress")
    assert dossier.summary.late == workspace.assessments()[0].late == 2
    assert reopened(folder, dossier.summary.id) == seen(dossier)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("priority", "P5"), ("priority", None), ("effort", "XL"), ("kind", "curative"), ("state", "late"),
        ("effectiveness", "maybe"), ("progress", 101), ("progress", -1), ("progress", "half"), ("progress", float("inf")),
        ("due", "30/06/2026"), ("due", START), ("start", 3), ("criteria", "booklet"), ("criteria", 3), ("id", "x"),
        ("colour", "red"), ("number", "many"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(
    dossier: Dossier, name: str, value: object
) -> None:
    line = _add(dossier, "Écrire")
    before = seen(dossier)
    with pytest.raises(ActionFieldError) as refused:
        dossier.set_action(line.id, owner="Nadia", **{name: value})
    assert refused.value.values["field"] == name
    assert seen(dossier) == before


def test_a_line_names_only_criteria_that_exist(dossier: Dossier) -> None:
    with pytest.raises(UnknownCriterionError):
        dossier.add_action(title="Écrire", criteria=("booklet", "gone"))
    assert dossier.actions() == ()


@pytest.mark.parametrize(("name", "length"), [("owner", 1_001), ("notes", 20_001)])
def test_what_is_too_long_for_a_field_is_refused_rather_than_cut(
    dossier: Dossier, name: str, length: int
) -> None:
    line = _add(dossier, "Écrire")
    dossier.set_action(line.id, **{name: "x" * (length - 1)})
    with pytest.raises(TextTooLongError):
        dossier.set_action(line.id, **{name: "x" * length})
    assert getattr(dossier.actions()[0], name) == "x" * (length - 1)


def test_a_line_always_says_what_will_be_done(dossier: Dossier) -> None:
    line = _add(dossier, "Écrire")
    for title in ("", " \n", "\u200b"):
        with pytest.raises(ActionTitleError):
            dossier.add_action(title=title)
        with pytest.raises(ActionTitleError):
            dossier.set_action(line.id, title=title)
    assert _titles(dossier) == ["Écrire"]


def test_lines_move_as_asked_and_stay_within_the_list(dossier: Dossier, folder: Path) -> None:
    lines = [_add(dossier, title).id for title in "abcd"]
    dossier.move_action(lines[3], -2)
    assert _titles(dossier) == list("adbc")
    dossier.move_action(lines[0], 99)
    assert _titles(dossier) == list("dbca")
    dossier.move_action(lines[0], -99)
    assert _titles(dossier) == list("adbc")
    assert not dossier.move_action(lines[0], -1)
    dossier.undo()
    assert _titles(dossier) == list("dbca")
    assert reopened(folder, dossier.summary.id) == seen(dossier)


def test_a_line_that_is_gone_can_be_neither_changed_nor_moved_nor_removed_again(dossier: Dossier) -> None:
    line = _add(dossier, "Écrire")
    assert dossier.remove_action(line.id).actions == {line.id: None}
    with pytest.raises(UnknownActionError):
        dossier.set_action(line.id, owner="Nadia")
    with pytest.raises(UnknownActionError):
        dossier.move_action(line.id, 1)
    with pytest.raises(UnknownActionError):
        dossier.remove_action(line.id)


def test_numbers_are_not_given_twice_while_a_line_bears_them(dossier: Dossier) -> None:
    first, second = _add(dossier, "a"), _add(dossier, "b")
    dossier.remove_action(first.id)
    assert (_add(dossier, "c").number, second.number) == (3, 2)


def test_the_history_of_a_line_tells_each_change(dossier: Dossier) -> None:
    line = _add(dossier, "Écrire", owner="Nadia")
    dossier.set_action(line.id, owner="Karim", criteria=("booklet", "visit"))
    told = {(entry.field, entry.after) for entry in dossier.action_history(line.id)}
    assert {("owner", "Karim"), ("criteria", "1.1.1, 1.1.2")} <= told
