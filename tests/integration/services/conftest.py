from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from tests.building import level
from tests.conftest import STRUCTURE
from tests.machines import Machines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace


@pytest.fixture
def dossier(workspace: Workspace) -> Dossier:
    """An evaluation just begun, open."""
    return workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)


@pytest.fixture
def machines(prepared: Path, tmp_path: Path) -> Iterator[Machines]:
    """Computers of several people."""
    found = Machines(prepared, tmp_path)
    yield found
    found.close()


@pytest.fixture
def zoe(machines: Machines) -> Workspace:
    """The computer of a director."""
    return machines.person("Zoé")


@pytest.fixture
def paul(machines: Machines) -> Workspace:
    """The computer of a pair."""
    return machines.person("Paul")


@pytest.fixture
def begun(machines: Machines, zoe: Workspace, paul: Workspace) -> Dossier:
    """Zoé's dossier: one answer, and Paul as pair."""
    dossier = machines.begin(zoe)
    dossier.answer("visit", level("engaged"))
    machines.invite(dossier, paul, Role.PEER)
    return dossier
