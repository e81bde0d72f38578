"""The views of the results that read more than this year's scores: before and after, the map of the criteria, the peers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from cap_tui.core.errors import CapError
from cap_tui.i18n import _, explain
from cap_tui.services.cycles import cycle_of, previous
from cap_tui.tui.screens.results_cycle import cycle_head, cycle_lines, draw_change
from cap_tui.tui.screens.results_heat import draw_heat, heat_lines
from cap_tui.tui.screens.results_peers import PeersView
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.cycles import Cycle
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.screens.results_lines import Line

BORDERS = 2
"""Cells of a row that the list keeps for its mark and its bar."""


class MoreViews(PeersView):
    """The part of the results that compares with the year before and that draws the map.

    Args:
        dossier: The open assessment.
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.lines: list[Line] = []
        self.before: AssessmentSummary | None = None
        self.cycle: Cycle | None = None
        self.place = 0
        self._refused = ""

    @property
    def rows(self) -> RowList:
        """The lines."""
        return self.query_one("#rows", RowList)

    def show(self, cursor: str = "") -> None:
        """Show the lines of the view, with the cursor on node `cursor` if it is there."""
        raise NotImplementedError

    def look_back(self) -> None:
        """Find the evaluation before this one; what was compared is forgotten, either may have changed."""
        try:
            self.before = previous(self.dossier)
        except CapError:
            self.before = None
        self.cycle, self._refused = None, ""
        self.forget_peers()

    @work(exclusive=True, group="cycle")
    async def compare(self) -> None:
        """Open the evaluation before this one, and show what changed."""
        try:
            self.cycle = await asyncio.to_thread(cycle_of, self.dossier)
        except CapError as error:
            self._refused = explain(error)
        if self.is_mounted:
            self.show()

    def changes(self) -> list[Line]:
        """Return the rows of what changed; none while the other evaluation is being opened."""
        if self.cycle is None:
            if not self._refused:
                self.compare()
            return []
        return cycle_lines(self.cycle, self.dossier.questionnaire)

    def changes_head(self) -> Content:
        """Return the two years, or why they cannot be compared."""
        if self.cycle is not None:
            return cycle_head(self.cycle, self.dossier.questionnaire)
        if self._refused:
            return Content(self._refused)
        year = self.before.year if self.before else ""
        return Content(_("Opening the evaluation of {year}…").format(year=year))

    def cells(self) -> list[Line]:
        """Return the rows of the map in the width there is."""
        return heat_lines(self.dossier, max(self.rows.size.width - BORDERS, 1))

    def draw_cells(self, index: int, width: int) -> Content:
        """Return a row of the map, the cell one is on between brackets."""
        line = self.lines[index]
        place = self.cell_of(line) if index == self.rows.cursor else None
        scale = self.dossier.questionnaire.scale
        return draw_heat(line, width, scale, self.dossier.official(), place)

    def draw_change(self, index: int, width: int) -> Content:
        """Return a row of what changed."""
        return draw_change(self.lines[index], width)

    def cell_of(self, line: Line) -> int:
        """Return the place of the cell one is on in a row: the last one when the row is shorter."""
        return min(self.place, len(line.cells) - 1)

    def action_cell(self, step: int) -> None:
        """Go to the next or the previous cell of the map, on to the next row at the end of one."""
        rows = self.rows
        if not 0 <= rows.cursor < len(self.lines) or not self.lines[rows.cursor].cells:
            return
        place = self.cell_of(self.lines[rows.cursor]) + step
        if 0 <= place < len(self.lines[rows.cursor].cells):
            self.place = place
            rows.refresh_row(rows.cursor)
            self.cell_changed()
            return
        before = rows.cursor
        self.place = 0
        others = range(before + 1, len(self.lines)) if step > 0 else range(before - 1, -1, -1)
        target = next((index for index in others if self.lines[index].cells), None)
        if target is None:
            self.place = self.cell_of(self.lines[before]) if step < 0 else place - step
            return
        self.place = 0 if step > 0 else len(self.lines[target].cells) - 1
        rows.move_to(target)

    def cell_changed(self) -> None:
        """Show what the cell one is on says."""
