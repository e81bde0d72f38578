"""Two dossiers of one structure for one year count twice: the coordinator is told, and nothing is settled for them."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.core.structures import Structure
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.network.doubled import doubled
from cap_tui.services.network.gather import gather_folder
from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.network_folders import came_words
from tests.building import environment
from tests.exchange import SIRETS, box_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.machines import Machines

pytestmark = pytest.mark.sqlite_only("the director’s other computer holds a database of its own")


@pytest.fixture
def box(machines: Machines, paul: Workspace, tmp_path: Path) -> Path:
    """Three dossiers of three structures, gathered already."""
    folder = box_of(machines, paul, tmp_path / "reçus")
    gather_folder(paul, folder, trust=True)
    return folder


def again(
    machines: Machines, paul: Workspace, path: Path, year: int = 2026, *, fictional: bool = False
) -> None:
    """Have the director of the first structure begin it once more, on a computer that holds only their key, and send it."""
    other = path.parents[1] / f"Zoé, ailleurs {path.stem}"
    shutil.copytree(path.parents[1] / "Zoé", other)
    (other / "cap-tui.db").unlink()
    with closing(Workspace(other, environment(path.stem))) as director:
        structure = Structure("Structure 1, bis (fictif)", SIRETS[0], ("AI",), fictional=fictional)
        dossier = director.open(director.new_assessment(structure, "small", year).id)
        machines.invite(dossier, paul, Role.PEER)
        export_bundle(director, dossier, path, audience="peer")


def test_two_dossiers_of_one_structure_and_year_are_told_when_they_come_and_afterwards(
    machines: Machines, paul: Workspace, box: Path
) -> None:
    assert doubled(paul) == ()
    again(machines, paul, box / "4.capx")
    found = gather_folder(paul, box, trust=True)
    (one,) = found.doubled
    assert (one.siret, one.questionnaire, one.year) == (SIRETS[0], "small", 2026)
    assert len(set(one.dossiers)) == 2
    assert found.whole, "it is told, not refused"
    (told,) = [line for line in found.lines() if "2 dossiers" in line]
    assert told.startswith("«\u00a0Structure 1 (fictif)\u00a0» a 2 dossiers pour 2026 (")
    assert told.endswith("Demandez à sa direction lequel est le bon.")
    assert came_words(found).endswith(
        " · 1 structure compte deux fois\u00a0: elle a plusieurs dossiers pour une même année"
    )
    assert gather_folder(paul, box).doubled == (one,), "gathered again, it is still so"
    assert doubled(paul) == (one,)


def test_other_dossiers_do_not_repeat_it(
    machines: Machines, paul: Workspace, box: Path, tmp_path: Path
) -> None:
    again(machines, paul, box / "4.capx")
    gather_folder(paul, box, trust=True)
    other = tmp_path / "autres"
    other.mkdir()
    (box / "2.capx").rename(other / "2.capx")
    assert gather_folder(paul, other).doubled == ()
    (tmp_path / "vide").mkdir()
    assert gather_folder(paul, tmp_path / "vide").doubled == ()


def test_another_year_or_a_fictional_structure_is_no_double(
    machines: Machines, paul: Workspace, box: Path
) -> None:
    again(machines, paul, box / "4.capx", 2025)
    again(machines, paul, box / "5.capx", fictional=True)
    found = gather_folder(paul, box, trust=True)
    assert (len(found.receipt.done), found.doubled) == (2, ())
