"""Why a score is what it is: the contributions, from a node down to each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.core.explanation import explain
from cap_tui.i18n import _
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.explain_lines import Step, draw_step, header, rounding_shows, sentence, steps
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from cap_tui.services.dossier import Dossier

ROOM_OF_ROWS = 2
"""Columns a list keeps for its cursor mark and its bar."""


class ExplainScreen(DossierScreen):
    """The tree of contributions of one node.

    Args:
        dossier: The open assessment.
        node: Id of a section, or empty for the whole; for a criterion, its section is explained, the cursor on it.
    """

    NAME = N_("Where the points come from")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("explain-open", ("enter",), N_("Open"), N_("Go to the criterion in the evaluation"), "open"),
        BACK,
        Command("explain-plan", ("p",), N_("Plan"), N_("Go to the progress plan"), "plan", bar=False),
    )
    DEFAULT_CSS = """
    ExplainScreen #columns { height: 1; background: $panel; }
    ExplainScreen #rows { height: 1fr; }
    ExplainScreen #sentence { height: 5; padding: 0 1; border-top: solid $panel; }
    """

    def __init__(self, dossier: Dossier, node: str) -> None:
        super().__init__(dossier)
        criterion = dossier.questionnaire.criteria.get(node)
        above = dossier.questionnaire.path[node] if criterion else ()
        self.node = above[-1].id if above else "" if criterion else node
        self.asked = node
        self.steps: list[Step] = []

    def body(self) -> ComposeResult:
        """Yield the columns, the lines, and the line one is on said aloud."""
        yield Static(Content(""), id="columns")
        yield RowList(self._draw, on_move=self._moved, id="rows")
        yield Static(Content(""), id="sentence")

    def on_mount(self) -> None:
        """Show everything."""
        dossier = self.dossier
        self.steps = steps(explain(dossier.questionnaire, dossier.scores, dossier.official(), self.node))
        rows = self.query_one(RowList)
        place = next((index for index, step in enumerate(self.steps) if step.one.node == self.asked), 0)
        rows.set_rows(len(self.steps), cursor=place)
        rows.focus()
        self._moved(place)

    def on_resize(self, event: events.Resize) -> None:
        """Put the heads above their columns."""
        heads = header(max(event.size.width - ROOM_OF_ROWS, 1))
        self.query_one("#columns", Static).update(Content.assemble(" ", heads), layout=False)

    @property
    def current(self) -> str:
        """Id of the node of the line one is on."""
        place = self.query_one(RowList).cursor
        return self.steps[place].one.node if 0 <= place < len(self.steps) else self.node

    def _draw(self, index: int, width: int) -> Content:
        return draw_step(self.steps[index], width, self.dossier.questionnaire.scale)

    def _moved(self, index: int) -> None:
        step = self.steps[index]
        text = sentence(step, self.dossier.questionnaire.scale)
        if any(rounding_shows(one) for one in (step.one, step.parent) if one is not None):
            note = _("Points are rounded to a tenth for display: their sum may differ by a tenth or two.")
            text = f"{text}\n{note}"
        self.query_one("#sentence", Static).update(Content(text), layout=False)

    def on_row_list_chosen(self) -> None:
        """Go to the criterion clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Go to the criterion in the evaluation."""
        if self.current in self.dossier.questionnaire.criteria:
            self.go_to_criterion(self.current)
