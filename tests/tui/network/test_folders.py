"""Réseau: a folder of dossiers is taken in without leaving the screen, once or as they come."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.permissions import Phase, Role
from cap_tui.core.structures import Structure
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.network.gather import gather
from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.exchange_folder import FolderScreen
from cap_tui.tui.screens.home import HomeScreen
from cap_tui.tui.screens.network import NetworkScreen
from tests.building import level
from tests.phases import go_to
from tests.tui.harness import LARGE, NOW, SMALL, Harness, empty_folder, environment, running
from tests.tui.masking import flat, masked
from tests.tui.network.networks import at_network, read

if TYPE_CHECKING:
    from pathlib import Path

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
SIRETS = ("55210055400013", "44306184100047")


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the folder twenty times a second."""
    monkeypatch.setattr(NetworkScreen, "EVERY", 0.05)


@pytest.fixture
def box(network: Path, tmp_path: Path) -> Path:
    """Two dossiers, sealed, of a director who invited the coordinator of the network."""
    folder = tmp_path / "reçus"
    folder.mkdir()
    with (
        closing(Workspace(network, environment())) as ours,
        closing(Workspace(empty_folder(tmp_path / "zoé"), environment())) as theirs,
    ):
        theirs.rename_profile("Zoé Exemple")
        ours.rename_profile("Paul Exemple")
        for number, siret in enumerate(SIRETS, 1):
            structure = Structure(f"Atelier {number} (fictif)", siret, ("AI",), "Normandie")
            dossier = theirs.open(theirs.new_assessment(structure, "mini", 2026).id)
            for criterion in dossier.concerned:
                dossier.answer(criterion, level("engaged"))
            dossier.grant(ours.current_profile().fingerprint, Role.COORDINATOR, name="Paul Exemple")
            go_to(dossier, Phase.FOLLOW_UP)
            export_bundle(theirs, dossier, folder / f"{number}.capx", audience="coordinator")
            settled(folder / f"{number}.capx")
    return folder


@pytest.fixture
def second(box: Path, network: Path) -> Path:
    """The second dossier, put aside, the director being known already by the first."""
    with closing(Workspace(network, environment())) as ours:
        gather(ours, [box / "1.capx"], trust=True)
    return (box / "2.capx").rename(box.parent / "2.capx")


def settled(path: Path) -> None:
    """Make a file look as if it had been whole for a minute."""
    os.utime(path, (NOW.timestamp() - 60, NOW.timestamp() - 60))


def move(path: Path, there: Path) -> Path:
    """Put a file or a folder in its place at once, as a program that copies aside and renames."""
    return path.replace(there)


def typed(harness: Harness, path: Path) -> None:
    field: Any = harness.screen.query_one("#path")
    field.value = str(path)


async def shown(harness: Harness, words: str) -> None:
    await harness.until(lambda: words in flat(harness))
    await harness.settle()


async def watching(harness: Harness, folder: Path) -> None:
    await at_network(harness, "s")
    typed(harness, folder)
    await harness.press("enter")
    await shown(harness, f"répertoire surveillé : {folder.name}")


@SIZES
async def test_a_folder_of_dossiers_is_gathered_from_the_screen_and_counts_at_once(
    network: Path, box: Path, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(network, size=size) as harness:
        await at_network(harness)
        assert "13 structures, toutes montrées." in flat(harness)
        await harness.press("g")
        typed(harness, box)
        await harness.press("enter")
        await shown(harness, "2 fichiers lisibles")
        assert isinstance(harness.screen, FolderScreen)
        harness.golden("gather", request.path, masked)
        await harness.press("a", "tab", "enter")
        await shown(harness, "C’est fait.")
        await harness.press("escape")
        await read(harness)
        assert "15 structures, toutes montrées." in flat(harness)


async def test_a_path_where_no_folder_is_asks_again(network: Path, box: Path) -> None:
    async with running(network) as harness:
        for key in ("g", "s"):
            if key == "g":
                await at_network(harness)
            await harness.press(key)
            assert "Entrée : ce répertoire" in flat(harness)
            typed(harness, box / "1.capx")
            await harness.press("enter")
            assert "Aucun répertoire ne s’y trouve. Vérifiez le chemin." in flat(harness)
            await harness.press("escape")
        assert isinstance(harness.screen, NetworkScreen)


@SIZES
async def test_what_comes_in_a_watched_folder_is_told_on_a_line_and_counts_at_once(
    network: Path, box: Path, second: Path, request: pytest.FixtureRequest, size: tuple[int, int]
) -> None:
    async with running(network, size=size) as harness:
        await watching(harness, box)
        assert "14 structures, toutes montrées." in flat(harness)
        move(second, box / "2.capx")
        await shown(harness, "1 fichier importé")
        await shown(harness, "15 structures, toutes montrées.")
        harness.golden("watched", request.path, masked)


async def test_a_file_still_being_copied_is_left_until_it_is_whole(
    network: Path, box: Path, second: Path
) -> None:
    async with running(network) as harness:
        await watching(harness, box)
        (box / "2.capx").write_bytes(b"")
        await shown(harness, "1 fichier est encore en cours de copie")
        assert "refusé" not in flat(harness)
        move(second, box / "2.capx")
        await shown(harness, "1 fichier importé")


async def test_a_sender_who_is_not_known_is_never_trusted_by_a_watch(network: Path, box: Path) -> None:
    async with running(network) as harness:
        before = len(harness.app.workspace.assessments())
        await watching(harness, box)
        await shown(harness, "2 fichiers de personnes inconnues ici attendent")
        assert len(harness.app.workspace.assessments()) == before


async def test_nothing_is_taken_in_once_the_watch_is_stopped_or_the_screen_closed(
    network: Path, box: Path, second: Path
) -> None:
    async with running(network) as harness:
        await watching(harness, box)
        await harness.press("s")
        await shown(harness, "Le répertoire n’est plus surveillé.")
        assert "répertoire surveillé :" not in harness.text()
        before = len(harness.app.workspace.assessments())
        move(second, box / "2.capx")
        await harness.pilot.pause(0.4)
        assert len(harness.app.workspace.assessments()) == before
        move(box / "2.capx", second)
        await harness.press("s")
        typed(harness, box)
        await harness.press("enter")
        await shown(harness, "répertoire surveillé :")
        await harness.press("escape")
        await harness.until(lambda: isinstance(harness.screen, HomeScreen))
        move(second, box / "2.capx")
        await harness.pilot.pause(0.4)
        assert len(harness.app.workspace.assessments()) == before


async def test_a_folder_that_goes_away_is_said_and_watched_again_when_it_is_back(
    network: Path, box: Path, second: Path
) -> None:
    async with running(network) as harness:
        await watching(harness, box)
        away = move(box, box.parent / "débranchée")
        await shown(harness, "Vérifiez qu’il est bien là")
        move(away, box)
        await harness.until(lambda: "Vérifiez" not in harness.text())
        move(box, away)
        await shown(harness, "Vérifiez qu’il est bien là")
        move(second, away / "2.capx")
        move(away, box)
        await shown(harness, "1 fichier importé")
