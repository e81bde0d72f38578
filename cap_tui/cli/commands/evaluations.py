"""`demo`, `new` and `list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Option

from cap_tui.cli.arguments import AS_JSON, whole
from cap_tui.cli.errors import DONE
from cap_tui.cli.output import number, out, out_json, say
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import phase_label
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.cli.front import Front
    from cap_tui.core.assessments import AssessmentSummary

SHORT_ID = 8
"""Digits of an id that tables show; more when two evaluations begin alike."""

NO_OPEN = Option(False, "--no-open", help=N_("Only load it."))  # noqa: FBT003 - a default value
NETWORK = Option(
    False,  # noqa: FBT003 - a default value
    "--network",
    help=N_("A network of forty fictional structures instead, to try the screens of a coordination."),
)
REMOVE = Option(False, "--remove", help=N_("Take the demonstration network out again."))  # noqa: FBT003 - a default value
QUESTIONNAIRE = Option(..., "--questionnaire", metavar="ID", help=N_("Id of the questionnaire, such as cap."))
NAME = Option(..., "--name", metavar=N_("NAME"), help=N_("Name of the structure."))
SIRET = Option(..., "--siret", metavar=N_("DIGITS"), help=N_("The 14 digits of its SIRET."))
KIND = Option(
    ..., "--kind", metavar=N_("KIND"), help=N_("AI, ACI, EI, ETTI…; repeat the option for several.")
)
REGION = Option("", "--region", metavar=N_("REGION"), help=N_("Regional delegation."))
INCLUDE = Option(
    None,
    "--option",
    metavar="ID",
    help=N_("An option of the questionnaire to include, such as group; repeat the option for several."),
)
YEAR = Option(..., "--year", metavar=N_("YEAR"), help=N_("Year evaluated."))


class EvaluationCommands:
    """Starting evaluations and listing them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def demo(self, *, no_open: bool = NO_OPEN, network: bool = NETWORK, remove: bool = REMOVE) -> int:
        """Load the demonstration, and open it unless asked not to."""
        if network or remove:
            from cap_tui.cli.network_demo import play_network

            play_network(self._front, remove=remove)
            return DONE if no_open or remove else self._front.launch(None)
        with self._front.opened() as workspace:
            summary, *others = workspace.load_demos()
        say(_("The structures of the demonstration are fictional: nothing in them is real."))
        for other in others:
            say(
                _("Also loaded: {structure}, {questionnaire}").format(
                    structure=other.structure.name,
                    questionnaire=f"{typeset(other.questionnaire_title)} {other.year}",
                )
            )
        if not no_open:
            return self._front.launch(summary.id)
        out(summary.id)
        return DONE

    def new(
        self,
        *,
        questionnaire: str = QUESTIONNAIRE,
        name: str = NAME,
        siret: str = SIRET,
        kind: list[str] = KIND,
        region: str = REGION,
        year: str = YEAR,
        option: list[str] | None = INCLUDE,
        as_json: bool = AS_JSON,
    ) -> None:
        """Start an evaluation and print its id."""
        from cap_tui.services.structures import checked_structure

        of_year = whole(year, "--year")
        structure = checked_structure(name, siret, kind, region)
        with self._front.opened() as workspace:
            summary = workspace.new_assessment(structure, questionnaire, of_year, option or ())
        if as_json:
            out_json(summary_data(summary))
        else:
            out(summary.id)
            say(_("The evaluation of {name} is ready.").format(name=summary.structure.name))

    def listed(self, *, as_json: bool = AS_JSON) -> None:
        """Print the evaluations, the last written first."""
        with self._front.opened() as workspace:
            summaries = workspace.assessments()
        if as_json:
            out_json([summary_data(summary) for summary in summaries])
        elif not summaries:
            say(_("No evaluation yet. Start one with: cap-tui new --help, or try: cap-tui demo"))
        else:
            for line in _lines(summaries):
                out(line)


def _lines(summaries: Sequence[AssessmentSummary]) -> list[str]:
    headers = [
        _("Id"), _("Structure"), _("Questionnaire"), _("Year"), _("Phase"), _("Coverage"), _("Score"), _("Actions"),
    ]  # fmt: skip
    ids = short_ids([summary.id for summary in summaries])
    rows = [
        [
            short,
            summary.structure.name,
            f"{summary.questionnaire_id} {summary.questionnaire_version}",
            str(summary.year),
            phase_label(summary.phase),
            _share(summary),
            percent(summary.totals.score),
            _actions(summary),
        ]
        for short, summary in zip(ids, summaries, strict=True)
    ]
    return table(headers, rows, right=(5, 6, 7), flexible=1, width=terminal_width())


def _share(summary: AssessmentSummary) -> str:
    totals = summary.totals
    return f"{totals.positioned}/{totals.applicable}"


def _actions(summary: AssessmentSummary) -> str:
    if not summary.late:
        return str(summary.actions)
    return typeset(_("{count} ({late} late)").format(count=summary.actions, late=summary.late))


def short_ids(ids: Sequence[str]) -> list[str]:
    """Return the shortest starts, of `SHORT_ID` digits at least, that tell all ids apart."""
    length = SHORT_ID
    while len({one[:length] for one in ids}) < len(set(ids)):
        length += 1
    return [one[:length] for one in ids]


def summary_data(summary: AssessmentSummary) -> dict[str, Any]:
    """Return one evaluation as `list --json` gives it; scores in percent, shares from 0 to 1."""
    totals = summary.totals
    return {
        "id": summary.id,
        "structure": summary.structure.name,
        "siret": summary.structure.siret,
        "questionnaire": summary.questionnaire_id,
        "version": summary.questionnaire_version,
        "year": summary.year,
        "phase": summary.phase.value,
        "coverage": number(totals.coverage),
        "score": number(totals.score),
        "low": number(totals.low),
        "high": number(totals.high),
        "positioned": totals.positioned,
        "applicable": totals.applicable,
        "actions": summary.actions,
        "late": summary.late,
        "fictional": summary.structure.fictional,
    }
