"""What is done with the people of this machine: call these from a worker."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import CapError
from cap_tui.exchange.keys import WrongPassphraseError
from cap_tui.i18n import _, explain
from cap_tui.tui.dialogs.passphrase import PassphraseDialog
from cap_tui.tui.dialogs.profiles import CARD, NAME, NEW, PASSPHRASE, SHOW, FingerprintDialog, ProfilesDialog
from cap_tui.tui.dialogs.prompt import PromptDialog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.screen import Screen

    from cap_tui.services.profiling import ProfileLine
    from cap_tui.services.workspace import Workspace


async def choose_profile(where: App[Any] | Screen[Any], workspace: Workspace) -> bool:
    """Show who is at the keyboard until it is left or passed on; return whether someone else writes now.

    A key unlocked counts too: dossiers opened before were opened by someone who could not write.
    """
    return await Profiles(where, workspace).run()


async def unlock_profile(where: App[Any] | Screen[Any], workspace: Workspace) -> bool:
    """Ask for the passphrase if the key at the keyboard needs one; return whether it can be used.

    Raises:
        CapError: The profile or its key cannot be read.
    """
    return await Profiles(where, workspace).unlock()


class Profiles:
    """The dialogs about the people of this machine, one after the other.

    Args:
        where: The application or one of its screens.
        workspace: The data.
    """

    def __init__(self, where: App[Any] | Screen[Any], workspace: Workspace) -> None:
        self._where = where
        self._workspace = workspace
        self._told = ""
        self._changed = False
        self._does: dict[str, Callable[[], Awaitable[None]]] = {
            NEW: self._add,
            SHOW: self._show,
            CARD: self._card,
            NAME: self._describe,
            PASSPHRASE: self._lock,
        }

    async def run(self) -> bool:
        """Show the list, do what is asked, and show it again, until it is left or the keyboard passed on."""
        while True:
            try:
                lines = await asyncio.to_thread(self._workspace.profiles)
            except CapError as error:
                self._told, lines = explain(error), ()
            asked = await self._ask(ProfilesDialog(lines, self._told))
            if asked is None:
                return self._changed
            self._told = ""
            try:
                if asked in self._does:
                    await self._does[asked]()
                elif await self._pass_on(next(line for line in lines if line.fingerprint == asked)):
                    return self._changed
            except CapError as error:
                self._told = explain(error)

    async def unlock(self) -> bool:
        """Ask for the passphrase until it opens the key or is given up."""
        why = ""
        while await asyncio.to_thread(self._workspace.profile_locked):
            typed = await self._passphrase(why)
            if typed is None:
                return False
            try:
                await asyncio.to_thread(self._workspace.unlock, typed)
            except WrongPassphraseError as error:
                why = explain(error)
            else:
                self._changed = True
        return True

    async def _pass_on(self, line: ProfileLine) -> bool:
        """Pass the keyboard to someone; return whether it was done, or they had it already."""
        if line.current:
            return await self.unlock()
        why, typed = "", None
        while True:
            if line.locked:
                typed = await self._passphrase(why, line.name)
                if typed is None:
                    return False
            try:
                await asyncio.to_thread(self._workspace.use_profile, line.fingerprint, typed)
            except WrongPassphraseError as error:
                why = explain(error)
            else:
                self._changed = True
                return True

    async def _add(self) -> None:
        name = await self._ask(PromptDialog(_("First name and name of who comes"), required=True))
        if name is None:
            return
        organisation = await self._ask(
            PromptDialog(_("Where do they work?"), _("May be left empty."), required=False)
        )
        if organisation is None:
            return
        chosen = await self._new_passphrase()
        if chosen is None:
            return
        passphrase = chosen or None
        line = await asyncio.to_thread(self._workspace.add_profile, name, organisation, passphrase)
        await asyncio.to_thread(self._workspace.use_profile, line.fingerprint, passphrase)
        self._changed = True
        self._told = _("{name} is at the keyboard.").format(name=line.name)

    async def _show(self) -> None:
        line = await asyncio.to_thread(self._workspace.current_profile)
        if await self._ask(FingerprintDialog(line)) == CARD:
            await self._card()

    async def _card(self) -> None:
        if await self.unlock():
            place = await asyncio.to_thread(self._workspace.write_card)
            self._told = _("Card written: {path}. Send it to the director of the evaluation.").format(
                path=place
            )

    async def _describe(self) -> None:
        line = await asyncio.to_thread(self._workspace.current_profile)
        name = await self._ask(PromptDialog(_("Your first name and name"), initial=line.name))
        if name is None:
            return
        await asyncio.to_thread(self._workspace.rename_profile, name)
        self._changed = True
        organisation = await self._ask(
            PromptDialog(
                _("Where do you work?"), _("May be left empty."), initial=line.organisation, required=False
            )
        )
        if organisation is not None:
            await asyncio.to_thread(self._workspace.set_organisation, organisation)

    async def _lock(self) -> None:
        if not await self.unlock():
            return
        chosen = await self._new_passphrase()
        if chosen is None:
            return
        await asyncio.to_thread(self._workspace.set_passphrase, chosen or None)
        self._told = _("The key is locked by its passphrase.") if chosen else _("The key has no passphrase.")

    async def _new_passphrase(self) -> str | None:
        """Ask twice for a passphrase; return it, empty for none, or None when it was given up."""
        why = _(
            "It will be asked whenever this person comes to the keyboard. Leave empty for none. If it is lost, so is the key."
        )
        while True:
            first = await self._ask(PassphraseDialog(_("New passphrase"), why, required=False))
            if not first:
                return first
            again = await self._ask(PassphraseDialog(_("The same passphrase once more"), required=False))
            if again is None or again == first:
                return again
            why = _("The two differ. Type it again, or leave empty for none.")

    async def _passphrase(self, why: str, name: str = "") -> str | None:
        title = _("Passphrase of {name}").format(name=name) if name else _("Your passphrase")
        return await self._ask(PassphraseDialog(title, why))

    async def _ask(self, dialog: Screen[str | None]) -> str | None:
        answer: str | None = await self._where.app.push_screen_wait(dialog)
        return answer
