"""Recevoir: the files received lately, a path to type, and what was taken in before. Nothing is written here."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.received_files import ReceivedFile, received, typed_source, usual_folders
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.exchange_lines import (
    FILE,
    PATH,
    REPORTS,
    SUFFIXES,
    Item,
    file_details,
    item_row,
    other_details,
    receive_items,
)
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.words import when

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from textual.app import ComposeResult

    from cap_tui.services.workspace import Workspace

OPEN = Command(
    "exchange-open",
    ("enter",),
    N_("Choose"),
    N_("Write the file to send, or see what a file holds"),
    "choose",
)
RECEIVE_COMMANDS = (
    Command("exchange-tick", ("space",), N_("Tick"), N_("Tick a file, to take several in together"), "tick"),
    Command("exchange-newest", ("i",), N_("Newest file"), N_("Go to the newest .capx file received"), "newest"),
    Command("exchange-path", ("c",), N_("Another file"), N_("Type the path of a file or of a folder"), "path"),
    Command("exchange-reports", ("r",), N_("Reports"), N_("Read again what each file brought"), "reports"),
)  # fmt: skip


class ReceivingScreen(CommandScreen):
    """What the two exchange screens share: a list of which the files received are the end.

    Args:
        workspace: Where what is received goes.
        folders: Where files are looked for; by default where files are received.
    """

    AUTO_FOCUS: ClassVar[str] = "RowList"
    DEFAULT_CSS = """
    ReceivingScreen RowList { margin: 1 0; min-height: 4; background: $background; }
    ReceivingScreen #details { height: 8; padding: 0 2; background: $surface; border-top: solid $panel; }
    """

    workspace: Workspace
    _folders: Sequence[Path] | None = None
    _items: Sequence[Item] = ()
    _ticked: frozenset[Path] = frozenset()

    def body(self) -> ComposeResult:
        """Yield the list, and what the cursor is on."""
        yield RowList(self._row, on_move=self._show)
        yield LinesView(id="details")

    async def on_mount(self) -> None:
        """Look for what was received."""
        await self.reload()

    async def on_screen_resume(self) -> None:
        """Look again: a file may have arrived meanwhile."""
        if self._items:
            await self.reload()

    def items_before(self) -> list[Item]:
        """Return the lines above what may be taken in."""
        return []

    async def reload(self) -> None:
        """Look for what was received, and show everything again."""
        files, taken = await asyncio.to_thread(lambda: (received(self.folders(), SUFFIXES), self._taken_in()))
        before = self.item()
        self._items = [*self.items_before(), *receive_items(files)]
        self._ticked &= {file.path for file in files}
        rows = self.query_one(RowList)
        places = [place for place, item in enumerate(self._items) if item.chosen]
        if before is None:
            cursor = self._newest(taken)
        else:
            # Another file may have come above: the cursor stays on its file, not on its row.
            same = (place for place, item in enumerate(self._items) if _same(item, before))
            cursor = next(same, rows.cursor)
        rows.set_rows(len(self._items), places, cursor=max(cursor, 0))
        self._show(rows.cursor)

    def _taken_in(self) -> dict[Path, datetime]:
        """Return the files taken in already, each with when; none when the reports cannot be read."""
        from cap_tui.services.exchanging import receipts

        try:
            kept = receipts(self.workspace)
        except CapError:  # told when the reports are asked for
            return {}
        return {one.path: one.at for one in reversed(kept)}

    def sent(self) -> frozenset[str]:
        """Return the names of the files this person writes here: they are on the disk, and were not received."""
        return frozenset()

    def _newest(self, taken: Mapping[Path, datetime]) -> int:
        """Return the place of the newest dossier received since it was last taken in; 0 for none."""
        sent = self.sent()
        for place, item in enumerate(self._items):
            file = item.value
            if not isinstance(file, ReceivedFile) or file.path.suffix.lower() != SUFFIXES[0]:
                continue
            if file.path.name not in sent and (file.path not in taken or taken[file.path] < file.at):
                return place
        return 0

    def folders(self) -> list[Path]:
        """Return where files are looked for."""
        return list(usual_folders() if self._folders is None else self._folders)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to tick files only."""
        if action == "tick":
            item = self.item()
            return item is not None and item.kind == FILE
        return super().check_action(action, parameters)

    def item(self) -> Item | None:
        """Return the line under the cursor."""
        place = self.query_one(RowList).cursor if self.is_mounted else -1
        return self._items[place] if 0 <= place < len(self._items) else None

    def number(self, index: int) -> int:
        """Return the digit that chooses a line; 0 for none."""
        del index
        return 0

    def details(self, item: Item) -> list[Block]:
        """Return what is known of a line."""
        if isinstance(item.value, ReceivedFile):
            return file_details(item.value, self.shell.local, len(self._ticked))
        return other_details(item.kind)

    def _row(self, index: int, width: int) -> Content:
        item = self._items[index]
        ticked = isinstance(item.value, ReceivedFile) and item.value.path in self._ticked
        return item_row(item, width, self.shell.local, number=self.number(index), ticked=ticked)

    def _show(self, index: int) -> None:
        found = 0 <= index < len(self._items)
        self.query_one("#details", LinesView).show(self.details(self._items[index]) if found else [])
        self.refresh_bar()

    async def on_row_list_chosen(self) -> None:
        """Do what the line clicked is for."""
        await self.run_action("choose")

    def action_choose(self) -> None:
        """Do what the line under the cursor is for."""
        item = self.item()
        if item is None:
            return
        if item.kind == FILE:
            paths, self._ticked = sorted(self._ticked) or [item.value.path], frozenset()
            self.take_in(paths)
        elif item.kind == PATH:
            self.action_path()
        elif item.kind == REPORTS:
            self.action_reports()

    def action_newest(self) -> None:
        """Go to the newest dossier received, taken in or not."""
        place = self._newest({})
        if place:
            self.query_one(RowList).move_to(place)
        else:
            self.tell(_("No .capx file was received where files usually land. c: give its path."))

    def action_tick(self) -> None:
        """Tick the file under the cursor or take the tick away, and go to the next."""
        item = self.item()
        if item is not None and item.kind == FILE:
            self._ticked ^= {item.value.path}
            rows = self.query_one(RowList)
            rows.refresh()
            rows.move(1)
            self._show(rows.cursor)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Go and see what these files hold; a folder stands for all it holds."""
        if len(paths) == 1 and not paths[0].is_dir():
            from cap_tui.tui.screens.exchange_preview import PreviewScreen

            self.shell.visit(PreviewScreen(self.workspace, paths[0]))
            return
        from cap_tui.tui.screens.exchange_folder import FolderScreen

        self.shell.visit(FolderScreen(self.workspace, paths))

    @work
    async def action_path(self) -> None:
        """Ask for a path, and see what is there."""
        from cap_tui.tui.dialogs.open_path import OpenPathDialog

        folder = next(iter(self.folders()), None)
        if folder is None:
            return
        typed = await self.app.push_screen_wait(OpenPathDialog(folder, SUFFIXES))
        if typed is not None:
            self.take_in([typed_source(typed, folder)])

    @work
    async def action_reports(self) -> None:
        """Choose a report among those kept, and read it."""
        from cap_tui.services.exchanging import receipts
        from cap_tui.tui.dialogs.page import PageDialog
        from cap_tui.tui.dialogs.pick import PickDialog, PickItem

        try:
            kept = await asyncio.to_thread(receipts, self.workspace)
        except CapError as error:
            self.fail(error)
            return
        if not kept:
            self.tell(_("Nothing was taken in yet on this computer."))
            return
        items = [
            PickItem(when(self.shell.local(one.at)), f"{one.structure} · {one.sender}", one) for one in kept
        ]
        chosen = await self.app.push_screen_wait(PickDialog(_("Reports of what was taken in"), items))
        if chosen is not None:
            title = _("Taken in on {when}").format(when=when(self.shell.local(chosen.at)))
            blocks = [Block(Content(line)) for line in chosen.lines()]
            await self.app.push_screen_wait(PageDialog(title, blocks))


def _same(one: Item, other: Item) -> bool:
    """Return whether two lines are for the same file, or the same thing to do."""
    if isinstance(one.value, ReceivedFile) and isinstance(other.value, ReceivedFile):
        return one.value.path == other.value.path
    return (one.kind, one.value) == (other.kind, other.value)


class ReceiveScreen(ReceivingScreen):
    """Taking in a file before any evaluation is open: the third door of the home screen."""

    OFFERED: ClassVar[tuple[Command, ...]] = (OPEN, *RECEIVE_COMMANDS, BACK)

    def __init__(self, workspace: Workspace, folders: Sequence[Path] | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self._folders = folders

    def heading(self) -> Content:
        """Name the screen."""
        return Content("cap-tui › " + _("Open a received file"))
