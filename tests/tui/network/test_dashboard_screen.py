"""Réseau: a coordinator sees where the structures stand, goes down to those behind a figure, and nobody is exposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.assessment import AssessmentScreen
from cap_tui.tui.screens.home import HomeScreen
from cap_tui.tui.screens.network import NetworkScreen
from cap_tui.tui.screens.network_views import VIEWS
from tests.network import gather
from tests.tui.harness import LARGE, SMALL, Harness, environment, running
from tests.tui.masking import flat
from tests.tui.network.networks import at_network, mini, read, sealed_fiction

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def line_here(harness: Harness) -> str:
    """Return the line the cursor is on."""
    return next((line[1:].strip() for line in harness.text().splitlines() if line.startswith("▌")), "")


@SIZES
@pytest.mark.parametrize(("number", "view"), list(enumerate(VIEWS, 1)), ids=list(VIEWS))
async def test_each_view_says_what_a_coordinator_came_for(
    network: Path,
    size: tuple[int, int],
    number: int,
    view: str,
    golden: Callable[[Harness, str], None],
) -> None:
    async with running(network, size=size) as harness:
        await at_network(harness, str(number))
        golden(harness, view)


async def test_home_offers_the_network_only_where_there_is_one_and_the_palette_always(
    empty: Path, network: Path
) -> None:
    async with running(network) as harness:
        await harness.until(lambda: "R Réseau" in harness.text())
    async with running(empty, size=SMALL) as harness:
        assert "Réseau" not in harness.text()
        await harness.press("R")
        assert isinstance(harness.screen, HomeScreen)
        await harness.press("ctrl+p")
        await harness.until(lambda: "Que cherchez-vous" in harness.text())
        await harness.paste("reseau")
        await harness.press("enter")
        await harness.until(lambda: isinstance(harness.screen, NetworkScreen))
        await read(harness)
        assert "0 évaluation rassemblée" in harness.text().replace("\u00a0", " ")
        assert "Aucune ne compte encore" in harness.text()


async def test_the_demonstration_of_one_structure_makes_no_network(empty: Path) -> None:
    sealed_fiction(empty, peers=3)
    async with running(empty) as harness:
        await harness.pilot.pause(0.3)
        assert "R Réseau" not in harness.text()


async def test_a_register_alone_or_five_fictional_structures_make_a_network_to_see(empty: Path) -> None:
    sealed_fiction(empty, peers=4)
    async with running(empty) as harness:
        await at_network(harness)
        assert " FICTIVE " in harness.text()


@SIZES
async def test_enter_goes_from_a_theme_down_to_the_structures_behind_and_escape_comes_back_where_one_was(
    network: Path, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(network, size=size) as harness:
        await at_network(harness, "enter")
        assert line_here(harness).startswith("1.1 Faire vivre")
        await harness.press("enter")
        await read(harness)
        await harness.press("down", "enter")
        await read(harness)
        golden(harness, "behind")
        assert line_here(harness).startswith("Récif (fictif)")
        for expected in ("1.1.2 ", "1.1 ", "1 Identité"):
            await harness.press("escape")
            await read(harness)
            assert line_here(harness).startswith(expected)
        await harness.press("escape")
        assert isinstance(harness.screen, HomeScreen)


async def test_the_evaluation_behind_a_criterion_opens_at_that_criterion(empty: Path) -> None:
    """Who reads 1.1.2 of the network opens 1.1.2 of the structure, not the first criterion of all."""
    sealed_fiction(empty, peers=5)
    async with running(empty) as harness:
        await at_network(harness, "enter", "enter")
        await harness.press("down", "enter")
        await read(harness)
        await harness.press("enter")
        await harness.until(lambda: isinstance(harness.screen, AssessmentScreen))
        screen = harness.screen
        assert isinstance(screen, AssessmentScreen)
        assert screen.desk.criterion(screen.current).code == "1.1.2"


async def test_filters_combine_are_written_at_the_top_and_go_with_one_key(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness)
        await harness.press("t", "space", "enter")
        await read(harness)
        await harness.press("d", *["down"] * 8, "enter")
        await read(harness)
        shown = flat(harness)
        assert "Type : AI" in shown
        assert "Région : Normandie" in shown
        assert "7 structures, toutes montrées." in shown
        assert "2 structures dans le réseau" in shown
        await harness.press("a", "down", "enter")
        await read(harness)
        assert "Année : 2025" in flat(harness)
        assert "5 structures, toutes montrées." in flat(harness)
        await harness.press("à")
        await read(harness)
        assert "a Année : 2026 · t Type : tous · d Région : toutes" in flat(harness)


async def test_the_results_of_one_structure_are_never_shown_by_choosing_its_kind(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness)
        await harness.press("t", "down", "down", "down", "enter")
        await read(harness)
        assert "Type : ETTI" in flat(harness)
        assert "1 structure, qui n’est pas montrée : on la reconnaîtrait." in flat(harness)
        rows = [line for line in harness.text().splitlines() if "Identité" in line]
        assert all("—" in line and "%" not in line for line in rows[:1])


async def test_what_is_left_out_is_said(network: Path) -> None:
    workspace = Workspace(network, environment())
    gather(workspace, *mini(1, "Île", kinds="OF", region="Océan Indien"), questionnaire="mini")
    workspace.close()
    async with running(network) as harness:
        await at_network(harness)
        await harness.press("d", *["down"] * 4, "enter")
        await read(harness)
        assert "Océan Indien" in flat(harness)
        assert "1 structure, qui n’est pas montrée" in flat(harness)


async def test_the_structures_of_another_coordinator_are_counted_and_never_named(empty: Path) -> None:
    workspace = Workspace(empty, environment())
    gather(workspace, *mini(6, "Ailleurs", readers=("0" * 64,), due_dates="2026-01-15"), questionnaire="mini")
    workspace.close()
    async with running(empty) as harness:
        await at_network(harness, "enter", "enter", "enter")
        shown = flat(harness)
        assert "0 que vous pouvez ouvrir" in shown
        assert "Engagé 6" in shown
        assert "Ailleurs" not in shown
        await harness.press("3")
        await read(harness)
        assert "6 plans en retard parmi les structures montrées. Vous pouvez en ouvrir 0." in flat(harness)
        assert "Ailleurs" not in flat(harness)


async def test_the_definition_of_the_figures_is_one_key_away(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness)
        await harness.press("e")
        assert "Quartiles, au point près : un quart des structures sont sous le premier" in flat(harness)
        await harness.press("escape", "2")
        await read(harness)
        await harness.press("e")
        assert "Priorités : les structures qui ont une action ouverte" in flat(harness)


async def test_a_theme_is_compared_by_kind_and_region_as_far_as_that_exposes_nobody(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness)
        await harness.press("c")
        await harness.until(lambda: "Par type" in harness.text())
        shown = flat(harness)
        assert "AI 7 structures" in shown
        assert "Bretagne 6 structures" in shown
        assert "ETTI" not in shown


async def test_a_structure_behind_a_figure_opens_and_coming_back_reads_the_network_again(empty: Path) -> None:
    reference = sealed_fiction(empty, peers=5)
    async with running(empty) as harness:
        await at_network(harness, "enter", "enter", "enter")
        assert line_here(harness).startswith("Les Jardins fictifs")
        await harness.press("enter")
        await harness.until(lambda: isinstance(harness.screen, AssessmentScreen))
        assert harness.screen.dossier.summary.id == reference  # type: ignore[attr-defined]
        await harness.settle()
        await harness.press("escape")
        await read(harness)
        assert line_here(harness).startswith("Les Jardins fictifs")


async def test_a_dossier_that_cannot_be_opened_is_told_and_nothing_is_lost(network: Path) -> None:
    async with running(network) as harness:
        await at_network(harness, "3")
        await harness.press("enter")
        await harness.until(lambda: "ne peut pas être lu" in flat(harness))
        assert line_here(harness).startswith("15/01/2026")


async def test_on_a_small_screen_gathering_and_watching_are_in_sight_and_so_are_the_keys_of_the_filters(
    network: Path,
) -> None:
    async with running(network, size=SMALL) as harness:
        await at_network(harness)
        shown = flat(harness)
        assert "g Rassembler s Surveiller" in shown
        assert (
            "r Référentiel : Petit référentiel · a Année : 2026 · t Type : tous · d Région : toutes" in shown
        )


async def test_the_name_of_a_group_is_whole_on_a_small_screen(network: Path) -> None:
    async with running(network, size=SMALL) as harness:
        await at_network(harness, "7")
        assert line_here(harness).startswith("Groupe fictif du Nord ")
