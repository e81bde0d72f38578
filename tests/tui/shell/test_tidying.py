"""A laptop left open all day on the evaluation keeps its memory for the other programs, and no key pays for it."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cap_tui.tui.screens.results import ResultsScreen
from cap_tui.tui.tidying import REST
from tests.tui.harness import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAP = """
from pathlib import Path
from cap_tui.tui.memory import give_back

def resident() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))

give_back()
before = resident()
taken = [bytes(1_000) for _number in range(40_000)]
last = bytes(1_000)
full = resident()
taken.clear()
kept = resident()
give_back()
print(full - before, kept - before, resident() - before)
"""
"""Prints what forty thousand small texts take, what stays of it once they are let go, and once it is given back; kB."""


@contextmanager
def collected_only_when_asked() -> Iterator[None]:
    """Leave garbage where it is until something collects it."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def remains() -> int:
    """Return how many screens of results are in memory, closed ones included."""
    return sum(isinstance(one, ResultsScreen) for one in gc.get_objects())


async def test_a_closed_screen_leaves_memory_once_nobody_types(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        with collected_only_when_asked():
            before = remains()  # of other tests
            await harness.press("r")
            await harness.press("escape")
            assert remains() == before + 1
            await asyncio.sleep(REST + 0.5)
            assert remains() == before


async def test_whoever_goes_on_typing_is_not_made_to_wait(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        with collected_only_when_asked():
            before = remains()  # of other tests
            await harness.press("r")
            await harness.press("escape")
            end = asyncio.get_running_loop().time() + REST + 0.5
            while asyncio.get_running_loop().time() < end:
                await harness.press("down", "up")
                assert remains() == before + 1
            await asyncio.sleep(REST + 0.5)
            assert remains() == before


@pytest.mark.skipif(sys.platform != "linux", reason="glibc and /proc")
def test_what_nothing_uses_goes_back_to_the_system_although_something_lasts_behind_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HEAP], capture_output=True, text=True, check=True, timeout=60
    )
    taken, kept, left = map(int, done.stdout.split())
    assert taken > 38_000
    assert kept > 30_000, "the C library would have given it back by itself"
    assert left < 4_000


def test_giving_back_harms_nothing_where_there_is_no_such_thing() -> None:
    code = (
        "import sys\nsys.platform = 'darwin'\nfrom cap_tui.tui.memory import give_back\n"
        "give_back()\nprint('ctypes' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"
