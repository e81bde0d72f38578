"""A report written to a file, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.reports.files import ExportCancelledError, ExportError, write_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.reports.report_data import ReportData


class ExportFailedError(ExportError):
    """The document could not be made, by our fault."""

    sentence = N_("The document could not be made. Nothing was lost; try again.")


def write_pdf(
    data: ReportData,
    path: Path,
    *,
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report of `data` at `path`, whole or not at all.

    reportlab is imported here, at the first report. An interface that must answer keys meanwhile uses
    `cap_tui.reports.runner.run_pdf` instead.

    Args:
        data: What to print; reduced to what its audience may read.
        path: Of the file, in an existing folder.
        overwrite: Whether a file already there may be replaced.
        progress: Called now and then with the share done, 0 to 1.
        cancelled: Asked now and then whether to stop.

    Raises:
        ExportError: One of its kinds; nothing is left at `path` that was not there before.
    """
    with write_beside(path, overwrite=overwrite) as temporary:
        from cap_tui.reports.pdf.document import StoppedError, pdf_bytes

        try:
            temporary.write_bytes(pdf_bytes(data, progress=progress, cancelled=cancelled))
        except StoppedError as error:
            raise ExportCancelledError(path=path) from error
