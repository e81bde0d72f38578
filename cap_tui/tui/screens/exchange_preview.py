"""What a file received would bring, shown before anything is written; then the report of what was taken in."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from cap_tui.core.errors import N_, CapError
from cap_tui.core.fingerprints import spaced
from cap_tui.exchange.bundle_errors import NewerBundleError
from cap_tui.i18n import _, explain
from cap_tui.services.exchange_errors import SealedFileError
from cap_tui.services.incoming import Trust
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.exchange_preview_lines import preview_blocks, receipt_blocks
from cap_tui.tui.screens.phase_moves import PhaseMoves
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.words import person_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from textual.app import ComposeResult

    from cap_tui.services.contacts import Contact
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.incoming import Incoming
    from cap_tui.services.receipts import Receipt
    from cap_tui.services.workspace import Workspace


class PreviewScreen(CommandScreen):
    """One file: what it would bring, then what it brought.

    Args:
        workspace: Where it would go.
        path: The file.
    """

    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("preview-accept", ("a", "enter"), N_("Accept"), N_("Take in what is shown; a backup is made first"), "accept"),
        Command("preview-open", ("o",), N_("Open"), N_("Open the evaluation"), "open"),
        Command("preview-forget", ("f",), N_("Forget the old key"), N_("Stop trusting the fingerprint this name had before"), "forget"),
        Command("preview-passphrase", ("p",), N_("Passphrase"), N_("Give the passphrase of the file"), "passphrase"),
        Command("preview-down", ("down", "pagedown", "space"), N_("Read on"), N_("Scroll down"), "page(0.5)", bar=False),
        Command("preview-up", ("up", "pageup"), N_("Read back"), N_("Scroll up"), "page(-0.5)", bar=False),
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    PreviewScreen LinesView { padding: 1 2; }
    """

    def __init__(self, workspace: Workspace, path: Path) -> None:
        super().__init__()
        self.workspace = workspace
        self._path = path
        self._incoming: Incoming | None = None
        self._receipt: Receipt | None = None
        self._sealed = False
        self._busy = True

    def heading(self) -> Content:
        """Say what is shown."""
        title = _("Taken in") if self._receipt is not None else _("Before taking in")
        return Content(f"cap-tui › {title} · {self._path.name}")

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield LinesView()

    async def on_mount(self) -> None:
        """Read the file."""
        self._page([Block(Content(_("Reading and checking the file…")))])
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what was read."""
        incoming = self._incoming
        if action == "accept":
            if (
                incoming is None
                or incoming.blocked is not None
                or (incoming.exists and incoming.changes_nothing)
            ):
                return False
            return self._receipt is None and not self._busy
        if action == "open":
            return self._receipt is not None or bool(
                incoming and incoming.exists and incoming.changes_nothing
            )
        if action == "forget":
            return incoming is not None and incoming.trust is Trust.CHANGED and bool(incoming.known_as)
        if action == "passphrase":
            return self._sealed and not self._busy
        return super().check_action(action, parameters)

    def _page(self, blocks: list[Block]) -> None:
        self.query_one(LinesView).show(blocks)
        self.refresh_frame()

    @work(exclusive=True)
    async def _read(self, passphrase: str = "") -> None:
        """Read and check the file, then show what it would bring; nothing is written."""
        from cap_tui.services.contacts import contacts
        from cap_tui.services.exchanging import keep_newer, preview

        self._busy = True

        def read() -> tuple[Incoming, dict[str, Contact]]:
            try:
                found = preview(self.workspace, self._path, passphrase=passphrase)
            except NewerBundleError as error:
                raise keep_newer(self.workspace, self._path) from error
            return found, {one.fingerprint: one for one in contacts(self.workspace)}

        try:
            incoming, known = await asyncio.to_thread(read)
        except CapError as error:
            self._busy, self._sealed = False, isinstance(error, SealedFileError)
            self._page([Block(Content.styled(explain(error), "bold $alert"))])
            if self._sealed:
                self.action_passphrase()
            return
        self._busy, self._sealed, self._incoming = False, False, incoming
        contact = known.get(incoming.sender_fingerprint)
        self._page(preview_blocks(incoming, contact, self.shell.local))

    def action_page(self, pages: float) -> None:
        """Scroll."""
        self.query_one(LinesView).page(pages)

    @work
    async def action_passphrase(self) -> None:
        """Ask for the passphrase of the file, and read it again."""
        from cap_tui.tui.dialogs.passphrase import PassphraseDialog

        typed = await self.app.push_screen_wait(
            PassphraseDialog(_("Passphrase of the file"), _("The sender told it to you by another way."))
        )
        if typed is not None:
            self._read(typed)

    @work
    async def action_accept(self) -> None:
        """Ask to trust a new sender, then take in; a second key pressed meanwhile does nothing."""
        from cap_tui.tui.dialogs.trust import TrustDialog

        incoming = self._incoming
        if incoming is None or self._busy:
            return
        strangers = self._strangers(incoming)
        if strangers and not await self.app.push_screen_wait(TrustDialog(strangers)):
            return
        self._busy = True
        self.refresh_bar()
        self.tell(_("Taking in… A backup is made first."))
        self._save_open_texts()
        self.shell.saver.submit(
            partial(self._take, incoming, trust=bool(strangers)), self._taken, self._refused, keep=False
        )

    def _take(self, incoming: Incoming, *, trust: bool) -> Receipt:
        """Take in, then have the evaluation read again where it is open; on the saver's thread."""
        from cap_tui.services.exchanging import accept

        receipt = accept(self.workspace, incoming, trust=trust)
        for dossier in open_dossiers(self, {incoming.assessment}):
            dossier.reload()
        return receipt

    @staticmethod
    def _strangers(incoming: Incoming) -> list[tuple[str, str]]:
        people = []
        if incoming.trust is Trust.NEW and incoming.sender_fingerprint:
            people.append((incoming.sender, incoming.sender_fingerprint))
        if incoming.director_fingerprint:
            people.append((incoming.director, incoming.director_fingerprint))
        return people

    def _save_open_texts(self) -> None:
        """Submit what is being typed beneath before what is received is merged with it."""
        for screen in self.app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.flush()

    def _taken(self, receipt: Receipt) -> None:
        self._busy, self._receipt = False, receipt
        if self.is_mounted:
            self.hush()
            self._page(receipt_blocks(receipt))

    def _refused(self, error: CapError) -> None:
        self._busy = False
        if self.is_mounted:
            self.refresh_bar()
            self.fail(error)

    def action_open(self) -> None:
        """Open the evaluation; back to it if it is open beneath."""
        found = self._receipt or self._incoming
        if found is None:
            return
        reference = found.assessment
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, PhaseMoves) and screen.dossier.summary.id == reference:
                self.shell.go("assessment", screen.dossier)
                return
        self.shell.open_assessment(reference)

    @work
    async def action_forget(self) -> None:
        """Say what forgetting a key means, do it once confirmed, and read the file again."""
        from cap_tui.services.contacts import forget
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        incoming = self._incoming
        if incoming is None:
            return
        question = _(
            "Forget the fingerprint {known} of {name}? Do so only if you called them at a number you know and they did "
            "change keys. What that key signed stays."
        ).format(known=spaced(incoming.known_as), name=person_name(incoming.sender))
        if not await self.app.push_screen_wait(ConfirmDialog(question, _("Forget it"), _("Keep it"))):
            return
        try:
            await asyncio.to_thread(forget, self.workspace, incoming.known_as)
        except CapError as error:
            self.fail(error)
        else:
            self._read()


def open_dossiers(screen: CommandScreen, assessments: Collection[str]) -> list[Dossier]:
    """Return the open evaluations of these ids, each once, so that they are read again after what was taken in.

    Args:
        screen: Any screen of the application.
        assessments: Ids.
    """
    beneath = [one for one in screen.app.screen_stack if isinstance(one, PhaseMoves)]
    found = {id(one.dossier): one.dossier for one in beneath if one.dossier.summary.id in assessments}
    return list(found.values())
