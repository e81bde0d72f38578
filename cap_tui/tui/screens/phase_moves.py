"""From phase to phase: what the next one changes is said before going there, and going back asks why."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from cap_tui.core.errors import N_, CapError
from cap_tui.core.permissions import Phase, Role
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.labels import phase_label
from cap_tui.services.errors import VisaNeededError
from cap_tui.tui.commands import Command
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.ways import INDICATORS, MEETING, PLACES, VERSIONS, WAYS
from cap_tui.tui.words import person_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.dossier import Dossier

NEXT_PHASE = Command(
    "phase-next", (">",), N_("Next phase"), N_("Go to the next phase; what it changes is said first"), "next_phase"
)  # fmt: skip
PREVIOUS_PHASE = Command(
    "phase-previous", ("<",), N_("Previous phase"), N_("Go back to the previous phase, saying why"), "previous_phase"
)  # fmt: skip
PHASE_COMMANDS = (NEXT_PHASE, PREVIOUS_PHASE, *WAYS)
"""What every screen over an assessment offers: its phases, and the ways to the other screens."""


class PhaseMoves(CommandScreen):
    """A screen over one assessment, from which its phase can be changed and its other screens reached.

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
        if action == "place":
            return parameters != (self.PLACE,)
        if action == "indicators":
            return self.PLACE != INDICATORS and bool(self.dossier.questionnaire.indicators)
        if action == "meeting":
            return self.PLACE != MEETING and self.meets()
        return super().check_action(action, parameters)

    def phase_changed(self) -> None:
        """Show what the new phase opens and closes."""

    def action_place(self, where: str) -> None:
        """Go to another screen of the assessment; what was being typed is saved."""
        self.flush()
        self.shell.go(where, self.dossier)

    def action_indicators(self) -> None:
        """Go to the indicators; screens that know where one is say on which criterion."""
        self.action_place(INDICATORS)

    def meets(self) -> bool:
        """Return whether there is a follow-up meeting to hold, or minutes to read."""
        return self.dossier.may("followup.note") or bool(self.dossier.meetings())

    def action_meeting(self) -> None:
        """Go to the follow-up meeting."""
        self.action_place(MEETING)

    @work
    async def action_go_to(self) -> None:
        """Show where one can go, and go there."""
        from cap_tui.tui.dialogs.ways import WaysDialog

        ways = [(where, _(label)) for where, label in PLACES.items()]
        if self.dossier.questionnaire.indicators:
            ways.append((INDICATORS, _("Indicators")))
        if self.meets():
            ways.append((MEETING, _("Follow-up meeting")))
        self.shell.type_ahead.hold()  # what is typed meanwhile is for the list
        try:
            if await asyncio.to_thread(other_versions, self.dossier):
                ways.append((VERSIONS, _("Versions of the questionnaire")))
            await self.app.push_screen(WaysDialog(_("Where to?"), ways, self.PLACE), self._gone_to)
        finally:
            self.shell.type_ahead.release()

    def _gone_to(self, where: str | None) -> None:
        if where is not None and where != self.PLACE:
            self.action_place(where)

    @work
    async def action_next_phase(self) -> None:
        """Say what the next phase changes, and go there once confirmed."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        phase = self.dossier.next_phase()
        if phase is Phase.FOLLOW_UP and not visa_stands(self.dossier):
            await self._offer_visa()
        elif phase is not None and self._all_saved():
            question = advance_question(self.dossier, phase)
            if await self.app.push_screen_wait(ConfirmDialog(question, _("Next phase"), _("Stay here"))):
                self._move(self.dossier.advance)

    async def _offer_visa(self) -> None:
        """Say who must sign before follow-up begins, and go there if asked."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        if self.PLACE == "visa":
            self.tell(explain(VisaNeededError()))
            return
        question = f"{explain(VisaNeededError())}\n{signers(self.dossier)}".strip()
        if await self.app.push_screen_wait(ConfirmDialog(question, _("See the visa"), _("Stay here"))):
            self.action_place("visa")

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
                self.tell(moved_sentence(self.dossier, self.PLACE))

        self.shell.saver.submit(move, moved, self.fail, keep=False)


def advance_question(dossier: Dossier, phase: Phase) -> str:
    """Return what going to `phase` changes, as a question."""
    if phase is Phase.FOLLOW_UP:
        return _(
            "Go to the phase “{phase}”? The plan is sealed as it was signed; from then on its progress is followed. "
            "You can come back, saying why."
        ).format(phase=phase_label(phase))
    if phase is Phase.CLOSED:
        return _(
            "Go to the phase “{phase}”? Everything becomes read-only until the next evaluation. You can come back, saying why."
        ).format(phase=phase_label(phase))
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


def moved_sentence(dossier: Dossier, place: str) -> str:
    """Return the phase reached, and where its work is done when it is on another screen than `place`."""
    phase = dossier.summary.phase
    if phase in (Phase.PLANNING, Phase.FOLLOW_UP) and place != "plan":
        return _("Phase: {phase}. To go to the plan: F3, then 3.").format(phase=phase_label(phase))
    return _("Phase: {phase}").format(phase=phase_label(phase))


def other_versions(dossier: Dossier) -> bool:
    """Return whether there is another version of the questionnaire to pass to, or to go back to; slow, for a thread."""
    try:
        return bool(dossier.versions_available())
    except CapError:  # told on the screen of the versions
        return True


def visa_stands(dossier: Dossier) -> bool:
    """Return whether a visa covers the plan exactly as it is."""
    visa = dossier.standing_visa()
    return visa is not None and not visa.changes


def signers(dossier: Dossier) -> str:
    """Return who may sign the visa, by name; empty when it is the director and nobody else."""
    names = [person_name(person.name) for person in dossier.people() if Role.THIRD_PARTY in person.roles]
    if not names:
        return ""
    return _("Who signs: {names}. Send them this evaluation (F7); they sign and send theirs back.").format(
        names=", ".join(names)
    )
