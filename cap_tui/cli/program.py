"""The commands put together, and the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from cap_tui import __version__
from cap_tui.cli.errors import DONE, WRONG_USAGE
from cap_tui.cli.network import NETWORK
from cap_tui.cli.output import ReaderGoneError, out, say
from cap_tui.cli.parser import usage_error
from cap_tui.cli.shared import DECIDING, EXCHANGING, PERSONAL_DATA, TAKING_PART
from cap_tui.cli.tree import Branch, Leaf, grow
from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.cli.front import Front

NAME = "cap-tui"
DATA_DIR = Option(None, "--data-dir", metavar=N_("FOLDER"), help=N_("Where the evaluations are kept."))
LANGUAGE = Option(None, "--lang", metavar="fr|en", help=N_("Language of the screens and the messages."))
SIMPLE = Option(
    False,  # noqa: FBT003 - a default value
    "--simple",
    help=N_("Open as plain questions and answers, for screen readers and scripts."),
)
VERSION = Option(False, "--version", help=N_("Print the version and leave."))  # noqa: FBT003 - a default value


def run(arguments: Sequence[str], front: Front) -> int:
    """Do what the arguments ask and return the exit code.

    Raises:
        CapError: Refused, or not written right (`WrongUsageError`).
    """
    command = grow(TRUNK, front, _root)
    try:
        code = command.main(list(arguments), prog_name=NAME, standalone_mode=False)
    except SystemExit as error:  # how typer leaves when nobody reads its help any more
        raise ReaderGoneError from error
    except NoArgsIsHelpError as error:
        say(error.ctx.get_help())
        return WRONG_USAGE
    except UsageError as error:
        raise usage_error(error, arguments) from error
    return code or DONE


EVALUATIONS = (
    Leaf(
        "demo",
        "evaluations:EvaluationCommands.demo",
        N_("Open the demonstration: a fictional structure, to try everything."),
    ),
    Leaf("new", "evaluations:EvaluationCommands.new", N_("Start an evaluation and print its id.")),
    Leaf("list", "evaluations:EvaluationCommands.listed", N_("List the evaluations.")),
    Leaf("show", "showing:ShowCommand.show", N_("Show an evaluation, or one of its criteria.")),
    Leaf("answer", "answering:AnswerCommand.answer", N_("Answer a criterion.")),
    Leaf("score", "scoring:ScoreCommand.score", N_("Print the scores, and what they are made of.")),
    Leaf(
        "compare",
        "comparing:CompareCommand.compare",
        N_("Compare an evaluation with the one before, or with another year."),
    ),
    Leaf(
        "verdict",
        "judging:JudgingCommands.verdict",
        N_("Print whether an evaluation is ready, and what stands in the way."),
    ),
    Leaf(
        "owed",
        "judging:JudgingCommands.owed",
        N_("Print what an edition of the standard still waits for, and until when."),
    ),
    Leaf(
        "options", "judging:JudgingCommands.options", N_("Print what an evaluation includes, or change it.")
    ),
    Leaf(
        "phase",
        "phasing:PhaseCommand.phase",
        N_("Print the phase of an evaluation, go to the next, or go back."),
    ),
    Leaf(
        "plan",
        "planning:PlanCommand.plan",
        N_("List the progress plan, or change it."),
        N_(
            'propose adds actions for the criteria below target; add "title" adds your own; set N due=2027-03-15 '
            'owner="Name" changes action N, set 2,4-6 … or set all … several at once; duplicate N copies it under itself; '
            "remove N takes it out; move N -2 moves it up by two places; import FILE brings back a plan changed in Excel."
        ),
        signed=True,
    ),
    Leaf(
        "due",
        "due:DueCommand.due",
        N_("Print what is late or due soon, over all evaluations or in one."),
    ),
    Leaf(
        "indicators",
        "measuring:MeasureCommands.indicators",
        N_("Print the indicators with their values over the years."),
    ),
    Leaf(
        "measure",
        "measuring:MeasureCommands.measure",
        N_("Write the value of an indicator for a year, its goal and its source."),
        signed=True,
    ),
)

EXPORT = Branch(
    "export",
    N_("Export an evaluation and its plan."),
    (
        Leaf("pdf", "exporting:ExportCommands.pdf", N_("Make the PDF and print its path.")),
        Leaf(
            "poster",
            "reporting:ReportCommands.one",
            N_("Make the poster for the wall of the meeting room and print its path."),
            given="poster",
        ),
        Leaf(
            "xlsx",
            "reporting:ReportCommands.one",
            N_("Make the Excel workbook and print its path."),
            given="xlsx",
        ),
        Leaf(
            "html", "reporting:ReportCommands.one", N_("Make the web page and print its path."), given="html"
        ),
        Leaf(
            "md",
            "reporting:ReportCommands.one",
            N_("Write the report in Markdown and print its path."),
            given="md",
        ),
        Leaf("csv", "reporting:ReportCommands.csv", N_("Write a table as CSV and print its path.")),
        Leaf(
            "ics",
            "reporting:ReportCommands.one",
            N_("Write the due dates as a calendar and print its path."),
            given="ics",
        ),
        Leaf(
            "json",
            "reporting:ReportCommands.one",
            N_("Write everything as JSON and print its path."),
            given="json",
        ),
        Leaf(
            "bundle",
            "exporting:ExportCommands.bundle",
            N_("Write the dossier for someone, to send to them, and print its path."),
        ),
        Leaf(
            "worksheet",
            "exporting:ExportCommands.worksheet",
            N_("Write the worksheet that colleagues fill without the application, and print its path."),
        ),
    ),
)

QUESTIONNAIRE = Branch(
    "questionnaire",
    N_("Read, check and import questionnaires."),
    (
        Leaf(
            "list",
            "questionnaires:QuestionnaireCommands.listed",
            N_("List the questionnaires of this machine."),
        ),
        Leaf("show", "questionnaires:QuestionnaireCommands.show", N_("Print a questionnaire.")),
        Leaf(
            "check",
            "questionnaires:QuestionnaireCommands.check",
            N_("Check questionnaire files; without a file, all those known."),
        ),
        Leaf(
            "import",
            "questionnaire_import:import_foreign",
            N_(
                "Turn a CISO Assistant library or a spreadsheet into a questionnaire, with a report beside it."
            ),
        ),
        Leaf(
            "diff",
            "questionnaire_versions:VersionCommands.diff",
            N_("Compare two versions of a questionnaire, criterion by criterion."),
        ),
        Leaf(
            "upgrade",
            "questionnaire_versions:VersionCommands.upgrade",
            N_(
                "Pass an evaluation to another version of its questionnaire, once you have seen what changes."
            ),
        ),
        Leaf(
            "schema",
            "questionnaires:QuestionnaireCommands.schema",
            N_("Print the JSON Schema of questionnaire files."),
        ),
    ),
)

PROFILE = Branch(
    "profile",
    N_("Say who writes: your name, your key, and the others who use this machine."),
    (
        Leaf(
            "list",
            "naming:ProfileCommands.listed",
            N_("List the people of this machine and their fingerprints."),
        ),
        Leaf("add", "naming:ProfileCommands.add", N_("Add someone who writes on this machine.")),
        Leaf("use", "naming:ProfileCommands.use", N_("Pass the keyboard to someone of the list.")),
        Leaf("name", "naming:ProfileCommands.name", N_("Change your name.")),
        Leaf("organisation", "naming:ProfileCommands.organisation", N_("Change where you work.")),
        Leaf(
            "passphrase",
            "naming:ProfileCommands.passphrase",
            N_("Lock your key with a passphrase, change it, or take it away."),
        ),
        Leaf(
            "card",
            "naming:ProfileCommands.card",
            N_("Write your invitation card, to send to the director."),
        ),
        Leaf(
            "replace-key",
            "naming:ProfileCommands.replace_key",
            N_("Replace your key, when somebody may have copied it."),
        ),
    ),
    place="naming:ProfileCommands.profile",
)

UPKEEP = (
    Leaf("backup", "upkeep:UpkeepCommands.backup", N_("Copy the data to a safe place and print its path.")),
    Leaf(
        "restore",
        "restoring:RestoreCommand.restore",
        N_("List the backups, or put one back; what is there is kept."),
    ),
    Leaf("doctor", "upkeep:UpkeepCommands.doctor", N_("Check that everything is sound; changes nothing.")),
)

TRUNK = Branch(
    "",
    N_("Evaluate your structure, draw up its progress plan and export it."),
    (
        *EVALUATIONS,
        *TAKING_PART,
        *DECIDING,
        *EXCHANGING,
        *UPKEEP,
        PERSONAL_DATA,
        EXPORT,
        QUESTIONNAIRE,
        NETWORK,
        PROFILE,
    ),
    epilog=N_("Without a command, cap-tui opens the screens."),
)
"""Every command, in the order of the help: to add one is to add a line to one of the lists."""


def _root(
    *,
    data_dir: str | None = DATA_DIR,
    lang: str | None = LANGUAGE,
    simple: bool = SIMPLE,
    version: bool = VERSION,
) -> None:
    """Answer `--version`; the other options were already read, and stand here to be in the help."""
    del data_dir, lang, simple
    if version:
        out(f"{NAME} {__version__}")
