"""The memory of a program that waits most of the time: one heap for all its threads, given back where nothing uses it."""

from __future__ import annotations

import sys
from contextlib import suppress

M_ARENA_MAX = -8
"""Name of the number of heaps in glibc, `malloc.h`; mallopt(3)."""


def share_one_heap() -> None:
    """Ask the C library, where it is glibc, to serve every thread from one heap.

    It would otherwise give a heap to each thread that opens the data or writes, and keep what they no longer use: 3 of
    77 MiB. Python allows one thread at a time anyway, so none waits for another.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):  # another C library, which has one heap or its own ways
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def give_back() -> None:
    """Have the C library, where it is glibc, return to the system the pages that nothing uses, between those in use too.

    On its own it returns only those at the end of its heap. See malloc_trim(3).
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
