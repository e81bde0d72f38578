"""Passing the keyboard to another person of this machine: lists and open evaluations become theirs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from cap_tui.tui.app import CapTuiApp


async def pass_keyboard(app: CapTuiApp) -> None:
    """Show who is at the keyboard, and open again what was open if someone else took it; call it from a worker.

    What the one before was typing is saved, in their name, before anything else.
    """
    from cap_tui.tui.dialogs.profile_flow import choose_profile

    for screen in app.screen_stack:
        if isinstance(screen, CommandScreen):
            screen.flush()
    saved = asyncio.Event()
    app.saver.when_idle(saved.set)
    await saved.wait()
    if app.saver.failed:
        if isinstance(app.screen, CommandScreen):
            app.screen.tell(
                _("Something is not saved yet: press F5 first, then pass the keyboard."), error=True
            )
        return
    if await choose_profile(app, app.workspace):
        await _open_again(app)


async def _open_again(app: CapTuiApp) -> None:
    """Go home, then back to where one was, for the person now at the keyboard."""
    shown = [screen for screen in app.screen_stack if isinstance(screen, CommandScreen)]
    open_ = [(dossier, screen.PLACE) for screen in shown if (dossier := screen.evaluation()) is not None]
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    home = app.screen
    if isinstance(home, HomeScreen):
        await home.reload()
        name = await asyncio.to_thread(app.workspace.profile_name)
        home.tell(_("At the keyboard: {name}").format(name=name or _("(no name)")))
    if open_:
        dossier, place = open_[-1]
        app.open_assessment(dossier.summary.id, place or "assessment")
