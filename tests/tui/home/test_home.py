"""Accueil and the creation of a structure: what to do next is said, and what is wrong is explained."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.assessments import AssessmentSummary
from cap_tui.core.permissions import Phase
from cap_tui.core.scoring import Totals
from cap_tui.tui.screens.home_text import next_step
from tests.tui.harness import LARGE, SMALL, STRUCTURE, Harness, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
HALF = Totals(positioned=3, unanswered=3, weight=3, weighted=90, open_weight=3)
WHOLE = Totals(positioned=6, weight=6, weighted=180)
SUMMARY = AssessmentSummary(
    "a" * 64, STRUCTURE, "mini", "1", "Petit référentiel", 2026, Phase.COLLECTING, HALF
)


@SIZES
async def test_an_empty_installation_shows_its_three_doors(
    empty: Path, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(empty, size=size) as harness:
        golden(harness, "doors")
        await harness.press("down", "down")
        golden(harness, "received")
        await harness.press("enter")
        assert "RECEVOIR" in harness.text()


@SIZES
async def test_the_list_says_what_to_do_next(
    started: tuple[Path, str], size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(started[0], size=size) as harness:
        golden(harness, "list")
        await harness.press("enter", *"3u2", "escape", "escape")
        golden(harness, "back")


async def test_the_demonstration_opens_and_is_marked_as_fictitious(empty: Path) -> None:
    async with running(empty) as harness:
        await harness.press("1")
        assert "FICTIVE" in harness.text().splitlines()[0]
        await harness.press("escape")
        assert "FICTIVE" in harness.text()
        loaded = len(harness.app.workspace.assessments())
        await harness.press("d", "escape")
        assert len(harness.app.workspace.assessments()) == loaded


async def test_english_is_spoken_when_asked(empty: Path) -> None:
    async with running(empty, size=SMALL, language="en") as harness:
        assert "Try the demonstration" in harness.text()


def said(*summaries: AssessmentSummary) -> str:
    return next_step(summaries).plain.replace("\u00a0", " ")


def test_a_late_action_comes_before_everything() -> None:
    late = dataclasses.replace(SUMMARY, actions=4, late=2)
    assert (
        said(SUMMARY, late)
        == "À faire maintenant : 2 actions sont en retard dans le plan de « Les Ateliers du Pont » (p)"
    )


def test_an_answered_evaluation_leads_to_its_plan() -> None:
    done = dataclasses.replace(SUMMARY, totals=WHOLE)
    assert "tous les critères de « Les Ateliers du Pont » ont une réponse : commencer le plan (p)" in said(
        done
    )
    assert "faire le point sur le plan" in said(dataclasses.replace(done, actions=1))


def test_the_demonstration_never_hides_ones_own_evaluation() -> None:
    demo = dataclasses.replace(
        SUMMARY, structure=dataclasses.replace(STRUCTURE, name="Démo", fictional=True), late=1
    )
    assert "continuer l’évaluation « Les Ateliers du Pont », 3 critères à évaluer" in said(demo, SUMMARY)
