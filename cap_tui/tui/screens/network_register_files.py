"""The register from a file and to a file, on the screen of the network."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from cap_tui.core.errors import CapError
from cap_tui.i18n import _, explain
from cap_tui.tui.received_files import typed_source, usual_folders
from cap_tui.tui.screens.network_register_gestures import RegisterGestures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUFFIXES = (".xlsx", ".csv")


class RegisterFiles(RegisterGestures):
    """The part of the network's screen that reads and writes files of the register."""

    @work
    async def action_import(self) -> None:
        """Ask which file, and go and see what it would bring."""
        from cap_tui.tui.dialogs.open_path import OpenPathDialog
        from cap_tui.tui.screens.network_import import RegisterImportScreen

        folder = usual_folders()[0]
        typed = await self.app.push_screen_wait(OpenPathDialog(folder, SUFFIXES))
        if typed is not None:
            self.away = True
            self.shell.visit(RegisterImportScreen(self.workspace, typed_source(typed, folder)))

    @work
    async def action_export(self) -> None:
        """Write the register, or a file to fill in, where one says; never over a file that is there."""
        from cap_tui.services.export_places import export_folder
        from cap_tui.services.network.register_export import export_register, write_template
        from cap_tui.tui.dialogs.prompt import PromptDialog
        from cap_tui.tui.dialogs.ways import WaysDialog

        ways = [("register", _("The whole register, as CSV")), ("template", _("A file to fill in, as CSV"))]
        chosen = await self.app.push_screen_wait(WaysDialog(_("Export"), ways))
        if chosen is None:
            return
        whole = chosen == "register"
        name = _("register.csv") if whole else _("register-to-fill-in.csv")
        write: Callable[[Path], object] = (
            partial(export_register, self.workspace) if whole else write_template
        )
        folder, wrong = export_folder(), ""
        typed: str | None = str(folder / name)
        while True:
            typed = await self.app.push_screen_wait(
                PromptDialog(_("Where to write it"), wrong, initial=typed or "")
            )
            if typed is None:
                return
            path = typed_source(typed, folder)
            try:
                await asyncio.to_thread(write, path)
            except CapError as error:
                wrong = explain(error)
            else:
                self.tell(_("Written: {path}").format(path=path))
                return
