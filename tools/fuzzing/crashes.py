"""Files that the program did not take well: made as short as they can be, and kept to be tried for ever."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import TYPE_CHECKING

from tools.copied import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = ROOT / "tests" / "corpus" / "crashes"
DIGITS = 16


def keep(target: str, data: bytes, folder: Path = FOLDER) -> Path:
    """Write a file under the name of its door and the beginning of its SHA-256; return where."""
    path = folder / target / sha256(data).hexdigest()[:DIGITS]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def kept(folder: Path = FOLDER) -> list[tuple[str, Path]]:
    """Return the door and the place of every file kept."""
    return [(path.parent.name, path) for path in sorted(folder.glob("*/*"))]


def shortened(data: bytes, wrong: Callable[[bytes], bool], seconds: float = 10.0) -> bytes:
    """Return a shorter file that is wrong in the same way: pieces are taken away, ever smaller, as long as it stays so.

    Args:
        data: A file that is wrong.
        wrong: Whether another is wrong too.
        seconds: After which what was reached is returned.
    """
    end = time.monotonic() + seconds
    size = len(data) // 2
    while size:
        start = 0
        while start < len(data):
            if time.monotonic() > end:
                return data
            tried = data[:start] + data[start + size :]
            if wrong(tried):
                data = tried
            else:
                start += size
        size //= 2
    return data
