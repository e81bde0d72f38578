"""A report of a fault of the program: where it happened, never what was being written."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cap_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_report(error: BaseException, folder: Path) -> Path:
    """Write the report in `folder`, readable by its owner only, and return its path.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(report_lines(error)) + "\n")
    return path


def report_lines(error: BaseException) -> Iterator[str]:
    """Yield the report: versions, then for each error of the chain its type and its frames.

    Messages, source lines and variables are left out: any of them may hold what a person wrote.
    """
    yield f"cap-tui {__version__}"
    yield f"Python {platform.python_version()} {sys.platform}"
    seen: BaseException | None = error
    while seen is not None:
        yield ""
        yield f"{type(seen).__module__}.{type(seen).__qualname__}"
        for frame in traceback.extract_tb(seen.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or seen.__context__
