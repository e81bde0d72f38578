"""One instance at a time: a lock on a file, which the system lets go of even when the program dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0
"""Seconds another instance is waited for; it needs milliseconds."""

_PAUSE = 0.01
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class BusyFileError(CapError):
    """Another instance has held the file for too long."""

    sentence = N_(
        "Another cap-tui is holding {path}. Nothing was changed: close the other window, then try again."
    )


@contextmanager
def alone(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Run the block while no other instance runs one under the same lock.

    Args:
        path: The lock file (0600); made when absent, and left there: removing it would let two in.
        patience: Seconds to wait for another instance.

    Raises:
        BusyFileError: Another instance still holds it.
        OSError: The file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        limit = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() >= limit:
                raise BusyFileError(path=path)
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)  # lets go of the lock too


def _taken(handle: int) -> bool:
    """Try to take the lock and return whether it is ours."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        raise
    return True
