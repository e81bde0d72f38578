"""What a child process does: makes a PDF, and says what it took. Imports nothing of ours that a report does not need."""

from __future__ import annotations

import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from cap_tui.reports.report_data import ReportData


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF made by a child process.

    Attributes:
        seconds: From the first import of the library to the last byte.
        mib: Peak resident memory of the child, data and interpreter included.
        pages: Of the PDF.
    """

    seconds: float
    mib: float
    pages: int


def report_in_child(
    make: Callable[..., bytes], arguments: tuple[Any, ...], answer: Connection[Made, Made]
) -> None:
    """Make a PDF and send what it took."""
    start = time.perf_counter()
    content = make(*arguments)
    taken = time.perf_counter() - start
    memory = peak()
    from pypdf import PdfReader

    answer.send(Made(taken, memory, len(PdfReader(BytesIO(content)).pages)))


def peak() -> float:
    """Return the peak resident memory of this process, in MiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def our_report(data: ReportData) -> bytes:
    """Return the complete PDF."""
    from cap_tui.i18n import activate
    from cap_tui.reports.pdf.document import pdf_bytes

    activate("fr")
    return pdf_bytes(data)
