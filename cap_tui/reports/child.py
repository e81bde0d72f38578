"""The other side of `cap_tui.reports.runner`: makes the document in a process of its own."""

from __future__ import annotations

import json
import signal
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.i18n import activate
from cap_tui.reports.formats import maker

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from cap_tui.reports.network.data import NetworkReport
    from cap_tui.reports.report_data import ReportData

_STEP = 0.01
"""Least progress worth a message."""


def make(
    data: ReportData | NetworkReport,
    form: str,
    language: str,
    temporary: str,
    connection: Connection[Any, Any],
) -> None:
    """Write the document at `temporary`, telling how far it is; never print, the terminal is someone else's.

    Messages are JSON objects with one key: `progress` (0 to 1), `errno` (what the system said), `failure` (a
    traceback) or `done`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the interface, which stops us if it must
    activate(language)
    try:
        _make(data, form, Path(temporary), connection)
        _tell(connection, done=True)
    except OSError as error:
        _tell(connection, errno=error.errno or 0)
    except Exception:  # noqa: BLE001 - an outer edge: whatever it is, the other side must know
        _tell(connection, failure=traceback.format_exc())
    finally:
        connection.close()


def _make(
    data: ReportData | NetworkReport, form: str, temporary: Path, connection: Connection[Any, Any]
) -> None:
    told = 0.0

    def progress(share: float) -> None:
        nonlocal told
        if share - told >= _STEP:
            told = share
            _tell(connection, progress=share)

    temporary.write_bytes(maker(form)(data, progress))


def _tell(connection: Connection[Any, Any], **message: object) -> None:
    connection.send_bytes(json.dumps(message).encode())
