"""Versions du référentiel: what another version would change here, before passing to it; and going back."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _, explain
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.screens.upgrade_lines import orphan_blocks, preview_blocks, version_row
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.core.assessments import Changes
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.upgrade_preview import UpgradePreview
    from cap_tui.services.upgrading import AvailableVersion

MOST_ROWS = 5


class UpgradeScreen(DossierScreen):
    """The other versions of the questionnaire, and what each would do to this evaluation.

    Args:
        dossier: The open assessment.
    """

    PLACE = "upgrade"
    NAME = N_("Versions of the questionnaire")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("upgrade-pass", ("enter",), N_("Pass to it"), N_("Pass to the version under the cursor, once confirmed"), "pass"),
        Command("upgrade-read", ("space", "pagedown"), N_("Read on"), N_("Scroll what would change"), "page(1)"),
        Command("upgrade-read-back", ("pageup",), N_("Read back"), N_("Scroll what would change back"), "page(-1)", bar=False),
        Command("upgrade-orphans", ("o",), N_("Earlier answers"), N_("Read what was said of criteria that the version followed does not have"), "orphans"),
        Command("upgrade-undo", ("z", "ctrl+z"), N_("Undo"), N_("Undo the last change"), "undo"),
        *PHASE_COMMANDS,
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    UpgradeScreen #followed { height: 1; padding: 0 1; background: $panel; }
    UpgradeScreen RowList { height: 1; }
    UpgradeScreen #preview { padding: 0 1; border-top: solid $panel; }
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self._versions: tuple[AvailableVersion, ...] = ()
        self._content: bytes = b""
        self._preview: UpgradePreview | None = None

    def body(self) -> ComposeResult:
        """Yield the version followed, the others, and what the one under the cursor would change."""
        yield Static(Content(""), id="followed")
        yield RowList(self._row, on_move=self._moved, id="versions")
        yield LinesView(id="preview")

    async def on_mount(self) -> None:
        """List the versions of this computer."""
        await self._reload()
        self.query_one(RowList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to pass to a version that can be passed to, and earlier answers where there may be some."""
        if action == "pass":
            return self._preview is not None and self._preview.refusal is None
        if action == "orphans":
            return len(self.dossier.past().named) > 1
        if action == "undo":
            return self.dossier.may("questionnaire.upgrade")
        return super().check_action(action, parameters)

    async def _reload(self) -> None:
        self._versions = await asyncio.to_thread(self.dossier.versions_available)
        count = len(self._versions)
        rows = self.query_one(RowList)
        rows.styles.height = min(max(count, 1), MOST_ROWS)
        rows.set_rows(count)
        used = _("Version followed: {version}").format(version=self.dossier.questionnaire.version)
        self.query_one("#followed", Static).update(Content(used), layout=False)
        self._moved(rows.cursor)

    def _row(self, index: int, width: int) -> Content:
        return version_row(self._versions[index], width)

    def _moved(self, index: int) -> None:
        self._preview = None
        if 0 <= index < len(self._versions):
            self._look_at(self._versions[index])
            return
        none = _("There is no other version of this questionnaire on this computer.")
        self.query_one("#preview", LinesView).show([Block(Content(none))])
        self.refresh_bar()

    @work(exclusive=True, group="preview")
    async def _look_at(self, version: AvailableVersion) -> None:
        """Compare in a thread, and show what would change."""

        def compare() -> tuple[bytes, UpgradePreview]:
            content = self.dossier.content_of(version)
            return content, self.dossier.upgrade_preview(content)

        view = self.query_one("#preview", LinesView)
        try:
            content, preview = await asyncio.to_thread(compare)
        except CapError as error:
            view.show([Block(Content.styled(explain(error), "bold $alert"))])
        else:
            self._content, self._preview = content, preview
            view.show(preview_blocks(preview))
        self.refresh_bar()

    def action_page(self, pages: int) -> None:
        """Scroll what would change."""
        self.query_one("#preview", LinesView).page(pages)

    def on_row_list_chosen(self) -> None:
        """Pass to the version clicked, if that is possible."""
        if self.check_action("pass", ()):
            self.action_pass()

    @work
    async def action_pass(self) -> None:
        """Pass to the version under the cursor, once confirmed."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        preview, content = self._preview, self._content
        if preview is None or not self._all_saved():
            return
        question = _(
            "Pass this evaluation to version {version}? Every answer is kept; a copy of your data is made first. "
            "You can come back here, or undo with z."
        ).format(version=preview.after)
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Pass to it"), _("Stay here"))):
            told = _("The evaluation now follows version {version}. z takes it back.")
            self._write(partial(self.dossier.upgrade, content), told.format(version=preview.after))

    def action_undo(self) -> None:
        """Take back the last change."""

        def done(changes: Changes | None) -> None:
            if self.is_mounted:
                self.tell(_("Undone.") if changes else _("Nothing to undo."))
                self.run_worker(self._reload())

        self.shell.saver.submit(self.dossier.undo, done, self.fail, keep=False)

    def _write(self, write: partial[Changes], said: str) -> None:
        # Nothing typed meanwhile may reach a screen that shows the version being left.
        self.shell.type_ahead.hold()

        def done(_changes: Changes) -> None:
            self.shell.type_ahead.release()
            if self.is_mounted:
                self.tell(said)
                self.run_worker(self._reload())

        def failed(error: CapError) -> None:
            self.shell.type_ahead.release()
            self.fail(error)

        self.shell.saver.submit(write, done, failed, keep=False)

    @work
    async def action_orphans(self) -> None:
        """Show what was said of criteria that the version followed does not have."""
        from cap_tui.tui.dialogs.page import PageDialog

        blocks = orphan_blocks(self.dossier.orphans())
        await self.app.push_screen_wait(PageDialog(_("Answers of an earlier version"), blocks))
