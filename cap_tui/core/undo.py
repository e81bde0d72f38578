"""Undo and redo by appending: which gesture to take back, and the drafts that do it.

A gesture is the set of entries sharing a `group`. Undoing one appends, for each field it touched, an entry that gives
back the value before it; nothing is erased, so the history tells both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ACTION, MEASURE, OPINION, QUESTIONNAIRE, RETAINED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log

UNDOABLE = (OPINION, ACTION, RETAINED, QUESTIONNAIRE, MEASURE)


def stacks(entries: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """Return the gestures that can be undone and redone, the next one last.

    Args:
        entries: One author's entries on one installation, oldest first.
    """
    done: list[str] = []
    undone: list[str] = []
    for entry in entries:
        draft = entry.draft
        if draft.kind not in UNDOABLE:
            continue
        if draft.undoes:
            _move(draft.undoes, done, undone)
        elif draft.redoes:
            _move(draft.redoes, undone, done)
        elif draft.group and draft.group not in done[-1:]:
            done.append(draft.group)
            undone.clear()
    return done, undone


def _move(group: str, origin: list[str], destination: list[str]) -> None:
    if group in origin:
        origin.remove(group)
        destination.append(group)


def reversal(log: Log, group: str) -> list[Draft]:
    """Return the drafts that give every field of a gesture the value it had before."""
    drafts = []
    for first in _first_of_each_field(log, group):
        before = [
            entry for entry in log.history(first.draft.target) if entry.draft.field == first.draft.field
        ]
        older = [entry for entry in before if entry.hash in first.link.replaces]
        value = older[-1].data if older else None
        drafts.append(Draft(first.draft.kind, first.draft.target, first.draft.field, value, undoes=group))
    return drafts


def repetition(log: Log, group: str) -> list[Draft]:
    """Return the drafts that give every field of a gesture the value it left."""
    last = {(entry.draft.target, entry.draft.field): entry for entry in _of_group(log, group)}
    return [Draft(entry.draft.kind, *key, entry.data, redoes=group) for key, entry in last.items()]


def _of_group(log: Log, group: str) -> list[Entry]:
    found = [entry for entry in log if entry.draft.group == group and log.effective(entry)]
    return sorted(found, key=lambda entry: (entry.link.lamport, entry.hash))


def _first_of_each_field(log: Log, group: str) -> list[Entry]:
    first: dict[tuple[str, str], Entry] = {}
    for entry in _of_group(log, group):
        first.setdefault((entry.draft.target, entry.draft.field), entry)
    return list(first.values())
