"""Follow-up meetings: what is gone through, what a meeting leaves, and its minutes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.errors import N_, CapError
from cap_tui.core.kinds import MEETING, RECORD, target_of
from cap_tui.core.meetings import MOST_PRESENT, agenda, meetings_of, record
from cap_tui.core.plan import State
from cap_tui.reports.minutes.data import Minutes
from cap_tui.services.between import Between
from cap_tui.services.meeting_draft import Room, RoomFile
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
    from cap_tui.services.library import Library


class UnknownMeetingError(CapError):
    """No such meeting."""

    sentence = N_("There is no such follow-up meeting in this evaluation.")


class MeetingDayError(CapError):
    """A next meeting before this one."""

    sentence = N_("The next meeting would be before this one. Check its date.")


class Meetings(TakingPart):
    """The part of an open assessment that concerns its follow-up meetings.

    The meeting going on is in memory while the assessment is open, and kept on this computer each time `keep_room` is
    called, so that neither leaving its screen nor a machine that stops loses what was noted.
    """

    _room: Room | None = None
    _library: Library | None
    summary: AssessmentSummary
    questionnaire: Questionnaire
    today: Callable[[], date]
    actions: Callable[[], tuple[Action, ...]]
    followups: Callable[..., tuple[Note, ...]]
    demand: Callable[[str], None]

    @property
    def room(self) -> Room:
        """The meeting going on: of this person, begun in this window or kept before."""
        if self._room is None:
            file = self._room_file()
            kept = file.read() if file else Room()
            over = kept.id and self._meeting_target(kept.id) in self._journal.log.targets(MEETING)
            self._room = (
                Room() if over else kept
            )  # the machine stopped between recording it and forgetting this
        return self._room

    @room.setter
    def room(self, room: Room) -> None:
        self._room = room

    def keep_room(self) -> None:
        """Keep what was noted of the meeting going on; it is on the disk when this returns.

        Raises:
            CapError: The disk refuses; it is still in memory, and what was kept before is still there.
        """
        room = self.room
        if not room.id:
            self._room = room = replace(room, id=self._environment.new_id(), begun=self.today())
        file = self._room_file()
        if file:
            file.write(room)

    def forget_room(self) -> None:
        """Begin another meeting: what was noted of the one going on is not wanted any more.

        Raises:
            CapError: The disk refuses.
        """
        file = self._room_file()
        if file:
            file.forget()
        self._room = Room()

    def forget_room_of(self, participant: str) -> bool:
        """Forget what someone noted on this computer of a meeting going on; return whether there was anything.

        Args:
            participant: Participant id.

        Raises:
            CapError: The disk refuses.
        """
        if participant == self._my_id:
            noted = not self.room.empty
            self.forget_room()
            return noted
        file = self._room_file(participant)
        noted = file is not None and file.path.exists()
        if file:
            file.forget()
        return noted

    def _room_file(self, participant: str = "") -> RoomFile | None:
        if self._library is None:
            return None
        return RoomFile.of(self._library.cache.parent, self.summary.id, participant or self._my_id)

    def _meeting_target(self, fresh: str) -> str:
        return target_of(MEETING, self._my_id, fresh)

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
        group = self._environment.new_id()
        fresh = self._meeting_target(room.id or self._environment.new_id())

        def drafts() -> list[Draft]:
            known = fresh in self._journal.log.targets(
                MEETING
            )  # concluded in another window: this is another meeting
            target = self._meeting_target(self._environment.new_id()) if known else fresh
            here = {action.id for action in self.actions()}
            reviewed = tuple(key for key in dict.fromkeys(room.reviewed) if key in here)
            value = record(day, present, room.next_day, decisions, reviewed, self._known_frontier())
            return [Draft(MEETING, target, RECORD, value, group)]

        changes = self._commit(drafts)
        if room.id == self.room.id:
            with suppress(CapError):  # it is recorded; what is left of it is recognised by its id
                self.forget_room()
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
