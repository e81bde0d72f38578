"""Accueil and the creation of a structure: what to do next is said, and what is wrong is explained."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.assessments import AssessmentSummary
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.scoring import Totals
from cap_tui.tui.screens.home_text import HomeStanding, next_step
from tests.tui.harness import LARGE, SMALL, STRUCTURE, Harness, running, started_folder
from tests.tui.masking import flat
from tests.tui.network.networks import gathered_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
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


COORDINATES = HomeStanding((Role.COORDINATOR,), 0)
DIRECTS = HomeStanding((Role.DIRECTOR,), 0)


def told(*known: tuple[AssessmentSummary, HomeStanding | None]) -> str:
    standings = {summary.id: standing for summary, standing in known if standing is not None}
    return next_step([summary for summary, _standing in known], standings).plain.replace("\u00a0", " ")


def other(name: str, **more: Any) -> AssessmentSummary:
    return dataclasses.replace(
        SUMMARY, id=name, structure=dataclasses.replace(STRUCTURE, name=name), phase=Phase.FOLLOW_UP, **more
    )


def test_a_coordinator_is_sent_to_the_network_and_never_to_the_plan_of_another() -> None:
    late, quiet = other("Vallée", actions=3, late=2), other("Plaine", actions=1)
    assert (
        told((late, COORDINATES), (quiet, COORDINATES))
        == "À faire maintenant : 1 plan en retard dans le réseau : voir lesquels (R, puis 3)"
    )
    assert told((quiet, COORDINATES)) == "À faire maintenant : voir où en sont les structures du réseau (R)"


def test_a_plan_not_looked_at_yet_is_not_taken_for_a_coordinators_own() -> None:
    late, quiet = other("Vallée", actions=3, late=2), other("Plaine", actions=1)
    assert "Vallée" not in told((quiet, COORDINATES), (late, None))


def test_a_director_who_coordinates_others_is_told_of_their_own_plan() -> None:
    own, late = dataclasses.replace(SUMMARY, actions=4, late=2), other("Vallée", actions=3, late=1)
    assert (
        told((late, COORDINATES), (own, DIRECTS))
        == "À faire maintenant : 2 actions sont en retard dans le plan de « Les Ateliers du Pont » (p)"
    )


def test_what_is_asked_of_a_coordinator_comes_first() -> None:
    waits = HomeStanding((Role.COORDINATOR,), 2)
    assert "demande sur Vallée : 2 choses" in told((other("Vallée", late=1), waits))


def test_until_roles_are_known_a_network_is_shown_rather_than_the_plan_of_another() -> None:
    late = other("Vallée", actions=3, late=2)
    assert read(late, begun=()) == "À faire maintenant : voir où en sont les structures du réseau (R)"
    assert "Les Ateliers du Pont" in read(late, SUMMARY, begun=[SUMMARY.id])
    assert "Vallée" in read(late, begun=(), network=False)  # a guest of one dossier, with no network to see


def read(*summaries: AssessmentSummary, begun: Collection[str], network: bool = True) -> str:
    return next_step(summaries, begun=begun, network=network).plain.replace("\u00a0", " ")


async def test_a_coordinator_never_reads_what_a_director_has_to_do_even_before_their_role_is_read(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "cap_tui.tui.screens.home.REST", 60
    )  # no evaluation is opened to see one's role there
    gathered_folder(empty)
    async with running(empty) as harness:
        assert "À faire maintenant : voir où en sont les structures du réseau (R)" in flat(harness)
    started_folder(empty)
    async with running(empty) as harness:
        assert "continuer l’évaluation « Les Ateliers du Pont »" in flat(harness)
