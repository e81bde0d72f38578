"""Échanger: send the evaluation to each of those who take part, and take in what they send back."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _, explain
from cap_tui.services.export_places import bundle_name, export_folder, worksheet_name
from cap_tui.tui.commands import BACK, DIGITS, Command
from cap_tui.tui.screens.exchange_lines import (
    AUDIENCES,
    SEND,
    SHEET,
    Item,
    send_details,
    send_items,
    sheet_details,
)
from cap_tui.tui.screens.exchange_receive import OPEN, RECEIVE_COMMANDS, ReceivingScreen
from cap_tui.tui.screens.export_paths import free_name
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.screens.ways import WAYS
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from cap_tui.tui.dialogs.send import Sending
    from cap_tui.tui.widgets.lines import Block

MOST_SENT = len(AUDIENCES) + 1
"""Lines with a digit: one per audience, and the worksheet."""


class ExchangeScreen(ReceivingScreen, DossierScreen):
    """Sending and receiving, for one assessment.

    Args:
        workspace: Where what is received goes.
        dossier: The open assessment.
        folders: Where files are looked for; by default where files are received.
        out: Where files to send are proposed to go; by default as exports.
    """

    PLACE = "exchange"
    NAME = N_("Exchange files")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        OPEN,
        *RECEIVE_COMMANDS,
        *(
            Command(
                f"exchange-send-{number}", (str(number), DIGITS[number - 1]), N_("Send"),
                N_("Write the file for the line of this number"), f"send({number})", bar=False,
            )
            for number in range(1, MOST_SENT + 1)
        ),
        *WAYS,
        BACK,
    )  # fmt: skip

    def __init__(
        self,
        workspace: Workspace,
        dossier: Dossier,
        folders: Sequence[Path] | None = None,
        out: Path | None = None,
    ) -> None:
        DossierScreen.__init__(self, dossier)
        self.workspace = workspace
        self._folders = folders
        self._out = out or export_folder()

    def items_before(self) -> list[Item]:
        """Return to whom this person may send now."""
        return send_items(self.dossier.roles) if self.dossier.may("bundle.export") else []

    async def reload(self) -> None:
        """Show everything again; what prevents sending is said."""
        await super().reload()
        refusal = self.dossier.refusal("bundle.export")
        if refusal:
            self.tell(_("You cannot send now. {reason}").format(reason=refusal))

    def sent(self) -> frozenset[str]:
        """Return the names proposed for what this person sends."""
        return frozenset(
            bundle_name(self.dossier.summary, item.value) for item in self._items if item.kind == SEND
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the digits of the lines there are."""
        if action == "send":
            return self.dossier.may("bundle.export") and parameters[0] in range(1, len(self._senders()) + 1)
        return super().check_action(action, parameters)

    def _senders(self) -> list[int]:
        return [place for place, item in enumerate(self._items) if item.kind in (SEND, SHEET)]

    def number(self, index: int) -> int:
        """Return the digit of a line to send."""
        places = self._senders()
        return places.index(index) + 1 if index in places else 0

    def details(self, item: Item) -> list[Block]:
        """Return who gets it and where the file goes."""
        if item.kind == SEND:
            return send_details(
                item.value, self.dossier.people(), self._out / bundle_name(self.dossier.summary, item.value)
            )
        if item.kind == SHEET:
            return sheet_details(self._out / worksheet_name(self.dossier.summary))
        return super().details(item)

    def action_choose(self) -> None:
        """Send, or do what the line is for."""
        item = self.item()
        if item is not None and item.kind in (SEND, SHEET):
            self._send(item)
        else:
            super().action_choose()

    def action_send(self, number: int) -> None:
        """Send to the line of this number."""
        places = self._senders()
        if 0 < number <= len(places):
            self.query_one(RowList).move_to(places[number - 1])
            self._send(self._items[places[number - 1]])

    @work
    async def _send(self, item: Item) -> None:
        """Ask where the file goes, write it, and say where it is; what prevents it is said and asked again."""
        from cap_tui.tui.dialogs.send import SendDialog

        lockable = item.kind == SEND
        name = (
            bundle_name(self.dossier.summary, item.value)
            if lockable
            else worksheet_name(self.dossier.summary)
        )
        path, wrong = self._out / name, ""
        while True:
            dialog = SendDialog(item.label, path, lockable=lockable, wrong=wrong)
            asked = await self.app.push_screen_wait(dialog)
            if asked is None:
                return
            try:
                made = await self._written(item, asked)
            except CapError as error:
                path, wrong = asked.path, explain(error)
                continue
            if made is not None:
                self._told(made, locked=bool(asked.passphrase))
                return
            path = free_name(asked.path)
            wrong = _("Another name is proposed: change it if you wish, then Enter.")

    async def _written(self, item: Item, asked: Sending) -> Path | None:
        """Write the file and return where it is; None when one was there and is kept."""
        from cap_tui.reports.files import ExportExistsError
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        try:
            return await self._write(item, asked, overwrite=False)
        except ExportExistsError:
            question = _("A file is already there:\n{path}\nReplace it?").format(path=asked.path)
        dialog = ConfirmDialog(question, _("Replace it"), _("Another name"))
        replace: bool | None = await self.app.push_screen_wait(dialog)
        return await self._write(item, asked, overwrite=True) if replace else None

    async def _write(self, item: Item, asked: Sending, *, overwrite: bool) -> Path:
        """Write the file once all that is being saved is saved."""
        from cap_tui.services.exchanging import export_bundle, export_worksheet

        saved = asyncio.Event()
        self.shell.saver.when_idle(saved.set)
        await saved.wait()
        write: Any = (
            partial(
                export_bundle, self.workspace, self.dossier, asked.path,
                audience=item.value, overwrite=overwrite, passphrase=asked.passphrase,
            )
            if item.kind == SEND
            else partial(export_worksheet, self.dossier, asked.path, overwrite=overwrite)
        )  # fmt: skip
        made: Path = await asyncio.to_thread(write)
        return made

    def _told(self, made: Path, *, locked: bool) -> None:
        said = _("The file is ready. Attach it to a message, or copy it on a USB stick:\n{path}").format(
            path=made
        )
        if locked:
            said += "\n" + _("Tell its passphrase by phone.")
        if self.is_mounted:
            self.tell(said)
