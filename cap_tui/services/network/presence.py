"""Whether this installation has anything to do with a network, and which evaluations are the person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.network.blocks import LEAST
from cap_tui.services.profile import PROFILE
from cap_tui.storage.engine import reading
from cap_tui.storage.presence import begun_by, counted_up_to, holds_register

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace


def has_network(workspace: Workspace) -> bool:
    """Return whether there is a register, an evaluation that someone here coordinates, or a network to try.

    Fictional evaluations make a network from `LEAST` on: the demonstration of one structure is none.

    Raises:
        CapError: The database cannot be read.
    """
    with reading(workspace.opened.engine, workspace.database) as connection:
        return (
            holds_register(connection)
            or counted_up_to(connection, 1, fictional=False) > 0
            or counted_up_to(connection, LEAST, fictional=True) == LEAST
        )


def begun_here(workspace: Workspace) -> frozenset[str]:
    """Return the ids of the evaluations begun by the person at the keyboard: those of others are not theirs to go on with.

    Raises:
        CapError: The database or the profile cannot be read.
    """
    if not (workspace.data_dir / PROFILE).exists():  # nobody wrote here yet: asking would make a key
        return frozenset()
    with reading(workspace.opened.engine, workspace.database) as connection:
        return begun_by(connection, workspace.own_keys())
