"""The composition root: where folders, clocks and front ends meet. Nothing else knows everything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace

APPLICATION = "cap-tui"
DATA_DIR_VARIABLE = "CAP_TUI_DATA_DIR"
DATABASE_VARIABLE = "CAP_TUI_DATABASE_URL"
PASSPHRASE_VARIABLE = "CAP_TUI_PASSPHRASE"  # noqa: S105 - the name of a variable, for scripts


def default_data_dir() -> Path:
    """Return the person's data folder: `CAP_TUI_DATA_DIR`, else the place their system keeps such things."""
    chosen = os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)


def open_workspace(data_dir: Path | None) -> Workspace:
    """Open the data folder, on the shared database that `CAP_TUI_DATABASE_URL` names if it does; imports the database layer.

    Raises:
        CapError: The folder or the database cannot be used.
    """
    from cap_tui.services.environment import Environment
    from cap_tui.services.workspace import Workspace

    workspace = Workspace(data_dir or default_data_dir(), Environment(), os.environ.get(DATABASE_VARIABLE))
    workspace.offer_passphrase(os.environ.get(PASSPHRASE_VARIABLE))
    return workspace
