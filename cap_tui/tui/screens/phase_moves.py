"""From phase to phase: what the next one changes is said before going there, and going back asks why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from cap_tui.core.errors import N_
from cap_tui.core.permissions import Phase
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.labels import phase_label
from cap_tui.services.errors import VisaNeededError
from cap_tui.tui.commands import Command
from cap_tui.tui.screens.base import CommandScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.dossier import Dossier

NEXT_PHASE = Command(
    "phase-next", (">",), N_("Next phase"), N_("Go to the next phase; what it changes is said first"), "next_phase"
)  # fmt: skip
PREVIOUS_PHASE = Command(
    "phase-previous", ("<",), N_("Previous phase"), N_("Go back to the previous phase, saying why"), "previous_phase"
)  # fmt: skip
PHASE_COMMANDS = (NEXT_PHASE, PREVIOUS_PHASE)


class PhaseMoves(CommandScreen):
    """A screen over one assessment, from which its phase can be changed.

    Attributes:
        dossier: The open assessment.
    """

    dossier: Dossier

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the moves that exist and that this person may make."""
        if action == "next_phase":
            return self.dossier.next_phase() is not None and self.dossier.may("phase.advance")
        if action == "previous_phase":
            return self.dossier.previous_phase() is not None and self.dossier.may("phase.reopen")
        return super().check_action(action, parameters)

    def phase_changed(self) -> None:
        """Show what the new phase opens and closes."""

    @work
    async def action_next_phase(self) -> None:
        """Say what the next phase changes, and go there once confirmed."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        phase = self.dossier.next_phase()
        if phase is Phase.FOLLOW_UP:
            self.tell(explain(VisaNeededError()))
        elif phase is not None and self._all_saved():
            question = advance_question(self.dossier, phase)
            if await self.app.push_screen_wait(ConfirmDialog(question, _("Next phase"), _("Stay here"))):
                self._move(self.dossier.advance)

    @work
    async def action_previous_phase(self) -> None:
        """Ask why, and go back to the previous phase."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        phase = self.dossier.previous_phase()
        if phase is None or not self._all_saved():
            return
        reason = await self.app.push_screen_wait(
            PromptDialog(
                _("Why do you go back to the phase “{phase}”?").format(phase=phase_label(phase)),
                _("The reason stays in the history. Nothing that was written is lost."),
                needed=_("Say why in a few words, or press Esc to stay where you are."),
            )
        )
        if reason is not None:
            self._move(partial(self.dossier.reopen, reason))

    def _all_saved(self) -> bool:
        """Return whether nothing waits for F5: a phase that freezes the answers would refuse it for ever."""
        self.flush()
        if self.shell.saver.failed:
            self.tell(_("Something is not saved yet: press F5 first, then change the phase."), error=True)
            return False
        return True

    def _move(self, move: Callable[[], Any]) -> None:
        def moved(_changes: Any) -> None:
            if self.is_mounted:
                self.phase_changed()
                self.refresh_frame()
                self.tell(_("Phase: {phase}").format(phase=phase_label(self.dossier.summary.phase)))

        self.shell.saver.submit(move, moved, self.fail, keep=False)


def advance_question(dossier: Dossier, phase: Phase) -> str:
    """Return what going to `phase` changes, as a question."""
    if phase is Phase.CONSENSUS:
        count = dossier.summary.totals.unanswered
        open_ = ngettext(
            "{count} criterion has no answer yet.", "{count} criteria have no answer yet.", count
        ).format(count=count)
        question = _(
            "Go to the phase “{phase}”? The answers and the texts of the criteria will be frozen; the plan stays open. "
            "You can come back, saying why."
        )
        return "\n".join(filter(None, (open_ if count else "", question.format(phase=phase_label(phase)))))
    return _(
        "Go to the phase “{phase}”? The version of the PDF for partners opens; the answers stay frozen and the plan stays "
        "open. You can come back, saying why."
    ).format(phase=phase_label(phase))


def frozen_sentence(dossier: Dossier) -> str:
    """Return why answers cannot be changed now and what would change that; empty when they can."""
    if dossier.may("opinion.write"):
        return ""
    if not dossier.may("phase.reopen"):
        return _("This evaluation can be read, not changed: its answers belong to another person.")
    return _(
        "The answers are frozen (phase “{phase}”). To change one, go back to the phase “{first}” with the key {key}."
    ).format(
        phase=phase_label(dossier.summary.phase),
        first=phase_label(Phase.COLLECTING),
        key=PREVIOUS_PHASE.keys[0],
    )
