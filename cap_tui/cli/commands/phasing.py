"""`phase`: where an evaluation stands, forward, and back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import EVALUATION
from cap_tui.cli.errors import UnknownMoveError
from cap_tui.cli.output import out
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n.labels import phase_label

if TYPE_CHECKING:
    from cap_tui.cli.front import Front

ADVANCE, REOPEN = "advance", "reopen"
MOVE = Argument(
    None, metavar=f"{ADVANCE}|{REOPEN}", help=N_("Where to go; without it, the phase is only printed.")
)
WHY = Option("", "--why", help=N_("Why you go back; it stays in the history."))


class PhaseCommand:
    """Going from phase to phase."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def phase(self, reference: str = EVALUATION, move: str | None = MOVE, *, why: str = WHY) -> None:
        """Go to the next phase or back to the one before, and print the name of the phase."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if move == ADVANCE:
                dossier.advance()
            elif move == REOPEN:
                dossier.reopen(why)
            elif move is not None:
                raise UnknownMoveError(move=one_line(move, limit=40), moves=f"{ADVANCE}, {REOPEN}")
            out(phase_label(dossier.summary.phase))
