"""What every report takes: which evaluation or all of them, where the file goes, for whom, with what."""

from __future__ import annotations

from typing import NamedTuple

from typer import Argument, Option

from cap_tui.cli.arguments import EVALUATION
from cap_tui.cli.errors import FormError, MissingError
from cap_tui.core.errors import N_
from cap_tui.i18n import _

SOME_EVALUATION = Argument(None, metavar=EVALUATION.metavar, help=EVALUATION.help)
OUTPUT = Option(
    None,
    "--output",
    "-o",
    metavar=N_("PATH"),
    help=N_("The file to write, or a folder; a file in the current folder by default."),
)
REPLACE = Option(False, "--replace", help=N_("Replace the file if it exists."))  # noqa: FBT003 - a default value
STANDING = Option(
    False,  # noqa: FBT003 - a default value
    "--standing",
    help=N_(
        "Say where the structure stands among its peers, none of them named; refused where they are too few."
    ),
)


class Written(NamedTuple):
    """Where a report goes, for whom, over what."""

    output: str | None = OUTPUT
    audience: str = Option(
        "interne",
        "--audience",
        metavar="interne|partenaires",
        help=N_("interne: everything (by default); partenaires: no names, no remarks."),
    )
    replace: bool = REPLACE


class Choice(NamedTuple):
    """One evaluation, or all of them and which."""

    everything: bool = Option(
        False,  # noqa: FBT003 - a default value
        "--all",
        help=N_(
            "All the reports at once, in the folder of -o. Those already made for the same answers are left as they are: "
            "after an interruption, the same command goes on."
        ),
    )
    questionnaire: str = Option(
        "", "--questionnaire", metavar="ID", help=N_("With --all: only this questionnaire.")
    )
    years: list[str] | None = Option(
        None,
        "--year",
        metavar=N_("YEAR"),
        help=N_("With --all: only this year; several times for several."),
    )
    phases: list[str] | None = Option(
        None,
        "--phase",
        metavar=N_("PHASE"),
        help=N_("With --all: only this phase; several times for several."),
    )
    as_json: bool = Option(
        False,  # noqa: FBT003 - a default value
        "--json",
        help=N_("With --all: print what became of each report as JSON, for programs."),
    )

    def reference(self, typed: str | None, command: str) -> str:
        """Return the evaluation named, empty with `--all`.

        Raises:
            WrongUsageError: Both, none, or options of `--all` without it.
        """
        if self.everything and typed is not None:
            raise FormError(form=f"{command} --all -o FOLDER")
        if not self.everything and any((self.questionnaire, self.years, self.phases, self.as_json)):
            raise FormError(form=f"{command} --all …")
        if not self.everything and typed is None:
            raise MissingError(parameter=_(str(EVALUATION.metavar)), command=command)
        return typed or ""


WRITTEN, CHOICE = Written(), Choice()
"""The options themselves, for the commands that take them (see `cap_tui.cli.bundles`)."""
