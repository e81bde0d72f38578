"""A plan changed in Excel, brought back on the screen of the plan."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from cap_tui.core.errors import CapError
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.tui.received_files import typed_source, usual_folders
from cap_tui.tui.screens.plan_looking import Looking

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.assessments import Changes
    from cap_tui.services.plan_return import PlanReturn

SUFFIX = ".xlsx"


class Returning(Looking):
    """A plan that a workbook may change, once its changes were read."""

    @work
    async def action_bring_back(self) -> None:
        """Ask which workbook, show what it changes, and write it once agreed."""
        from cap_tui.tui.dialogs.open_path import OpenPathDialog
        from cap_tui.tui.dialogs.plan_return import PlanReturnDialog

        folder = usual_folders()[0]
        typed = await self.app.push_screen_wait(OpenPathDialog(folder, (SUFFIX,)))
        if typed is None:
            return
        path = typed_source(typed, folder)
        found = await self._previewed(path)
        if found is None:
            return
        theirs = await self.app.push_screen_wait(PlanReturnDialog(found, one_line(path.name, limit=80)))
        if theirs is None:
            return

        def done(changes: Changes) -> None:
            if self.is_mounted:
                self.show()
                count = len(changes.actions)
                said = ngettext("{count} action written. z takes it back.",
                                "{count} actions written. z takes them back together.", count)  # fmt: skip
                self.tell(said.format(count=count))

        from cap_tui.services.plan_return import bring_back

        self.shell.saver.submit(partial(bring_back, self.dossier, found, theirs), done, self.fail)

    async def _previewed(self, path: Path) -> PlanReturn | None:
        """Return what a file changes; None once it is said why it cannot be read."""
        from cap_tui.services.plan_return import preview_plan

        self.tell(_("Reading the file…"))
        try:
            found = await asyncio.to_thread(preview_plan, self.dossier, path)
        except CapError as error:
            self.fail(error)
            return None
        self.hush()
        return found
