"""Everyone's view of each criterion, side by side, as the person at the keyboard may see it.

A contributor's opinion is never attributed to them, to the director no more than to others: it is read only in what the team
says together. What someone wrote as a contributor stays the team's when they change roles, and counts when they leave:
otherwise a change of roles would tell which voice was theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.crossing import divergence, gap, stated
from cap_tui.core.dates import moment
from cap_tui.core.kinds import POSITION, RETAINED, opinion_target, target_of
from cap_tui.core.permissions import Role
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Opinion
from cap_tui.core.review import CrossedViews, Divergence, Retained, TeamView, Voice
from cap_tui.core.team import countable, team_view
from cap_tui.core.text import clean, one_line
from cap_tui.services.folding import opinion_from, retained_from
from cap_tui.services.naming import NAME_LENGTH
from cap_tui.services.taking_part import TakingPart, has_finished, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Criterion, Questionnaire, Scale

PANEL = (Role.DIRECTOR, Role.PEER, Role.THIRD_PARTY)
"""Whose views are set side by side under their names, in this order."""

_TEAM = frozenset({Role.CONTRIBUTOR})
_FIELDS = (POSITION, *TEXT_FIELDS)
_SIZES = {Divergence.MAJOR: 0, Divergence.MINOR: 1, Divergence.NONE: 2}


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at the table, worked out once for many criteria.

    Attributes:
        names: Participant id to name.
        panel: Participant ids of those shown under their names, each with the role they sit in.
        team: Participant ids of those who may have written as contributors.
        together: Whether the team's voices may be put together yet.
        hidden: Message id of why others are not shown; empty when they are.
    """

    names: Mapping[str, str]
    panel: tuple[tuple[str, Role], ...]
    team: tuple[str, ...]
    together: bool
    hidden: str


class Reviewing(TakingPart):
    """The part of an open assessment in which views are compared."""

    summary: AssessmentSummary
    questionnaire: Questionnaire
    concerned: tuple[str, ...]
    criterion: Callable[[str], Criterion]
    hidden: Callable[[], str]

    def views(self, criterion: str) -> CrossedViews:
        """Return everyone's view of a criterion, named by id or code.

        Raises:
            CapError: No such criterion here.
        """
        return self._views(self.criterion(criterion).id, self._table())

    def divergences(self) -> tuple[CrossedViews, ...]:
        """Return the criteria to talk about: two positions or more, which differ or among which nobody chose a level.

        Largest divergence first, then in reading order; those with a retained position stay, to be looked at again.
        """
        scale = self.questionnaire.scale
        found = []
        for views in self._every_view():
            taken = [voice.opinion.position for voice in views.voices if voice.opinion.position is not None]
            if len(taken) > 1 and (views.divergence is not Divergence.NONE or not stated(scale, taken)):
                found.append(views)
        return by_divergence(found)

    def retained(self, criterion: str) -> Retained | None:
        """Return the position agreed on a criterion; None before, or while others' views are hidden from this person.

        Raises:
            CapError: No such criterion here.
        """
        key = self.criterion(criterion).id
        return None if self.hidden() else retained_of(self._journal.log, key, names_of(self._journal.log))

    def _every_view(self) -> list[CrossedViews]:
        table = self._table()
        return [self._views(key, table) for key in self.concerned]

    def _table(self) -> Table:
        log = self._journal.log
        people = self.people()
        here = log.people()
        return Table(
            names=names_of(log),
            panel=tuple(
                (person.id, role)
                for role in PANEL
                for person in people
                if person.present and role in person.roles
            ),
            team=tuple(here),
            together=countable(
                log.phase,
                (
                    person.finished or bool(person.transcribed_by)
                    for person in people
                    if Role.CONTRIBUTOR in person.roles
                ),
            ),
            hidden=self.hidden(),
        )

    def _views(self, key: str, table: Table, scale: Scale | None = None) -> CrossedViews:
        log, scale = self._journal.log, scale or self.questionnaire.scale
        voices = tuple(self._voices(key, table))
        team = self._team(key, table)
        positions = [voice.opinion.position for voice in voices if voice.role in PANEL]
        return CrossedViews(
            criterion=key,
            voices=voices,
            team=self._together(key, team, table, scale),
            team_count=sum(opinion.position is not None for opinion in team),
            divergence=divergence(scale, positions),
            gap=gap(scale, positions),
            retained=None if table.hidden else retained_of(log, key, table.names),
            hidden=table.hidden,
            versions=self._apart(key, voices, table),
        )

    def _voices(self, key: str, table: Table) -> Iterable[Voice]:
        log, mine = self._journal.log, self._my_id
        for participant, role in table.panel:
            opinion = said(log, participant, key, frozenset(PANEL))
            if opinion != NO_OPINION and (participant == mine or not table.hidden):
                name = table.names.get(participant, "")
                yield Voice(participant, name, role, opinion, has_finished(log, participant))
        if Role.CONTRIBUTOR in log.roles(self._author.key.public):
            opinion = said(log, mine, key, _TEAM)
            if opinion != NO_OPINION:
                name, done = table.names.get(mine, ""), has_finished(log, mine)
                yield Voice(mine, name, Role.CONTRIBUTOR, opinion, done)

    def _team(self, key: str, table: Table) -> list[Opinion]:
        found = (said(self._journal.log, participant, key, _TEAM) for participant in table.team)
        return [opinion for opinion in found if opinion != NO_OPINION]

    def _together(self, key: str, team: list[Opinion], table: Table, scale: Scale) -> TeamView | None:
        if table.hidden or not table.together:
            return None
        return team_view(scale, team, f"{self.summary.id}/{key}")

    def _apart(self, key: str, voices: Iterable[Voice], table: Table) -> dict[str, int]:
        """Return the fields with several versions among what is shown, each with how many."""
        log = self._journal.log
        shown = [(opinion_target(voice.participant, key), field) for voice in voices for field in _FIELDS]
        if not table.hidden:
            shown.append((target_of(RETAINED, key), POSITION))
        found: dict[str, int] = {}
        for target, field in shown:
            count = len(log.heads(target, field))
            if count > 1:
                name = RETAINED if target.startswith(RETAINED) else field
                found[name] = max(count, found.get(name, 0))
        return found


def by_divergence(views: Iterable[CrossedViews]) -> tuple[CrossedViews, ...]:
    """Return views by divergence, the largest first; those as far apart stay in the order given."""
    return tuple(sorted(views, key=lambda item: (_SIZES[item.divergence], -item.gap)))


def said(log: Log, participant: str, criterion_id: str, roles: frozenset[Role]) -> Opinion:
    """Return what a participant says of a criterion, as far as they wrote it in one of `roles`.

    The mark “to come back to” is for oneself and stays out.
    """
    target, opinion = opinion_target(participant, criterion_id), NO_OPINION
    for field in _FIELDS:
        shown = next(iter(log.heads(target, field)), None)
        if shown is not None:
            author = log.standing.standing(shown.link.author)
            if roles & author.roles_at(shown.hash):
                opinion = opinion_from(opinion, field, shown.data)
    return opinion


def retained_of(log: Log, criterion_id: str, names: Mapping[str, str]) -> Retained | None:
    """Return the position agreed on a criterion; None before, or once withdrawn.

    Args:
        log: The assessment's log.
        criterion_id: On what.
        names: Participant id to name; who agreed is written as ids, or as names of people who have none.
    """
    entry = next(iter(log.heads(target_of(RETAINED, criterion_id), POSITION)), None)
    position = retained_from(entry.data) if entry else None
    if entry is None or position is None:
        return None
    agreed = entry.data.get("agreed")
    reason = entry.data.get("reason")
    listed = agreed if isinstance(agreed, list) else []
    return Retained(
        position=position,
        reason=clean(reason) if isinstance(reason, str) else "",
        agreed=tuple(
            names.get(name) or one_line(name, limit=NAME_LENGTH) for name in listed if isinstance(name, str)
        ),
        by=names.get(log.participant(entry.link.author), ""),
        at=moment(entry.link.at),
    )
