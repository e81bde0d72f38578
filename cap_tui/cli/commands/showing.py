"""`show`: an evaluation, or one of its criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.commands.evaluations import summary_data
from cap_tui.cli.output import out, out_json
from cap_tui.cli.tables import table, terminal_width, wrapped
from cap_tui.core.editions import belongs
from cap_tui.core.errors import N_
from cap_tui.core.positions import TEXT_FIELDS
from cap_tui.core.text import clean
from cap_tui.i18n import _, language
from cap_tui.i18n.edition_words import edition_lines
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import (
    opinion_field_label,
    phase_label,
    position_label,
    position_symbol,
    said,
)
from cap_tui.i18n.typography import typeset
from cap_tui.i18n.verdict_words import still_to_write, verdict_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.cli.front import Front
    from cap_tui.core.questionnaire import Criterion, Level
    from cap_tui.core.review import Voice
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.former import Former

CRITERION = Argument(None, metavar=N_("CRITERION"), help=N_("Its id, or its code such as 1.1.2."))
EDITION = Option(
    "", "--edition", metavar="ID", help=N_("Only what an edition of the standard asks, such as 2026.")
)
FLAG = "⚑"
CHOSEN = "▶"
READING_WIDTH = 100
"""Cells of a paragraph where the output is not a terminal."""


class ShowCommand:
    """Reading answers."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def show(
        self,
        reference: str = EVALUATION,
        criterion: str | None = CRITERION,
        *,
        edition: str = EDITION,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print an evaluation, or one criterion with its levels and what was written."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        found = dossier.criterion(criterion.strip()) if criterion is not None else None
        keys = dossier.findings(edition).concerned
        if as_json:
            out_json(_criterion_data(dossier, found) if found else _evaluation_data(dossier, keys))
            return
        for line in _criterion_lines(dossier, found, edition) if found else _evaluation_lines(dossier, keys):
            out(line)


def _evaluation_lines(dossier: Dossier, keys: tuple[str, ...]) -> Iterator[str]:
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
    outcome = dossier.verdict()
    if outcome is not None:
        yield from paragraph(verdict_line(dossier.findings(), outcome))
    yield ""
    rows = []
    for key in keys:
        criterion, opinion = dossier.questionnaire.criteria[key], dossier.opinion(key)
        position = f"{position_symbol(scale, opinion.position)} {_position(dossier, key)}"
        rows.append([criterion.code, said(criterion.title), position, FLAG if opinion.flagged else ""])
    yield from table([_("Code"), _("Criterion"), _("Position"), ""], rows, flexible=1, width=terminal_width())
    yield from _earlier_lines(_("Kept from other versions of the questionnaire:"), dossier.orphans())


def _earlier_lines(heading: str, earlier: Sequence[Former]) -> Iterator[str]:
    if not earlier:
        return
    yield ""
    yield heading
    for former in earlier:
        head = _("{label} (version {version})").format(
            label=typeset(former.label), version=former.version or "?"
        )
        yield from paragraph(head)
        yield from _former_lines(former)


def _former_lines(former: Former) -> Iterator[str]:
    opinion, retained = former.opinion, former.views.retained
    if opinion.position:
        yield from paragraph("", _("Position: {position}").format(position=former.said(opinion.position)))
    for field in TEXT_FIELDS:
        if opinion.text(field):
            words = _("{name}: {text}").format(name=opinion_field_label(field), text=opinion.text(field))
            yield from paragraph("", words)
    if retained:
        yield from paragraph(
            "", _("Retained position: {position}").format(position=former.said(retained.position))
        )
    for voice in former.views.voices:
        position = former.said(voice.opinion.position)
        yield from paragraph("", _("{name}: {text}").format(name=voice.name, text=position))
        if voice in former.others:
            yield from _voice_lines(voice)
    if former.team:
        yield from paragraph("", former.team)
        for comment in former.views.team.comments if former.views.team else ():
            yield from paragraph("", f"– {comment}")
    for action in former.actions:
        yield from paragraph(
            "", _("Action {number}: {title}").format(number=action.number, title=action.title)
        )


def _voice_lines(voice: Voice) -> Iterator[str]:
    position = voice.opinion.position
    reason = [(_("Reason"), position.reason)] if position and position.reason else []
    texts = [(opinion_field_label(field), voice.opinion.text(field)) for field in TEXT_FIELDS]
    for label, text in (*reason, *texts):
        if text:
            name = f"{voice.name} — {label}"
            yield from paragraph("", _("{name}: {text}").format(name=name, text=text))


def _position(dossier: Dossier, key: str) -> str:
    return position_label(dossier.questionnaire.scale, dossier.opinion(key).position, language())


def _criterion_lines(dossier: Dossier, criterion: Criterion, edition: str) -> Iterator[str]:
    opinion = dossier.opinion(criterion.id)
    position = opinion.position
    yield from _asked_lines(dossier, criterion)
    yield _("Position: {position}").format(position=_position(dossier, criterion.id))
    if position and position.reason:
        yield from paragraph(_("Reason"), position.reason)
    if opinion.flagged:
        yield " ".join([FLAG, _("To come back to")])
    for field in TEXT_FIELDS:
        if opinion.text(field):
            yield from paragraph(opinion_field_label(field), opinion.text(field))
    rest = still_missing(dossier, criterion)
    if rest:
        yield from paragraph(rest)
    for place, line in enumerate(edition_lines(dossier.questionnaire, criterion, edition)):
        if not place:
            yield ""
        yield from paragraph(line)
    heading = _("Answered before, under another version of the questionnaire:")
    yield from _earlier_lines(heading, dossier.memory(criterion.id))


def _asked_lines(dossier: Dossier, criterion: Criterion) -> Iterator[str]:
    position = dossier.opinion(criterion.id).position
    yield f"{criterion.code} {said(criterion.title)} ({criterion.id})"
    yield from paragraph(said(criterion.question))
    yield ""
    if said(criterion.why):
        yield from paragraph(said(criterion.why))
        yield ""
    if criterion.expected:
        yield from paragraph(_("Expected"), typeset(criterion.expected))
        yield ""
    for place, level in enumerate(dossier.questionnaire.scale.levels, start=1):
        mark = CHOSEN if position and position.level == level.id else " "
        text = said(criterion.levels[level.id]) if level.id in criterion.levels else ""
        yield from paragraph(f"{mark} {place} {level.symbol} {said(level.label)}", text)
    yield ""


def still_missing(dossier: Dossier, criterion: Criterion) -> str:
    """Return which texts the level a person chose still asks for; empty when none."""
    level = _level(dossier, criterion)
    return still_to_write(level, missing_texts(dossier, criterion)) if level else ""


def _level(dossier: Dossier, criterion: Criterion) -> Level | None:
    position = dossier.opinion(criterion.id).position
    return dossier.questionnaire.scale.level(position.level) if position else None


def missing_texts(dossier: Dossier, criterion: Criterion) -> list[str]:
    """Return the texts that the level a person chose asks for and that they have not written."""
    level, opinion = _level(dossier, criterion), dossier.opinion(criterion.id)
    return [name for name in level.requires.position if not opinion.text(name).strip()] if level else []


def paragraph(head: str, text: str = "") -> Iterator[str]:
    """Yield a line, and a longer text beneath it, wrapped to be read and cleaned."""
    width = terminal_width() or READING_WIDTH
    yield from wrapped(clean(head), width)
    for line in clean(text).split("\n") if text else ():
        yield from wrapped(f"    {line.strip()}", width)


def _evaluation_data(dossier: Dossier, keys: tuple[str, ...]) -> dict[str, Any]:
    criteria = [_opinion_data(dossier, dossier.questionnaire.criteria[key]) for key in keys]
    return {
        **summary_data(dossier.summary),
        "criteria": criteria,
        "orphans": [_former_data(former) for former in dossier.orphans()],
    }


def _former_data(former: Former) -> dict[str, Any]:
    opinion, retained = former.opinion, former.views.retained
    return {
        "id": former.key,
        "code": former.code,
        "title": former.title,
        "version": former.version,
        "position": opinion.position.to_json() if opinion.position else None,
        **{field: opinion.text(field) for field in TEXT_FIELDS},
        "retained": {"position": retained.position.to_json(), "reason": retained.reason}
        if retained
        else None,
        "voices": [
            {
                "name": voice.name,
                "position": voice.opinion.position.to_json() if voice.opinion.position else None,
                **{field: voice.opinion.text(field) for field in TEXT_FIELDS},
            }
            for voice in former.views.voices
        ],
        "actions": [action.number for action in former.actions],
    }


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
        "expected": criterion.expected,
        "references": [{"standard": item.standard, "clause": item.clause} for item in criterion.references],
        "editions": {item.id: belongs(criterion, item.id) for item in dossier.questionnaire.editions},
        "changes": {key: text.get(language()) for key, text in criterion.changes.items()},
        "no_reference": dict(criterion.no_reference),
        "missing_in_position": list(missing_texts(dossier, criterion)),
        "levels": {key: text.get(language()) for key, text in criterion.levels.items()},
    }
