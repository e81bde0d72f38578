"""Who runs a test: someone whom the system may refuse, even where tests run as root."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65_534


@contextmanager
def ordinary_user(prepare: Callable[[Path], object] = lambda _folder: None) -> Iterator[Path]:
    """Yield a folder of an ordinary person, as that person: nothing is refused to root.

    Args:
        prepare: Fills the folder first, as whoever runs the tests; its files then belong to the person.
    """
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory(dir="/var/tmp" if root else None) as name:  # noqa: S108 - a folder of our own, mode 0700
        folder = Path(name)
        prepare(folder)
        if root:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            folder.chmod(0o700)
            if root:
                os.seteuid(0)
