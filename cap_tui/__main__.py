"""The entry point: opens the screens at once, or hands the arguments to the command line."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from cap_tui.bootstrap import default_data_dir, open_workspace
from cap_tui.cli.edge import guarded
from cap_tui.cli.errors import NotATerminalError
from cap_tui.cli.output import speak_utf8
from cap_tui.cli.start import read_start
from cap_tui.i18n import activate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FRAMES_PER_SECOND = "120"
"""Most of the delay after a key is the wait for Textual's next frame; its 60 a second is halved."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 1 refused or found problems, 2 wrong usage.

    Args:
        arguments: Those of the command line by default.
    """
    speak_utf8()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some costs 10 ms at each start
    activate("fr")
    given = tuple(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(given), lambda: _asked_folder(given))


def _run(arguments: Sequence[str]) -> int:
    start = read_start(arguments, os.environ)
    activate(start.language)
    folder = start.data_dir or default_data_dir()
    launch = partial(open_linear, folder) if start.simple else partial(open_screens, folder, start.language)
    if not start.rest:
        return launch(None)
    from cap_tui.cli.front import Front
    from cap_tui.cli.program import run

    return run(start.rest, Front(folder, partial(open_workspace, folder), launch, local_now))


def _asked_folder(arguments: Sequence[str]) -> Path:
    return read_start(arguments, os.environ).data_dir or default_data_dir()


def local_now() -> datetime:
    """Return the current time in the reader's time zone."""
    return datetime.now().astimezone()


def open_screens(data_dir: Path, language: str, reference: str | None) -> int:
    """Open the application on an assessment, or at home without one; return the exit code.

    Raises:
        NotATerminalError: There is no terminal to draw on.
        Exception: A fault of the program, once what was typed is saved.
    """
    if not can_draw():
        raise NotATerminalError
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_PER_SECOND)
    from cap_tui.tui.memory import share_one_heap

    share_one_heap()  # before the first thread
    from cap_tui.tui.app import CapTuiApp

    application = CapTuiApp(
        partial(open_workspace, data_dir), clock=local_now, open_reference=reference, language=language
    )
    try:
        application.run()
    finally:
        application.disconnect()
    if application.fault is not None:
        raise application.fault
    return application.return_code or 0


def open_linear(data_dir: Path, reference: str | None) -> int:
    """Hold the dialogue of the linear mode, from an assessment or from home; return the exit code.

    Raises:
        CapError: The data cannot be opened.
    """
    from cap_tui.cli.linear.session import run_linear

    return run_linear(partial(open_workspace, data_dir), reference)


def can_draw() -> bool:
    """Return whether there is a terminal that can place text anywhere."""
    streams = (sys.stdin, sys.stdout)
    return os.environ.get("TERM") != "dumb" and all(stream and stream.isatty() for stream in streams)


if __name__ == "__main__":
    sys.exit(main())
