"""A report made in a child process, so that the terminal answers keys as fast as before."""

from __future__ import annotations

import json
import multiprocessing
import sys
from contextlib import nullcontext, redirect_stderr
from typing import TYPE_CHECKING, Any

from cap_tui.i18n import language
from cap_tui.reports import child
from cap_tui.reports.export import ExportFailedError
from cap_tui.reports.files import ExportCancelledError, write_beside
from cap_tui.reports.formats import PDF

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from cap_tui.reports.network.data import NetworkReport
    from cap_tui.reports.report_data import ReportData

_LOOK = 0.05
"""Seconds between two looks at whether to stop."""


def run_report(
    data: ReportData | NetworkReport,
    path: Path,
    *,
    form: str = PDF,
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    turn: AbstractContextManager[object] | None = None,
) -> None:
    """Do as `cap_tui.reports.export.write_report`, in a child process; blocks, so call it from a thread.

    Threads that make several reports at once share a lock as `turn`, held while a child starts: the error stream, which is
    put in place for that time, is one for all of them. The child is killed when `cancelled` says yes, or when this process ends.

    Raises:
        ExportError: One of its kinds; nothing is left at `path` that was not there before.
    """
    with write_beside(path, overwrite=overwrite) as temporary:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(
            target=child.make, args=(data, form, language(), str(temporary), theirs), daemon=True
        )
        try:
            with (
                turn or nullcontext(),
                redirect_stderr(sys.__stderr__),
            ):  # Textual's has no descriptor to give to a child
                process.start()
            theirs.close()
            _follow(process, ours, path, progress, cancelled)
        finally:
            if process.pid is not None:
                process.kill()
                process.join()
            ours.close()


def _follow(
    process: BaseProcess,
    connection: Connection[Any, Any],
    path: Path,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    """Listen until the child is done; raise what it met."""
    while True:
        if cancelled is not None and cancelled():
            raise ExportCancelledError(path=path)
        if not connection.poll(_LOOK):
            continue
        try:
            message = json.loads(connection.recv_bytes())
        except (EOFError, ValueError) as error:
            raise ExportFailedError(path=path) from error
        if "progress" in message and progress is not None:
            progress(message["progress"])
        elif "errno" in message:
            raise OSError(message["errno"], "the child process could not write")
        elif "failure" in message:
            failure = ExportFailedError(path=path)
            failure.add_note(message["failure"])
            raise failure
        elif "done" in message:
            process.join()
            return
