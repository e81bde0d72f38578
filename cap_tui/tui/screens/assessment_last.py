"""Where each criterion stood last time, beside the evaluation: found once the evaluation is on screen."""

from __future__ import annotations

import asyncio

from textual import work

from cap_tui.core.errors import CapError
from cap_tui.services.cycles import cycle_for_report, previous
from cap_tui.tui.screens.assessment_whole import Whole


class LastTime(Whole):
    """An evaluation that shows where its criteria stood in the one before."""

    def on_mount(self) -> None:
        """Look for the evaluation before this one."""
        self.look_back()

    def look_back(self) -> None:
        """Open the evaluation before this one, if there is one, while the person goes on."""
        try:
            found = previous(self.dossier)
        except CapError:
            return
        if found is not None:
            self._open_the_one_before()

    @work(exclusive=True, group="last-time")
    async def _open_the_one_before(self) -> None:
        desk = self.desk
        desk.last = await asyncio.to_thread(cycle_for_report, self.dossier)
        if self.is_mounted and desk is self.desk and not self.in_text():  # shown at the next step otherwise
            self.repaint(self.current)
