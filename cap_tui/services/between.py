"""What was written between two moments of a plan: from a follow-up meeting, or the sealing of the plan, to a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.kinds import FOLLOWUP, NOTE, PHASE, PHASE_TARGET
from cap_tui.core.log import Log
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import ACTION_FIELDS, State, encode_field
from cap_tui.core.reasons import DROP_REASON, DUE_REASON, REASONS
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.minutes.data import Change, Line
from cap_tui.services.action_words import action_words
from cap_tui.services.folding import actions_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from cap_tui.core.entries import Entry
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import Note

UNTOLD = ("number", "order", *REASONS)
"""Fields that are not told as changes by themselves: a reason is told with what it explains."""

EXPLAINED = {"due": DUE_REASON, "state": DROP_REASON}
"""Field to the field that holds why it changed."""

Reasons = dict[tuple[str, str], tuple[str, ...]]
"""Action id and field to the reasons given, oldest first."""


class Between:
    """What happened to a plan between two moments, whatever the order in which it arrived here.

    Args:
        log: The assessment's log.
        questionnaire: For the codes of criteria and the names of services.
        notes: All the notes of the follow-up, newest first.
        earlier: Hashes of what had been written at the first moment; None for the sealing of the plan.
        until: The same at the second moment; None for now.
    """

    def __init__(
        self,
        log: Log,
        questionnaire: Questionnaire,
        notes: Iterable[Note],
        earlier: Container[str] | None,
        until: Container[str] | None,
    ) -> None:
        self._log = log
        self._questionnaire = questionnaire
        self._told = tuple(notes)
        self._earlier = _sealed(log) if earlier is None else earlier
        self._until = until
        found = (
            entry
            for entry in log
            if entry.hash not in self._earlier
            and (until is None or entry.hash in until)
            and log.effective(entry)
        )
        self._written = sorted(found, key=_place)

    def lines(self) -> dict[str, Line]:
        """Return every line of the plan by id, in its order, then those taken out of it, each with what happened."""
        before = _plan(_part(self._log, self._earlier))
        after = _plan(self._log if self._until is None else _part(self._log, self._until))
        reasons, notes = self._reasons(), self.notes()
        found = {}
        for key, action in {**after, **{key: one for key, one in before.items() if key not in after}}.items():
            codes = action_words("criteria", list(action.criteria), self._questionnaire)
            old, new = before.get(key), after.get(key)
            changes = self._changes(old, new, reasons) if old and new else ()
            found[key] = Line(action, codes, changes, notes.get(key, ()), added=old is None, gone=new is None)
        return found

    def notes(self) -> dict[str, tuple[Note, ...]]:
        """Return the notes written in between, oldest first, by action; under an empty id those on the whole plan."""
        targets = {entry.draft.target for entry in self._written if entry.draft.kind == FOLLOWUP}
        found: dict[str, tuple[Note, ...]] = {}
        for note in reversed(self._told):
            if note.id in targets:
                held: Any = self._log.value(note.id, NOTE)
                about = held.get("action") if isinstance(held, dict) else ""
                key = about if isinstance(about, str) else ""
                found[key] = (*found.get(key, ()), note)
        return found

    def _changes(self, old: Action, new: Action, reasons: Reasons) -> tuple[Change, ...]:
        found = []
        for name in ACTION_FIELDS:
            why = reasons.get((new.id, EXPLAINED.get(name, "")), ())
            if name == "state" and new.state is not State.DROPPED:
                why = ()
            differs = getattr(old, name) != getattr(new, name)
            if name not in UNTOLD and (differs or (name == "due" and why)):
                before, after = (self._words(name, encode_field(getattr(one, name))) for one in (old, new))
                found.append(Change(action_field_label(name), before, after, why))
        return tuple(found)

    def _words(self, field: str, value: Any) -> str:
        return action_words(field, value, self._questionnaire)

    def _reasons(self) -> Reasons:
        """Return the reasons given in between; those that were taken back are left out."""
        entries = [entry for entry in self._written if entry.draft.field in REASONS]
        undone: set[str] = set()
        for entry in entries:
            undone |= {entry.draft.undoes} - {""}
            undone.discard(entry.draft.redoes)
        found: Reasons = {}
        for entry in entries:
            draft, said = entry.draft, entry.data
            own = not (draft.undoes or draft.redoes) and draft.group not in undone
            if own and isinstance(said, str) and said:
                key = (draft.target, draft.field)
                found[key] = (*found.get(key, ()), self._words(draft.field, said))
        return found


def _sealed(log: Log) -> Container[str]:
    """Return the hashes of what had been written when the follow-up first began."""
    moves: Mapping[tuple[int, str], Any] = {
        _place(entry): entry.data for entry in log.history(PHASE_TARGET) if entry.draft.field == PHASE
    }
    end = min((place for place, phase in moves.items() if phase == Phase.FOLLOW_UP), default=None)
    return frozenset(entry.hash for entry in log if end is not None and _place(entry) <= end)


def _place(entry: Entry) -> tuple[int, str]:
    return entry.link.lamport, entry.hash


def _part(log: Log, known: Container[str]) -> Log:
    """Return the log as it was when only the entries `known` had been written."""
    part = Log(log.assessment)
    part.extend(entry for entry in log if entry.hash in known)
    return part


def _plan(log: Log) -> dict[str, Action]:
    """Return the lines of the plan by id, in the people's order."""
    lines = sorted(actions_of(log).values(), key=lambda one: (one.order, one.number, one.id))
    return {one.id: one for one in lines}
