"""What people said, as the models of a report in JSON."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from cap_tui.core.rounding import half_up
from cap_tui.reports.json import said, values

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction

    from cap_tui.core import review
    from cap_tui.core.permissions import Role
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.scoring import Totals

DIGITS = 2
_FULL = 100


def figure(value: Fraction | int) -> values.Figure:
    """Return an exact number with its rounding."""
    return values.Figure(exact=str(value), rounded=half_up(value, DIGITS))


def figure_or_none(value: Fraction | int | None) -> values.Figure | None:
    """Return an exact number with its rounding, or None."""
    return None if value is None else figure(value)


def moment(at: datetime) -> datetime:
    """Return a time in UTC, in whole seconds."""
    return at.astimezone(UTC).replace(microsecond=0)


def totals(of: Totals) -> values.Totals:
    """Return what a node adds up to."""
    return values.Totals(
        score=figure_or_none(of.score),
        low=figure_or_none(of.low),
        high=figure_or_none(of.high),
        coverage=None if of.coverage is None else figure(of.coverage * _FULL),
        positioned=of.positioned,
        applicable=of.applicable,
        unknown=of.unknown,
        unanswered=of.unanswered,
        not_applicable=of.not_applicable,
    )


def position(of: Position | None) -> values.Position | None:
    """Return a position, or None."""
    if of is None:
        return None
    return values.Position(stance=of.stance.value, level=of.level or None, reason=of.reason)


def opinion(of: Opinion) -> values.Opinion:
    """Return what one person says."""
    return values.Opinion(
        position=position(of.position),
        requirement=of.requirement,
        constat=of.constat,
        strengths=of.strengths,
        improvements=of.improvements,
        evidence=of.evidence,
        flagged=of.flagged,
    )


def views(of: review.CrossedViews) -> said.Views:
    """Return everyone's view of a criterion."""
    return said.Views(
        voices=[
            said.Voice(
                role=voice.role.value,
                name=voice.name,
                finished=voice.finished,
                opinion=opinion(voice.opinion),
            )
            for voice in of.voices
        ],
        team=_team(of.team),
        divergence=of.divergence.value,
        gap=of.gap,
        retained=_retained(of.retained),
    )


def _team(of: review.TeamView | None) -> said.Team | None:
    if of is None:
        return None
    return said.Team(
        count=of.count,
        median=of.median,
        lowest=of.lowest,
        highest=of.highest,
        spread=of.spread,
        counts=dict(of.counts),
        comments=list(of.comments),
    )


def _retained(of: review.Retained | None) -> said.Retained | None:
    agreed = position(of.position) if of else None
    if of is None or agreed is None:
        return None
    return said.Retained(
        position=agreed, reason=of.reason, agreed=list(of.agreed), by=of.by, at=moment(of.at)
    )


def note(of: review.Note) -> said.Note:
    """Return a remark, an answer or a note of the follow-up."""
    return said.Note(author=of.author, role=_role(of.role), text=of.text, at=moment(of.at), erased=of.erased)


def thread(of: review.Thread) -> said.Thread:
    """Return a remark with its answers."""
    return said.Thread(
        criterion=of.criterion, kind=of.kind.value, resolved=of.resolved, notes=list(map(note, of.notes))
    )


def proposal(of: review.Proposal) -> said.Proposal:
    """Return an action proposed."""
    return said.Proposal(
        author=of.author,
        role=_role(of.role),
        title=of.line.title,
        criteria=list(of.line.criteria),
        at=moment(of.at),
        decision=of.decision,
        reason=of.reason,
        action=of.action,
    )


def person(of: review.Participant) -> said.Person:
    """Return someone who takes part."""
    return said.Person(
        id=of.id,
        name=of.name,
        organisation=of.organisation,
        roles=[role.value for role in of.roles],
        finished=of.finished,
        by_worksheet=bool(of.transcribed_by),
    )


def visa(of: review.Visa) -> said.Visa:
    """Return a signature with what was written after it."""
    return said.Visa(
        by=of.by,
        role=of.role.value,
        at=moment(of.at),
        comment=of.comment,
        state=of.covers.state,
        score=figure_or_none(of.covers.score),
        positioned=of.covers.positioned,
        applicable=of.covers.applicable,
        actions=of.covers.actions,
        changes=[_change(line) for line in of.changes],
    )


def _change(of: review.LogLine) -> said.Change:
    return said.Change(
        at=moment(of.at),
        author=of.author,
        kind=of.kind,
        criterion=of.criterion,
        what=of.what,
        field=of.field,
        before=of.before,
        after=of.after,
    )


def _role(role: Role | None) -> str | None:
    return role.value if role else None
