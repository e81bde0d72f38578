"""What a file would bring to the register, shown before anything is written; then what it brought."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.network_import_lines import import_blocks, written_blocks
from cap_tui.tui.widgets.lines import Block, LinesView

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from cap_tui.services.network.register_import import RegisterPreview, RegisterReceipt
    from cap_tui.services.workspace import Workspace


class RegisterImportScreen(CommandScreen):
    """One file: what it would bring, then what it brought.

    Args:
        workspace: Where it would go.
        path: The file.
    """

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("register-accept", ("a", "enter"), N_("Accept"), N_("Write in the register what is shown; a backup is made first"), "accept"),
        Command("register-down", ("down", "pagedown", "space"), N_("Read on"), N_("Scroll down"), "page(0.5)", bar=False),
        Command("register-up", ("up", "pageup"), N_("Read back"), N_("Scroll up"), "page(-0.5)", bar=False),
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    RegisterImportScreen LinesView { padding: 1 2; }
    """

    def __init__(self, workspace: Workspace, path: Path) -> None:
        super().__init__()
        self.workspace = workspace
        self._path = path
        self._found: RegisterPreview | None = None
        self._receipt: RegisterReceipt | None = None
        self._busy = True

    def heading(self) -> Content:
        """Say what is shown."""
        title = _("Taken in") if self._receipt is not None else _("Before taking in")
        return Content(f"cap-tui › {title} · {one_line(self._path.name, limit=80)}")

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield LinesView()

    def on_mount(self) -> None:
        """Read the file."""
        self._page([Block(Content(_("Reading and checking the file…")))])
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to write what was read, once."""
        if action == "accept":
            writes = self._found is not None and self._found.writes
            return writes and self._receipt is None and not self._busy and not self.workspace.read_only
        if action == "back":
            return not self._busy or self._found is None
        return super().check_action(action, parameters)

    def _page(self, blocks: list[Block]) -> None:
        self.query_one(LinesView).show(blocks)
        self.refresh_frame()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        from cap_tui.services.network.register_import import preview_register
        from cap_tui.services.network.register_reasons import nothing_words

        try:
            self._found = await asyncio.to_thread(preview_register, self.workspace, self._path)
        except CapError as error:
            self._busy = False
            self._page([])
            self.fail(error)
            return
        self._busy = False
        if self.is_mounted:
            self._page(import_blocks(self._found))
            if not self._found.writes:
                self.tell(nothing_words(self._found))

    def action_page(self, pages: float) -> None:
        """Scroll."""
        self.query_one(LinesView).page(pages)

    def action_accept(self) -> None:
        """Write what is shown."""
        from cap_tui.services.network.register_import import accept_register

        if self._found is None:
            return
        self._busy = True
        self.tell(_("Writing in the register…"))
        self.refresh_bar()
        self.shell.saver.submit(
            partial(accept_register, self.workspace, self._found), self._written, self._refused, keep=False
        )

    def _written(self, receipt: RegisterReceipt) -> None:
        self._busy, self._receipt = False, receipt
        if self.is_mounted:
            self.hush()
            self._page(written_blocks(receipt))

    def _refused(self, error: CapError) -> None:
        self._busy = False
        if self.is_mounted:
            self.refresh_bar()
            self.fail(error)
