"""Everything a report shows, as frozen values built by a service."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.plan import FROM_PEOPLE, FROM_RESULTS, Action
from cap_tui.core.positions import NO_OPINION, Opinion, Position
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY, Totals
from cap_tui.reports import reduced

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, tzinfo

    from cap_tui.core import review
    from cap_tui.core.cycles import Cycle
    from cap_tui.core.measures import Series
    from cap_tui.core.permissions import Phase
    from cap_tui.core.questionnaire import Questionnaire, Scale
    from cap_tui.core.structures import Structure
    from cap_tui.reports.judgements import Judgement
    from cap_tui.reports.peers import Peers


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
class FormerAnswer:
    """What was said of a criterion that the version followed does not ask any more.

    Attributes:
        label: Code and title, in the version that asked; then what the answers are attached to.
        version: Which one; empty when it is not at hand.
        scale: On which positions were taken.
        opinion: The director's as far as it may be read, else that of the person who prints.
        views: Everyone's, with the position retained.
        actions: Numbers of the lines of the plan that answer it.
    """

    label: str
    version: str
    scale: Scale
    opinion: Opinion
    views: review.CrossedViews
    actions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """How often a line of the plan was written, and when last: a calendar keeps the newest of what it is given."""

    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ReportData:
    """One evaluation, ready to print.

    Attributes:
        generated: Day printed on the report; also decides which actions are late.
        concerned: Ids of the criteria that apply to this structure, in reading order.
        opinions: Criterion id to the director's opinion, its position replaced by the retained one where there is
            one, so that levels and totals agree everywhere; absent means nothing was said.
        totals: Node id to totals, `ROOT` for the whole.
        actions: In the people's order.
        seal: Short text that identifies the exact state printed (a digest), or empty.
        views: Criterion id to everyone's view of it; absent means that only the director spoke.
        threads: Remarks with their answers, oldest first; private ones are dropped before anything is printed.
        visas: Newest first; the first says whether the plan stands as signed.
        people: Everyone who takes part, director first.
        proposals: Actions proposed by those who do not write the plan.
        followups: Notes of the follow-up, oldest first.
        zone: Of the hours printed; None is that of this computer.
        judgements: The verdict on the whole, then on each edition of the standard; empty when there is no verdict.
        series: Indicators asked here with their years, in reading order.
        former_series: Indicators that have years and are not asked any more.
        former: What was said of criteria that are not asked any more, in the reading order of the version that asked.
        cycle: What changed since the evaluation before; None when there is none on this machine.
        assessment: Id of the evaluation, the same in all its reports; empty when it is not known.
        peers: Where the structure stands among its peers; None when it was not asked for.
        next_meeting: Day of the next follow-up meeting; None when none is to come.
        revisions: Action id to how often it was written; absent means that it is not known.
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
    views: Mapping[str, review.CrossedViews] = field(default_factory=dict)
    threads: tuple[review.Thread, ...] = ()
    visas: tuple[review.Visa, ...] = ()
    people: tuple[review.Participant, ...] = ()
    proposals: tuple[review.Proposal, ...] = ()
    followups: tuple[review.Note, ...] = ()
    zone: tzinfo | None = None
    judgements: tuple[Judgement, ...] = ()
    series: tuple[Series, ...] = ()
    former_series: tuple[Series, ...] = ()
    former: tuple[FormerAnswer, ...] = ()
    cycle: Cycle | None = None
    assessment: str = ""
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    next_meeting: date | None = None
    peers: Peers | None = None

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

        Nobody reads on paper what the peer and the third party keep between them, nor anything of a team too small to
        hide its members. Partners get levels, scores, the plan, and in which role views and visas were given; nothing
        people wrote about others or about themselves. What may pass is named field by field, so that a field added
        later stays private until someone decides otherwise.
        """
        if self.audience is Audience.INTERNE:
            return replace(
                self,
                views={key: reduced.shared_views(views) for key, views in self.views.items()},
                threads=tuple(thread for thread in self.threads if not thread.private),
                visas=tuple(reduced.shared_visa(visa) for visa in self.visas),
                former=tuple(replace(one, views=reduced.shared_views(one.views)) for one in self.former),
            )
        opinions = {key: reduced.public_opinion(opinion) for key, opinion in self.opinions.items()}
        actions = tuple(_public_action(action) for action in self.actions)
        return replace(
            self,
            opinions=opinions,
            actions=actions,
            participants=(),
            views={key: reduced.public_views(views) for key, views in self.views.items()},
            threads=(),
            visas=tuple(reduced.public_visa(visa) for visa in self.visas),
            people=(),
            proposals=(),
            followups=(),
            judgements=tuple(judgement.public(opinions, actions) for judgement in self.judgements),
            series=tuple(reduced.public_series(series) for series in self.series),
            former_series=(),
            former=(),
            cycle=reduced.public_cycle(self.cycle) if self.cycle else None,
            next_meeting=None,
        )


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
