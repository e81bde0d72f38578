"""Follow-up meetings: what is gone through, what a meeting leaves, and its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.errors import N_, CapError
from cap_tui.core.kinds import MEETING, RECORD, target_of
from cap_tui.core.meetings import MOST_PRESENT, agenda, meetings_of, record
from cap_tui.core.plan import State
from cap_tui.reports.minutes.data import Minutes
from cap_tui.services.between import Between
from cap_tui.services.taking_part import TakingPart, names_of
from cap_tui.services.texts import whole_line, whole_text

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from datetime import date

    from cap_tui.core.assessments import AssessmentSummary, Changes
    from cap_tui.core.meetings import Meeting
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import Note
    from cap_tui.reports.minutes.data import Line


class UnknownMeetingError(CapError):
    """No such meeting."""

    sentence = N_("There is no such follow-up meeting in this evaluation.")


class MeetingDayError(CapError):
    """A next meeting before this one."""

    sentence = N_("The next meeting would be before this one. Check its date.")


@dataclass(frozen=True, slots=True)
class Room:
    """What a meeting adds to the plan itself.

    Attributes:
        reviewed: Ids of the actions gone through, in that order.
        present: Who is there, as typed.
        next_day: When the next meeting is.
        decisions: What is decided beyond the lines of the plan.
    """

    reviewed: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    next_day: date | None = None
    decisions: str = ""


class Meetings(TakingPart):
    """The part of an open assessment that concerns its follow-up meetings.

    Attributes:
        room: The meeting going on, kept while the assessment is open so that leaving its screen loses nothing.
    """

    room: Room = Room()
    summary: AssessmentSummary
    questionnaire: Questionnaire
    today: Callable[[], date]
    actions: Callable[[], tuple[Action, ...]]
    followups: Callable[..., tuple[Note, ...]]
    demand: Callable[[str], None]

    def agenda(self) -> tuple[Action, ...]:
        """Return the plan in the order a meeting goes through it: late, due soon, then the rest."""
        return agenda(self.actions(), self.today())

    def meetings(self) -> tuple[Meeting, ...]:
        """Return the meetings held, oldest first."""
        log = self._journal.log
        return meetings_of(log, names_of(log))

    def conclude_meeting(self, room: Room) -> Changes:
        """Record a meeting; what was written of the actions during it is in the plan already.

        Raises:
            CapError: A next meeting in the past, a text too long, or refused by the phase or the database.
        """
        day = self.today()
        if room.next_day is not None and room.next_day < day:
            raise MeetingDayError
        present = tuple(filter(None, map(whole_line, room.present)))[:MOST_PRESENT]
        decisions = whole_text(room.decisions).strip()
        target = target_of(MEETING, self._my_id, self._environment.new_id())
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            here = {action.id for action in self.actions()}
            reviewed = tuple(key for key in dict.fromkeys(room.reviewed) if key in here)
            value = record(day, present, room.next_day, decisions, reviewed, self._known_frontier())
            return [Draft(MEETING, target, RECORD, value, group)]

        changes = self._commit(drafts)
        self.room = Room()
        return changes

    def _known_frontier(self) -> dict[str, tuple[int, str]]:
        log = self._journal.log
        return {
            chain: end
            for chain, end in log.frontier().items()
            if log.standing.standing(chain.partition("/")[0]).known
        }

    def minutes(self, meeting_id: str) -> Minutes:
        """Return the minutes of a meeting: what was gone through, and what changed since the one before.

        Raises:
            UnknownMeetingError: There is no such meeting.
        """
        held = self.meetings()
        place = next((place for place, one in enumerate(held) if one.id == meeting_id), None)
        if place is None:
            raise UnknownMeetingError
        meeting, before = held[place], held[place - 1] if place else None
        between = self._between(before, self._journal.log.paths.covered(meeting.known))
        lines = between.lines()
        standing = [line.action for line in lines.values() if not line.gone]
        return Minutes(
            structure=self.summary.structure,
            questionnaire=self.questionnaire,
            year=self.summary.year,
            phase=self.summary.phase,
            meeting=meeting,
            since=before.day if before else None,
            reviewed=tuple(lines[key] for key in meeting.reviewed if key in lines),
            others=tuple(line for key, line in lines.items() if line.moved and key not in meeting.reviewed),
            notes=between.notes().get("", ()),
            counts={state: sum(one.state is state for one in standing) for state in State},
            late=sum(one.late(meeting.day) for one in standing),
        )

    def since_last_meeting(self) -> dict[str, Line]:
        """Return by id the actions to which something happened since the last meeting, or since the plan was sealed."""
        held = self.meetings()
        lines = self._between(held[-1] if held else None, None).lines()
        return {key: line for key, line in lines.items() if line.moved}

    def _between(self, before: Meeting | None, until: Container[str] | None) -> Between:
        log = self._journal.log
        earlier = log.paths.covered(before.known) if before is not None else None
        return Between(log, self.questionnaire, self.followups(), earlier, until)
