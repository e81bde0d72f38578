"""On a shared database: what others write shows at once, and a server that stops answering is said and waited for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING

from cap_tui.core.errors import CapError
from cap_tui.i18n import _
from cap_tui.services.listening import follow
from cap_tui.tui.screens.base import KEPT_MEANWHILE, CommandScreen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cap_tui.services.workspace import Workspace
    from cap_tui.tui.app import CapTuiApp


class Follower:
    """What the application does with what it hears.

    Args:
        app: The application.
        bring: Brings a function to its thread and calls it there.
        workspace: The data, on a shared database.
    """

    def __init__(
        self, app: CapTuiApp, bring: Callable[[Callable[[], None]], None], workspace: Workspace
    ) -> None:
        self._app = app
        self._heard: set[int] | None = set()
        self._busy = False
        self._following = follow(
            workspace,
            lambda rows: bring(partial(self._written, rows)),
            lambda gone: bring(partial(self._away, gone)),
        )

    def stop(self) -> None:
        """Listen no more."""
        self._following.stop()

    def _shown(self) -> CommandScreen | None:
        stack = self._app.screen_stack if self._app.is_running else ()
        return next((screen for screen in reversed(stack) if isinstance(screen, CommandScreen)), None)

    def _written(self, rows: frozenset[int] | None) -> None:
        if rows is None or self._heard is None:
            self._heard = None
        else:
            self._heard |= rows
        if not self._busy:
            self._busy = True
            # Not begun here: an application that closes meanwhile would complain of what nobody awaited.
            work: Callable[[], Awaitable[None]] = self._catch_up
            self._app.run_worker(work, exit_on_error=False)

    async def _catch_up(self) -> None:
        """Take in what was written until nothing more is heard; what comes together is read once."""
        try:
            while self._heard is None or self._heard:
                rows, self._heard = self._heard, set()
                with suppress(CapError):  # told by `_away`, or by the next thing one does
                    await self._refresh(rows)
        finally:
            self._busy = False

    async def _refresh(self, rows: set[int] | None) -> None:
        screen = self._shown()
        if screen is None:
            return
        dossier = screen.evaluation()
        if dossier is not None:
            if rows is not None and dossier.row not in rows:
                return
            if not await asyncio.to_thread(dossier.refresh):
                return
        elif screen is not self._app.screen_stack[0]:  # home lists what changed; others show no evaluation
            return
        if screen is not self._shown() or not screen.is_mounted:
            return
        redraw = getattr(screen, "on_screen_resume", None)
        done = redraw() if redraw is not None else None
        if isawaitable(done):
            await done
        screen.refresh_frame()

    def _away(self, gone: bool) -> None:  # noqa: FBT001 - the state told
        screen = self._shown()
        if screen is None or not screen.is_mounted:
            return
        if gone:
            screen.tell(_(KEPT_MEANWHILE), error=True)
            return
        self._app.saver.retry(sure=True)
        self._app.saver.when_idle(self._told_back)

    def _told_back(self) -> None:
        screen = self._shown()
        if screen is not None and screen.is_mounted and not self._app.saver.failed:
            screen.tell(_("The shared database answers again; everything is saved."))
