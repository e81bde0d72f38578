"""Threads of remarks on criteria, built from the log.

A thread is named by its first note. It outlives it: when that note is taken away, erased, withheld or has not arrived, its
answers stay, each holding the criterion and the kind. A private note, and whatever answers one, is read by the peer and the
third party only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.dates import moment
from cap_tui.core.kinds import (
    ANNOTATION,
    NOTE,
    PRIVATE,
    REMOVED,
    RESOLUTION,
    RESOLVED,
    TEXT,
    owner_of,
    target_of,
)
from cap_tui.core.permissions import Role
from cap_tui.core.review import Note, NoteKind, Thread
from cap_tui.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log

REVIEWERS = frozenset({Role.PEER, Role.THIRD_PARTY})
"""Who reads private notes."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A note and where it belongs.

    Attributes:
        place: (lamport, hash) of its first entry: the same order on every machine.
        removed: Whether its author took it away; it still tells what the thread is about.
    """

    note: Note
    thread: str
    criterion: str
    kind: NoteKind
    place: tuple[int, str]
    removed: bool


def is_private(note_id: str) -> bool:
    """Return whether a note or a thread is read by the peer and the third party only."""
    return note_id.startswith(f"{PRIVATE}:")


def threads_of(
    log: Log, *, reader: str, roles: Iterable[Role], names: Mapping[str, str]
) -> tuple[Thread, ...]:
    """Return the threads a person may read, oldest first, in the same order on every machine.

    Args:
        log: The assessment's log.
        reader: Participant id of the person.
        roles: Of the person.
        names: Participant id to name.
    """
    held = frozenset(roles)
    kinds = (ANNOTATION, PRIVATE) if held & REVIEWERS else (ANNOTATION,)
    gathered: dict[str, list[_Placed]] = {}
    for target in (target for kind in kinds for target in log.targets(kind)):
        item = _placed(log, target, reader, names)
        if item is not None and (PRIVATE in kinds or not is_private(item.thread)):
            gathered.setdefault(item.thread, []).append(item)
    found = []
    for thread_id, items in gathered.items():
        items.sort(key=lambda item: item.place)
        thread = _thread(log, thread_id, items, names)
        if thread is not None:
            waits = _waits(log, thread, held)
            found.append((items[0].place, replace(thread, waiting=waits)))
    return tuple(thread for _place, thread in sorted(found, key=lambda pair: pair[0]))


def _placed(log: Log, target: str, reader: str, names: Mapping[str, str]) -> _Placed | None:
    """Return the note of a target; None when nothing of it counts."""
    first = next(iter(log.heads(target, NOTE)), None)
    if first is None:
        return None
    said: Mapping[str, Any] = first.data if isinstance(first.data, dict) else {}
    thread = said.get("thread")
    own = not isinstance(thread, str) or not thread or (is_private(target) and not is_private(thread))
    return _Placed(
        note=_note(log, first, reader, names),
        thread=target if own else str(thread),  # a private note never shows among shared ones
        criterion=_text(said.get("criterion")),
        kind=_kind(said.get("kind")),
        place=(first.link.lamport, first.hash),
        removed=log.value(target, REMOVED) is True,
    )


def _note(log: Log, first: Entry, reader: str, names: Mapping[str, str]) -> Note:
    target = first.draft.target
    author = owner_of(target)
    again = log.heads(target, TEXT)
    erased = first.value is None or any(entry.value is None for entry in again)
    said = first.data.get("text") if isinstance(first.data, dict) else ""
    text = again[0].data if again else said
    return Note(
        id=target,
        participant=author,
        author=names.get(author, ""),
        role=next(iter(log.roles_of(author)), None),
        text="" if erased else _text(text),
        at=moment(first.link.at),
        edited=bool(again) and not erased,
        erased=erased,
        mine=author == reader,
    )


def _text(value: object) -> str:
    """Return a text of the log, cleaned: another person's program may not have done it."""
    return clean(value) if isinstance(value, str) else ""


def _kind(name: object) -> NoteKind:
    """Return the kind of this code; a remark for one of a version that knows more, or that was erased."""
    return next((kind for kind in NoteKind if kind == name), NoteKind.REMARK)


def _thread(log: Log, thread_id: str, items: Sequence[_Placed], names: Mapping[str, str]) -> Thread | None:
    """Return the thread of these notes, oldest first; None when nothing is left to read."""
    notes = tuple(item.note for item in items if not item.removed)
    about = next((item for item in items if item.criterion), None)
    if about is None or not notes:
        return None
    closed = log.heads(target_of(RESOLUTION, thread_id), RESOLVED)
    resolved = bool(closed) and closed[0].data is True
    by = log.participant(closed[0].link.author) if resolved else ""
    return Thread(
        id=thread_id,
        criterion=about.criterion,
        kind=about.kind,
        private=is_private(thread_id),
        notes=notes,
        resolved=resolved,
        resolved_by=names.get(by, ""),
    )


def _waits(log: Log, thread: Thread, roles: frozenset[Role]) -> bool:
    """Return whether an open thread waits for the reader: the last word is someone else's, and is to them.

    A word is to whoever wrote in the thread before; otherwise the director's is to the reviewers, a private one to the other
    reviewer, and everybody else's to the director.
    """
    if thread.resolved or thread.notes[-1].mine:
        return False
    if any(note.mine for note in thread.notes):
        return True
    if thread.private or Role.DIRECTOR in log.roles_of(owner_of(thread.id)):
        return bool(roles & REVIEWERS)
    return Role.DIRECTOR in roles
