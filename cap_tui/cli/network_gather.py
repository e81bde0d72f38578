"""The commands that gather the dossiers of the network, in the branch `network`."""

from __future__ import annotations

from cap_tui.cli.tree import Leaf
from cap_tui.core.errors import N_

GATHER = (
    Leaf(
        "gather",
        "network_gather:GatherCommand.gather",
        N_("Take in all the dossiers of a folder, and go on as they come."),
        N_(
            "What is known already is passed over. After a cut, the same command goes on where it stopped. "
            "Ctrl+C stops after the dossier being read; nothing is lost."
        ),
    ),
)
