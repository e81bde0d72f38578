"""Everything the minutes of a follow-up meeting show, as frozen values built by a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from cap_tui.core.meetings import Meeting
    from cap_tui.core.permissions import Phase
    from cap_tui.core.plan import Action, State
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import Note
    from cap_tui.core.structures import Structure


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs from the meeting before.

    Attributes:
        label: Name of the field, translated.
        before: Its value then, in words; empty when it had none.
        after: Its value now, in words.
        reasons: Why, as given each time; oldest first.
    """

    label: str
    before: str
    after: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """An action, and what happened to it since the meeting before.

    Attributes:
        action: As it stood at this meeting; for one taken out of the plan, as it stood before.
        codes: Of the criteria it answers.
        notes: Of the follow-up, written since; oldest first.
        added: Whether the plan did not have it before.
        gone: Whether the plan has it no more.
    """

    action: Action
    codes: str
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    added: bool = False
    gone: bool = False

    @property
    def moved(self) -> bool:
        """Whether anything happened to it."""
        return bool(self.changes or self.notes or self.added or self.gone)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting.

    Attributes:
        since: Day of the meeting before; None for the first, which tells what changed since the plan was sealed.
        reviewed: The actions gone through, in that order.
        others: Those that changed without being gone through, in the order of the plan.
        notes: On the whole plan, written since; oldest first.
        counts: How many actions are in each state.
        late: How many were late on that day.
        zone: Of the hours printed; None is that of this computer.
    """

    structure: Structure
    questionnaire: Questionnaire
    year: int
    phase: Phase
    meeting: Meeting
    since: date | None
    reviewed: tuple[Line, ...]
    others: tuple[Line, ...]
    notes: tuple[Note, ...]
    counts: Mapping[State, int]
    late: int
    zone: tzinfo | None = None
