"""The log of one assessment and its fold: what is true once every effective entry is taken into account.

For each (target, field) the heads are the effective entries that no effective entry replaces. One head is the value;
several are concurrent versions, all kept, the highest (lamport, hash) shown first. Entries may be added in any order
and more than once: the state is a function of their set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import ACTION, GENESIS, GRANT, OPINION, PHASE, well_placed
from cap_tui.core.permissions import Phase, Role, may

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cap_tui.core.entries import Entry

Key = tuple[str, str]

_WRITES: Mapping[str, tuple[str, ...]] = {
    OPINION: ("opinion.write",),
    ACTION: ("action.write", "action.progress"),
    PHASE: ("phase.advance", "phase.reopen"),
    GRANT: ("participant.grant", "participant.revoke"),
}

_WRITERS: Mapping[str, frozenset[Role]] = {
    kind: frozenset(
        role
        for role in Role
        if any(may(action, role, phase).allowed for action in actions for phase in Phase)
    )
    for kind, actions in _WRITES.items()
}
"""Who may ever write each kind, in some phase."""


class Log:
    """Entries of one assessment, folded as they come.

    Attributes:
        assessment: Hash of the first entry; when not given, that of the first one that arrives, and entries that arrive
            before it wait for it.
    """

    def __init__(self, assessment: str = "") -> None:
        self.assessment = assessment
        self.lamport = 0
        self._waiting: dict[str, Entry] = {}
        self._entries: dict[str, Entry] = {}
        self._heads: dict[Key, dict[str, Entry]] = {}
        self._replaced: dict[Key, set[str]] = {}
        self._chains: dict[Key, Entry] = {}
        self._roles: dict[str, frozenset[Role]] = {}
        self._of_key: dict[Key, list[Entry]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __contains__(self, entry_hash: object) -> bool:
        return entry_hash in self._entries

    def add(self, entry: Entry) -> bool:
        """Take an entry in; return False when it was known or belongs to another assessment."""
        if entry.hash in self._entries or entry.hash in self._waiting:
            return False
        first = entry.draft.kind == GENESIS and not entry.link.assessment
        if not self.assessment and not first:
            self._waiting[entry.hash] = entry
            return True
        self.assessment = self.assessment or entry.hash
        if (entry.hash if first else entry.link.assessment) != self.assessment:
            return False
        self._entries[entry.hash] = entry
        self.lamport = max(self.lamport, entry.link.lamport)
        chain = (entry.link.author, entry.link.installation)
        last = self._chains.get(chain)
        if last is None or entry.link.seq > last.link.seq:
            self._chains[chain] = entry
        if entry.draft.kind in (GENESIS, GRANT):
            self._refold()
        elif self.effective(entry):
            self._fold(entry)
        if first:
            waiting, self._waiting = self._waiting, {}
            self.extend(waiting.values())
        return True

    def extend(self, entries: Iterable[Entry]) -> int:
        """Take entries in, in any order; return how many were new."""
        return sum(self.add(entry) for entry in entries)

    def effective(self, entry: Entry) -> bool:
        """Return whether the author held a role that may ever write this kind, on their own things only."""
        if entry.draft.kind == GENESIS:
            return entry.hash == self.assessment
        if not well_placed(entry.draft, entry.link.author):
            return False
        roles = self._roles.get(entry.link.author, frozenset())
        return not roles.isdisjoint(_WRITERS.get(entry.draft.kind, ()))

    @property
    def director(self) -> str:
        """The public key that began the assessment; empty until its first entry is here."""
        first = self._entries.get(self.assessment)
        return first.link.author if first else ""

    def roles(self, author: str) -> frozenset[Role]:
        """Return the roles of a public key in this assessment."""
        return self._roles.get(author, frozenset())

    def people(self) -> list[str]:
        """Return the public keys that hold a role, the director first."""
        return list(self._roles)

    def _fold(self, entry: Entry) -> None:
        key = (entry.draft.target, entry.draft.field)
        replaced = self._replaced.setdefault(key, set())
        heads = self._heads.setdefault(key, {})
        self._of_key.setdefault(key, []).append(entry)
        replaced.update(entry.link.replaces)
        for name in entry.link.replaces:
            heads.pop(name, None)
        if entry.hash not in replaced:
            heads[entry.hash] = entry

    def _refold(self) -> None:
        """Start again: a grant may give effect to entries that came before it."""
        self._heads, self._replaced, self._of_key = {}, {}, {}
        root = self.director
        self._roles = {root: frozenset({Role.DIRECTOR})} if root else {}
        for entry in self._entries.values():
            if entry.draft.kind == GRANT and entry.link.author == root and well_placed(entry.draft, root):
                self._fold(entry)
        for (target, field), _heads in list(self._heads.items()):
            value = self.value(target, field)
            if isinstance(value, list) and target != root:
                self._roles[target] = frozenset(role for role in Role if role.value in value)
        for entry in self._entries.values():
            if entry.draft.kind != GRANT and self.effective(entry):
                self._fold(entry)

    def heads(self, target: str, field: str) -> list[Entry]:
        """Return the live versions of a field, the one to show first."""
        found = self._heads.get((target, field), {}).values()
        return sorted(found, key=lambda entry: (entry.link.lamport, entry.hash), reverse=True)

    def value(self, target: str, field: str, default: Any = None) -> Any:
        """Return the value of a field: its first head's, or `default`."""
        live = self.heads(target, field)
        return live[0].data if live else default

    def written(self) -> Iterator[Key]:
        """Yield every (target, field) that has a value."""
        return iter(self._heads)

    def history(self, target: str) -> list[Entry]:
        """Return the effective entries of a target, oldest first."""
        by_key = list(self._of_key.items())  # a copy: another thread may be adding
        found = [entry for (of, _field), entries in by_key if of == target for entry in list(entries)]
        return sorted(found, key=lambda entry: (entry.link.lamport, entry.hash))

    def last(self, author: str, installation: str) -> Entry | None:
        """Return the end of an author's chain on one installation."""
        return self._chains.get((author, installation))
