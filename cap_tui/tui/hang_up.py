"""Notices that the terminal is gone: a window closed by force, a connection cut, when no signal tells it."""

from __future__ import annotations

import os
import select
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK = 1_000
"""Milliseconds between two looks at whether the program has ended; a hang-up itself is noticed at once."""

GRACE = 10.0
"""Seconds left to save and leave, once nobody can see the program any more."""


class HangUp:
    """A watch on the terminal that the program reads, on a thread that reads nothing.

    Where the system cannot watch a terminal this way (Windows, where closing the window ends the program), does nothing.

    Args:
        gone: Called once, on that thread, when the terminal is gone; it makes the program leave.
    """

    def __init__(self, gone: Callable[[], None]) -> None:
        self._gone = gone
        self._ended = threading.Event()
        self._terminals: list[int] = []

    def start(self) -> None:
        """Begin to watch, if the program reads a terminal."""
        streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
        # Asked now: once it is gone, a terminal no longer says that it is one.
        self._terminals = [stream.fileno() for stream in streams if stream is not None and stream.isatty()]
        if hasattr(select, "poll") and sys.__stdin__ is not None and sys.__stdin__.isatty():
            threading.Thread(target=self._watch, name="hang-up", daemon=True).start()

    def stop(self) -> None:
        """Note that the program has ended."""
        self._ended.set()

    def _watch(self) -> None:
        poll = select.poll()
        # Nothing is asked for: only that the other end is gone is ever told.
        poll.register(self._terminals[0], 0)
        while not self._ended.is_set():
            told = poll.poll(LOOK)
            if told:
                if told[0][1] & select.POLLHUP:
                    self._leave()
                return

    def _leave(self) -> None:
        self._let_go()
        self._gone()
        if not self._ended.wait(GRACE):
            os._exit(1)  # nobody is left to see what holds it, and it would turn for ever

    def _let_go(self) -> None:
        """Send nowhere what is still drawn: writing to a terminal that is gone fails, and the program would wait for it."""
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_RDWR)
            for number in self._terminals:
                os.dup2(nowhere, number)
            os.close(nowhere)
