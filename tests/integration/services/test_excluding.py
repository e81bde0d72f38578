"""A whole section set aside with one reason: all of it or nothing, and one gesture to take back."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.positions import Position, ReasonNeededError, Stance
from cap_tui.core.structures import Structure
from cap_tui.services.errors import FinishedError, SectionNotExcludableError, UnknownSectionError
from cap_tui.services.workspace import Workspace
from tests.building import environment, level, not_applicable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.services.dossier import Dossier

CONTENT = Path(__file__).parents[2] / "tui" / "findings.yaml"
STEPS, TRIAL = "operation.design.steps", "operation.design.trial"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires" / "findings.yaml").write_bytes(CONTENT.read_bytes())
    with closing(Workspace(tmp_path, environment())) as opened:
        yield opened


@pytest.fixture
def dossier(workspace: Workspace) -> Dossier:
    structure = Structure("Le Pont", "73282932000074", ("AI",), "Bretagne")
    return workspace.open(workspace.new_assessment(structure, "findings", 2026).id)


def test_the_reason_is_on_each_criterion_without_an_answer_and_the_others_are_kept(
    workspace: Workspace, dossier: Dossier
) -> None:
    dossier.answer(TRIAL, level("conform"))
    dossier.exclude("8.3", " Aucune conception ici ")
    again = workspace.open(dossier.summary.id)
    assert again.opinion(STEPS).position == not_applicable("Aucune conception ici")
    assert again.opinion(TRIAL).position == level("conform")
    assert (again.scores["operation.design"].not_applicable, again.scores["operation.design"].positioned) == (
        1,
        1,
    )


def test_one_undo_takes_the_whole_gesture_back_and_nothing_else(dossier: Dossier) -> None:
    dossier.answer("planning.risks.list", level("conform"))
    dossier.exclude("operation.design", "Rien de neuf")
    assert set(dossier.positions()) == {"planning.risks.list", STEPS, TRIAL}
    dossier.undo()
    assert set(dossier.positions()) == {"planning.risks.list"}


def test_a_section_with_criteria_for_everyone_is_refused_naming_them_and_nothing_is_written(
    dossier: Dossier,
) -> None:
    before = len(dossier.entries())
    with pytest.raises(SectionNotExcludableError, match=re.escape("6.1-1, 6.1-2, 6.1-3")):
        dossier.exclude("6", "Rien")
    assert len(dossier.entries()) == before


@pytest.mark.parametrize("section", ["", "9", "operation.group"])
def test_a_section_that_is_not_here_or_concerns_nobody_here_is_refused(
    dossier: Dossier, section: str
) -> None:
    with pytest.raises(UnknownSectionError):
        dossier.exclude(section, "Rien")


def test_no_reason_sets_nothing_aside(dossier: Dossier) -> None:
    with pytest.raises(ReasonNeededError):
        dossier.exclude("8.3", "  ")
    assert dossier.positions() == {}


def test_who_has_finished_sets_nothing_aside(dossier: Dossier) -> None:
    dossier.answer(STEPS, Position(Stance.UNKNOWN))
    dossier.finish()
    with pytest.raises(FinishedError):
        dossier.exclude("8.3", "Rien")
    assert set(dossier.positions()) == {STEPS}
