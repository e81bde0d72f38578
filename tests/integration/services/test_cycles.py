"""An evaluation and the one before it on this machine."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.cycles import Shift
from cap_tui.core.permissions import Phase
from cap_tui.core.structures import Structure
from cap_tui.i18n import activate
from cap_tui.i18n.cycle_words import cycle_sentences, levels_words, step_sentences
from cap_tui.reports.report_data import Audience
from cap_tui.services.cycles import NoCycleError, OtherCycleError, cycle_of, previous
from cap_tui.services.exports import report_data
from tests.building import level
from tests.conftest import STRUCTURE
from tests.versioning import Asked, begun, content

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

OTHER = Structure("Une autre", "55208131766522", ("AI",), "Bretagne")


@pytest.fixture(autouse=True)
def french() -> None:
    activate("fr")


def year(workspace: Workspace, when: int, structure: Structure = STRUCTURE, **levels: str) -> Dossier:
    """Begin the evaluation of a year and answer some criteria."""
    dossier = workspace.open(workspace.new_assessment(structure, "small", when).id)
    for key, name in levels.items():
        dossier.answer(key, level(name))
    return dossier


def test_the_one_before_is_the_nearest_earlier_year_of_this_structure(workspace: Workspace) -> None:
    year(workspace, 2023)
    year(workspace, 2024)
    year(workspace, 2027)
    year(workspace, 2025, OTHER)
    found = previous(year(workspace, 2026))
    assert found is not None
    assert (found.year, found.structure.siret) == (2024, STRUCTURE.siret)


def test_what_changed_is_told_and_nothing_is_written_anywhere(workspace: Workspace) -> None:
    before = year(workspace, 2025, booklet="engaged", visit="controlled")
    added = before.add_action(title="Écrire le livret", criteria=("booklet",))
    (action,) = added.actions
    before.set_action(action, state="done")
    now = year(workspace, 2026, booklet="exemplary", visit="engaged")
    written = len(before.entries()), len(now.entries())
    cycle = cycle_of(now)
    rose, fell = cycle.step("booklet"), cycle.step("visit")
    assert rose is not None
    assert fell is not None
    assert (rose.shift, rose.delta, fell.shift, fell.delta) == (
        Shift.ROSE,
        Fraction(70),
        Shift.FELL,
        Fraction(-40),
    )
    assert step_sentences(cycle, rose) == (
        "Une action du plan de 2025 explique la hausse\u00a0: 1. Écrire le livret (Réalisée)",
    )
    assert step_sentences(cycle, fell) == ()
    again = workspace.open(before.summary.id), workspace.open(now.summary.id)
    assert tuple(len(one.entries()) for one in again) == written


def test_another_year_can_be_asked_for_in_either_order(workspace: Workspace) -> None:
    first = year(workspace, 2023, booklet="to-build")
    year(workspace, 2024, booklet="engaged")
    last = year(workspace, 2026, booklet="exemplary")
    for opened, other in ((last, first), (first, last)):
        cycle = cycle_of(opened, other.summary.id)
        assert (cycle.before, cycle.after, cycle.whole.delta) == (2023, 2026, Fraction(100))


def test_without_an_earlier_one_or_with_a_stranger_a_sentence_says_so(workspace: Workspace) -> None:
    alone = year(workspace, 2026)
    stranger = year(workspace, 2025, OTHER)
    with pytest.raises(NoCycleError, match="before 2026"):
        cycle_of(alone)
    with pytest.raises(OtherCycleError):
        cycle_of(alone, stranger.summary.id)
    with pytest.raises(OtherCycleError):
        cycle_of(alone, alone.summary.id)


def test_the_report_carries_it_and_partners_get_levels_and_scores_only(workspace: Workspace) -> None:
    before = year(workspace, 2025, booklet="engaged")
    added = before.add_action(title="Licencier Paul", criteria=("booklet",), owner="Paul")
    before.set_action(next(iter(added.actions)), state="done")
    now = year(workspace, 2026, booklet="exemplary")
    data = report_data(now, Audience.INTERNE)
    assert data.cycle is not None
    assert [one.title for one in data.cycle.steps[0].actions] == ["Licencier Paul"]
    while now.summary.phase is not Phase.PLANNING:
        now.advance()
    public = report_data(now, Audience.PARTENAIRES).for_its_audience().cycle
    assert public is not None
    assert "Paul" not in repr(public)
    assert (public.steps[0].delta, public.whole.delta) == (Fraction(70), Fraction(70))


def test_two_versions_of_the_questionnaire_compare_on_the_same_questions(
    prepared: Path, tmp_path: Path
) -> None:
    asked = [Asked("a"), Asked("b"), Asked("c"), Asked("d")]
    machine, before = begun(prepared, tmp_path / "data", content("1", asked))
    for key in "abcd":
        before.answer(key, level("partly"))
    later = [
        Asked("a", "Autrement dit, comment faites-vous pour a ?"),
        Asked("b", revision=2),
        Asked("c", theme=2),
        Asked("e"),
    ]
    (tmp_path / "data" / "questionnaires" / "second.yaml").write_bytes(content("2", later))
    now = machine.open(machine.new_assessment(STRUCTURE, "versioned", 2027).id)
    assert now.questionnaire.version == "2"
    for key in now.concerned:
        now.answer(key, level("yes"))
    cycle = cycle_of(now)
    told = {step.key or step.old[0]: (step.shift.value, step.change.value) for step in cycle.steps}
    assert told == {
        "a": ("rose", "reworded"),
        "b@2": ("apart", "changed"),
        "c": ("rose", "moved"),
        "e": ("new", "new"),
        "d": ("gone", "gone"),
    }
    assert cycle.whole.common == 2
    step = cycle.step("b@2")
    assert step is not None
    assert levels_words(cycle, now.questionnaire, step) == "◔ Partly → ◑ Yes"
    assert "Le sens a changé" in step_sentences(cycle, step)[0]
    assert (
        cycle_sentences(cycle, now.questionnaire)[1]
        == "Sur les 2 critères positionnés les deux fois\u00a0: 50,0\u00a0% → 100,0\u00a0%, +50 points."
    )
    machine.close()


def test_an_action_of_the_earlier_plan_that_is_late_is_told_on_what_fell(workspace: Workspace) -> None:
    before = year(workspace, 2025, booklet="exemplary")
    before.add_action(title="Relire le livret", criteria=("booklet",), due=date(2025, 9, 1))
    now = year(workspace, 2026, booklet="engaged")
    cycle = cycle_of(now)
    (step,) = (one for one in cycle.steps if one.key == "booklet")
    assert step_sentences(cycle, step) == (
        "Une action du plan de 2025 a été abandonnée ou est en retard\u00a0: 1. Relire le livret (en retard)",
    )
