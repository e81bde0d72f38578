"""Who is who in one assessment, and in what roles, from its first entry, its grants and its changes of key.

The director is whoever began it. Others have a role by a grant that the director signed over their fingerprint; a person
who changes key says so with the old one, and stays the same participant. A grant that changes or withdraws a role says up to
where what the person wrote was known: that keeps its effect, what comes after has that of the new roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.core.chains import ends_of
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import (
    GRANT,
    KEY_DIGITS,
    ROLES,
    SUCCESSION,
    participant_of,
    rest_of,
)
from cap_tui.core.permissions import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.chains import Covered, Paths
    from cap_tui.core.entries import Entry

_INSIDE = frozenset({Role.DIRECTOR, Role.CONTRIBUTOR})
_OUTSIDE = frozenset({Role.PEER, Role.THIRD_PARTY})
NO_ROLES: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """Roles someone had, for what they wrote up to a frontier.

    Attributes:
        known: The entries within it.
    """

    roles: frozenset[Role]
    known: Covered


@dataclass(frozen=True, slots=True)
class Standing:
    """What one public key is.

    Attributes:
        participant: Participant id of the person.
        roles: Current roles.
        before: Earlier roles, oldest first.
        until: What the key wrote that counts, once another took its place; None while it is the person's key.
    """

    participant: str
    roles: frozenset[Role] = NO_ROLES
    before: tuple[Span, ...] = ()
    until: Covered | None = None

    @property
    def constant(self) -> bool:
        """Whether the roles are the same for everything the key wrote."""
        return not self.before and self.until is None

    @property
    def known(self) -> bool:
        """Whether the person holds or held a role."""
        return bool(self.roles) or any(span.roles for span in self.before)

    def roles_at(self, entry_hash: str) -> frozenset[Role]:
        """Return the roles that count for one of the key's entries."""
        if self.until is not None and entry_hash not in self.until:
            return NO_ROLES
        return next((span.roles for span in self.before if entry_hash in span.known), self.roles)


class People:
    """The people of one assessment, as its entries say.

    Args:
        root: Public key of who began it; empty while its first entry is not here.
        entries: Its grants and successions, in any order; others are passed over.
        paths: Of all its entries.
    """

    def __init__(self, root: str, entries: Iterable[Entry], paths: Paths) -> None:
        found = sorted(entries, key=lambda entry: (entry.link.lamport, entry.hash))
        successions: dict[str, list[Entry]] = {}
        for entry in found:
            if entry.draft.kind == SUCCESSION:
                successions.setdefault(entry.link.author, []).append(entry)
        self.root = root
        self.paths = paths
        self._next: dict[str, tuple[str, Covered]] = {}
        self._person: dict[str, str] = {}
        self._keys: dict[str, list[str]] = {}
        self._granted: dict[str, tuple[frozenset[Role], tuple[Span, ...]]] = {}
        self._standings: dict[str, Standing] = {}
        self._third_parties: tuple[tuple[Entry, tuple[Entry, ...]], ...] | None = None
        self._grants = [entry for entry in found if _is_grant(entry)]
        self._named = self._names_given(successions)
        if root:
            self._follow(root, successions)
        self._grant()
        for key in successions:
            if key not in self._person and fingerprint_or_none(key) in self._granted:
                self._follow(key, successions)

    def _names_given(self, successions: Mapping[str, list[Entry]]) -> frozenset[str]:
        """Return the fingerprints that whoever may be the director ever named: nobody takes their keys."""
        directors, more = {self.root}, [self.root]
        while more:
            keys = {rest_of(entry.draft.target) for entry in successions.get(more.pop(), ())}
            more += keys - directors
            directors |= keys
        return frozenset(
            rest_of(entry.draft.target) for entry in self._grants if entry.link.author in directors
        )

    def _follow(self, first: str, successions: Mapping[str, list[Entry]]) -> None:
        """Follow a person from key to key."""
        person = participant_of(first)
        key: str | None = first
        while key is not None:
            self._person[key] = person
            self._keys.setdefault(person, []).append(key)
            choices = [
                (entry, known)
                for entry in successions.get(key, ())
                if self._free(rest_of(entry.draft.target)) and (known := self._known(entry)).size
            ]
            # Of two that claim to follow, the one that knew most of the person: neither clock nor hash is trusted first.
            chosen = max(choices, key=lambda item: (item[1].size, item[0].hash), default=None)
            if chosen is None:
                return
            following, known = rest_of(chosen[0].draft.target), chosen[1]
            self._next[key] = (following, known)
            key = following

    def _known(self, entry: Entry) -> Covered:
        """Return what a key wrote up to the entry that names its successor, this one included."""
        return self.paths.covered(ends_of(entry.data), entry)

    def _free(self, key: str) -> bool:
        name = fingerprint_or_none(key)
        return key not in self._person and name is not None and name not in self._named

    def _grant(self) -> None:
        director = participant_of(self.root)
        mine = [
            entry
            for entry in self._grants
            if self._person.get(entry.link.author) == director and self._in_time(entry)
        ]
        replaced = {name for entry in mine for name in entry.link.replaces}
        for entry in mine:  # the highest (lamport, hash) comes last and is the one shown
            if entry.hash not in replaced:
                self._granted[rest_of(entry.draft.target)] = self._roles_in(entry.data)

    def _in_time(self, entry: Entry) -> bool:
        following = self._next.get(entry.link.author)
        return following is None or entry.hash in following[1]

    def _roles_in(self, data: Any) -> tuple[frozenset[Role], tuple[Span, ...]]:
        """Read the value of a grant; one of another form, or with roles that exclude each other, gives none."""
        before = data.get("before") if isinstance(data, dict) else None
        spans = tuple(
            Span(roles_named(item), self.paths.covered(ends_of(item)))
            for item in (before if isinstance(before, list) else ())
        )
        return roles_named(data), spans

    def standing(self, author: str) -> Standing:
        """Return what a public key is; a stranger has no role."""
        found = self._standings.get(author)
        if found is None:
            found = self._standings[author] = self._standing(author)
        return found

    def _standing(self, author: str) -> Standing:
        person = self._person.get(author, participant_of(author))
        following = self._next.get(author)
        until = following[1] if following else None
        if self.root and person == participant_of(self.root):
            return Standing(person, frozenset({Role.DIRECTOR}), (), until)
        first = self._keys.get(person, [author])[0]
        roles, before = self._granted.get(fingerprint_or_none(first) or "", (NO_ROLES, ()))
        return Standing(person, roles, before, until)

    def keys(self, participant: str) -> tuple[str, ...]:
        """Return the public keys of a participant, the current one last; empty when none is known yet."""
        return tuple(self._keys.get(participant, ()))

    def granted(self) -> Mapping[str, frozenset[Role]]:
        """Return the fingerprints that were granted something, with the current roles (none once withdrawn)."""
        return {name: roles for name, (roles, _before) in self._granted.items()}

    def successor(self, key: str) -> str:
        """Return the key that took the place of `key`; empty when none did."""
        following = self._next.get(key)
        return following[0] if following else ""

    @property
    def third_parties(self) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """The director's entries that make someone third party, each with those of theirs that replace it."""
        if self._third_parties is None:
            director = participant_of(self.root)
            mine = [
                entry
                for entry in self._grants
                if self._person.get(entry.link.author) == director and self._in_time(entry)
            ]
            replacing: dict[str, list[Entry]] = {}
            for entry in mine:
                for name in entry.link.replaces:
                    replacing.setdefault(name, []).append(entry)
            self._third_parties = tuple(
                (entry, tuple(replacing.get(entry.hash, ())))
                for entry in mine
                if Role.THIRD_PARTY in roles_named(entry.data)
            )
        return self._third_parties


def fingerprint_or_none(key: str) -> str | None:
    """Return the fingerprint of a public key; None for what is not one."""
    if len(key) != KEY_DIGITS:
        return None
    try:
        return fingerprint(key)
    except ValueError:
        return None


def compatible(roles: frozenset[Role]) -> bool:
    """Return whether one person may hold these roles together (see the extra rules of the permissions)."""
    return not (roles & _INSIDE and roles & _OUTSIDE) and not roles >= _OUTSIDE


def roles_named(data: Any) -> frozenset[Role]:
    """Return the roles that a value names; none when they exclude each other, and never that of director."""
    names = data.get(ROLES) if isinstance(data, dict) else None
    if not isinstance(names, list):
        return NO_ROLES
    roles = frozenset(role for role in Role if role.value in names and role is not Role.DIRECTOR)
    return roles if compatible(roles) else NO_ROLES


def _is_grant(entry: Entry) -> bool:
    draft = entry.draft
    return draft.kind == GRANT and draft.field == ROLES and draft.target.startswith(f"{GRANT}:")
