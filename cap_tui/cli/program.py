"""The commands put together, and the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.main import get_command

from cap_tui import __version__
from cap_tui.cli.commands.answering import AnswerCommand
from cap_tui.cli.commands.comparing import CompareCommand
from cap_tui.cli.commands.due import DueCommand
from cap_tui.cli.commands.evaluations import EvaluationCommands
from cap_tui.cli.commands.exporting import ExportCommands
from cap_tui.cli.commands.judging import JudgingCommands
from cap_tui.cli.commands.measuring import MeasureCommands
from cap_tui.cli.commands.naming import ProfileCommands
from cap_tui.cli.commands.phasing import PhaseCommand
from cap_tui.cli.commands.planning import PlanCommand
from cap_tui.cli.commands.questionnaire_import import import_foreign
from cap_tui.cli.commands.questionnaire_versions import VersionCommands
from cap_tui.cli.commands.questionnaires import QuestionnaireCommands
from cap_tui.cli.commands.reporting import ReportCommands
from cap_tui.cli.commands.restoring import RestoreCommand
from cap_tui.cli.commands.scoring import ScoreCommand
from cap_tui.cli.commands.showing import ShowCommand
from cap_tui.cli.commands.upkeep import UpkeepCommands
from cap_tui.cli.errors import DONE, WRONG_USAGE
from cap_tui.cli.output import ReaderGoneError, out, say
from cap_tui.cli.parser import FrenchCommand, usage_error
from cap_tui.cli.shared import hang_shared
from cap_tui.cli.tree import SETTINGS, add, branch
from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import Typer

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
    command = get_command(build(front))
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


def build(front: Front) -> Typer:
    """Return the tree of commands, over `front`."""
    app = branch(N_("Evaluate your structure, draw up its progress plan and export it."))
    app.callback(invoke_without_command=True, epilog=N_("Without a command, cap-tui opens the screens."))(
        _root
    )
    evaluations = EvaluationCommands(front)
    add(
        app, "demo", evaluations.demo, N_("Open the demonstration: a fictional structure, to try everything.")
    )
    add(app, "new", evaluations.new, N_("Start an evaluation and print its id."))
    add(app, "list", evaluations.listed, N_("List the evaluations."))
    add(app, "show", ShowCommand(front).show, N_("Show an evaluation, or one of its criteria."))
    add(app, "answer", AnswerCommand(front).answer, N_("Answer a criterion."))
    add(app, "score", ScoreCommand(front).score, N_("Print the scores, and what they are made of."))
    add(
        app,
        "compare",
        CompareCommand(front).compare,
        N_("Compare an evaluation with the one before, or with another year."),
    )
    _hang_judging(app, front)
    add(
        app,
        "phase",
        PhaseCommand(front).phase,
        N_("Print the phase of an evaluation, go to the next, or go back."),
    )
    plan = PlanCommand(front).plan
    app.command("plan", cls=FrenchCommand, help=PLAN_HELP, epilog=PLAN_FORMS, context_settings=SIGNED)(plan)
    add(
        app,
        "due",
        DueCommand(front).due,
        N_("Print what is late or due soon, over all evaluations or in one."),
    )
    _hang_figures(app, front)
    hang_shared(app, front)
    app.add_typer(_exports(front), name="export")
    app.add_typer(_questionnaires(front), name="questionnaire")
    app.add_typer(_profiles(front), name="profile")
    _hang_upkeep(app, front)
    return app


SIGNED = {**SETTINGS, "ignore_unknown_options": True}
"""For commands that take numbers below zero: “move 3 -2” would be read as an option."""


def _hang_judging(app: Typer, front: Front) -> None:
    judging = JudgingCommands(front)
    add(
        app,
        "verdict",
        judging.verdict,
        N_("Print whether an evaluation is ready, and what stands in the way."),
    )
    add(
        app,
        "owed",
        judging.owed,
        N_("Print what an edition of the standard still waits for, and until when."),
    )
    add(app, "options", judging.options, N_("Print what an evaluation includes, or change it."))


def _hang_upkeep(app: Typer, front: Front) -> None:
    upkeep = UpkeepCommands(front)
    add(app, "backup", upkeep.backup, N_("Copy the data to a safe place and print its path."))
    add(
        app,
        "restore",
        RestoreCommand(front).restore,
        N_("List the backups, or put one back; what is there is kept."),
    )
    add(app, "doctor", upkeep.doctor, N_("Check that everything is sound; changes nothing."))


def _hang_figures(app: Typer, front: Front) -> None:
    measuring = MeasureCommands(front)
    add(
        app,
        "indicators",
        measuring.indicators,
        N_("Print the indicators with their values over the years."),
    )
    app.command(
        "measure",
        cls=FrenchCommand,
        help=N_("Write the value of an indicator for a year, its goal and its source."),
        context_settings=SIGNED,
    )(measuring.measure)


PLAN_HELP = N_("List the progress plan, or change it.")
PLAN_FORMS = N_(
    'propose adds actions for the criteria below target; add "title" adds your own; set N due=2027-03-15 owner="Name" '
    "changes action N; remove N takes it out; move N -2 moves it up by two places; import FILE brings back a plan "
    "changed in Excel."
)


def _exports(front: Front) -> Typer:
    commands = ExportCommands(front)
    exports = branch(N_("Export an evaluation and its plan."))
    add(exports, "pdf", commands.pdf, N_("Make the PDF and print its path."))
    reports = ReportCommands(front)
    add(exports, "xlsx", reports.one("xlsx"), N_("Make the Excel workbook and print its path."))
    add(exports, "html", reports.one("html"), N_("Make the web page and print its path."))
    add(exports, "md", reports.one("md"), N_("Write the report in Markdown and print its path."))
    add(exports, "csv", reports.csv, N_("Write a table as CSV and print its path."))
    add(exports, "ics", reports.one("ics"), N_("Write the due dates as a calendar and print its path."))
    add(exports, "json", reports.one("json"), N_("Write everything as JSON and print its path."))
    add(
        exports,
        "bundle",
        commands.bundle,
        N_("Write the dossier for someone, to send to them, and print its path."),
    )
    add(
        exports,
        "worksheet",
        commands.worksheet,
        N_("Write the worksheet that colleagues fill without the application, and print its path."),
    )
    return exports


def _questionnaires(front: Front) -> Typer:
    commands = QuestionnaireCommands(front)
    group = branch(N_("Read, check and import questionnaires."))
    add(group, "list", commands.listed, N_("List the questionnaires of this machine."))
    add(group, "show", commands.show, N_("Print a questionnaire."))
    add(group, "check", commands.check, N_("Check questionnaire files; without a file, all those known."))
    add(
        group,
        "import",
        import_foreign,
        N_("Turn a CISO Assistant library or a spreadsheet into a questionnaire, with a report beside it."),
    )
    versions = VersionCommands(front)
    add(group, "diff", versions.diff, N_("Compare two versions of a questionnaire, criterion by criterion."))
    add(
        group,
        "upgrade",
        versions.upgrade,
        N_("Pass an evaluation to another version of its questionnaire, once you have seen what changes."),
    )
    add(group, "schema", commands.schema, N_("Print the JSON Schema of questionnaire files."))
    return group


def _profiles(front: Front) -> Typer:
    commands = ProfileCommands(front)
    group = branch(N_("Say who writes: your name, your key, and the others who use this machine."))
    group.info.no_args_is_help = False  # alone, it says who is at the keyboard
    group.callback(invoke_without_command=True)(commands.profile)
    add(group, "list", commands.listed, N_("List the people of this machine and their fingerprints."))
    add(group, "add", commands.add, N_("Add someone who writes on this machine."))
    add(group, "use", commands.use, N_("Pass the keyboard to someone of the list."))
    add(group, "name", commands.name, N_("Change your name."))
    add(group, "organisation", commands.organisation, N_("Change where you work."))
    add(
        group,
        "passphrase",
        commands.passphrase,
        N_("Lock your key with a passphrase, change it, or take it away."),
    )
    add(group, "card", commands.card, N_("Write your invitation card, to send to the director."))
    add(group, "replace-key", commands.replace_key, N_("Replace your key, when somebody may have copied it."))
    return group


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
