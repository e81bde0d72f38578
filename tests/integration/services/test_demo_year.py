"""The demonstration of a year: what it shows is what a structure that did it would have, rules included."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.cycles import Shift
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.plan import State
from cap_tui.core.reasons import DROP_REASON, DUE_REASON
from cap_tui.i18n import activate
from cap_tui.i18n.cycle_words import step_sentences
from cap_tui.services.cycles import cycle_of
from cap_tui.services.demo import demo_files
from cap_tui.services.doctor import examine
from cap_tui.services.workspace import Workspace
from tests.building import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.services.dossier import Dossier

BEFORE, AFTER = "suivi-cap-2025", "suivi-cap-2026"


@dataclass(frozen=True)
class Year:
    """The two evaluations of the structure."""

    workspace: Workspace
    before: Dossier
    after: Dossier


@pytest.fixture(scope="module")
def year(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The two evaluations, open; for tests that only read."""
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("year") / "data"))
    workspace = Workspace(folder, environment())
    paths = {path.stem: path for path in demo_files()}
    before, after = (workspace.open(workspace.load_demo(paths[stem]).id) for stem in (BEFORE, AFTER))
    yield Year(workspace, before, after)
    workspace.close()


@pytest.fixture(autouse=True)
def french() -> None:
    activate("fr")


def test_the_structure_says_it_is_fictional_and_is_no_other_demonstration(year: Year) -> None:
    structure = year.before.summary.structure
    assert "fictive" in structure.name
    assert structure.fictional
    assert structure == year.after.summary.structure
    assert {person.name for person in (*year.before.people(), *year.after.people())} == {
        "La directrice (démonstration)",
        "La tierce personne (démonstration)",
    }


def test_it_is_the_same_again_and_again_and_nothing_in_it_is_unverified(year: Year) -> None:
    paths = {path.stem: path for path in demo_files()}
    again = year.workspace.load_demo(paths[BEFORE])
    assert again.id == year.before.summary.id
    assert len(year.workspace.open(again.id).entries()) == len(year.before.entries())
    assert all(finding.ok for finding in examine(year.workspace))
    for dossier in (year.before, year.after):
        assert [entry.hash for entry in dossier.entries() if not dossier._journal.log.effective(entry)] == []


def test_the_third_party_signed_and_nothing_signed_has_changed_in_a_year(year: Year) -> None:
    visa = year.before.standing_visa()
    assert visa is not None
    assert (visa.role, visa.at.date(), visa.changes) == (Role.THIRD_PARTY, date(2025, 4, 3), ())
    assert (visa.covers.positioned, visa.covers.applicable, visa.covers.actions) == (59, 60, 10)
    assert year.after.standing_visa() is None
    assert [one.summary.phase for one in (year.before, year.after)] == [Phase.FOLLOW_UP, Phase.PLANNING]


def test_four_meetings_each_on_the_day_that_the_one_before_announced(year: Year) -> None:
    held = year.before.meetings()
    assert [one.day for one in held] == [
        date(2025, 6, 12), date(2025, 9, 25), date(2025, 12, 11), date(2026, 2, 26),
    ]  # fmt: skip
    assert [one.next_day for one in held[:-1]] == [one.day for one in held[1:]]
    assert all(one.present and one.decisions and one.at.date() == one.day for one in held)
    assert [len(one.reviewed) for one in held] == [4, 8, 7, 7]


def test_each_minutes_tell_what_happened_since_the_meeting_before(year: Year) -> None:
    first, second, third, last = (year.before.minutes(one.id) for one in year.before.meetings())
    assert [line.action.number for line in first.reviewed if line.moved] == [7, 1, 2, 9]
    assert (first.others, first.late, second.since) == ((), 0, date(2025, 6, 12))
    moved = {
        line.action.number: reason
        for minutes in (first, second, third, last)
        for line in minutes.reviewed
        for change in line.changes
        for reason in change.reasons
        if change.label == "Échéance"
    }
    assert sorted(moved) == [2, 4, 10]
    assert moved[2].startswith("Crues de juin")
    assert moved[4].startswith("La seconde personne a décliné"), "the second move of that date"
    assert (last.late, last.counts[State.CLOSED], last.counts[State.DROPPED]) == (1, 5, 1)


def test_no_date_moved_and_no_action_was_dropped_without_a_reason(year: Year) -> None:
    for entry in year.before.entries():
        beside = {one.draft.field for one in year.before.entries() if one.draft.group == entry.draft.group}
        if entry.draft.kind == "action" and entry.draft.field == "due":
            assert DUE_REASON in beside
        if entry.draft.field == "state" and entry.data == State.DROPPED:
            assert DROP_REASON in beside


def test_what_is_settled_was_found_effective_with_its_proof_and_its_date(year: Year) -> None:
    closed = [one for one in year.before.actions() if one.state is State.CLOSED]
    assert [one.number for one in closed] == [1, 2, 7, 8, 9]
    for one in closed:
        assert one.effectiveness == "yes"
        assert one.effectiveness_proof
        assert one.effectiveness_date is not None
    states = {one.number: one.state for one in year.before.actions()}
    assert (states[5], states[4], states[10]) == (State.DROPPED, State.IN_PROGRESS, State.TO_START)
    assert not any(year.before.lacking(one) for one in year.before.actions())
    assert not any(year.after.lacking(one) for one in year.after.actions())


def test_the_comparison_has_something_of_each_kind_to_show(year: Year) -> None:
    cycle = cycle_of(year.after)
    found = {
        shift: {
            year.after.questionnaire.criteria[step.key].code for step in cycle.steps if step.shift is shift
        }
        for shift in Shift
    }
    assert found[Shift.ROSE] == {
        "1.1.5", "2.1.9", "2.1.14", "2.2.4", "3.2.2", "3.3.1", "3.4.2", "3.4.4", "4.1.2", "4.1.3",
    }  # fmt: skip
    assert found[Shift.FELL] == {"2.3.5", "3.1.1"}
    assert found[Shift.PLACED] == {"4.2.2"}
    assert len(found[Shift.STAYED]) == 47
    told = {step.key: " ".join(step_sentences(cycle, step)) for step in cycle.steps}
    assert "1. Ouvrir le vendredi matin" in told["services.people.training-access"]
    assert "5. Répondre à deux marchés réservés" in told["services.clients.commercial-development"]
    assert told["supports.resources.staffing"] == "", "a fall that no action explains"
    assert told["identity.values.participant-voice"] == "", "a rise that no action explains"
