"""Follow-up meetings: what each leaves in the log, and what had been written by then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cap_tui.core.chains import ends_of
from cap_tui.core.dates import moment
from cap_tui.core.kinds import KNOWN, MEETING, RECORD, owner_of
from cap_tui.core.plan import State
from cap_tui.core.text import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log
    from cap_tui.core.permissions import Role
    from cap_tui.core.plan import Action

SOON = 30
"""Days ahead within which a due date is gone through without being asked for."""


class Urgency(StrEnum):
    """Why an action comes up at a meeting."""

    LATE = "late"
    DUE = "due"
    OTHER = "other"


def urgency(action: Action, today: date) -> Urgency:
    """Return whether an action is late, due within `SOON` days, or neither."""
    if action.late(today):
        return Urgency.LATE
    soon = action.pending and action.due is not None and action.due <= today + timedelta(days=SOON)
    return Urgency.DUE if soon else Urgency.OTHER


def agenda(actions: Iterable[Action], today: date) -> tuple[Action, ...]:
    """Return actions in the order a meeting goes through them.

    The late ones first, the oldest due date before the others; then those due soon; then what is still to do, what is done,
    and what is over, each in the order of the plan.
    """
    ranks, over = list(Urgency), (State.CLOSED, State.DROPPED)

    def place(action: Action) -> tuple[int, int, date]:
        of = urgency(action, today)
        if of is not Urgency.OTHER:
            return ranks.index(of), 0, action.due or date.max
        return ranks.index(of), 0 if action.pending else 2 if action.state in over else 1, date.max

    return tuple(sorted(actions, key=place))


MOST_PRESENT = 60
"""People named in one meeting; a list any longer was not typed by someone in the room."""

Frontier = dict[str, tuple[int, str]]
"""Each chain's last number and entry hash, by chain."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A follow-up meeting that was concluded.

    Attributes:
        id: Target of its entries.
        number: 1 for the first.
        participant: Who recorded it.
        by: Their name.
        role: Their first role; None when they hold none any more.
        day: When it was held.
        at: When it was recorded.
        present: Who was there, as typed.
        next_day: When the next one is; None when that was not settled.
        decisions: What was decided beyond the lines of the plan.
        reviewed: Ids of the actions gone through, in that order.
        known: What had been written when it was concluded.
        erased: Whether its words were erased.
    """

    id: str
    number: int
    participant: str
    by: str
    role: Role | None
    day: date
    at: datetime
    present: tuple[str, ...] = ()
    next_day: date | None = None
    decisions: str = ""
    reviewed: tuple[str, ...] = ()
    known: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    erased: bool = False


def record(
    day: date,
    present: tuple[str, ...],
    next_day: date | None,
    decisions: str,
    reviewed: tuple[str, ...],
    known: Frontier,
) -> dict[str, Any]:
    """Return what the entry of a meeting holds."""
    return {
        "day": day.isoformat(),
        "present": list(present),
        "next": next_day.isoformat() if next_day else "",
        "decisions": decisions,
        "reviewed": list(reviewed),
        KNOWN: {chain: list(end) for chain, end in sorted(known.items())},
    }


def names_typed(text: str) -> tuple[str, ...]:
    """Return the names of a list typed with commas, semicolons or line ends, each once."""
    names = (one_line(name, limit=120) for name in text.replace(";", ",").replace("\n", ",").split(","))
    return tuple(dict.fromkeys(filter(None, names)))[:MOST_PRESENT]


def meetings_of(log: Log, names: Mapping[str, str]) -> tuple[Meeting, ...]:
    """Return the meetings that count, oldest first.

    Args:
        log: The assessment's log.
        names: Participant id to name.
    """
    entries = [live[0] for target in log.targets(MEETING) if (live := log.heads(target, RECORD))]
    entries.sort(key=lambda entry: (entry.link.lamport, entry.hash))
    return tuple(_meeting(log, entry, number, names) for number, entry in enumerate(entries, start=1))


def _meeting(log: Log, entry: Entry, number: int, names: Mapping[str, str]) -> Meeting:
    held = entry.data if isinstance(entry.data, dict) else {}
    author, at = owner_of(entry.draft.target), moment(entry.link.at)
    return Meeting(
        id=entry.draft.target,
        number=number,
        participant=author,
        by=names.get(author, ""),
        role=next(iter(log.roles_of(author)), None),
        day=_day(held.get("day")) or at.date(),
        at=at,
        present=tuple(filter(None, (one_line(name, limit=120) for name in _texts(held.get("present")))))[
            :MOST_PRESENT
        ],
        next_day=_day(held.get("next")),
        decisions=clean(text) if isinstance(text := held.get("decisions"), str) else "",
        reviewed=_texts(held.get("reviewed")),
        known=ends_of(held),
        erased=entry.value is None,
    )


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None
