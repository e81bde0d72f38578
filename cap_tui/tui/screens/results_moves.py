"""What the screens over one dossier share: their title, and the ways from one to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on, work
from textual.content import Content

from cap_tui.core.plan import Action, improvements
from cap_tui.i18n import _
from cap_tui.i18n.typography import typeset
from cap_tui.tui.screens.phase_moves import PhaseMoves
from cap_tui.tui.words import fictional_mark, joined, proposed_mark

if TYPE_CHECKING:
    from cap_tui.core.assessments import Changes
    from cap_tui.services.dossier import Dossier

WIDE = 110
"""Columns from which the title has room for a long name."""
NAME_CELLS, LEAST_NAME, REST_CELLS = 28, 12, 50
"""Cells that the name and the mark share in a narrow title, the least the name keeps, what a wide title keeps aside."""


class DossierScreen(PhaseMoves):
    """A screen over one open assessment.

    Args:
        dossier: The open assessment.

    Attributes:
        NAME: What the screen is called in its title, a message id.
    """

    NAME = ""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__()
        self.dossier: Dossier = dossier

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to write in the plan where the phase allows it."""
        if action == "add_action":
            return self.dossier.may("action.write")
        return super().check_action(action, parameters)

    @property
    def current(self) -> str:
        """Id of the criterion or section one is on; empty for none."""
        return ""

    def heading(self) -> Content:
        """Return the title: the screen, the structure verbatim, the marks that must not be missed, the questionnaire.

        The structure gives way first when width is short: the marks stay in view.
        """
        summary = self.dossier.summary
        mark = fictional_mark(summary.structure)
        cells = NAME_CELLS if self.size.width < WIDE else self.size.width - REST_CELLS
        room = max(cells - mark.cell_length, LEAST_NAME)
        return joined(
            _(self.NAME),
            mark,
            Content(summary.structure.name).truncate(room, ellipsis=True),
            proposed_mark(self.dossier.questionnaire),
            f"{typeset(summary.questionnaire_title)} {summary.year}",
        )

    @on(events.Resize)
    def _retitle(self) -> None:
        self.refresh_frame()

    def action_plan(self) -> None:
        """Go to the progress plan."""
        self.shell.go("plan", self.dossier)

    def action_results(self) -> None:
        """Go to the results."""
        self.shell.go("results", self.dossier)

    def action_export(self) -> None:
        """Go to the export."""
        self.shell.go("export", self.dossier)

    def go_to_criterion(self, criterion_id: str) -> None:
        """Go to a criterion in the evaluation."""
        self.shell.go("assessment", self.dossier, criterion_id)

    @work
    async def action_add_action(self) -> None:
        """Ask for the title of an action on the criterion one is on, and add it to the plan."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        criterion = self.dossier.questionnaire.criteria.get(self.current)
        if criterion is None:
            self.tell(_("Choose a criterion first: an action answers a criterion."))
            return
        first = criterion.actions[0].title if criterion.actions else ""
        title = await self.app.push_screen_wait(
            PromptDialog(
                _("Action for criterion {code}").format(code=criterion.code),
                _(
                    "Begin with a verb. The text proposed comes from the questionnaire: change it as you wish."
                ),
                initial=typeset(first),
            )
        )
        if title:
            fields = self._fields_of(criterion.id)
            self.shell.saver.submit(
                lambda: self.dossier.add_action(title=title, criteria=(criterion.id,), **fields),
                self.action_added,
                self.fail,
            )

    def _fields_of(self, criterion_id: str) -> dict[str, str]:
        """Return what is known of a criterion, for an action on it."""
        opinion = self.dossier.opinion(criterion_id)
        known = improvements(self.dossier.questionnaire, self.dossier.official(), (criterion_id,))
        services = self.dossier.questionnaire.services_of(criterion_id)
        return {
            "constat": opinion.constat or opinion.improvements,
            "evidence": opinion.evidence,
            "priority": known[0].priority if known else Action("").priority,
            "service": services[0].id if services else "",
        }

    def action_added(self, changes: Changes) -> None:
        """Say under which number the action was added."""
        added = [action for action in changes.actions.values() if action is not None]
        if self.is_mounted and added:
            self.tell(_("Action {number} added to the plan.").format(number=added[0].number))
            self.actions_changed()

    def actions_changed(self) -> None:
        """Show the plan's lines again; a screen that shows none has nothing to do."""
