"""Beside a criterion, where it stood the year before: what a team asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.assessment import AssessmentScreen
from tests.tui.dossiers import rate
from tests.tui.harness import LARGE, SMALL, STRUCTURE, environment, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tui.harness import Harness


@pytest.fixture
def after_a_year(started: tuple[Path, str]) -> tuple[Path, str]:
    """The evaluation of 2026, nothing answered, with that of 2025 on the same machine."""
    folder, reference = started
    workspace = Workspace(folder, environment())
    rate(workspace.open(workspace.new_assessment(STRUCTURE, "mini", 2025).id))
    workspace.close()
    return folder, reference


async def test_the_level_of_the_year_before_is_beside_the_criterion(
    after_a_year: tuple[Path, str], golden: Callable[[Harness, str], None]
) -> None:
    folder, reference = after_a_year
    async with running(folder, size=LARGE) as harness:
        await harness.app.push_screen(AssessmentScreen(harness.app.workspace.open(reference)))
        await harness.until(lambda: "La dernière fois" in harness.text())
        assert "en 2025 : ◔ Engagé" in harness.text().replace("\u00a0", " ")
        golden(harness, "last-time")
        await harness.press("down")
        assert "en 2025 : ◑ Maîtrisé" in harness.text().replace("\u00a0", " ")


async def test_a_narrow_screen_has_it_among_the_sides_of_the_criterion(
    after_a_year: tuple[Path, str],
) -> None:
    folder, reference = after_a_year
    async with running(folder, size=SMALL) as harness:
        screen = AssessmentScreen(harness.app.workspace.open(reference))
        await harness.app.push_screen(screen)
        await harness.until(lambda: screen.desk.last is not None)
        screen.action_view_named("standing")
        await harness.until(lambda: "en 2025 : ◔ Engagé" in harness.text().replace("\u00a0", " "))


async def test_a_first_evaluation_says_nothing_of_it(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, size=LARGE) as harness:
        await harness.app.push_screen(AssessmentScreen(harness.app.workspace.open(reference)))
        await harness.settle()
        assert "La dernière fois" not in harness.text()
