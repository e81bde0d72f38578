"""Waiting for a screen exactly as long as it works: until nothing is left to be dealt with, painted or read.

Textual's own wait looks every 20 ms at how much the process worked meanwhile. That is long when nothing is to come, and
too short on a busy machine: a process that is kept from running seems to rest.
"""

from __future__ import annotations

import asyncio
import gc
from asyncio.base_events import BaseEventLoop
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import pytest
from textual._context import active_app
from textual.app import ScreenStackError

from cap_tui.tui.app import CapTuiApp

if TYPE_CHECKING:
    from textual.app import App

GLANCE = 0.002
"""Seconds between two looks at what tells nothing when it is done."""

LONGEST = 1.0
"""Seconds after which something that never rests is no longer waited for, as Textual's own wait does."""


class Quiet:
    """Knows what an event loop still has to do, the threads it handed work to included."""

    def __init__(self) -> None:
        self._apps: WeakSet[App[Any]] = WeakSet()
        self._handed: WeakSet[asyncio.Future[Any]] = WeakSet()
        self._hand = BaseEventLoop.run_in_executor

    def hand(self, loop: BaseEventLoop, *given: Any) -> asyncio.Future[Any]:
        """Hand work to a thread as the loop does, and remember it: stands for `run_in_executor`."""
        handed: asyncio.Future[Any] = self._hand(loop, *given)
        self._handed.add(handed)
        return handed

    async def wait(self, _least: float = 0, longest: float = LONGEST) -> None:
        """Return when all is dealt with, painted and read: stands for `wait_for_idle`."""
        loop: Any = asyncio.get_running_loop()
        limit = loop.time() + longest
        self._apps.add(active_app.get())
        while (left := limit - loop.time()) > 0:
            # What is ready runs before this task is resumed, so what is ready then was asked for meanwhile.
            await asyncio.sleep(0)
            if loop._ready:
                continue
            handed = [one for one in self._handed if one.get_loop() is loop and not one.done()]
            if handed:
                await asyncio.wait(handed, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            elif sum(_painted(app) for app in self._apps):
                continue
            elif any(_busy(app) for app in self._apps):
                await asyncio.sleep(GLANCE)
            else:
                return


def _busy(app: App[Any]) -> bool:
    """Return whether keys wait to be answered, or something to be written: nobody types faster than that by accident."""
    return isinstance(app, CapTuiApp) and (app.saver.busy or not app.type_ahead.quiet)


def _painted(app: App[Any]) -> bool:
    """Paint what a screen would have painted within a sixtieth of a second; return whether there was anything."""
    if app._resize_event is not None:  # kept for a moment: a window being resized sends many
        app._check_resize()
        return True
    try:
        screen = app.screen
    except ScreenStackError:
        return False
    if app._batch_count or not screen.is_running:
        return False
    waiting = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if waiting:
        screen._on_timer_update()
    return bool(waiting)


@pytest.fixture(autouse=True)
def exact_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the pilot wait exactly: for the tests of the folders whose `conftest` imports this."""
    quiet = Quiet()

    def hand(loop: BaseEventLoop, *given: Any) -> asyncio.Future[Any]:
        return quiet.hand(loop, *given)

    monkeypatch.setattr(BaseEventLoop, "run_in_executor", hand)
    monkeypatch.setattr("textual.app.wait_for_idle", quiet.wait)
    monkeypatch.setattr("textual.pilot.wait_for_idle", quiet.wait)
    # The application sets aside what it has imported, once. Hundreds started in one process would each set aside those
    # before them, which the collector could then never take back: a gigabyte by the end.
    monkeypatch.setattr(gc, "freeze", lambda: None)
