"""Several people, each with a data folder of their own, who send each other files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from cap_tui.services.exchanging import accept, export_bundle, preview
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.permissions import Role
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.receipts import Receipt


class Machines:
    """People's computers, and the folder where files pass from one to another."""

    def __init__(self, prepared: Path, root: Path) -> None:
        self._prepared, self._root = prepared, root
        self._opened: list[Workspace] = []
        self._sent = 0

    def person(self, name: str) -> Workspace:
        """Return the workspace of someone who has just given their name."""
        folder = self._root / name
        shutil.copytree(self._prepared, folder)
        workspace = Workspace(folder, environment(name))
        self._opened.append(workspace)
        workspace.rename_profile(name)
        return workspace

    def begin(self, director: Workspace) -> Dossier:
        """Return an evaluation just begun."""
        return director.open(director.new_assessment(STRUCTURE, "small", 2026).id)

    def invite(self, dossier: Dossier, guest: Workspace, role: Role) -> None:
        """Give someone a role over the fingerprint they read on the phone."""
        dossier.grant(fingerprint(guest.profile.key.public), role, name=guest.profile_name())

    def send(self, giver: Workspace, dossier: Dossier, audience: str) -> Path:
        """Write a file for someone."""
        self._sent += 1
        return export_bundle(giver, dossier, self._root / f"{self._sent}.capx", audience=audience)

    def receive(self, taker: Workspace, path: Path) -> Receipt:
        """Take a file in, trusting who sends it."""
        return accept(taker, preview(taker, path), trust=True)

    def close(self) -> None:
        """Let go of every database."""
        for workspace in self._opened:
            workspace.close()
