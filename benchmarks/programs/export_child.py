"""What a child process does: makes one form of a report, ours or a plain one, and says what it took."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.programs.report_child import peak

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from cap_tui.reports.report_data import ReportData


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export took: seconds from the first import to the last byte, peak memory in MiB, size in KiB."""

    seconds: float
    mib: float
    kib: float


def export_in_child(
    make: Callable[..., bytes], arguments: tuple[object, ...], answer: Connection[Exported, Exported]
) -> None:
    """Make a document and send what it took."""
    start = time.perf_counter()
    content = make(*arguments)
    taken = time.perf_counter() - start
    answer.send(Exported(taken, peak(), len(content) / 1024))


def ours(data: ReportData, form: str) -> bytes:
    """Return a report in one of its forms."""
    from cap_tui.i18n import activate
    from cap_tui.reports.formats import maker

    activate("fr")
    return maker(form)(data)
