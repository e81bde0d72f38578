"""Writing an action in full: the form, and what happens when what was typed cannot be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.plan import Action, State, lacking_to_close
from cap_tui.i18n import _, explain
from cap_tui.i18n.labels import action_field_label, reason_question
from cap_tui.services.errors import UnsettledError
from cap_tui.tui.dialogs.action_form import ActionFormDialog
from cap_tui.tui.dialogs.action_form_fields import FormContext
from cap_tui.tui.screens.results_moves import DossierScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.assessments import Changes
    from cap_tui.core.errors import CapError


class Editing(DossierScreen):
    """A plan whose lines can be edited or proposed: what `PlanScreen` is built on."""

    @property
    def action(self) -> Action | None:
        """The action one is on."""
        return None

    def show(self, cursor: str = "") -> None:
        """Show the lines again, with the cursor on an action or a proposal."""

    def lacks_to_settle(self, line: Action) -> tuple[str, ...]:
        """Return the fields without which a line cannot be settled, such as the check of its effectiveness."""
        return lacking_to_close(line, self.dossier.questionnaire, self.dossier.official())

    def unsettled(self, line: Action) -> str:
        """Return what is said above the form of a line that cannot be settled yet."""
        names = ", ".join(action_field_label(name).lower() for name in self.lacks_to_settle(line))
        return explain(UnsettledError(number=line.number, fields=names))

    def _lacking(self, line: Action) -> tuple[str, ...]:
        """Return what the form marks: what a line needs to be settled once that is asked, then whatever it lacks."""
        settling = self.lacks_to_settle(line) if line.state is State.CLOSED else ()
        return tuple(dict.fromkeys((*settling, *self.dossier.lacking(line))))

    async def ask_note(self, line: Action | None) -> str | None:
        """Ask for a note on an action, on the whole plan without one; None when none is written. Call it from a worker."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        title = (
            _("Note on action {number}: {title}").format(number=line.number, title=line.title)
            if line is not None
            else _("Note on the whole plan")
        )
        hint = _("How it goes, what was decided. Everyone who follows the plan reads it.")
        return await self.app.push_screen_wait(PromptDialog(title, hint, multiline=True))

    async def reasons(self, line: Action, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """Ask why, for what must not change without a reason; None when the person goes back. Call it from a worker."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        found: dict[str, Any] = {}
        for name in self.dossier.unexplained(line, values):
            title = f"{line.number}. {line.title}\n{reason_question(name)}"
            hint = _("The reason stays with the action, for whoever reads the plan later.")
            said = await self.app.push_screen_wait(PromptDialog(title, hint))
            if said is None:
                return None
            found[name] = said
        return found

    def action_edit(self) -> None:
        """Edit every field of the action one is on."""
        self.show_form(self.action or Action(id=""))

    def action_add(self) -> None:
        """Add an action of one's own."""
        self.show_form(Action(id=""))

    def action_suggest(self) -> None:
        """Propose an action to the director."""
        self.show_form(Action(id=""), proposed=True)

    def show_form(
        self,
        line: Action,
        values: dict[str, Any] | None = None,
        problem: str = "",
        *,
        proposed: bool = False,
    ) -> None:
        """Show the form of a line; again, with what was typed and why it could not be kept, after a failure.

        Args:
            line: The line; without an id, a new one.
            values: What was typed and could not be kept.
            problem: Why, shown above the fields.
            proposed: Whether the line is proposed to the director rather than written in the plan.
        """
        self.run_worker(self._form(line, values or {}, problem, proposed=proposed))

    async def _form(self, line: Action, values: dict[str, Any], problem: str, *, proposed: bool) -> None:
        """Save what the form returns; when saving fails, nothing is to be typed twice."""
        context = FormContext(self.shell.clock().date(), self.dossier.questionnaire, self._lacking)
        title = _("Propose an action: the director decides") if proposed else ""
        answer = await self.app.push_screen_wait(
            ActionFormDialog(line, context, values=values, problem=problem, title=title)
        )
        if not answer:
            return
        if line.id and not proposed:
            why = await self.reasons(line, answer)
            if why is None:  # nothing is to be typed twice
                self.show_form(line, answer)
                return
            answer |= why
        self._keep(line, answer, proposed=proposed)

    def _keep(self, line: Action, answer: dict[str, Any], *, proposed: bool) -> None:
        """Write what the form returned; show it again when that fails."""
        known = {item.id for item in self.dossier.proposals()}

        def write() -> Changes:
            if proposed:
                return self.dossier.propose_action(**answer)
            if line.id:
                return self.dossier.set_action(line.id, **answer)
            return self.dossier.add_action(**answer)

        def done(changes: Changes) -> None:
            if not self.is_mounted:
                return
            if proposed:
                self.show(next((one.id for one in self.dossier.proposals() if one.id not in known), ""))
                self.tell(_("Proposed to the director: {title}").format(title=answer["title"]))
            else:
                self.show(line.id or next(iter(changes.actions), ""))
                self.tell(_("Action saved."))

        def failed(error: CapError) -> None:
            if self.is_mounted:
                self.fail(error)
                self.show_form(line, answer, explain(error), proposed=proposed)

        self.shell.saver.submit(write, done, failed, keep=False)
