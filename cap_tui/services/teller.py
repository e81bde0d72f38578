"""Tells entries to one person, in words: what they may not read is not told, nor who of the team said what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core import kinds
from cap_tui.core.dates import moment
from cap_tui.core.effects import EFFECT_NAMES, Effect
from cap_tui.core.kinds import rest_of
from cap_tui.core.measures import placed
from cap_tui.core.permissions import Role
from cap_tui.core.positions import Position
from cap_tui.core.review import LogLine
from cap_tui.core.text import clean, one_line
from cap_tui.i18n import _
from cap_tui.services.content import passed
from cap_tui.services.entry_words import entry_words, kind_words
from cap_tui.services.measure_words import measure_name
from cap_tui.services.naming import names_by_key
from cap_tui.services.upgrade_preview import change_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.past import Past

_REVIEWERS = frozenset({Role.PEER, Role.THIRD_PARTY})
_NAMED = _REVIEWERS | {Role.DIRECTOR}
"""Roles whose opinions are told with their names."""


class Teller:
    """Tells entries to one person.

    Args:
        log: The assessment's log.
        questionnaire: Its content.
        reader: Participant id of the person.
        roles: Of the person.
        hidden: Whether others' opinions are hidden from them now.
        past: The versions of the questionnaire that the evaluation passed through; None when only one is known.
    """

    def __init__(
        self,
        log: Log,
        questionnaire: Questionnaire,
        reader: str,
        roles: Iterable[Role],
        *,
        hidden: bool = False,
        past: Past | None = None,
    ) -> None:
        self._log = log
        self._questionnaire = questionnaire
        self._reader = reader
        self._reviews = not _REVIEWERS.isdisjoint(roles)
        self._hidden = hidden
        self._past = past
        self._names = names_by_key(log)

    def may_tell(self, entry: Entry) -> bool:
        """Return whether the person may read an entry."""
        draft = entry.draft
        if kinds.is_private(draft):
            return self._reviews
        author = self._log.participant(entry.link.author)
        if author == self._reader:
            return True
        if draft.kind == kinds.RETAINED:  # it says, with its reason, where everyone stood
            return not self._hidden
        if draft.kind != kinds.OPINION:
            return True
        of = self._log.standing.standing(entry.link.author)
        ever = of.roles.union(*(span.roles for span in of.before))
        held = (
            self._held(entry) or ever
        )  # a role withdrawn still tells whose voice it was: the team's, or a name
        return not held.isdisjoint(_NAMED) and Role.CONTRIBUTOR not in held and not self._hidden

    def _held(self, entry: Entry) -> frozenset[Role]:
        """Return the roles an entry was written under."""
        return self._log.standing.standing(entry.link.author).roles_at(entry.hash)

    def lines(self, entries: Iterable[Entry]) -> tuple[LogLine, ...]:
        """Return the facts the person may read, oldest first."""
        told = sorted(filter(self.may_tell, entries), key=lambda entry: (entry.link.lamport, entry.hash))
        return tuple(self.line(entry) for entry in told)

    def line(self, entry: Entry) -> LogLine:
        """Return an entry as a fact."""
        draft, link = entry.draft, entry.link
        effect = self._log.effect(entry)
        held, about = self._held(entry), self._about(entry)
        return LogLine(
            hash=entry.hash,
            at=moment(link.at),
            author=self._names.get(link.author, link.author[:8]),
            role=next((role for role in Role if role in held), None),
            kind=one_line(draft.kind),
            criterion=about if about in self._questionnaire.criteria else "",
            about=about,
            what=self._what(entry),
            field=one_line(draft.field),
            before=self._words(entry, self._before(entry)),
            after=_("(not here)") if entry.value is None else self._after(entry),
            installation=one_line(link.installation),
            effect="" if effect is Effect.COUNTS else EFFECT_NAMES[effect],
            mark="undo" if draft.undoes else "redo" if draft.redoes else "",
        )

    def _words(self, entry: Entry, value: Any) -> str:
        """Return a value of an entry's field, in the words of the version that asked."""
        if self._changes_version(entry):
            named = passed(self._log, value)
            return entry_words(entry.draft, {"version": named.version if named else "?"}, self._questionnaire)
        position = Position.from_json(value)
        key = self._about(entry)
        book = self._past.book(key, position.level if position else "") if self._past and key else None
        return entry_words(entry.draft, value, book or self._questionnaire)

    def _after(self, entry: Entry) -> str:
        """Return what an entry wrote; for a passage to another version, with what it did to the criteria."""
        words = self._words(entry, entry.data)
        if not self._changes_version(entry) or self._past is None:
            return words
        left, entered = passed(self._log, self._before(entry)), passed(self._log, entry.data)
        comparison = self._past.between(left, entered) if left and entered else None
        told = change_words(comparison) if comparison else ""
        return f"{words} ({told})" if told else words

    @staticmethod
    def _changes_version(entry: Entry) -> bool:
        return (entry.draft.kind, entry.draft.field) == (kinds.QUESTIONNAIRE, kinds.VERSION)

    def _before(self, entry: Entry) -> Any:
        """Return the value an entry replaced, as far as the person may read it."""
        replaced = [found for name in entry.link.replaces if (found := self._log.get(name))]
        key = (entry.draft.target, entry.draft.field)
        same = [
            item for item in replaced if (item.draft.target, item.draft.field) == key and self.may_tell(item)
        ]
        return max(same, key=lambda item: (item.link.lamport, item.hash)).data if same else None

    def _about(self, entry: Entry) -> str:
        """Return the key of the criterion an entry is about, of whatever version; empty for none."""
        draft = entry.draft
        found = ""
        if draft.kind == kinds.OPINION:
            found = draft.target.partition("/")[2]
        elif draft.kind == kinds.RETAINED:
            found = rest_of(draft.target)
        elif draft.kind in (kinds.ANNOTATION, kinds.PRIVATE):
            found = self._noted(draft.target)
        elif draft.kind == kinds.RESOLUTION:
            found = self._noted(rest_of(draft.target))
        elif draft.kind == kinds.MEASURE and (place := placed(draft.target)):
            carried = self._questionnaire.indicators.get(place[0])
            found = carried[0].id if carried else ""
        return found

    def _noted(self, target: str) -> str:
        note = self._log.value(target, kinds.NOTE)
        criterion = note.get("criterion") if isinstance(note, dict) else ""
        return criterion if isinstance(criterion, str) else ""

    def _what(self, entry: Entry) -> str:
        draft = entry.draft
        key = self._about(entry)
        live = self._questionnaire.criteria.get(key)
        former = self._past.code(key) if self._past else ""
        code = live.code if live else former
        title = self._action_title(draft.target) if draft.kind == kinds.ACTION else ""
        if draft.kind == kinds.MEASURE:
            title = measure_name(draft, self._questionnaire)
        return " · ".join(filter(None, (kind_words(draft.kind), code, title)))

    def _action_title(self, target: str) -> str:
        title = self._log.value(target, "title")
        line = self._log.value(target, kinds.LINE)
        found = title or (line.get("title") if isinstance(line, dict) else "")
        return clean(found, multiline=False) if isinstance(found, str) else ""
