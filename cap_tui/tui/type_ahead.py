"""Keys are answered one after the other, each by the screen the one before led to, however fast they are typed."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.events import Event
    from textual.message_pump import MessagePump

PATIENCE = 2.0
"""Seconds given to one key to be dealt with before the next is sent."""

ROUNDS = 4
"""Times the queues are passed through at most: twice for a key that opens nothing, more for one that opens screens."""


class TypeAhead:
    """A queue of input events that waits while something is being opened.

    Textual hands a key to the widget that has the focus when the key arrives, even if the key before it is about to
    open another screen; here the next key leaves only when the one before has been dealt with.

    Args:
        app: The application.
        send: Hands an event to the application.

    Attributes:
        holding: Whether something is being opened.
    """

    def __init__(self, app: App[None], send: Callable[[Event], Awaitable[None]]) -> None:
        self._app = app
        self._send = send
        self._kept: deque[Event] = deque()
        self._sending = False
        self._task: asyncio.Task[None] | None = None
        self.holding = False

    @property
    def quiet(self) -> bool:
        """Whether every key has been dealt with."""
        return not (self.holding or self._kept or self._sending)

    def hold(self) -> None:
        """Keep the keys from now on."""
        self.holding = True

    def release(self) -> None:
        """Answer the keys again, those kept first."""
        self.holding = False
        self._start()

    def take(self, event: Event) -> None:
        """Answer a key in its turn."""
        self._kept.append(event)
        self._start()

    def _start(self) -> None:
        if self._kept and not self.holding and not self._sending:
            self._sending = True
            # A plain task: a Textual worker costs more than the key itself.
            self._task = asyncio.get_running_loop().create_task(self._send_all())
            self._task.add_done_callback(self._sent_all)

    def _sent_all(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._app.call_later(_raise, error)

    async def _send_all(self) -> None:
        try:
            while self._kept and not self.holding:
                await self._send(self._kept.popleft())
                await self._settled()
        finally:
            self._sending = False

    async def _settled(self) -> None:
        """Wait until a key has bubbled to the application, and until the screen it opened, if any, has its focus."""
        for round_ in range(ROUNDS):
            before = self._app.screen
            for pump in (self._app.focused, before, self._app):
                await self._passed(pump)
            if self._app.screen is before and round_:
                return

    @staticmethod
    async def _passed(pump: MessagePump | None) -> None:
        """Wait until what is now in a queue has been dealt with."""
        passed = asyncio.Event()
        if pump is not None and pump.is_running and pump.call_later(passed.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(passed.wait(), PATIENCE)


def _raise(error: BaseException) -> None:
    raise error
