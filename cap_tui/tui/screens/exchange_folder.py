"""Several files at once: what each would bring, then taking them in with progress and a way to stop."""

from __future__ import annotations

import asyncio
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.message import Message

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _, explain
from cap_tui.tui.commands import Command
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.exchange_folder_lines import done_blocks, preview_blocks, strangers
from cap_tui.tui.screens.exchange_preview import open_dossiers
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.words import progress_bar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from cap_tui.services.gathering import FolderPreview, FolderReceipt
    from cap_tui.services.workspace import Workspace

BAR = 40
MOST_STRANGERS = 4
"""New senders whose fingerprints are compared in one go; more are taken in one file at a time."""


class FolderScreen(CommandScreen):
    """Some files, or all those of a folder: what they would bring, then what they brought.

    Args:
        workspace: Where they would go.
        paths: Files and folders.
    """

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("folder-accept", ("a", "enter"), N_("Accept"), N_("Take in all that can be; a backup is made first"), "accept"),
        Command("folder-down", ("down", "pagedown", "space"), N_("Read on"), N_("Scroll down"), "page(0.5)", bar=False),
        Command("folder-up", ("up", "pageup"), N_("Read back"), N_("Scroll up"), "page(-0.5)", bar=False),
        Command("folder-back", ("escape",), N_("Back"), N_("Stop between two files, or go back"), "back"),
    )  # fmt: skip
    DEFAULT_CSS = """
    FolderScreen LinesView { padding: 1 2; }
    """

    class Progressed(Message):
        """One more file was dealt with.

        Attributes:
            done: How many.
            total: Of how many.
        """

        def __init__(self, done: int, total: int) -> None:
            self.done = done
            self.total = total
            super().__init__()

    class Read(Message):
        """The files were read, or could not be.

        Attributes:
            found: What they would bring; None when they could not be read.
            error: Why.
        """

        def __init__(self, found: FolderPreview | None, error: CapError | None = None) -> None:
            self.found = found
            self.error = error
            super().__init__()

    def __init__(self, workspace: Workspace, paths: Sequence[Path]) -> None:
        super().__init__()
        self.workspace = workspace
        self._paths = list(paths)
        self._found: FolderPreview | None = None
        self._stop = Event()
        self._busy = True
        self._taken_in = False

    def heading(self) -> Content:
        """Say what is shown."""
        title = _("Taken in") if self._taken_in else _("Before taking in")
        name = self._paths[0].name if len(self._paths) == 1 else ""
        return Content(" · ".join(filter(None, (f"cap-tui › {title}", name))))

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield LinesView()

    def on_mount(self) -> None:
        """Read the files."""
        self._show_progress(0, 0)
        self._read()

    def on_unmount(self) -> None:
        """Stop between two files when the screen goes away."""
        self._stop.set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to accept once the files are read."""
        if action == "accept":
            return not self._busy and not self._taken_in and bool(self._found and self._found.files)
        return super().check_action(action, parameters)

    def _page(self, blocks: Sequence[Block]) -> None:
        self.query_one(LinesView).show(blocks)
        self.refresh_frame()

    def _read(self) -> None:
        from cap_tui.services.exchanging import preview_folder

        def read() -> None:
            try:
                found = preview_folder(
                    self.workspace, self._paths, progress=self._progress, cancelled=self._stop.is_set
                )
            except CapError as error:
                self.post_message(self.Read(None, error))
            else:
                self.post_message(self.Read(found))

        self.run_worker(asyncio.to_thread(read))

    def _progress(self, done: int, total: int) -> None:
        self.post_message(self.Progressed(done, total))

    def _show_progress(self, done: int, total: int) -> None:
        bar = progress_bar(done, total, min(BAR, max(self.size.width - 30, 10)))
        said = _("{bar} {done} of {total} files").format(bar=bar, done=done, total=total)
        self.query_one(LinesView).show([Block(Content(said)), Block(Content(_("Esc: stop")))])

    def on_folder_screen_progressed(self, event: Progressed) -> None:
        """Draw how far it is."""
        if self._busy:
            self._show_progress(event.done, event.total)

    def on_folder_screen_read(self, event: Read) -> None:
        """Show what the files would bring."""
        self._busy, self._found = False, event.found
        if event.found is None:
            said = explain(event.error) if event.error is not None else ""
            self._page([Block(Content.styled(said, "bold $alert"))])
        else:
            self._page(preview_blocks(event.found))

    def action_page(self, pages: float) -> None:
        """Scroll."""
        self.query_one(LinesView).page(pages)

    def action_back(self) -> None:
        """Stop between two files when something is being done; else go back."""
        if self._busy:
            self._stop.set()
            self.tell(_("Stopping after this file…"))
        else:
            super().action_back()

    def flush(self) -> None:
        """Stop between two files: the application is left, or the keyboard passed on."""
        self._stop.set()

    @work
    async def action_accept(self) -> None:
        """Ask to trust the new senders, then take in all that can be."""
        from cap_tui.tui.dialogs.trust import TrustDialog

        if self._found is None or self._busy:
            return
        new = strangers(self._found)
        trust = False
        if 0 < len(new) <= MOST_STRANGERS:
            answer: bool | None = await self.app.push_screen_wait(TrustDialog(new))
            trust = answer is True
            if not trust:
                return
        self._stop, self._busy = Event(), True
        self._show_progress(0, len(self._found.files))
        self.refresh_bar()
        self.shell.saver.submit(partial(self._take, trust=trust), self._done, self._refused, keep=False)

    def _take(self, *, trust: bool) -> FolderReceipt:
        """Take in, then have what is open read again; on the saver's thread."""
        from cap_tui.services.exchanging import accept_folder

        receipt = accept_folder(
            self.workspace, self._paths, trust=trust, progress=self._progress, cancelled=self._stop.is_set
        )
        for dossier in open_dossiers(self, {one.assessment for one in receipt.done}):
            dossier.reload()
        return receipt

    def _done(self, receipt: FolderReceipt) -> None:
        self._busy, self._taken_in = False, True
        if self.is_mounted:
            self.hush()
            self._page(done_blocks(receipt))

    def _refused(self, error: CapError) -> None:
        self._busy = False
        if self.is_mounted:
            self._page([Block(Content.styled(explain(error), "bold $alert"))])
