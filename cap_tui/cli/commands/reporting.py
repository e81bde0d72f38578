"""`export xlsx`, `html`, `md`, `csv`, `ics`, `json`: the same report in other forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.commands.exporting import write_report
from cap_tui.cli.forms import word_of
from cap_tui.cli.report_options import CHOICE, SOME_EVALUATION, STANDING, WRITTEN, Choice, Written
from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cap_tui.cli.front import Front

TABLE = Option(
    "plan",
    "--table",
    metavar="plan|results|indicators",
    help=N_(
        "Which table: the lines of the plan (by default), the criteria, the indicators. "
        "In French too: plan, résultats, indicateurs."
    ),
)
_TABLES: Mapping[str, Sequence[str]] = {
    "csv": ("plan",),
    "csv-results": ("results", "résultats"),
    "csv-indicators": ("indicators", "indicateurs"),
}


class ReportCommands:
    """Making reports for other programs than a printer."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def one(self, form: str) -> Callable[..., int]:
        """Return the command that writes a report in one of `FORMS`."""

        def command(
            reference: str | None = SOME_EVALUATION,
            *,
            written: Written = WRITTEN,
            standing: bool = STANDING,
            choice: Choice = CHOICE,
        ) -> int:
            return write_report(self._front, form, reference, choice, written, standing=standing)

        return command

    def csv(
        self,
        reference: str | None = SOME_EVALUATION,
        *,
        table: str = TABLE,
        written: Written = WRITTEN,
        choice: Choice = CHOICE,
    ) -> int:
        """Write one table as CSV and print its path, or those of every evaluation with `--all`."""
        return write_report(self._front, word_of(table, _TABLES, "--table"), reference, choice, written)
