"""The data folder: private to its owner, on every system that knows of owners."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

from cap_tui.storage.errors import UnusableFolderError

if TYPE_CHECKING:
    from pathlib import Path, PurePath

DATABASE = "cap-tui.db"
BACKUPS = "backups"


def sqlite_address(path: PurePath, mode: str) -> str:
    """Return the URI under which SQLite opens the file of an absolute path.

    Not `Path.as_uri`: it puts the server of a Windows share where SQLite allows none (https://sqlite.org/uri.html).

    Args:
        path: Absolute.
        mode: `ro`, `rw`, or `rwc` to create it.
    """
    written = quote_from_bytes(os.fsencode(path.as_posix()), safe="/:")
    return f"file://{'' if written.startswith('/') else '/'}{written}?mode={mode}"


def private_folder(path: Path) -> Path:
    """Make the folder (0700) if needed and return it.

    Raises:
        UnusableFolderError: It is a file, or may not be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableFolderError(path=path, reason=error.strerror) from error
    return path


def private_file(path: Path) -> None:
    """Create the file (0600) if it is not there, so that it is never readable by others, even for an instant."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def flush(path: Path) -> None:
    """Wait until what was written in the file is on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
