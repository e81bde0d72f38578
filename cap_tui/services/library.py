"""The questionnaires an open evaluation may read: those kept with it, and the files of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.folders import CACHE, find_questionnaires
from cap_tui.services.content import Shelf
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cap_tui.catalogue.folders import FoundQuestionnaire
    from cap_tui.core.errors import CapError
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.storage.opened import Opened


class Library(Shelf):
    """What is kept in the database, what is about to be, and the files of this machine.

    Args:
        opened: The database.
        data_dir: The person's data folder.
        shared: Questionnaires read already, by SHA-256, completed: evaluations that follow the same one hold it once.
    """

    def __init__(
        self, opened: Opened, data_dir: Path, shared: dict[str, Questionnaire] | None = None
    ) -> None:
        super().__init__(self._kept, data_dir / CACHE)
        self._shared = {} if shared is None else shared
        self._opened = opened
        self._data_dir = data_dir
        self._offered: dict[str, bytes] = {}

    def _kept(self, digest: str) -> bytes | None:
        if digest in self._offered:
            return self._offered[digest]
        with reading(self._opened.engine, self._opened.path) as connection:
            return ledger.pinned(connection, digest)

    def get(self, digest: str) -> Questionnaire | None:
        """Return a questionnaire as its file says it; None when it is not here, in this very database, or is refused."""
        read = None if digest in self._known else self._shared.get(digest)
        if read is not None and self.content(digest) is not None:
            self._known[digest] = read
        found = super().get(digest)
        if found is not None:
            self._shared[digest] = found
        return found

    def offer(self, digest: str, content: bytes) -> None:
        """Hold a content that an entry is about to name; it is kept in the database with that entry."""
        self._offered[digest] = content
        self._refused.discard(digest)

    def found(self) -> list[FoundQuestionnaire]:
        """Return the questionnaire files of this machine, each with its problems if any."""
        return find_questionnaires(self._data_dir, self._data_dir / CACHE)

    @property
    def cache(self) -> Path:
        """Where questionnaires already checked are kept."""
        return self._data_dir / CACHE

    @property
    def refusal(self) -> CapError:
        """Why nothing can be written, when it is so."""
        return self._opened.refusal()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._opened.read_only

    def back_up(self, at: datetime) -> Path | None:
        """Copy the database before an evaluation passes to another version, and return the copy; None for a shared one."""
        return self._opened.back_up(at, "upgrade")
