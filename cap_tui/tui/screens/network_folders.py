"""Dossiers taken in from a folder on the screen of the network: once, or as they come while the screen is open."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work

from cap_tui.core.errors import CapError
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.formats import clock
from cap_tui.tui.received_files import typed_source, usual_folders
from cap_tui.tui.screens.network_register_files import RegisterFiles

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.network.gather import Gathered
    from cap_tui.services.network.watching import Watch
    from cap_tui.services.workspace import Workspace

FOLDER_CELLS = 24
"""Cells of the name of a watched folder in the title of the screen."""


class NetworkFolders(RegisterFiles):
    """The part of the network's screen that takes dossiers in.

    Attributes:
        EVERY: Seconds between two looks at a watched folder.
        watching: What was seen of the folder that is watched; None when none is.
    """

    EVERY: ClassVar[float] = 30.0

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.watching: Watch | None = None
        self._stopped = Event()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take dossiers in where something may be written."""
        if action in ("gather", "watch"):
            return not self.workspace.read_only
        return super().check_action(action, parameters)

    def watched_name(self) -> str:
        """Return what the title says of the folder that is watched; empty when none is."""
        if self.watching is None:
            return ""
        name = one_line(self.watching.folder.name or str(self.watching.folder), limit=FOLDER_CELLS)
        return _("watched folder: {name}").format(name=name)

    def on_unmount(self) -> None:
        """Watch no more once the screen is closed."""
        self._stop_watching()

    def flush(self) -> None:
        """Watch no more: the application is left, or the keyboard passed on."""
        super().flush()
        self._stop_watching()
        self.refresh_frame()

    @work
    async def action_gather(self) -> None:
        """Ask which folder, and go and see what its dossiers would bring."""
        from cap_tui.tui.screens.exchange_folder import FolderScreen

        folder = await self._asked()
        if folder is not None:
            self.away = True
            self.shell.visit(FolderScreen(self.workspace, [folder]))

    @work
    async def action_watch(self) -> None:
        """Ask which folder to watch; asked again while one is watched, watch it no more."""
        from cap_tui.services.network.watching import Watch

        if self.watching is not None:
            self._stop_watching()
            self.tell(_("The folder is no longer watched."))
            self.refresh_frame()
            return
        folder = await self._asked()
        if folder is not None:
            self._stopped.clear()
            self.watching = Watch(folder)
            self.tell(_("This folder is watched as long as the network is shown: what comes is taken in."))
            self.refresh_frame()
            self._look_again(self.watching)

    async def _asked(self) -> Path | None:
        """Ask for a folder; None when the question is left."""
        from cap_tui.tui.dialogs.open_path import OpenPathDialog

        folder = usual_folders()[0]
        typed = await self.app.push_screen_wait(OpenPathDialog(folder, (), folders=True))
        return typed_source(typed, folder) if typed is not None else None

    def _stop_watching(self) -> None:
        self.watching = None
        self._stopped.set()

    @work(exclusive=True, group="watch")
    async def _look_again(self, watch: Watch) -> None:
        """Look at the folder now and then; while another screen is in front, wait until it is left."""
        told, wrong = "", False
        while self.watching is watch and self.is_attached:
            if self.is_current:
                try:
                    said = await self._look(watch)
                except CapError as error:
                    said, wrong = explain(error), True
                    if said != told:
                        self.fail(error)
                else:
                    if said not in ("", told):
                        self.tell(f"{clock(self.shell.local(self.workspace.now()))} · {said}")
                    elif wrong:
                        self.hush()
                    wrong = False
                told = said
            await asyncio.sleep(self.EVERY)

    async def _look(self, watch: Watch) -> str:
        """Take in what is new and whole, and return what to say of it; empty when nothing happened.

        Raises:
            CapError: The folder cannot be read, or nothing can be taken in.
        """
        from cap_tui.services.network.watching import waiting_words

        ready, waiting = await asyncio.to_thread(watch.look, self.workspace.now().timestamp())
        if not ready or self.watching is not watch:
            return waiting_words(len(waiting))
        found: Gathered = await self._written(partial(self._taken, ready))
        watch.dealt(found)
        if found.entries:
            self.changed()
        return came_words(found)

    def _taken(self, paths: tuple[Path, ...]) -> Any:
        """Take files in, then have what is open read again; on the saver's thread."""
        from cap_tui.services.network.gather import gather
        from cap_tui.tui.screens.exchange_preview import open_dossiers

        found = gather(self.workspace, paths, cancelled=self._stopped.is_set)
        for dossier in open_dossiers(self, {one.assessment for one in found.receipt.done}):
            dossier.reload()
        return found


def came_words(found: Gathered) -> str:
    """Return what some files brought on one line; empty when all was known."""
    receipt, told = found.receipt, []
    if receipt.done:
        count = len(receipt.done)
        told.append(ngettext("{count} file imported", "{count} files imported", count).format(count=count))
    if found.entries:
        count = found.entries
        told.append(ngettext("{count} new entry", "{count} new entries", count).format(count=count))
    if found.strangers:
        count = len(found.strangers)
        told.append(
            ngettext(
                "{count} file of a sender not known here waits: take it in with g",
                "{count} files of senders not known here wait: take them in with g",
                count,
            ).format(count=count)
        )
    refused = len(receipt.refused) + len(found.unreadable)
    if refused:
        told.append(
            ngettext(
                "{count} file could not be taken in: g says why",
                "{count} files could not be taken in: g says why",
                refused,
            ).format(count=refused)
        )
    if receipt.done and found.doubled:
        count = len(found.doubled)
        told.append(
            ngettext(
                "{count} structure counts twice: it has several dossiers for one year",
                "{count} structures count twice: they have several dossiers for one year",
                count,
            ).format(count=count)
        )
    return " · ".join(told)
