"""Personal data: all that one person wrote, given to them or erased for good.

An erasure travels as a signed entry: a copy of the dossier that learns of it drops the values too, and an old file cannot
bring them back. The entries themselves stay, saying nothing, so that everyone's chain can still be verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.assessments import Changes
from cap_tui.core.entries import Draft
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import (
    ACTION,
    ANNOTATION,
    ERASABLE,
    ERASED,
    ERASURE,
    GRANT,
    MEASURE,
    PERSON,
    PRIVATE,
    SOURCE,
    target_of,
)
from cap_tui.core.measures import measure_target
from cap_tui.core.permissions import Phase, Role, demand
from cap_tui.services.errors import EraseReasonError, UnknownEntryError
from cap_tui.services.naming import person_of
from cap_tui.services.seat import Seat
from cap_tui.services.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.entries import Entry
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.environment import Environment
    from cap_tui.services.teller import Teller


class Erasing(Seat):
    """The part of an open assessment that concerns personal data."""

    summary: AssessmentSummary
    questionnaire: Questionnaire
    _participant: str
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]
    demand: Callable[[str], None]
    _teller: Callable[[], Teller]
    forget_room_of: Callable[[str], bool]

    def erase_note(self, note_id: str) -> Changes:
        """Erase the words of a remark, one's own or, for the director, anyone's.

        Raises:
            CapError: There is no such remark, it is another person's, or refused by the database.
        """
        kind = note_id.partition(":")[0]
        if kind not in (ANNOTATION, PRIVATE):
            raise UnknownEntryError
        return self._erase(lambda entry: entry.draft.target == note_id, "remark")

    def erase_source(self, indicator_id: str, year: int) -> Changes:
        """Erase where a figure comes from, in all its versions, when it names someone; the figure stays.

        Raises:
            CapError: There is no such source, it is another person's, or refused by the database.
        """
        place = (measure_target(indicator_id, year), SOURCE)
        return self._erase(lambda entry: (entry.draft.target, entry.draft.field) == place, "source")

    def erase_person(self, participant: str, reason: str) -> Changes:
        """Erase the words of all that someone wrote, and their name where the director gave it.

        On this computer, what they noted of a meeting going on is forgotten too. Lines of the plan and figures of indicators stay, which are the structure's; the sources of figures, which may name
        someone, go.

        Args:
            participant: Participant id.
            reason: Why; it stays in the history and names nobody.

        Raises:
            CapError: No reason, not one's own while not the director, nothing to erase, or refused by the database.
        """
        words = whole_text(reason).strip()
        if not words:
            raise EraseReasonError
        if participant != self._participant and Role.DIRECTOR not in self.roles:
            demand("personal_data.erase", (), self.summary.phase)
        marks = {target_of(GRANT, fingerprint(key)) for key in self._keys(participant)}

        def concerned(entry: Entry) -> bool:
            draft = entry.draft
            if draft.kind == GRANT:
                return draft.field == PERSON and draft.target in marks and Role.DIRECTOR in self.roles
            if draft.kind == ACTION or (draft.kind == MEASURE and draft.field != SOURCE):
                return False
            return self._journal.log.participant(entry.link.author) == participant

        try:
            changes = self._erase(concerned, words)
        except UnknownEntryError:  # someone who only began a meeting here wrote nothing else
            if not self.forget_room_of(participant):
                raise
            return Changes(at=self._environment.now(), whole=True)
        self.forget_room_of(participant)
        return changes

    def _keys(self, participant: str) -> tuple[str, ...]:
        log = self._journal.log
        keys = log.standing.keys(participant) or (log.key_of(participant),)
        return tuple(filter(None, keys))

    def _erase(self, concerned: Callable[[Entry], bool], reason: str) -> Changes:
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            found = [
                entry
                for entry in self._journal.log
                if concerned(entry) and _erasable(entry) and entry.hash not in self._journal.log.erased
            ]
            if not found:
                raise UnknownEntryError
            self._demand_own(found)
            return [Draft(ERASURE, target_of(ERASURE, entry.hash), ERASED, reason, group) for entry in found]

        return self._commit(drafts)

    def _demand_own(self, entries: Iterable[Entry]) -> None:
        participant = self._journal.log.participant
        others = any(participant(entry.link.author) != self._participant for entry in entries)
        if others and Role.DIRECTOR not in self.roles:
            demand("personal_data.erase", (), Phase.COLLECTING)

    def personal_data(self, participant: str = "") -> dict[str, Any]:
        """Return all that one person wrote here, ready for JSON: for themselves, or for anyone by the director.

        What the asker may not read (a colleague's opinions, private remarks) is told without its value: only the person
        gets it whole.

        Args:
            participant: Participant id; one's own when empty.

        Raises:
            NotPermittedError: Another person's, and this one is not the director.
        """
        self.demand("personal_data.export")
        of = participant or self._participant
        if of != self._participant and Role.DIRECTOR not in self.roles:
            demand("personal_data.export", (), self.summary.phase)
        log = self._journal.log
        wrote = [entry for entry in log if log.participant(entry.link.author) == of]
        return {
            "assessment": self.summary.id,
            "structure": self.summary.structure.name,
            "participant": of,
            **person_of(log, of),
            "fingerprints": [fingerprint(key) for key in self._keys(of)],
            "roles": [role.value for role in log.roles_of(of)],
            "entries": [self._written_entry(entry) for entry in wrote],
        }

    def _written_entry(self, entry: Entry) -> dict[str, Any]:
        draft, link = entry.draft, entry.link
        kept = not self._teller().may_tell(entry)
        return {
            "hash": entry.hash,
            "at": link.at,
            "installation": link.installation,
            "kind": draft.kind,
            "target": draft.target,
            "field": draft.field,
            "value": None if kept else entry.data,
            "kept_from_you": kept,
            "erased": entry.hash in self._journal.log.erased,
            "counts": self._journal.log.effective(entry),
        }


def _erasable(entry: Entry) -> bool:
    return entry.draft.kind in ERASABLE and (entry.draft.kind != GRANT or entry.draft.field == PERSON)
