"""Remarks on criteria, in threads: written, answered, corrected, taken away, resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ANNOTATION, NOTE, PRIVATE, REMOVED, RESOLUTION, RESOLVED, TEXT, target_of
from cap_tui.core.threads import is_private, threads_of
from cap_tui.services.review_errors import EmptyNoteError, UnknownNoteError, UnknownThreadError
from cap_tui.services.taking_part import TakingPart, names_of
from cap_tui.services.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import Changes
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import Note, NoteKind, Thread


class Annotating(TakingPart):
    """The part of an open assessment that holds remarks."""

    criterion: Callable[[str], Criterion]

    def threads(self, criterion: str = "") -> tuple[Thread, ...]:
        """Return the threads this person may read, oldest first; of one criterion (id or code), or of all.

        Raises:
            CapError: No such criterion here.
        """
        key = self.criterion(criterion).id if criterion else ""
        return tuple(thread for thread in self._threads() if key in ("", thread.criterion))

    def open_threads(self, criterion: str) -> int:
        """Return how many threads of a criterion are not resolved."""
        return sum(not thread.resolved for thread in self.threads(criterion))

    def annotate(self, criterion: str, kind: NoteKind, text: str, *, private: bool = False) -> Changes:
        """Begin a thread on a criterion.

        Args:
            criterion: Id or code.
            kind: What the remark is.
            text: Its words.
            private: Whether only the peer and the third party read it.

        Raises:
            EmptyNoteError: No words.
            CapError: Too long, or refused by the phase or the database.
        """
        key = self.criterion(criterion).id
        value = {"criterion": key, "kind": kind.value, "thread": "", "text": _words(text)}
        return self._add(PRIVATE if private else ANNOTATION, value)

    def reply(self, thread_id: str, text: str) -> Changes:
        """Answer in a thread; in a private one the answer is private.

        Raises:
            EmptyNoteError: No words.
            UnknownThreadError: No such thread for this person.
            CapError: Too long, or refused by the phase or the database.
        """
        thread = self._thread(thread_id)
        value = {
            "criterion": thread.criterion,
            "kind": thread.kind.value,
            "thread": thread.id,
            "text": _words(text),
        }
        return self._add(PRIVATE if is_private(thread.id) else ANNOTATION, value)

    def edit_note(self, note_id: str, text: str) -> Changes:
        """Change the words of one of one's own remarks; the former ones stay in the history.

        Raises:
            EmptyNoteError: No words.
            UnknownNoteError: Not one of theirs.
            CapError: Too long, or refused by the phase or the database.
        """
        words, group = _words(text), self._environment.new_id()

        def drafts() -> list[Draft]:
            note = self._own_note(note_id)
            return [] if note.text == words else [Draft(_kind(note_id), note_id, TEXT, words, group)]

        return self._commit(drafts)

    def remove_note(self, note_id: str) -> Changes:
        """Take one of one's own remarks out of its thread; the answers to it stay, and so does the history.

        Raises:
            UnknownNoteError: Not one of theirs.
            CapError: Refused by the phase or the database.
        """
        group, gone = self._environment.new_id(), True
        return self._commit(lambda: [Draft(_kind(note_id), self._own_note(note_id).id, REMOVED, gone, group)])

    def resolve(self, thread_id: str, on: bool = True) -> Changes:  # noqa: FBT001, FBT002 - the value written
        """Close a thread, or open it again.

        Raises:
            UnknownThreadError: No such thread for this person.
            CapError: Refused by the phase or the database.
        """
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            thread = self._thread(thread_id)
            target = target_of(RESOLUTION, thread.id)
            return [] if thread.resolved == on else [Draft(RESOLUTION, target, RESOLVED, on, group)]

        return self._commit(drafts)

    def _add(self, kind: str, value: dict[str, str]) -> Changes:
        new, group = self._environment.new_id(), self._environment.new_id()
        return self._commit(lambda: [Draft(kind, target_of(kind, self._my_id, new), NOTE, value, group)])

    def _threads(self) -> tuple[Thread, ...]:
        log = self._journal.log
        roles = log.roles(self._author.key.public)
        return threads_of(log, reader=self._my_id, roles=roles, names=names_of(log))

    def _thread(self, thread_id: str) -> Thread:
        found = next((thread for thread in self._threads() if thread.id == thread_id), None)
        if found is None:
            raise UnknownThreadError
        return found

    def _own_note(self, note_id: str) -> Note:
        notes = (note for thread in self._threads() for note in thread.notes)
        found = next((note for note in notes if note.id == note_id and note.mine and not note.erased), None)
        if found is None:
            raise UnknownNoteError
        return found


def _kind(note_id: str) -> str:
    return PRIVATE if is_private(note_id) else ANNOTATION


def _words(text: str) -> str:
    words = whole_text(text).strip()
    if not words:
        raise EmptyNoteError
    return words
