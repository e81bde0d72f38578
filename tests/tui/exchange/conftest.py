"""Two machines and the folder through which their files go."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.workspace import Workspace
from tests.tui.exchange.machines import Machines
from tests.tui.harness import STRUCTURE, empty_folder, environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def machines(prepared: Path, tmp_path: Path) -> Machines:
    """Claire's evaluation, of which Awa is the peer and has nothing yet; the file for Awa is in `post`."""
    del prepared
    post = tmp_path / "reçus"
    post.mkdir()
    director, peer = empty_folder(tmp_path / "claire"), empty_folder(tmp_path / "awa")
    with (
        closing(Workspace(director, environment())) as ours,
        closing(Workspace(peer, environment())) as theirs,
    ):
        ours.rename_profile("Claire Morvan")
        theirs.rename_profile("Awa Diallo")
        dossier = ours.open(ours.new_assessment(STRUCTURE, "mini", 2026).id)
        dossier.write("identity.values.c1", "constat", "Relu en équipe.")
        dossier.grant(theirs.current_profile().fingerprint, Role.PEER, name="Awa Diallo")
        export_bundle(ours, dossier, post / "pour-awa.capx", audience="peer")
        return Machines(director, peer, post, dossier.summary.id)
