"""What the tests of exchanges drive: two machines, and the folder through which files go from one to the other."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.exchange import ExchangeScreen
from cap_tui.tui.screens.exchange_receive import ReceiveScreen
from tests.tui.harness import NOW, Harness, environment

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Machines:
    """Two data folders.

    Attributes:
        director: Claire's data folder.
        peer: Awa's.
        post: Where files are put and found.
        reference: Id of Claire's evaluation.
    """

    director: Path
    peer: Path
    post: Path
    reference: str

    def dated(self) -> None:
        """Give every file of the post the same time, so that screens are always the same."""
        for path in self.post.iterdir():
            os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    def known_to_peer(self) -> int:
        """Return how many evaluations Awa's machine holds."""
        workspace = Workspace(self.peer, environment())
        try:
            return len(workspace.assessments())
        finally:
            workspace.close()


async def exchanging(harness: Harness, machines: Machines, out: Path | None = None) -> Dossier:
    """Go to the exchange screen of Claire's evaluation."""
    dossier = harness.app.workspace.open(machines.reference)
    screen = ExchangeScreen(harness.app.workspace, dossier, [machines.post], out or machines.post)
    harness.app.visit(screen)
    await harness.settle()
    return dossier


async def receiving(harness: Harness, machines: Machines) -> None:
    """Go to what was received, as the third door does."""
    harness.app.visit(ReceiveScreen(harness.app.workspace, [machines.post]))
    await harness.settle()


async def shown(harness: Harness, words: str) -> None:
    """Wait until some words are on the screen."""
    await harness.until(lambda: words in " ".join(harness.text().replace("\u00a0", " ").split()))
    await harness.settle()


def field(harness: Harness, name: str) -> Any:
    """Return a field of the dialog in front."""
    return harness.screen.query_one(f"#{name}")
