"""`export`: an evaluation as a document."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.arguments import EVALUATION
from cap_tui.cli.errors import InvalidError
from cap_tui.cli.output import out, say
from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.core.assessments import AssessmentSummary

OUTPUT = Option(
    None,
    "--output",
    "-o",
    metavar=N_("PATH"),
    help=N_("The file to write, or a folder; a file in the current folder by default."),
)
AUDIENCE = Option(
    "interne",
    "--audience",
    metavar="interne|partenaires",
    help=N_("interne: everything (by default); partenaires: no names, no remarks."),
)
REPLACE = Option(False, "--replace", help=N_("Replace the file if it exists."))  # noqa: FBT003 - a default value


class ExportCommands:
    """Making documents."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def pdf(
        self,
        reference: str = EVALUATION,
        *,
        output: str | None = OUTPUT,
        audience: str = AUDIENCE,
        replace: bool = REPLACE,
    ) -> None:
        """Write the PDF and print its path."""
        from cap_tui.reports.report_data import Audience
        from cap_tui.services.exports import export_pdf

        if audience not in tuple(Audience):
            raise InvalidError(parameter="--audience", command="cap-tui export pdf")
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            written = export_pdf(
                dossier,
                _destination(output, dossier.summary),
                audience=Audience(audience),
                overwrite=replace,
                progress=_show_progress,
                cancelled=lambda: False,
            )
        out(str(written))


def _destination(output: str | None, summary: AssessmentSummary) -> Path:
    from cap_tui.services.export_places import file_name

    path = Path(output) if output else Path()
    with suppress(
        OSError, RuntimeError
    ):  # a name too long or an unknown ~person: the writing refuses them in a sentence
        path = path.expanduser()
        if path.is_dir():
            path /= file_name(summary)
    return path.absolute()


def _show_progress(done: float) -> None:
    """Tell how far the PDF is, on one line of a terminal and nowhere else.

    Args:
        done: From 0 to 1.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return
    share = percent(int(done * 100))
    say(_("Making the PDF: {share}").format(share=share), end="\n" if done >= 1 else "\r")
