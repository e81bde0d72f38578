"""Ctrl+C while something long goes on: it ends between two steps, or at once when pressed again."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import FrameType

SLICE = 0.2
"""Seconds: Windows hands Ctrl+C over only between two waits."""


class Stop:
    """Within it, the first Ctrl+C only asks to stop; the second interrupts as ever."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._before: Any = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(self, *_exc: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def asked(self) -> bool:
        """Return whether Ctrl+C was pressed."""
        return self._event.is_set()

    def wait(self, seconds: float) -> None:
        """Wait, less long when Ctrl+C is pressed."""
        for _slice in range(round(seconds / SLICE)):
            if self._event.wait(SLICE):
                return

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._event.set()
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
