"""Where a structure stands among its peers, for its own report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n.typography import typeset
from cap_tui.reports.peers import PeerLine, Peers
from cap_tui.services.network.definitions import Figure, definition
from cap_tui.services.network.standing import standing

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace

DEEPEST = 2
"""Depth of objectives."""


def peers_of(workspace: Workspace, reference: str) -> Peers:
    """Return how a structure stands on the whole, the themes and the objectives.

    Args:
        workspace: The data.
        reference: Names its evaluation.

    Raises:
        NotCountedError: It does not count, or this person may not read it.
        FewPeersError: Fewer than five others would remain.
        CapError: No such evaluation, or it cannot be read.
    """
    found = standing(workspace, reference)
    return Peers(
        found.kinds,
        found.year,
        found.peers,
        tuple(
            PeerLine(
                typeset(f"{line.code} {line.title}".strip()),
                line.depth,
                line.own,
                line.count,
                line.quartiles,
                line.quarter,
                line.of,
                line.at,
            )
            for line in found.lines
            if line.depth <= DEEPEST
        ),
        (definition(Figure.STANDING), definition(Figure.QUARTILES)),
    )
