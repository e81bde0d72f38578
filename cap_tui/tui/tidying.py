"""While nobody types, the memory that closed screens and finished jobs took is given back.

The parts of a screen name each other, so that only Python's garbage collector undoes them, and it may let several screens pile
up before it does: their remains lie between what lasts, and memory grows from hour to hour. Here they are collected once a
screen was opened or closed and nobody has typed for a second; no key waits for it.
"""

from __future__ import annotations

import asyncio
import gc
from contextvars import Context
from typing import TYPE_CHECKING, Any

from cap_tui.tui.memory import give_back
from cap_tui.tui.widths import remember_fewer_widths

if TYPE_CHECKING:
    from textual.app import App

REST = 1.0
"""Seconds without a key, after which the person is taken to read or to think."""


class Tidying:
    """Collects garbage at rest.

    Args:
        app: Whose screens come and go.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._rest: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Tidy after each change of screen from now on; the application is ready.

        What the start made (modules, classes, style rules) lasts as long as the application: the garbage collector need not
        go through it again, at some key or at each rest.
        """
        remember_fewer_widths()
        gc.freeze()
        self._app.screen_change_signal.subscribe(self._app, self._changed, immediate=True)

    def put_off(self) -> None:
        """Wait for the rest anew: someone types."""
        if self._rest is not None:
            self._changed()

    def _changed(self, _screen: object = None) -> None:
        if self._rest is not None:
            self._rest.cancel()
        # In a context of its own: the present one names the screen that closes, which would live as long as it.
        self._rest = asyncio.get_running_loop().call_later(REST, self._tidy, context=Context())

    def _tidy(self) -> None:
        self._rest = None
        gc.collect()
        give_back()
