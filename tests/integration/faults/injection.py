"""One statement or one file operation of a gesture is made to fail, as a failing disk would: the first, the second…"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOUCHING = frozenset(
    {
        "open",
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.link",
        "os.chmod",
        "os.truncate",
        "os.listdir",
        "os.scandir",
    }
)
"""What Python tells of the files it touches; `fsync`, of which it says nothing, is wrapped."""


@dataclass
class Faults:
    """Counts the places where something may fail beneath a folder, and fails at one of them.

    Attributes:
        root: Only files beneath it count.
        at: The place that fails, from 1; 0 for none.
        places: What was passed by, in order.
    """

    root: Path
    at: int = 0
    places: list[str] = field(default_factory=list)
    on: bool = False

    def pass_by(self, place: str, failure: Exception) -> None:
        """Count a place, and fail if it is the one."""
        if self.on:
            self.places.append(place)
            if len(self.places) == self.at:
                self.on = False  # one fault: what follows it, cleaning included, works again
                raise failure

    def hear(self, what: str, arguments: tuple[Any, ...]) -> None:
        """Hear of a file operation from Python's own audit."""
        if not self.on:
            return
        if what in TOUCHING and self._ours(arguments[0]):
            self.pass_by(f"{what} {_short(arguments[0])}", OSError(errno.EIO, os.strerror(errno.EIO)))
        elif what == "sqlite3.connect" and self._ours(arguments[0]):
            self.pass_by("sqlite3.connect", sqlite3.OperationalError("disk I/O error"))

    def _ours(self, path: object) -> bool:
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        return str(self.root) in str(path) if isinstance(path, str | os.PathLike) else False


def _short(path: object) -> str:
    return os.fsdecode(path).rsplit("/", 1)[-1] if isinstance(path, str | bytes | os.PathLike) else "?"


class _Ear:
    """What Python's audit is told to call, once for the process: a hook cannot be taken away."""

    listening: Faults | None = None
    placed = False

    @classmethod
    def hear(cls, what: str, arguments: tuple[Any, ...]) -> None:
        if cls.listening is not None:
            cls.listening.hear(what, arguments)

    @classmethod
    def place(cls) -> None:
        if not cls.placed:
            sys.addaudithook(cls.hear)
            cls.placed = True


@contextmanager
def failing(root: Path, at: int = 0) -> Iterator[Faults]:
    """Count the places of the block, and fail at one of them.

    Args:
        root: The folder that holds all that is written.
        at: Which place fails, from 1; 0 to count only.
    """
    _Ear.place()
    faults = Faults(root, at)
    sync = os.fsync

    def statement(_connection: object, _cursor: object, text: str, *_more: object) -> None:
        faults.pass_by(f"SQL {text[:40]}", sqlite3.OperationalError("disk I/O error"))

    def synced(handle: int) -> None:
        faults.pass_by("fsync", OSError(errno.EIO, os.strerror(errno.EIO)))
        sync(handle)

    event.listen(Engine, "before_cursor_execute", statement)
    _Ear.listening = faults
    try:
        with patch.object(os, "fsync", synced):
            faults.on = True
            yield faults
    finally:
        faults.on = False
        _Ear.listening = None
        event.remove(Engine, "before_cursor_execute", statement)
