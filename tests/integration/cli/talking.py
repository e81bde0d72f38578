"""The linear mode as a script drives it: the real program, its questions answered through a pipe."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.databases import environ_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def talk(folder: Path, *answers: str, ended: bool = True, command: Sequence[str] = ()) -> str:
    """Answer the questions one after the other and return all that was said, with ordinary spaces.

    Args:
        folder: Data folder.
        answers: One line each; a text may hold line ends of its own.
        command: What follows `--simple`.
        ended: Whether the last line has its end; input always stops there.
    """
    typed = "\n".join(answers) + ("\n" if ended else "")
    done = subprocess.run(
        [sys.executable, "-m", "cap_tui", "--data-dir", str(folder), "--simple", *command],
        input=typed.encode(),
        capture_output=True,
        check=False,
        env=environ_of(folder),
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert command or done.stderr == b""  # a command narrates on standard error; the dialogue never does
    unwanted = [byte for byte in done.stdout if byte < 32 and byte != 10]
    assert unwanted == []
    return done.stdout.decode().replace("\u00a0", " ")
