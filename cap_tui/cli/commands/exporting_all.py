"""`export FORM --all`: every report in one run, and what became of each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from typer import Argument, Option

from cap_tui.cli.arguments import EVALUATION, whole
from cap_tui.cli.errors import DONE, REFUSED, FormError, InvalidError, MissingError
from cap_tui.cli.forms import word_of
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.permissions import Phase
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.labels import phase_label

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.services.exporting_all import Given, Outcome

SOME_EVALUATION = Argument(None, metavar=EVALUATION.metavar, help=EVALUATION.help)
ALL = Option(
    False,  # noqa: FBT003 - a default value
    "--all",
    help=N_(
        "All the reports at once, in the folder of -o. Those already made for the same answers are left as they are: after "
        "an interruption, the same command goes on."
    ),
)
STANDING = Option(
    False,  # noqa: FBT003 - a default value
    "--standing",
    help=N_(
        "Say where the structure stands among its peers, none of them named; refused where they are too few."
    ),
)
QUESTIONNAIRE = Option("", "--questionnaire", metavar="ID", help=N_("With --all: only this questionnaire."))
YEAR = Option(
    None, "--year", metavar=N_("YEAR"), help=N_("With --all: only this year; several times for several.")
)
PHASE = Option(
    None, "--phase", metavar=N_("PHASE"), help=N_("With --all: only this phase; several times for several.")
)
AS_JSON = Option(
    False,  # noqa: FBT003 - a default value
    "--json",
    help=N_("With --all: print what became of each report as JSON, for programs."),
)


class Choice(NamedTuple):
    """What was typed of the options that go with `--all`."""

    everything: bool
    questionnaire: str
    years: list[str] | None
    phases: list[str] | None
    as_json: bool

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


class Written(NamedTuple):
    """What was typed of the options that every report takes: where, for whom, with what, over what."""

    output: str | None
    audience: str
    standing: bool
    replace: bool


def check_standing(form: str, *, standing: bool) -> None:
    """Refuse to say where a structure stands in a form that has no room for it.

    Raises:
        InvalidError: It is asked for there.
    """
    from cap_tui.reports.peers import HOLDING

    if standing and form not in HOLDING:
        raise InvalidError(parameter="--standing", command=f"cap-tui export {form.partition('-')[0]}")


def make_all(front: Front, form: str, choice: Choice, written: Written) -> int:
    """Make every report, tell each as it is done, print the paths; 1 when one could not be made.

    Raises:
        CapError: The options make no sense, or the folder cannot be written.
    """
    from cap_tui.reports.report_data import Audience
    from cap_tui.services.exporting_all import Outcome, Wanted, export_all

    wanted = Wanted(
        form,
        Audience(written.audience),
        choice.questionnaire,
        tuple(whole(text, "--year") for text in choice.years or ()),
        tuple(word_of(text, _phases(), "--phase") for text in choice.phases or ()),
        written.standing,
        written.replace,
    )
    folder = Path(written.output or "").expanduser().absolute()
    with front.opened() as workspace:
        try:
            found = export_all(workspace, wanted, folder, _tell)
        except KeyboardInterrupt:
            say(_("Stopped. The files that are there are whole; the same command makes the others."))
            raise
    if choice.as_json:
        out_json([_data(one) for one in found])
    else:
        for one in found:
            if one.outcome is not Outcome.FAILED:
                out(str(one.path))
    _sum_up(found)
    return REFUSED if any(one.outcome is Outcome.FAILED for one in found) else DONE


def _phases() -> dict[Phase, tuple[str, str]]:
    return {phase: (phase.value, phase_label(phase)) for phase in Phase}


def _named(one: Given) -> str:
    summary = one.summary
    return f"{one_line(summary.structure.name)}, {summary.questionnaire_id} {summary.year}"


def _tell(one: Given, done: int, total: int) -> None:
    """Say on standard error what became of one report."""
    told = explain(one.error) if one.error else _outcomes()[one.outcome]
    say(_("{done}/{total}  {name}: {told}").format(done=done, total=total, name=_named(one), told=told))


def _outcomes() -> dict[Outcome, str]:
    from cap_tui.services.exporting_all import Outcome

    return {
        Outcome.MADE: _("made"),
        Outcome.SAME: _("already made for the same answers"),
        Outcome.FAILED: _("not made"),
    }


def _sum_up(found: tuple[Given, ...]) -> None:
    """Say how many were made, and again which could not be: the lines above may have scrolled away."""
    from cap_tui.services.exporting_all import Outcome

    if not found:
        say(_("No evaluation answers to this."))
        return
    counts = Counter(one.outcome for one in found)
    made, same, failed = (counts[one] for one in Outcome)
    told = [ngettext("{count} report made", "{count} reports made", made).format(count=made)]
    if same:
        told.append(ngettext("{count} already made", "{count} already made", same).format(count=same))
    if failed:
        told.append(ngettext("{count} not made", "{count} not made", failed).format(count=failed))
    say(_("{told}.").format(told=", ".join(told)))
    for one in found:
        if one.error is not None:
            say(f"  {_named(one)}: {explain(one.error)}" if failed > 1 else f"  {explain(one.error)}")


def _data(one: Given) -> dict[str, object]:
    return {
        "id": one.summary.id,
        "structure": one.summary.structure.name,
        "questionnaire": one.summary.questionnaire_id,
        "year": one.summary.year,
        "outcome": one.outcome.value,
        "path": str(one.path) if one.error is None else None,
        "why": explain(one.error) if one.error is not None else "",
    }
