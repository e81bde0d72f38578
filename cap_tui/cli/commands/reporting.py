"""`export xlsx`, `html`, `md`, `csv`, `ics`, `json`: the same report in other forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.arguments import EVALUATION
from cap_tui.cli.commands.exporting import (
    AUDIENCE,
    OUTPUT,
    REPLACE,
    destination,
    replaceable,
    show_progress,
)
from cap_tui.cli.errors import InvalidError
from cap_tui.cli.forms import word_of
from cap_tui.cli.output import out
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

    def one(self, form: str) -> Callable[..., None]:
        """Return the command that writes a report in one of `FORMS`."""

        def command(
            reference: str = EVALUATION,
            *,
            output: str | None = OUTPUT,
            audience: str = AUDIENCE,
            replace: bool = REPLACE,
        ) -> None:
            self._write(form, reference, output, audience, replace=replace)

        return command

    def csv(
        self,
        reference: str = EVALUATION,
        *,
        table: str = TABLE,
        output: str | None = OUTPUT,
        audience: str = AUDIENCE,
        replace: bool = REPLACE,
    ) -> None:
        """Write one table as CSV and print its path."""
        form = word_of(table, _TABLES, "--table")
        self._write(form, reference, output, audience, replace=replace)

    def _write(self, form: str, reference: str, output: str | None, audience: str, *, replace: bool) -> None:
        from cap_tui.reports.report_data import Audience
        from cap_tui.services.export_places import file_name
        from cap_tui.services.exports import export_report

        if audience not in tuple(Audience):
            raise InvalidError(parameter="--audience", command=f"cap-tui export {form.partition('-')[0]}")
        with self._front.opened() as workspace, replaceable():
            dossier = workspace.open(reference)
            written = export_report(
                dossier,
                destination(output, dossier.summary, lambda summary: file_name(summary, form)),
                form=form,
                audience=Audience(audience),
                overwrite=replace,
                progress=show_progress,
            )
        out(str(written))
