"""A plan to which a peer proposes: what the tests of the shared plan begin with."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tui.crossed import FIRST, Shared, shared_folders

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier

LEAFLET, CAR, MEETING = "Écrire le livret d’accueil", "Acheter un car", "Réunir l’équipe chaque mois"


def propose(dossier: Dossier) -> None:
    """Propose three actions."""
    dossier.propose_action(LEAFLET, (FIRST,), constat="Personne ne sait où il est.")
    dossier.propose_action(CAR)
    dossier.propose_action(MEETING, owner="Zoé")


@pytest.fixture(scope="session")
def prepared_proposed(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return shared_folders(tmp_path_factory.mktemp("proposed"), peer=propose)


@pytest.fixture
def proposed(prepared_proposed: Shared, tmp_path: Path) -> Shared:
    """An evaluation for which the peer proposes three actions, in the data folder of each."""
    director = Path(shutil.copytree(prepared_proposed.director, tmp_path / "director"))
    peer = Path(shutil.copytree(prepared_proposed.peer, tmp_path / "peer"))
    return Shared(director, peer, prepared_proposed.reference)
