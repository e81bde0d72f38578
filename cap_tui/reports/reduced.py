"""What of several people's words may be printed, and for whom; all is named field by field, the rest stays out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.core.cycles import Cycle, Step
from cap_tui.core.kinds import (
    ACTION,
    ANNOTATION,
    DECISION,
    FOLLOWUP,
    MEETING,
    OPINION,
    PHASE,
    PRIVATE,
    PROPOSAL,
    RETAINED,
)
from cap_tui.core.measures import Measure
from cap_tui.core.permissions import Role
from cap_tui.core.positions import Opinion, Position
from cap_tui.core.review import FEWEST_VOICES, CrossedViews, LogLine, Retained, TeamView, Visa, Voice
from cap_tui.core.verdicts import Obstacle

if TYPE_CHECKING:
    from cap_tui.core.measures import Series
    from cap_tui.core.review import SealedState

SIDES = (Role.DIRECTOR, Role.PEER, Role.THIRD_PARTY)
"""Whose views are printed one by one, in this order; the team's only together."""

_QUOTED = frozenset({ACTION, ANNOTATION, DECISION, FOLLOWUP, MEETING, PHASE, PROPOSAL, RETAINED})
"""Kinds of entry whose values everyone of the evaluation may read."""


def shared_views(views: CrossedViews) -> CrossedViews:
    """Return the views for those who take part: nobody of the team apart, no team of fewer than `FEWEST_VOICES`."""
    return replace(
        views,
        voices=tuple(voice for voice in views.voices if voice.role in SIDES),
        team=_shown(views.team),
    )


def public_views(views: CrossedViews) -> CrossedViews:
    """Return the views for partners: levels and roles, no name, no text."""
    retained, team = views.retained, _shown(views.team)
    return CrossedViews(
        criterion=views.criterion,
        voices=tuple(
            Voice("", "", voice.role, public_opinion(voice.opinion))
            for voice in views.voices
            if voice.role in SIDES
        ),
        team=replace(team, comments=()) if team else None,
        team_count=0,
        divergence=views.divergence,
        gap=views.gap,
        retained=Retained(public_position(retained.position), "", (), "", retained.at) if retained else None,
    )


def public_opinion(opinion: Opinion) -> Opinion:
    """Return an opinion for partners: the position alone."""
    return Opinion(position=public_position(opinion.position) if opinion.position else None)


def public_position(position: Position) -> Position:
    """Return a position without the reason that goes with it."""
    return Position(position.stance, position.level)


def shared_visa(visa: Visa) -> Visa:
    """Return a visa for those who take part; its changes say nothing private, nor what one of the team thinks."""
    return replace(visa, changes=tuple(_shared_line(line) for line in visa.changes))


def public_visa(visa: Visa) -> Visa:
    """Return a visa for partners: when, in which role, over what, and how many changes came after."""
    return Visa(
        hash="",
        by="",
        participant="",
        role=visa.role,
        at=visa.at,
        comment="",
        covers=_without_keys(visa.covers),
        changes=tuple(_bare(line) for line in visa.changes),
    )


def public_obstacle(obstacle: Obstacle) -> Obstacle:
    """Return what stands in the way for partners: which condition and which level, so that it can be counted."""
    return Obstacle(
        obstacle.rule,
        criterion=obstacle.criterion,
        level=obstacle.level,
        reached=obstacle.reached,
        asked=obstacle.asked,
    )


def public_series(series: Series) -> Series:
    """Return the years of an indicator for partners: its figures, not where people say they come from."""
    return replace(
        series,
        measures=tuple(
            Measure(measure.indicator, measure.year, measure.value, measure.goal)
            for measure in series.measures
            if measure.value is not None or measure.goal is not None
        ),
    )


def public_cycle(cycle: Cycle) -> Cycle:
    """Return two evaluations compared for partners: levels and scores, no reason given, no line of the earlier plan."""
    steps = tuple(
        Step(
            step.shift,
            step.key,
            step.old,
            public_position(step.before) if step.before else None,
            public_position(step.after) if step.after else None,
            step.delta,
            step.change,
        )
        for step in cycle.steps
    )
    return Cycle(cycle.before, cycle.after, cycle.old, steps, cycle.nodes)


def _shown(team: TeamView | None) -> TeamView | None:
    return team if team is not None and team.count >= FEWEST_VOICES else None


def _shared_line(line: LogLine) -> LogLine:
    if line.kind == PRIVATE:
        return _bare(line)
    of_team = line.role is Role.CONTRIBUTOR or (line.kind == OPINION and line.role not in SIDES)
    if of_team:
        return replace(line, author="", role=Role.CONTRIBUTOR, before="", after="")
    return line if line.kind in _QUOTED or line.kind == OPINION else replace(line, before="", after="")


def _bare(line: LogLine) -> LogLine:
    """Return that something was written, and when."""
    return LogLine("", line.at, "", None, line.kind, "", "", "", "", "", "")


def _without_keys(covers: SealedState) -> SealedState:
    return replace(covers, frontier={})
