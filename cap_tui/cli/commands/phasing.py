"""`phase`: where an evaluation stands, forward, and back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.commands.people import unanswered
from cap_tui.cli.errors import VisaFirstError
from cap_tui.cli.forms import known_verb
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.permissions import Phase
from cap_tui.i18n import ngettext
from cap_tui.i18n.labels import phase_label

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.services.dossier import Dossier

ADVANCE, NEXT, REOPEN = "advance", "next", "reopen"
MOVE = Argument(
    None, metavar=f"{NEXT}|{REOPEN}", help=N_("Where to go; without it, the phase is only printed.")
)
WHY = Option("", "--why", help=N_("Why you go back; it stays in the history."))


class PhaseCommand:
    """Going from phase to phase."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def phase(
        self, reference: str = EVALUATION, move: str | None = MOVE, *, why: str = WHY, as_json: bool = AS_JSON
    ) -> None:
        """Go to the next phase or back to the one before, and print the phase."""
        if move is not None:
            known_verb(move, (NEXT, ADVANCE, REOPEN), "phase")
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if move in (ADVANCE, NEXT):
                _advance(dossier)
            elif move == REOPEN:
                dossier.reopen(why)
        phase, following = dossier.summary.phase, dossier.next_phase()
        if as_json:
            out_json({
                "id": dossier.summary.id,
                "phase": phase.value,
                "next": following.value if following else None,
                "unanswered": unanswered(dossier),
            })  # fmt: skip
        else:
            out(phase_label(phase))


def _advance(dossier: Dossier) -> None:
    from cap_tui.services.errors import VisaNeededError

    left = unanswered(dossier) if dossier.summary.phase is Phase.COLLECTING else 0
    try:
        dossier.advance()
    except VisaNeededError as error:
        raise VisaFirstError(assessment=dossier.summary.id[:8]) from error
    if left:
        say(ngettext(
            "{count} criterion was left without an answer: it stays out of the score. To answer it: "
            "cap-tui phase {assessment} reopen --why …",
            "{count} criteria were left without an answer: they stay out of the score. To answer them: "
            "cap-tui phase {assessment} reopen --why …",
            left,
        ).format(count=left, assessment=dossier.summary.id[:8]))  # fmt: skip
