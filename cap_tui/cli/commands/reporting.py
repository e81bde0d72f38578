"""`export xlsx`, `html`, `md`, `csv`, `ics`, `json`: the same report in other forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.commands.exporting import AUDIENCE, OUTPUT, REPLACE, write_report
from cap_tui.cli.commands.exporting_all import (
    ALL,
    AS_JSON,
    PHASE,
    QUESTIONNAIRE,
    SOME_EVALUATION,
    STANDING,
    YEAR,
    Choice,
    Written,
)
from cap_tui.cli.forms import word_of
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
            output: str | None = OUTPUT,
            audience: str = AUDIENCE,
            replace: bool = REPLACE,
            standing: bool = STANDING,
            everything: bool = ALL,
            questionnaire: str = QUESTIONNAIRE,
            year: list[str] | None = YEAR,
            phase: list[str] | None = PHASE,
            as_json: bool = AS_JSON,
        ) -> int:
            choice = Choice(everything, questionnaire, year, phase, as_json)
            written = Written(output, audience, standing, replace)
            return write_report(self._front, form, reference, choice, written)

        return command

    def csv(
        self,
        reference: str | None = SOME_EVALUATION,
        *,
        table: str = TABLE,
        output: str | None = OUTPUT,
        audience: str = AUDIENCE,
        replace: bool = REPLACE,
        everything: bool = ALL,
        questionnaire: str = QUESTIONNAIRE,
        year: list[str] | None = YEAR,
        phase: list[str] | None = PHASE,
        as_json: bool = AS_JSON,
    ) -> int:
        """Write one table as CSV and print its path, or those of every evaluation with `--all`."""
        form = word_of(table, _TABLES, "--table")
        choice = Choice(everything, questionnaire, year, phase, as_json)
        written = Written(output, audience, standing=False, replace=replace)
        return write_report(self._front, form, reference, choice, written)
