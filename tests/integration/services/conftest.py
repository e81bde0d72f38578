from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace


@pytest.fixture
def dossier(workspace: Workspace) -> Dossier:
    """An evaluation just begun, open."""
    return workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
