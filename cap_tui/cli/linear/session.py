"""One dialogue from its first sentence to its last, over standard input and output."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from cap_tui.cli.errors import DONE
from cap_tui.cli.linear.dialogue import Dialogue, LeaveError
from cap_tui.cli.linear.home import home
from cap_tui.cli.linear.lines import lines_of
from cap_tui.cli.output import flush, out
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.workspace import Workspace


def run_linear(connect: Callable[[], Workspace], reference: str | None = None) -> int:
    """Hold the dialogue and return the exit code; the end of standard input leaves, as `q` does.

    Args:
        connect: Opens the data.
        reference: Evaluation to begin with; None to begin at home.

    Raises:
        CapError: The data cannot be opened, or standard output refuses.
        ReaderGoneError: Whoever was reading has gone.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(
            encoding="utf-8", errors="replace"
        )  # as is written, whatever the system's locale
    workspace = connect()
    try:
        with closing(lines_of(sys.stdin, _show)) as lines:
            try:
                home(Dialogue(lines, _write), workspace, reference)
            except LeaveError:
                _write(_("Goodbye. Everything you confirmed is saved."))
    finally:
        workspace.close()
    return DONE


def _write(text: str, *, end: str = "\n") -> None:
    out(text, end=end)
    flush()


def _show(text: str) -> None:
    """Write what a person types: printable characters, the end of a line, and the erasing of a character."""
    if sys.stdout is not None:
        sys.stdout.write(text)
        sys.stdout.flush()
