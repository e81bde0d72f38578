"""The plan with several people: what is proposed and decided, notes of the follow-up, and why a key does nothing."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from cap_tui.i18n import _
from cap_tui.tui.commands import APP_COMMANDS, key_of
from cap_tui.tui.screens.plan_commands import ADD, DECIDE, EDIT, ON_ACTION, RIGHTS, SUGGEST
from cap_tui.tui.screens.plan_edit import Editing
from cap_tui.tui.screens.rights import opens

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from cap_tui.core.review import Note, Proposal
    from cap_tui.tui.commands import Command

ACCEPT, DECLINE = "accept", "decline"


class SharedPlan(Editing):
    """A plan to which others than its writer bring something."""

    notes: tuple[Note, ...] = ()

    @property
    def proposal(self) -> Proposal | None:
        """The proposal one is on."""
        return None

    def write(self, write: Callable[[], Any], *, cursor: str = "", said: str = "") -> None:
        """Ask for a write, then show the plan again."""
        raise NotImplementedError

    def commands(self) -> list[Command]:
        """Return what can be asked for now: Enter decides on a proposal, `a` proposes where one does not write."""
        other: dict[Command, Command] = {}
        if self.proposal is not None:
            other[EDIT] = DECIDE
        if not self.dossier.may("action.write"):
            other[ADD] = SUGGEST
        asked = (other.get(command, command) for command in (*self.OFFERED, *APP_COMMANDS))
        return [command for command in asked if self.offers(command)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the role, the phase and the row one is on allow."""
        if action in ON_ACTION and self.proposal is not None:
            return False
        if action == "add":
            return self.dossier.may("action.write")
        if action == "decide":
            undecided = self.proposal is not None and self.proposal.decision != "accepted"
            return undecided and self.dossier.may("action.decide")
        if action == "notes":
            return bool(self.notes) or self.dossier.may("followup.note")
        if action in RIGHTS:
            return any(map(self.dossier.may, RIGHTS[action]))
        return super().check_action(action, parameters)

    async def on_key(self, event: events.Key) -> None:
        """Say why a key of the plan does nothing here; one that does something is left to what runs it."""
        key = key_of(event)
        if self.in_text() or self.shell.keymap.find(self.commands(), key, in_text=False) is not None:
            return
        command = self.shell.keymap.find(self.OFFERED, key, in_text=False)
        sentence = self.why_not(command) if command is not None else ""
        if sentence:
            event.stop()
            event.prevent_default()
            self.tell(sentence)

    def why_not(self, command: Command) -> str:
        """Return why a command is not offered; empty when there is nothing to say."""
        action = command.action.partition("(")[0]
        proposal = self.proposal
        if proposal is not None and action in ON_ACTION:
            if proposal.decision == "accepted":
                return _("This action is in the plan already: change it there.")
            action = "decide"
        rights = RIGHTS.get(action, ())
        some_day = [right for right in rights if opens(self.dossier, right)]
        right = next(iter(some_day or rights), "")
        return (self.dossier.refusal(right) or "") if right else ""

    # Proposals

    @work
    async def action_decide(self) -> None:
        """Ask whether the proposal joins the plan; why, when it does not."""
        from cap_tui.tui.dialogs.prompt import PromptDialog
        from cap_tui.tui.dialogs.ways import WaysDialog

        proposal = self.proposal
        if proposal is None:
            return
        ways = [(ACCEPT, _("Accept: it joins the plan")), (DECLINE, _("Decline"))]
        answer = await self.app.push_screen_wait(WaysDialog(proposal.line.title, ways))
        if answer == ACCEPT:
            decide = partial(self.dossier.decide, proposal.id, accepted=True)
            self.write(decide, cursor=proposal.line.id, said=_("The action is in the plan."))
        elif answer == DECLINE:
            title, hint = _("Why is this action declined?"), _("Whoever proposed it reads the reason.")
            reason = await self.app.push_screen_wait(PromptDialog(title, hint))
            if reason is not None:
                decide = partial(self.dossier.decide, proposal.id, accepted=False, reason=reason)
                self.write(decide, cursor=proposal.id, said=_("The action is declined."))

    # Follow-up

    @work
    async def action_note(self, whole: bool) -> None:  # noqa: FBT001 - what the command says
        """Ask for a note on the action one is on, or on the whole plan."""
        line = None if whole else self.action
        text = await self.ask_note(line)
        if text is not None:
            about = line.id if line is not None else ""
            self.write(
                partial(self.dossier.note_followup, text, about), said=_("Note saved; j reads them all.")
            )

    @work
    async def action_notes(self) -> None:
        """Show the notes, the newest first, each with its action."""
        from cap_tui.tui.dialogs.page import PageDialog
        from cap_tui.tui.screens.plan_shared_lines import notes_page

        dossier = self.dossier

        def read() -> Any:
            lines = dossier.actions()
            about = {note.id: line for line in lines for note in dossier.followups(line.id)}
            return dossier.followups(), about

        notes, about = await asyncio.to_thread(read)
        blocks = notes_page(notes, about, self.shell.local)
        await self.app.push_screen_wait(PageDialog(_("Notes of the follow-up"), blocks))
