"""Writing an action in full: the form, and what happens when what was typed cannot be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.plan import Action
from cap_tui.i18n import _, explain
from cap_tui.tui.dialogs.action_form import ActionFormDialog
from cap_tui.tui.dialogs.action_form_fields import FormContext
from cap_tui.tui.screens.results_moves import DossierScreen

if TYPE_CHECKING:
    from cap_tui.core.assessments import Changes
    from cap_tui.core.errors import CapError


class Editing(DossierScreen):
    """A plan whose lines can be edited: what `PlanScreen` is built on."""

    @property
    def action(self) -> Action | None:
        """The action one is on."""
        return None

    def show(self, cursor: str = "") -> None:
        """Show the lines again, with the cursor on an action."""

    def action_edit(self) -> None:
        """Edit every field of the action one is on."""
        self.show_form(self.action or Action(id=""))

    def action_add(self) -> None:
        """Add an action of one's own."""
        self.show_form(Action(id=""))

    def show_form(self, line: Action, values: dict[str, Any] | None = None, problem: str = "") -> None:
        """Show the form of a line; again, with what was typed and why it could not be kept, after a failure."""
        self.run_worker(self._form(line, values or {}, problem))

    async def _form(self, line: Action, values: dict[str, Any], problem: str) -> None:
        """Save what the form returns; when saving fails, nothing is to be typed twice."""
        context = FormContext(self.shell.clock().date(), self.dossier.questionnaire)
        answer = await self.app.push_screen_wait(
            ActionFormDialog(line, context, values=values, problem=problem)
        )
        if not answer:
            return

        def write() -> Changes:
            if line.id:
                return self.dossier.set_action(line.id, **answer)
            return self.dossier.add_action(**answer)

        def done(changes: Changes) -> None:
            if self.is_mounted:
                self.show(line.id or next(iter(changes.actions), ""))
                self.tell(_("Action saved."))

        def failed(error: CapError) -> None:
            if self.is_mounted:
                self.fail(error)
                self.show_form(line, answer, explain(error))

        self.shell.saver.submit(write, done, failed, keep=False)
