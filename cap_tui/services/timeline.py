"""The history of a dossier: who wrote what, when, on which machine; and the state after any moment of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.services.earlier import Earlier
from cap_tui.services.errors import UnknownEntryError
from cap_tui.services.seat import Seat
from cap_tui.services.teller import Teller

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import LogLine
    from cap_tui.services.past import Past


class Telling(Seat):
    """The part of an open assessment that tells its history."""

    questionnaire: Questionnaire
    _participant: str
    hidden: Callable[[], str]
    past: Callable[[], Past]
    summary: AssessmentSummary
    _followed_in: Callable[[Log], Questionnaire]

    def _teller(self) -> Teller:
        hidden = bool(self.roles and self.hidden())
        return Teller(
            self._journal.log,
            self.questionnaire,
            self._participant,
            self.roles,
            hidden=hidden,
            past=self.past(),
        )

    def timeline(
        self, *, criterion: str = "", author: str = "", kind: str = "", text: str = ""
    ) -> tuple[LogLine, ...]:
        """Return what happened, newest first, as far as this person may read it.

        Args:
            criterion: Only about this criterion (its id), whatever version asks or asked it.
            author: Only by the person of this name.
            kind: Only entries of this kind.
            text: Only lines that hold these words.
        """
        wanted = text.casefold()
        return tuple(
            line
            for line in reversed(self._teller().lines(self._journal.log))
            if criterion in ("", line.about)
            and author in ("", line.author)
            and kind in ("", line.kind)
            and wanted in f"{line.what} {line.author} {line.before} {line.after}".casefold()
        )

    def as_of(self, entry_hash: str) -> Earlier:
        """Return the state just after an entry.

        Raises:
            UnknownEntryError: There is no such entry, or this person may not read it.
        """
        log = self._journal.log
        last = log.get(entry_hash)
        if last is None or not self._teller().may_tell(last):
            raise UnknownEntryError
        own_only = bool(self.roles and self.hidden())
        kinds = self.summary.structure.kinds
        return Earlier.of(log, last, self._followed_in, kinds, self._participant, own_only=own_only)
