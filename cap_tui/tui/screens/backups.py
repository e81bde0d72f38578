"""Sauvegardes: the backups, what each would bring back and take away, putting one back, and going back on that."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _, explain
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.backups_lines import backup_row, count_words, made_words, preview_blocks
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.timer import Timer

    from cap_tui.services.backups import Backup, BackupPreview
    from cap_tui.services.workspace import Workspace

REST = 0.2
"""Seconds the cursor rests on a backup before it is read whole."""


class BackupsScreen(CommandScreen):
    """The backups of a data folder, reached from home only: nothing is open beneath that a restore would change.

    Args:
        workspace: The data.
    """

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("backups-restore", ("enter",), N_("Put back"), N_("Put the backup under the cursor in the place of your data; they are backed up first"), "restore"),
        Command("backups-undo", ("z", "ctrl+z"), N_("Undo"), N_("Come back to the data there were before the last backup was put back"), "undo"),
        Command("backups-make", ("b",), N_("Back up now"), N_("Make a backup of your data now"), "make"),
        Command("backups-down", ("space", "pagedown"), N_("Read on"), N_("Scroll down"), "page(0.5)", bar=False),
        Command("backups-up", ("backspace", "pageup"), N_("Read back"), N_("Scroll up"), "page(-0.5)", bar=False),
        BACK,
    )  # fmt: skip
    AUTO_FOCUS: ClassVar[str] = "RowList"
    DEFAULT_CSS = """
    BackupsScreen #count { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    BackupsScreen RowList { margin: 1 0 0 0; min-height: 4; }
    BackupsScreen #details { padding: 0 2; background: $surface; border-top: solid $panel; height: 2fr; }
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._backups: list[Backup] = []
        self._seen: dict[Path, BackupPreview | CapError] = {}
        self._resting: Timer | None = None
        self._busy = False

    def heading(self) -> Content:
        """Name the screen."""
        return Content("cap-tui › " + _("Backups"))

    def body(self) -> ComposeResult:
        """Yield how many there are, the list, and what the one under the cursor would do."""
        yield Sentence(Content(""), id="count")
        yield RowList(self._row, on_move=self._show)
        yield LinesView(id="details")

    def on_mount(self) -> None:
        """List the backups."""
        self._list()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the backup under the cursor."""
        if action == "restore":
            backup = self._current()
            seen = self._seen.get(backup.path) if backup else None
            return seen is not None and not isinstance(seen, CapError) and not self._busy
        if action == "undo":
            return self._before() is not None and not self._busy
        if action == "make":
            return not self._busy and not self.workspace.read_only
        if action == "back":
            return not self._busy  # home would read the list again too early
        return super().check_action(action, parameters)

    @work(exclusive=True, group="list")
    async def _list(self) -> None:
        from cap_tui.services.backups import known_backups

        try:
            found = await asyncio.to_thread(known_backups, self.workspace)
        except CapError as error:
            self.fail(error)
            return
        self._backups = found
        self._seen.clear()  # the data they are compared with may have changed
        rows = self.query_one(RowList)
        rows.set_rows(len(found))
        self.query_one("#count", Sentence).update(Content(count_words(found)))
        if found:
            self._show(rows.cursor)
        self.refresh_bar()

    def _current(self) -> Backup | None:
        rows = self.query_one(RowList) if self.is_mounted else None
        place = rows.cursor if rows is not None else -1
        return self._backups[place] if 0 <= place < len(self._backups) else None

    def _before(self) -> Backup | None:
        """Return the data there were before a backup was put back, as long as nothing was backed up since."""
        last = self._backups[0] if self._backups else None
        return last if last and last.reason == "before-restore" else None

    def _row(self, index: int, width: int) -> Content:
        return backup_row(self._backups[index], width, self.shell.local)

    def _show(self, index: int) -> None:
        path = self._backups[index].path
        known = self._seen.get(path)
        if known is None:
            blocks = [Block(Content.styled(_("Reading this backup…"), "$muted"))]
            if self._resting is not None:
                self._resting.stop()
            self._resting = self.set_timer(REST, partial(self._read, path))
        elif isinstance(known, CapError):
            blocks = [Block(Content.styled(explain(known), "bold $alert"))]
        else:
            blocks = preview_blocks(known)
        self.query_one("#details", LinesView).show(blocks)
        self.refresh_bar()

    @work(exclusive=True, group="read")
    async def _read(self, path: Path) -> None:
        """Read the backup the cursor rests on, and say what it would do."""
        from cap_tui.services.backups import preview_backup

        try:
            self._seen[path] = await asyncio.to_thread(preview_backup, self.workspace, path)
        except CapError as error:
            self._seen[path] = error
        current = self._current()
        if current is not None and current.path == path:
            self._show(self.query_one(RowList).cursor)

    def action_page(self, pages: float) -> None:
        """Scroll what the backup would do."""
        self.query_one("#details", LinesView).page(pages)

    async def on_row_list_chosen(self) -> None:
        """Put back the backup clicked."""
        if self.check_action("restore", ()):
            await self.run_action("restore")

    @work
    async def action_restore(self) -> None:
        """Say what putting a backup back means, and do it once confirmed."""
        backup = self._current()
        if backup is not None:
            question = _(
                "Put the backup of {date} in the place of your data? What would go and come back is written beneath the list. "
                "Your data of today are backed up first: the key z comes back to them."
            )
            await self._confirmed(question, backup, _("Put back"))

    @work
    async def action_undo(self) -> None:
        """Come back to the data there were before."""
        backup = self._before()
        if backup is not None:
            question = _(
                "Come back to the data there were on {date}, before a backup was put in their place? What is there now is "
                "backed up first."
            )
            await self._confirmed(question, backup, _("Come back"))

    async def _confirmed(self, question: str, backup: Backup, yes: str) -> None:
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        date = made_words(backup, self.shell.local)
        dialog = ConfirmDialog(question.format(date=date), yes, _("Change nothing"))
        if not await self.app.push_screen_wait(dialog):
            return
        self._busy = True
        self.refresh_bar()
        said = _("Your data are those of {date} again. To undo this: z.").format(date=date)
        self.shell.saver.submit(
            partial(self.workspace.restore, backup.path), partial(self._done, said), self._refused, keep=False
        )

    def action_make(self) -> None:
        """Make a backup now."""
        self._busy = True
        self.refresh_bar()
        self.shell.saver.submit(
            self.workspace.back_up, partial(self._done, _("Backup made.")), self._refused, keep=False
        )

    def _done(self, said: str, _path: Path) -> None:
        self._busy = False
        if self.is_mounted:
            self.tell(said)
            self._list()

    def _refused(self, error: CapError) -> None:
        self._busy = False
        if self.is_mounted:
            self.fail(error)
            self._list()
