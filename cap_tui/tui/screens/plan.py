"""Plan: the actions, what they lack, and the gestures that keep them alive."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.core.plan import State
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import action_field_label
from cap_tui.tui.screens.plan_commands import DECIDE, EDIT, PLAN_COMMANDS
from cap_tui.tui.screens.plan_gestures import STEP, next_state, progressed
from cap_tui.tui.screens.plan_lines import OWN_ORDER, SORTS, detail
from cap_tui.tui.screens.plan_returning import Returning
from cap_tui.tui.screens.plan_shared_lines import last_note, proposal_detail
from cap_tui.tui.screens.plan_views import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import Changes
    from cap_tui.core.plan import Action
    from cap_tui.core.review import Proposal
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.commands import Command
    from cap_tui.tui.widgets.plan_header import PlanHeader


class PlanScreen(Returning):
    """The plan de progrès of an assessment.

    Args:
        dossier: The open assessment.
        criterion: Id of a criterion, on the first action of which the cursor starts; or of an action.
    """

    PLACE = "plan"
    NAME = N_("Progress plan")
    OFFERED: ClassVar[tuple[Command, ...]] = PLAN_COMMANDS

    def __init__(self, dossier: Dossier, criterion: str = "") -> None:
        super().__init__(dossier)
        self._criterion = criterion
        self._on_proposal = False

    def on_mount(self) -> None:
        """Show the plan."""
        self.action_view(TABLE)
        self.show_criterion(self._criterion)

    def show_criterion(self, key: str) -> None:
        """Go to a line of the plan, or to the first that answers a criterion."""
        lines = (*self.actions, *self.dossier.actions())  # those shown first: the others take the filter away
        self.show(next((one.id for one in lines if key == one.id or key in one.criteria), ""))

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        if self.is_mounted:
            self.show()

    @property
    def current(self) -> str:
        """Id of the criterion of the action or the proposal one is on."""
        line = self.proposal.line if self.proposal else self.action
        keys = line.criteria if line else ()
        return next((key for key in keys if key in self.dossier.questionnaire.criteria), "")

    def actions_changed(self) -> None:
        """Show the lines again."""
        self.show()

    def moved(self) -> None:
        """Show the detail of the line one is on."""
        proposal = self.proposal
        text = self._proposal_text(proposal) if proposal is not None else self._action_text()
        self.query_one("#detail", Static).update(text, layout=False)
        if self._on_proposal is not (proposal is not None):  # other keys act on a proposal
            self._on_proposal = proposal is not None
            self.refresh_bar()

    def _proposal_text(self, proposal: Proposal) -> Content:
        may_decide = self.dossier.may("action.decide")
        return proposal_detail(proposal, self.dossier.questionnaire, self.shell.local, may_decide=may_decide)

    def _action_text(self) -> Content:
        if self.action is not None:
            notes = self.dossier.followups(self.action.id) if self.notes else ()
            return detail(self.action, self.context(), last_note(notes, self.shell.local))
        if self.total:
            return Content("" if self.actions else _("No action answers this filter. Esc shows them all."))
        if self.dossier.may("action.write"):
            return Content(_("Press o to propose actions from the results, or a to write your own."))
        if self.dossier.may("action.propose"):
            return Content(_("Press a to propose an action to the director."))
        return Content("")

    def write(self, write: Callable[[], Any], *, cursor: str = "", said: str = "") -> None:
        """Ask for a write; show the plan again, and `said`, once it is durable.

        Args:
            write: What to do, on the saver's thread.
            cursor: Id of the action to go to; by default the one one is on.
            said: Sentence to show, verbatim.
        """

        def done(_changes: Changes | None) -> None:
            if self.is_mounted:
                self.show(cursor)
                if said:
                    self.tell(said)
                else:
                    self.hush()

        self.shell.saver.submit(write, done, self.fail)

    def on_plan_header_sorted(self, event: PlanHeader.Sorted) -> None:
        """Sort by the column clicked; clicked again, come back to the people's order."""
        self.sort = OWN_ORDER if self.sort == event.column else event.column
        self.show()

    def on_row_list_chosen(self) -> None:
        """Edit the action clicked, or decide on the proposal; say why when neither is open."""
        command = DECIDE if self.proposal else EDIT
        if self.offers(command):
            self.run_worker(self.ask(command))
        elif sentence := self.why_not(EDIT):
            self.tell(sentence)

    def on_board_chosen(self) -> None:
        """Edit the action clicked."""
        self.on_row_list_chosen()

    def action_sort(self) -> None:
        """Sort by the next column, then by the people's own order."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.show()
        if self.sort == OWN_ORDER:
            self.tell(_("In your own order. m and d move an action."))
        elif self.sort == "missing":
            self.tell(_("Sorted by what is still to fill in."))
        else:
            self.tell(_("Sorted by: {column}").format(column=action_field_label(self.sort).lower()))

    def action_move(self, places: int) -> None:
        """Move the action in the people's own order, past the line shown above or below it."""
        line = self.action
        if line is None:
            return
        if (self.view, self.sort) != (TABLE, OWN_ORDER):
            self.sort = OWN_ORDER
            self.action_view(TABLE)
            self.tell(_("Back to your own order: press again to move the action."))
            return
        shown = [one.id for one in self.actions]
        place = shown.index(line.id) + places
        if 0 <= place < len(shown):
            every = [one.id for one in self.dossier.actions()]
            steps = every.index(shown[place]) - every.index(line.id)
            self.write(lambda: self.dossier.move_action(line.id, steps))

    def action_state(self) -> None:
        """Pass the action to its next state; to be settled, one that lacks something is completed first."""
        line = self.action
        if line is None:
            return
        fields = next_state(line)
        if fields["state"] is State.CLOSED and self.lacks_to_settle(line):
            self.show_form(line, fields, self.unsettled(line))
        elif fields["state"] is State.DROPPED:
            self._drop(line)
        else:
            self._change(next_state)

    @work
    async def _drop(self, line: Action) -> None:
        """Ask why an action is abandoned, then abandon it."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        title = _("Why is action {number} abandoned? {title}").format(number=line.number, title=line.title)
        hint = _("The reason stays with the action, for whoever reads the plan later.")
        reason = await self.app.push_screen_wait(PromptDialog(title, hint, initial=line.drop_reason))
        if reason is not None:
            fields = {"state": State.DROPPED, "drop_reason": reason}
            self.write(lambda: self.dossier.set_action(line.id, **fields))

    def action_progress(self, direction: int) -> None:
        """Add or take away a step of progress."""
        self._change(lambda action: progressed(action, direction * STEP))

    def _change(self, fields: Callable[[Action], dict[str, Any]]) -> None:
        """Change the action one is on, from what it is when the write comes: keys may come faster than the disk."""
        if self.action is None:
            return
        key = self.action.id

        def write() -> Any:
            line = next((one for one in self.dossier.actions() if one.id == key), None)
            return self.dossier.set_action(key, **(fields(line) if line else {}))

        self.write(write)

    def action_propose(self) -> None:
        """Add the actions the results call for, and say how many."""

        def done(changes: Changes) -> None:
            if not self.is_mounted:
                return
            self.show()
            count = len(changes.actions)
            if count:
                said = ngettext("{count} action proposed from the results. z takes it back.",
                                "{count} actions proposed from the results. z takes them back.", count)  # fmt: skip
                self.tell(said.format(count=count))
            else:
                self.tell(_("Nothing to add: every criterion below the target has its actions already."))

        self.shell.saver.submit(self.dossier.propose, done, self.fail)

    @work
    async def action_remove(self) -> None:
        """Take the action out of the plan, once confirmed."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        line = self.action
        if line is None:
            return
        question = _("Take action {number} out of the plan? “{title}”").format(
            number=line.number, title=line.title
        )
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Take it out"), _("Keep it"))):
            said = _("Action {number} taken out. z brings it back.").format(number=line.number)
            self.write(lambda: self.dossier.remove_action(line.id), said=said)

    def action_undo(self) -> None:
        """Take back the last change."""
        self._step(self.dossier.undo, _("Undone."), _("Nothing to undo."))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._step(self.dossier.redo, _("Redone."), _("Nothing to redo."))

    def _step(self, write: Callable[[], Changes | None], said: str, nothing: str) -> None:
        def done(changes: Changes | None) -> None:
            if self.is_mounted:
                self.show()
                self.tell(said if changes else nothing)

        self.shell.saver.submit(write, done, self.fail, keep=False)

    @work
    async def action_history(self) -> None:
        """Show what happened to the action one is on."""
        from cap_tui.tui.dialogs.page import PageDialog
        from cap_tui.tui.screens.plan_history import history_blocks

        line = self.action
        if line is not None:
            lines = await asyncio.to_thread(self.dossier.action_history, line.id)
            title = _("History of action {number}: {title}").format(number=line.number, title=line.title)
            await self.app.push_screen_wait(PageDialog(title, history_blocks(lines, self.shell.local)))

    def action_criterion(self) -> None:
        """Go to the criterion of the action."""
        if self.current:
            self.go_to_criterion(self.current)
        else:
            self.tell(_("This action answers no criterion. Enter, then “Criteria”, gives it one."))
