"""The live versions of every field: what is left once each version has taken the place of those it replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.kinds import ACTION, PREFIXED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.chains import Paths
    from cap_tui.core.entries import Entry

Key = tuple[str, str]
"""Target and field."""

_INDEXED = PREFIXED | {ACTION}


class Fold:
    """Heads of each (target, field), from entries that count, taken in any order.

    Attributes:
        heads: Field to the versions that none replaces, by hash; `live` says which of them are shown.
        history: Field to all its versions, as they came.
        targets: Kind to the targets that have entries, in the order they came; not of opinions.
        conflicts: Fields with several of them.
        lamport: The largest clock among the entries.
    """

    def __init__(self) -> None:
        self.heads: dict[Key, dict[str, Entry]] = {}
        self.history: dict[Key, list[Entry]] = {}
        self.targets: dict[str, dict[str, None]] = {}
        self.conflicts: set[Key] = set()
        self.lamport = 0
        self._replaced: dict[Key, set[str]] = {}

    def take(self, entry: Entry) -> None:
        """Take in an entry that counts, once."""
        draft, link = entry.draft, entry.link
        key = (draft.target, draft.field)
        known = self.history.get(key)
        if known is None:
            self.history[key] = [entry]
            self._replaced[key] = set(link.replaces)
            heads = self.heads[key] = {}
            if draft.kind in _INDEXED:
                self.targets.setdefault(draft.kind, {})[draft.target] = None
        else:
            known.append(entry)
            heads = self.heads[key]
            self._replaced[key].update(link.replaces)
            for name in link.replaces:
                heads.pop(name, None)
        if entry.hash not in self._replaced[key]:
            heads[entry.hash] = entry
        if len(heads) > 1:
            self.conflicts.add(key)
        elif self.conflicts:
            self.conflicts.discard(key)
        if link.lamport > self.lamport:  # noqa: PLR1730 - a call an entry, thousands at an opening
            self.lamport = link.lamport


def live(heads: Mapping[str, Entry], paths: Paths) -> list[Entry]:
    """Return the versions to show, the first one first: of each chain, only those that none of its later ones follows.

    What a person wrote later takes the place of what they wrote before, whatever it says it replaces. A function of the
    versions alone, and never empty when they are not.

    Args:
        heads: The versions that none replaces, by hash.
        paths: Of all entries.
    """
    found = list(heads.values())
    if len(found) > 1:
        found = _last_of_each_chain(found, paths)
        found.sort(key=lambda entry: (entry.link.lamport, entry.hash), reverse=True)
    return found


def _last_of_each_chain(entries: list[Entry], paths: Paths) -> list[Entry]:
    chains: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        chains.setdefault(entry.chain, {})[entry.hash] = entry
    return [ones[name] for ones in chains.values() for name in paths.last_of(ones)]
