"""What a person types for the place of an export, and what opens it afterwards. No widget."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.tui.child_environment import without_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_PATH = 4_096


class PathNeededError(CapError):
    """Nothing was typed where a path is needed."""

    sentence = N_("Write where the file goes: a folder and a file name.")


def typed_path(text: str, folder: Path, suffix: str) -> Path:
    """Return the path a person typed: `~` is their home, a bare name goes to `folder`, `suffix` is added when missing.

    Raises:
        PathNeededError: Nothing was typed.
    """
    line = one_line(text, limit=LONGEST_PATH).strip("\"'")
    if not line:
        raise PathNeededError
    try:
        path = Path(line).expanduser()
    except RuntimeError:  # “~somebody” that this machine does not know
        path = Path(line)
    path = folder / path
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def free_name(path: Path) -> Path:
    """Return `path`, or the first of `name-2`, `name-3`… that is not taken."""
    candidates = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return path if not path.exists() else next(item for item in candidates if not item.exists())


def opener(
    platform: str, environ: Mapping[str, str], which: Callable[[str], str | None]
) -> tuple[str, ...] | None:
    """Return the command that opens a file, None where nothing can.

    Args:
        platform: As `sys.platform`; on Windows the system opens by itself, the command is empty.
        environ: A graphical display is needed elsewhere than on Windows and macOS.
        which: Finds a program.
    """
    if platform == "win32":
        return ()
    if platform == "darwin":
        return ("open",)
    display = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    program = which("xdg-open") if display else None
    return (program,) if program else None


def open_file(path: Path) -> bool:
    """Open a file with the program of the system; return False where there is none."""
    command = opener(sys.platform, os.environ, shutil.which)
    if command is None:
        return False
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the person asked to open the file just written
        else:
            subprocess.Popen(  # noqa: S603 - a fixed program, and the file just written
                [*command, str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=without_secrets(os.environ),
            )
    except OSError:
        return False
    return True
