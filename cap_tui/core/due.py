"""What a plan and its indicators wait for: what is late, what comes soon, what is still to be checked or counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.permissions import Phase
from cap_tui.core.plan import Kind, State, lacking_to_close

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cap_tui.core.measures import Series
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Questionnaire

WITHIN = 30
"""Days ahead that are looked at unless someone says otherwise."""

QUIET = 60
"""Days without a word after which a plan that is followed up is brought to mind: two months, between two meetings."""


class Matter(StrEnum):
    """Why something is due; the order is that of the list."""

    LATE = "late"
    COMING = "coming"
    CHECK = "check"
    INDICATORS = "indicators"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing due.

    Attributes:
        days: Late: days since the due date. Coming: days until it, 0 today. Quiet: days since something was written.
        number: Of the line of the plan; 0 when it is not about one.
        title: Of the line, as it was typed.
        date: When it is or was due; None when no day was set.
        indicators: Labels of those without a value.
    """

    matter: Matter
    days: int = 0
    number: int = 0
    title: str = ""
    owner: str = ""
    date: date | None = None
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is looked at in one evaluation.

    Attributes:
        positions: Criterion id to the position used.
        series: Indicators asked, with their years.
        written: Day something was last written; None when it is not known.
    """

    questionnaire: Questionnaire
    positions: Mapping[str, Position | None]
    actions: tuple[Action, ...]
    series: tuple[Series, ...]
    phase: Phase
    written: date | None


def due_in(standing: Standing, today: date, within: int = WITHIN) -> tuple[Due, ...]:
    """Return what is due in one evaluation, the latest first; nothing once it is closed.

    Args:
        standing: The evaluation.
        today: The day it is.
        within: Days ahead that count, 0 for today alone.
    """
    if standing.phase is Phase.CLOSED:
        return ()
    found = [
        *_dated(standing, today, within),
        *_checks(standing),
        *_counts(standing, today),
        *_quiet(standing, today),
    ]
    return tuple(sorted(found, key=order_of))


def order_of(item: Due) -> tuple[int, int, int]:
    """Return what sorts things due: late ones by how late, then those to come by how soon, then the rest."""
    return (
        list(Matter).index(item.matter),
        -item.days if item.matter is Matter.LATE else item.days,
        item.number,
    )


def _dated(standing: Standing, today: date, within: int) -> Iterator[Due]:
    for action in standing.actions:
        if action.due is None or not action.pending:
            continue
        days = (action.due - today).days
        if days < 0:
            yield Due(Matter.LATE, -days, action.number, action.title, action.owner, action.due)
        elif days <= within:
            yield Due(Matter.COMING, days, action.number, action.title, action.owner, action.due)


def _checks(standing: Standing) -> Iterator[Due]:
    """Yield the lines carried out of which nobody has said whether they were effective, where it matters."""
    for action in standing.actions:
        if action.state not in (State.DONE, State.CLOSED) or action.effectiveness:
            continue
        asked = lacking_to_close(action, standing.questionnaire, standing.positions)
        if action.kind is Kind.CORRECTIVE or "effectiveness" in asked:
            yield Due(Matter.CHECK, 0, action.number, action.title, action.owner)


def _counts(standing: Standing, today: date) -> Iterator[Due]:
    """Yield the indicators that are followed, by a value or a goal of any year, and have no value this year."""
    missing = tuple(
        series.indicator.label
        for series in standing.series
        if any(year.value is not None or year.goal is not None for year in series.measures)
        and series.of(today.year).value is None
    )
    if missing:
        yield Due(Matter.INDICATORS, indicators=missing)


def _quiet(standing: Standing, today: date) -> Iterator[Due]:
    if standing.phase is not Phase.FOLLOW_UP or standing.written is None:
        return
    still = any(action.pending for action in standing.actions)
    if still and today - standing.written >= timedelta(days=QUIET):
        yield Due(Matter.QUIET, (today - standing.written).days)
