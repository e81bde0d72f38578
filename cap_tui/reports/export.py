"""A report written to a file, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.reports.files import ExportCancelledError, ExportError, write_beside
from cap_tui.reports.formats import PDF, maker
from cap_tui.reports.stopping import StoppedError, telling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.reports.network.data import NetworkReport
    from cap_tui.reports.report_data import ReportData


class ExportFailedError(ExportError):
    """The document could not be made, by our fault."""

    sentence = N_("The document could not be made. Nothing was lost; try again.")


def write_report(
    data: ReportData | NetworkReport,
    path: Path,
    *,
    form: str = PDF,
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report of `data` at `path`, whole or not at all.

    An interface that must answer keys meanwhile uses `cap_tui.reports.runner.run_report` instead.

    Args:
        data: What to print; reduced to what its audience may read.
        path: Of the file, in an existing folder.
        form: One of `FORMS`, or of `NETWORK_FORMS` for the report of a network.
        overwrite: Whether a file already there may be replaced.
        progress: Called now and then with the share done, 0 to 1.
        cancelled: Asked now and then whether to stop.

    Raises:
        ExportError: One of its kinds; nothing is left at `path` that was not there before.
    """
    with write_beside(path, overwrite=overwrite) as temporary:
        try:
            temporary.write_bytes(maker(form)(data, telling(progress, cancelled)))
        except StoppedError as error:
            raise ExportCancelledError(path=path) from error
