"""`show`: an evaluation, or one of its criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.commands.evaluations import summary_data
from cap_tui.cli.output import out, out_json
from cap_tui.cli.tables import table, terminal_width, wrapped
from cap_tui.core.errors import N_
from cap_tui.core.positions import TEXT_FIELDS
from cap_tui.core.text import clean
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import opinion_field_label, phase_label, position_label, position_symbol
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.front import Front
    from cap_tui.core.questionnaire import Criterion, LocalText
    from cap_tui.services.dossier import Dossier

CRITERION = Argument(None, metavar=N_("CRITERION"), help=N_("Its id, or its code such as 1.1.2."))
FLAG = "⚑"
CHOSEN = "▶"
READING_WIDTH = 100
"""Cells of a paragraph where the output is not a terminal."""


class ShowCommand:
    """Reading answers."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def show(
        self, reference: str = EVALUATION, criterion: str | None = CRITERION, *, as_json: bool = AS_JSON
    ) -> None:
        """Print an evaluation, or one criterion with its levels and what was written."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        found = dossier.criterion(criterion.strip()) if criterion is not None else None
        if as_json:
            out_json(_criterion_data(dossier, found) if found else _evaluation_data(dossier))
            return
        for line in _criterion_lines(dossier, found) if found else _evaluation_lines(dossier):
            out(line)


def said(text: LocalText) -> str:
    """Return a text of the questionnaire in the language in use, typeset."""
    return typeset(text.get(language()))


def _evaluation_lines(dossier: Dossier) -> Iterator[str]:
    summary, totals, scale = dossier.summary, dossier.summary.totals, dossier.questionnaire.scale
    yield summary.structure.name
    if summary.structure.fictional:
        yield _("FICTIONAL")
    yield _("SIRET {siret} · {kinds} · {questionnaire} {version} · {year} · {phase}").format(
        siret=summary.structure.siret,
        kinds=", ".join(summary.structure.kinds),
        questionnaire=typeset(summary.questionnaire_title),
        version=summary.questionnaire_version,
        year=summary.year,
        phase=phase_label(summary.phase),
    )
    if dossier.questionnaire.status == "proposed":
        yield _("Proposed questionnaire, not the federation’s official text.")
    yield _("Score {score}, between {low} and {high} · {positioned} of {applicable} criteria rated").format(
        score=percent(totals.score),
        low=percent(totals.low),
        high=percent(totals.high),
        positioned=totals.positioned,
        applicable=totals.applicable,
    )
    yield ""
    rows = []
    for key in dossier.concerned:
        criterion, opinion = dossier.questionnaire.criteria[key], dossier.opinion(key)
        position = f"{position_symbol(scale, opinion.position)} {_position(dossier, key)}"
        rows.append([criterion.code, said(criterion.title), position, FLAG if opinion.flagged else ""])
    yield from table([_("Code"), _("Criterion"), _("Position"), ""], rows, flexible=1, width=terminal_width())


def _position(dossier: Dossier, key: str) -> str:
    return position_label(dossier.questionnaire.scale, dossier.opinion(key).position, language())


def _criterion_lines(dossier: Dossier, criterion: Criterion) -> Iterator[str]:
    opinion = dossier.opinion(criterion.id)
    position = opinion.position
    yield f"{criterion.code} {said(criterion.title)} ({criterion.id})"
    yield from paragraph(said(criterion.question))
    yield ""
    yield from paragraph(said(criterion.why))
    yield ""
    for place, level in enumerate(dossier.questionnaire.scale.levels, start=1):
        mark = CHOSEN if position and position.level == level.id else " "
        text = said(criterion.levels[level.id]) if level.id in criterion.levels else ""
        yield from paragraph(f"{mark} {place} {level.symbol} {said(level.label)}", text)
    yield ""
    yield _("Position: {position}").format(position=_position(dossier, criterion.id))
    if position and position.reason:
        yield from paragraph(_("Reason"), position.reason)
    if opinion.flagged:
        yield " ".join([FLAG, _("To come back to")])
    for field in TEXT_FIELDS:
        if opinion.text(field):
            yield from paragraph(opinion_field_label(field), opinion.text(field))


def paragraph(head: str, text: str = "") -> Iterator[str]:
    """Yield a line, and a longer text beneath it, wrapped to be read and cleaned."""
    width = terminal_width() or READING_WIDTH
    yield from wrapped(clean(head), width)
    for line in clean(text).split("\n") if text else ():
        yield from wrapped(f"    {line.strip()}", width)


def _evaluation_data(dossier: Dossier) -> dict[str, Any]:
    criteria = [_opinion_data(dossier, dossier.questionnaire.criteria[key]) for key in dossier.concerned]
    return {**summary_data(dossier.summary), "criteria": criteria}


def _opinion_data(dossier: Dossier, criterion: Criterion) -> dict[str, Any]:
    opinion = dossier.opinion(criterion.id)
    return {
        "id": criterion.id,
        "code": criterion.code,
        "title": criterion.title.get(language()),
        "position": opinion.position.to_json() if opinion.position else None,
        "flagged": opinion.flagged,
        **{field: opinion.text(field) for field in TEXT_FIELDS},
    }


def _criterion_data(dossier: Dossier, criterion: Criterion) -> dict[str, Any]:
    return {
        **_opinion_data(dossier, criterion),
        "question": criterion.question.get(language()),
        "why": criterion.why.get(language()),
        "levels": {key: text.get(language()) for key, text in criterion.levels.items()},
    }
