"""Keeps what is typed in a text field: saved soon after the first keystroke, and whenever the field is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import Changes
    from cap_tui.core.errors import CapError
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.saver import Saver

DELAY = 1.5
"""Seconds from the first unsaved keystroke to its save; the promise is two."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the evaluation.

    Attributes:
        criterion: Its id.
        field: One of `TEXT_FIELDS`.
    """

    criterion: str
    field: str


class TextKeeper:
    """The texts being typed.

    Args:
        dossier: Where they are stored.
        saver: The queue of writes.
        new_id: Makes the id of a stay in a field, so that its saves are undone as one.
        on_done: Called with what a save changed.
        on_error: Called with what it met; the text stays here, and is tried again.
    """

    def __init__(
        self,
        dossier: Dossier,
        saver: Saver,
        new_id: Callable[[], str],
        on_done: Callable[[Changes], None],
        on_error: Callable[[CapError], None],
    ) -> None:
        self._dossier, self._saver, self._new_id = dossier, saver, new_id
        self._on_done, self._on_error = on_done, on_error
        self._typed: dict[Place, str] = {}
        self._submitted: dict[Place, str] = {}
        self._place: Place | None = None
        self._visit = ""

    @property
    def place(self) -> Place | None:
        """The text being typed, or None."""
        return self._place

    def enter(self, place: Place) -> str:
        """Begin a stay in a text; return what to show: what was typed last, saved or not."""
        self._place = place
        self._visit = self._new_id()
        return self.text(place)

    def leave(self) -> None:
        """End the stay; what was typed was flushed before."""
        self._place = None

    def text(self, place: Place) -> str:
        """Return a text as last typed, saved or not."""
        stored = self._dossier.opinion(place.criterion).text(place.field)
        return self._typed.get(place, stored)

    def typed(self, text: str) -> bool:
        """Take in what the field holds; return whether it waits to be saved."""
        if self._place is None:
            return False
        text = clean(text)
        stored = self._dossier.opinion(self._place.criterion).text(self._place.field)
        if text == self._submitted.get(self._place, stored):
            if self._place in self._submitted:
                self._typed[self._place] = text
            else:
                self._typed.pop(self._place, None)
            self._saver.forget(self._place)
            return False
        self._typed[self._place] = text
        self._saver.unsaved(self._place)
        return True

    def flush(self, text: str) -> None:
        """Ask for the text being typed to be saved, if it changed."""
        if self._place is not None and self.typed(text):
            self._submit(self._place, clean(text))

    def replace(self, place: Place, text: str) -> None:
        """Save a text written elsewhere than in the field."""
        self._typed[place] = clean(text)
        self._visit = self._new_id()
        self._submit(place, self._typed[place])

    def _submit(self, place: Place, words: str) -> None:
        visit = self._visit
        self._submitted[place] = words
        self._saver.submit(
            lambda: self._dossier.write(place.criterion, place.field, words, visit=visit),
            lambda changes: self._saved(place, words, changes),
            lambda error: self._failed(place, words, error),
            key=place,
        )

    def _saved(self, place: Place, words: str, changes: Changes) -> None:
        if self._submitted.get(place) == words:
            del self._submitted[place]
        if self._typed.get(place) == words:
            del self._typed[place]
        self._on_done(changes)

    def _failed(self, place: Place, words: str, error: CapError) -> None:
        if self._submitted.get(place) == words:
            del self._submitted[place]
        self._on_error(error)
