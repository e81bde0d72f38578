"""Files that a colleague sends in the course of the day, each with what they wrote since the one before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from cap_tui.services.environment import Environment
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def parcels(data: Path, folder: Path, count: int) -> list[Path]:
    """Write files to take in, made on a copy of a data folder, and return where they are, in order.

    Args:
        data: The folder they will be taken into, as it is now.
        folder: Where the files and the copy go.
        count: How many.
    """
    colleague = shutil.copytree(data, folder / "colleague")
    workspace = Workspace(colleague, Environment())
    try:
        dossier = workspace.open(workspace.assessments()[0].id)
        found = []
        for number in range(1, count + 1):
            dossier.add_action(title=f"Préparer la réunion {number}")
            found.append(folder / f"recu-{number}.capx")
            export_bundle(workspace, dossier, found[-1], audience="copy")
    finally:
        workspace.close()
    return found
