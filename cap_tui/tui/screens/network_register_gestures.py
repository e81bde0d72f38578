"""What a coordinator does with the register on the screen: add, change, take away, search."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from cap_tui.core.errors import CapError
from cap_tui.i18n import _, explain, ngettext
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.network_source import Looked

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Callable

    from cap_tui.core.network.register import Record
    from cap_tui.services.workspace import Workspace
    from cap_tui.tui.screens.network_forms import Form

REMOVE = "remove"


class RegisterGestures(CommandScreen):
    """The part of the network's screen that writes in the register.

    Args:
        workspace: The data.

    Attributes:
        looked: What is looked at.
        away: Whether one went to a screen that may change what is shown here.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.looked = Looked()
        self.away = False

    def record(self) -> Record | None:
        """Return the structure under the cursor."""
        raise NotImplementedError

    def changed(self, key: str = "") -> None:
        """Read what is shown again, the cursor on a row when one is named."""
        raise NotImplementedError

    def look(self, looked: Looked) -> None:
        """Look at something else."""
        raise NotImplementedError

    async def _written(self, write: Callable[[], Any]) -> Any:
        """Have something written in its turn, and return what came of it.

        Raises:
            CapError: It was refused.
        """
        future: Future[Any] = asyncio.get_running_loop().create_future()

        def settle(result: object, error: CapError | None = None) -> None:
            if not future.done():
                if error is None:
                    future.set_result(result)
                else:
                    future.set_exception(error)

        self.shell.saver.submit(write, settle, lambda error: settle(None, error), keep=False)
        return await future

    @work
    async def action_add(self) -> None:
        """Ask about a structure that is not there yet."""
        from cap_tui.tui.screens.network_forms import new_member

        values = await self._fill(new_member(self.workspace))
        if values is not None:
            self.changed("".join(values["siret"].split()))

    @work
    async def action_edit(self) -> None:
        """Change the fields of the structure under the cursor."""
        from cap_tui.tui.screens.network_forms import known_member

        record = self.record()
        if record is not None and await self._fill(known_member(self.workspace, record)) is not None:
            self.changed(record.member.siret)

    @work
    async def action_more(self) -> None:
        """Write or take away an approach, a certificate, a group, a count of the structure under the cursor."""
        from cap_tui.tui.dialogs.ways import WaysDialog
        from cap_tui.tui.screens.network_forms import MORE, removals

        record = self.record()
        if record is None:
            return
        gone = removals(self.workspace, record)
        ways = [(name, _(label)) for name, (label, _make) in MORE.items()]
        ways += [
            (f"{REMOVE}{place}", _("Take away: {line}").format(line=words))
            for place, (words, _write) in enumerate(gone)
        ]
        chosen = await self.app.push_screen_wait(WaysDialog(record.member.name, ways))
        if chosen is None:
            return
        if chosen in MORE:
            done = await self._fill(MORE[chosen][1](self.workspace, record)) is not None
        else:
            done = await self._take_away(*gone[int(chosen.removeprefix(REMOVE))])
        if done:
            self.changed(record.member.siret)

    async def _take_away(self, words: str, write: Callable[[], Any]) -> bool:
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        question = _(
            "Take away “{line}”? Do so for what was written by mistake; for what ended, give its last day."
        )
        dialog = ConfirmDialog(question.format(line=words), _("Take away"), _("Keep"))
        agreed: bool | None = await self.app.push_screen_wait(dialog)
        return agreed is True and await self._try(write, _("Taken away."))

    async def _try(self, write: Callable[[], Any], said: str) -> bool:
        """Write something, and say so or why not."""
        try:
            await self._written(write)
        except CapError as error:
            self.fail(error)
            return False
        self.tell(said)
        return True

    async def _fill(self, form: Form) -> dict[str, str] | None:
        """Ask until what is typed could be written, or the form is left; what was typed is never lost to a refusal."""
        from cap_tui.tui.dialogs.form import FormDialog

        typed: dict[str, str] | None = None
        wrong = ""
        while True:
            typed = await self.app.push_screen_wait(
                FormDialog(form.title, form.fields, form.values, typed, wrong)
            )
            if typed is None:
                return None
            try:
                await self._written(partial(form.write, typed))
            except CapError as error:
                wrong = explain(error)
            else:
                self.tell(form.said)
                return typed

    @work
    async def action_remove(self) -> None:
        """Say all that goes with a structure, and remove it once confirmed."""
        from cap_tui.services.network.register import remove_member
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        record = self.record()
        if record is None:
            return
        count = (
            len(record.engagements) + len(record.certificates) + len(record.groups) + len(record.headcounts)
        )
        lines = ngettext("{count} line about it", "{count} lines about it", count).format(count=count)
        question = _(
            "Remove {name} from the register, and {lines}? For a structure that left the network, give the day it left "
            "instead: the figures of past years stay right."
        ).format(name=record.member.name, lines=lines)
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Remove"), _("Keep"))):
            write = partial(remove_member, self.workspace, record)
            if await self._try(write, _("Removed from the register.")):
                self.changed()

    @work
    async def action_search(self) -> None:
        """Ask for words, and list the structures that hold them all; no word lists them all."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        typed = await self.app.push_screen_wait(
            PromptDialog(
                _("Search the register"),
                _("Words of the name, the SIRET, the contact, the e-mail or the group; nothing shows everything."),
                initial=self.looked.words, required=False,
            )
        )  # fmt: skip
        if typed is not None:
            self.look(replace(self.looked, words=typed))
