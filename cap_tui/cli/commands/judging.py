"""`verdict`, `owed` and `options`: may the whole be declared ready, what an edition still waits for, what is included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.commands.showing import EDITION, paragraph
from cap_tui.cli.errors import DONE, REFUSED, FormError, NoVerdictError
from cap_tui.cli.output import number, out, out_json, say
from cap_tui.core.editions import edition_named
from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.edition_words import edition_dates, owed_title, owed_words
from cap_tui.i18n.labels import said
from cap_tui.i18n.verdict_words import obstacle_words, verdict_counts, verdict_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.front import Front
    from cap_tui.core.verdicts import Findings, Obstacle, Outcome
    from cap_tui.i18n.verdict_words import ObstacleWords
    from cap_tui.services.dossier import Dossier

CHECK = Option(False, "--check", help=N_("Leave with code 1 while it is not ready, for scripts."))  # noqa: FBT003 - a default value
OF_EDITION = Argument(..., metavar=N_("EDITION"), help=N_("Id of the edition, such as 2026."))
SET = Option(
    None, "--set", metavar="ID", help=N_("Include this option, and those repeated; the others are left out.")
)
NONE = Option(False, "--none", help=N_("Include no option."))  # noqa: FBT003 - a default value
OPTIONS_FORM = N_("cap-tui options EVALUATION --set ID --set ID, or --none")


class JudgingCommands:
    """Reading an evaluation against the rules of its questionnaire."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def verdict(
        self,
        reference: str = EVALUATION,
        *,
        edition: str = EDITION,
        check: bool = CHECK,
        as_json: bool = AS_JSON,
    ) -> int:
        """Print whether it is ready and what stands in the way; 1 when asked to check and it is not."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        findings, outcome = dossier.findings(edition), dossier.verdict(edition)
        if outcome is None:
            raise NoVerdictError(assessment=dossier.summary.id[:8])
        words = obstacle_words(findings, outcome)
        if as_json:
            out_json(_verdict_data(findings, outcome, words, edition))
        else:
            for line in _verdict_lines(findings, outcome, words):
                out(line)
        return REFUSED if check and not outcome.ready else DONE

    def owed(
        self, reference: str = EVALUATION, edition: str = OF_EDITION, *, as_json: bool = AS_JSON
    ) -> None:
        """Print what an edition brings that is not reached yet, and until when."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        keys = dossier.owed(edition)
        if as_json:
            out_json(_owed_data(dossier, edition, keys))
            return
        for line in _owed_lines(dossier, edition, keys):
            out(line)

    def options(
        self,
        reference: str = EVALUATION,
        *,
        chosen: list[str] | None = SET,
        none: bool = NONE,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print the options of the questionnaire and which are included; change them if asked."""
        if chosen and none:
            raise FormError(form=_(OPTIONS_FORM))
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if chosen or none:
                dossier.choose_options(chosen or ())
                say(_("Saved."))
        known = dossier.questionnaire.options
        if as_json:
            out_json([
                {"id": item.id, "label": str(item.label), "included": item.id in dossier.options} for item in known
            ])  # fmt: skip
        elif not known:
            say(_("This questionnaire has no option."))
        for item in () if as_json else known:
            state = _("included") if item.id in dossier.options else _("not included")
            out(_("{id}: {label} ({state})").format(id=item.id, label=said(item.label), state=state))


def _verdict_lines(findings: Findings, outcome: Outcome, words: tuple[ObstacleWords, ...]) -> Iterator[str]:
    yield verdict_title(outcome)
    for count in verdict_counts(findings, outcome):
        yield f"  {count}"
    for item in words:
        yield ""
        yield from paragraph(item.about, " ".join(filter(None, (item.missing, item.todo))))


def _verdict_data(
    findings: Findings, outcome: Outcome, words: tuple[ObstacleWords, ...], edition: str
) -> dict[str, Any]:
    return {
        "ready": outcome.ready,
        "verdict": said(outcome.label),
        "edition": edition or None,
        "counts": list(verdict_counts(findings, outcome)),
        "obstacles": [
            _obstacle_data(findings, obstacle, item)
            for obstacle, item in zip(outcome.obstacles, words, strict=True)
        ],
    }


def _obstacle_data(findings: Findings, obstacle: Obstacle, words: ObstacleWords) -> dict[str, Any]:
    criterion = findings.questionnaire.criteria.get(obstacle.criterion)
    line = findings.best_line(obstacle.criterion) if criterion else None
    return {
        "rule": obstacle.rule,
        "criterion": obstacle.criterion or None,
        "code": criterion.code if criterion else None,
        "level": obstacle.level or None,
        "missing_in_position": list(obstacle.position),
        "missing_in_plan": list(obstacle.action),
        "action": line.number if line else None,
        "reached": number(obstacle.reached) if not criterion else None,
        "asked": number(obstacle.asked) if not criterion else None,
        "without_level": list(findings.unplaced()) if obstacle.rule == "coverage" else [],
        "about": words.about,
        "missing": words.missing,
        "todo": words.todo,
    }


def _owed_lines(dossier: Dossier, edition: str, keys: tuple[str, ...]) -> Iterator[str]:
    questionnaire = dossier.questionnaire
    yield owed_title(questionnaire, edition, len(keys))
    found = edition_named(questionnaire, edition)
    for date in edition_dates(found, dossier.today()) if found else ():
        yield f"  {date}"
    for item in owed_words(questionnaire, dossier.official(), keys, edition):
        yield ""
        yield from paragraph(f"{item.about} — {item.position}", item.adds)


def _owed_data(dossier: Dossier, edition: str, keys: tuple[str, ...]) -> dict[str, Any]:
    questionnaire, positions = dossier.questionnaire, dossier.official()
    found, today = edition_named(questionnaire, edition), dossier.today()
    dates = found.dates if found else ()
    return {
        "edition": edition,
        "dates": [
            {"date": item.date.isoformat(), "label": said(item.label), "days_left": (item.date - today).days}
            for item in dates
        ],
        "criteria": [
            {
                "id": item.criterion,
                "code": questionnaire.criteria[item.criterion].code,
                "title": said(questionnaire.criteria[item.criterion].title),
                "adds": item.adds,
                "position": position.to_json() if (position := positions.get(item.criterion)) else None,
            }
            for item in owed_words(questionnaire, positions, keys, edition)
        ],
    }
