"""`answer`: a position and its texts, in one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import CRITERION, EVALUATION
from cap_tui.cli.commands.showing import still_missing
from cap_tui.cli.errors import ReasonWithoutUseError
from cap_tui.cli.output import say
from cap_tui.core.errors import N_
from cap_tui.core.positions import Position, Stance, UnknownLevelError
from cap_tui.core.text import one_line
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import position_label, said

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.core.questionnaire import Criterion, Scale
    from cap_tui.services.dossier import Dossier

LEVEL = Argument(
    ...,
    metavar=N_("LEVEL"),
    help=N_(
        "A level’s id or number (1 is the first), na (not applicable), unknown, or clear to take it back."
    ),
)
WHY = Option("", "--why", metavar=N_("TEXT"), help=N_("With na: why the criterion does not apply."))
REQUIREMENT = Option(
    None, "--requirement", metavar=N_("TEXT"), help=N_("With a non-conformity: what should be.")
)
CONSTAT = Option(None, "--constat", metavar=N_("TEXT"), help=N_("What is found."))
STRENGTHS = Option(None, "--strengths", metavar=N_("TEXT"), help=N_("Strengths."))
IMPROVEMENTS = Option(None, "--improvements", metavar=N_("TEXT"), help=N_("What could be better."))
EVIDENCE = Option(None, "--evidence", metavar=N_("TEXT"), help=N_("What shows it."))
FLAG = Option(
    None, "--flag/--no-flag", help=N_("Mark the criterion to come back to it, or take the mark away.")
)

NOT_APPLICABLE, UNKNOWN, CLEAR = "na", "unknown", "clear"


class AnswerCommand:
    """Writing answers."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def answer(
        self,
        reference: str = EVALUATION,
        criterion: str = CRITERION,
        level: str = LEVEL,
        *,
        why: str = WHY,
        requirement: str | None = REQUIREMENT,
        constat: str | None = CONSTAT,
        strengths: str | None = STRENGTHS,
        improvements: str | None = IMPROVEMENTS,
        evidence: str | None = EVIDENCE,
        flag: bool | None = FLAG,
    ) -> None:
        """Write everything at once, or nothing."""
        given = {
            "requirement": requirement, "constat": constat, "strengths": strengths,
            "improvements": improvements, "evidence": evidence, "flagged": flag,
        }  # fmt: skip
        fields = {name: value for name, value in given.items() if value is not None}
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            found = dossier.criterion(criterion.strip())
            position = position_of(dossier.questionnaire.scale, level, why)
            dossier.record(found.id, {"position": position, **fields})
        _tell(dossier, found, position)
        rest = still_missing(dossier, found)
        if rest:
            say(rest)


def position_of(scale: Scale, typed: str, why: str) -> Position | None:
    """Return the position a person typed; None to clear it.

    Raises:
        UnknownLevelError: Neither a level nor one of the three other words.
        ReasonWithoutUseError: A reason with anything but “not applicable”.
    """
    word = typed.strip().lower()
    if word == NOT_APPLICABLE:
        return Position(Stance.NOT_APPLICABLE, reason=why)
    if why:
        raise ReasonWithoutUseError
    if word == CLEAR:
        return None
    if word == UNKNOWN:
        return Position(Stance.UNKNOWN)
    places = {str(place): level.id for place, level in enumerate(scale.levels, start=1)}
    level = scale.level(places.get(word, word))
    if level is None:
        known = [level.id for level in scale.levels]
        choices = ", ".join([f"1-{len(known)}", *known, NOT_APPLICABLE, UNKNOWN, CLEAR])
        raise UnknownLevelError(level=one_line(typed, limit=60), levels=choices)
    return Position(Stance.LEVEL, level.id)


def _tell(dossier: Dossier, criterion: Criterion, position: Position | None) -> None:
    totals = dossier.summary.totals
    say(
        _(
            "Saved: {code} {title}, {position}. Score {score}, {positioned} of {applicable} criteria rated."
        ).format(
            code=criterion.code,
            title=said(criterion.title),
            position=position_label(dossier.questionnaire.scale, position, language()),
            score=percent(totals.score),
            positioned=totals.positioned,
            applicable=totals.applicable,
        )
    )
