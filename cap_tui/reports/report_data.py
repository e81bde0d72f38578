"""Everything a report shows, as frozen values built by a service."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.plan import FROM_PEOPLE, FROM_RESULTS, Action
from cap_tui.core.positions import NO_OPINION, Opinion, Position
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY, Totals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cap_tui.core.permissions import Phase
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.structures import Structure


class Audience(StrEnum):
    """Who will read the report."""

    INTERNE = "interne"
    PARTENAIRES = "partenaires"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who took part. `role` is shown as it is, already translated."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """One evaluation, ready to print.

    Attributes:
        generated: Day printed on the report; also decides which actions are late.
        concerned: Ids of the criteria that apply to this structure, in reading order.
        opinions: Criterion id to opinion; absent means nothing was said.
        totals: Node id to totals, `ROOT` for the whole.
        actions: In the people's order.
        seal: Short text that identifies the exact state printed (a digest), or empty.
    """

    structure: Structure
    questionnaire: Questionnaire
    year: int
    phase: Phase
    generated: date
    concerned: tuple[str, ...]
    opinions: Mapping[str, Opinion]
    totals: Mapping[str, Totals]
    actions: tuple[Action, ...] = ()
    participants: tuple[Participant, ...] = ()
    audience: Audience = Audience.INTERNE
    seal: str = ""

    def opinion(self, criterion_id: str) -> Opinion:
        """Return what was said of a criterion, empty when nothing was."""
        return self.opinions.get(criterion_id, NO_OPINION)

    @property
    def positions(self) -> dict[str, Position | None]:
        """Criterion id to position, for every concerned criterion."""
        return {key: self.opinion(key).position for key in self.concerned}

    @property
    def whole(self) -> Totals:
        """Totals of the whole questionnaire."""
        return self.totals.get(ROOT, EMPTY)

    def for_its_audience(self) -> ReportData:
        """Return these data without anything that this audience must not read.

        Partners get levels, scores and the plan; nothing people wrote about others or about themselves. What may
        pass is named field by field, so that a field added later stays private until someone decides otherwise.
        """
        if self.audience is Audience.INTERNE:
            return self
        return replace(
            self,
            opinions={key: _public_opinion(opinion) for key, opinion in self.opinions.items()},
            actions=tuple(_public_action(action) for action in self.actions),
            participants=(),
        )


def _public_opinion(opinion: Opinion) -> Opinion:
    position = opinion.position
    return Opinion(position=Position(position.stance, position.level) if position else None)


def _public_action(action: Action) -> Action:
    return Action(
        id=action.id,
        number=action.number,
        title=action.title,
        criteria=action.criteria,
        origin=action.origin if action.origin in (FROM_PEOPLE, FROM_RESULTS) else "",
        axis=action.axis,
        kind=action.kind,
        priority=action.priority,
        effort=action.effort,
        service=action.service,
        start=action.start,
        due=action.due,
        indicator=action.indicator,
        baseline=action.baseline,
        target=action.target,
        state=action.state,
        progress=action.progress,
        effectiveness=action.effectiveness,
        effectiveness_date=action.effectiveness_date,
        order=action.order,
    )
