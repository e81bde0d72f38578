"""Versions of a field written apart: all shown, one kept by whoever may write the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ACTION, ANNOTATION, MEASURE, OPINION, PRIVATE, QUESTIONNAIRE, RETAINED
from cap_tui.core.review import Version, VersionedField
from cap_tui.services.errors import UnknownEntryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import Changes
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Journal
    from cap_tui.services.teller import Teller

_TOLD = frozenset({OPINION, ACTION, RETAINED, MEASURE, ANNOTATION, PRIVATE, QUESTIONNAIRE})


class Versioning:
    """The part of an open assessment that concerns concurrent versions."""

    _journal: Journal
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]
    _teller: Callable[[], Teller]

    def versions(self) -> tuple[VersionedField, ...]:
        """Return the fields of which several versions were written apart, as far as this person may read them."""
        teller = self._teller()
        found = []
        for target, field in self._journal.log.conflicts():
            live = self._journal.log.heads(target, field)
            if not live or live[0].draft.kind not in _TOLD or not all(map(teller.may_tell, live)):
                continue
            told = [teller.line(entry) for entry in live]
            versions = tuple(
                Version(line.hash, line.author, line.at, line.after, shown=line is told[0]) for line in told
            )
            found.append(VersionedField(target, field, told[0].criterion, told[0].what, versions))
        return tuple(found)

    def keep_version(self, target: str, field: str, entry_hash: str) -> Changes:
        """Keep one of several versions; the history holds the others.

        Raises:
            UnknownEntryError: It is not one of the live versions any more.
            CapError: The field is another person's, or refused by the phase or the database.
        """

        def drafts() -> list[Draft]:
            live = self._journal.log.heads(target, field)
            kept = next((entry for entry in live if entry.hash == entry_hash), None)
            if kept is None:
                raise UnknownEntryError
            return [Draft(kept.draft.kind, target, field, kept.data, self._environment.new_id())]

        return self._commit(drafts)
