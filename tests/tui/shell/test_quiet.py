"""The tests' own wait: what a thread is still reading is waited for, and an application that has ended is let go."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

from tests.tui.harness import SMALL, running

if TYPE_CHECKING:
    from pathlib import Path

SLOW = 0.3
"""Seconds during which a thread only waits, as for a disk: the process seems to rest."""


class Reader(App[None]):
    """Reads when a key is pressed."""

    read = False

    def on_key(self) -> None:
        """Read."""
        self._read()

    @work
    async def _read(self) -> None:
        await asyncio.to_thread(time.sleep, SLOW)
        self.read = True


async def test_what_a_thread_reads_is_waited_for() -> None:
    app = Reader()
    async with app.run_test() as pilot:
        await pilot.press("x")
        assert app.read


async def test_an_application_that_has_ended_is_let_go(started: tuple[Path, str]) -> None:
    """What is set aside at a start is never collected: hundreds of tests would fill the memory, a gigabyte by the end."""
    folder, reference = started
    before = gc.get_freeze_count()
    async with running(folder, size=SMALL, open_reference=reference):
        assert gc.get_freeze_count() <= before
