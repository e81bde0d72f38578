"""The live versions of every field: what is left once each version has taken the place of those it replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.kinds import ACTION, PREFIXED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cap_tui.core.chains import Paths
    from cap_tui.core.entries import Entry

Key = tuple[str, str]
"""Target and field."""

_INDEXED = PREFIXED | {ACTION}


class Fold:
    """Heads of each (target, field), from entries that count, taken in any order.

    Attributes:
        heads: Field to the versions that none replaces, by hash; `live` says which of them are shown.
        history: Field to the hashes of all its versions, as they came.
        targets: Kind to the targets that have entries, in the order they came; not of opinions.
        conflicts: Fields with several of them.
        lamport: The largest clock among the entries.
    """

    def __init__(self) -> None:
        self.heads: dict[Key, dict[str, Entry]] = {}
        self.history: dict[Key, list[str]] = {}
        self.targets: dict[str, dict[str, None]] = {}
        self.conflicts: set[Key] = set()
        self.lamport = 0
        self._early: dict[Key, set[str]] = {}
        """Field to versions that another took the place of before they came, among others that will not come."""

    def take(self, entry: Entry) -> None:
        """Take in an entry that counts, once."""
        draft, link = entry.draft, entry.link
        key = (draft.target, draft.field)
        known = self.history.get(key)
        if known is None:
            self.history[key] = [entry.hash]
            heads = self.heads[key] = {}
            if draft.kind in _INDEXED:
                self.targets.setdefault(draft.kind, {})[draft.target] = None
        else:
            known.append(entry.hash)
            heads = self.heads[key]
        for name in link.replaces:
            if heads.pop(name, None) is None:
                self._early.setdefault(key, set()).add(name)
        if not self._early or entry.hash not in self._early.get(key, ()):
            heads[entry.hash] = entry
        if len(heads) > 1:
            self.conflicts.add(key)
        elif self.conflicts:
            self.conflicts.discard(key)
        if link.lamport > self.lamport:  # noqa: PLR1730 - a call an entry, thousands at an opening
            self.lamport = link.lamport

    def outline(self, places: Mapping[str, int]) -> dict[str, Any]:
        """Return the fold as plain JSON data that names entries by their place, and neither fields nor people.

        Args:
            places: Hash of each entry to its place.
        """
        one = {key: places[next(iter(heads))] for key, heads in self.heads.items()}  # heads are never empty
        of = {target: place for (target, _field), place in one.items()}
        return {
            "fields": [
                [[places[name] for name in names], [places[name] for name in self.heads[key]]]
                for key, names in self.history.items()
            ],
            "early": [[one[key], sorted(names)] for key, names in self._early.items()],
            "targets": {kind: [of[target] for target in found] for kind, found in self.targets.items()},
            "lamport": self.lamport,
        }

    @staticmethod
    def heads_in(outline: Mapping[str, Any]) -> Iterator[int]:
        """Yield the places of the heads in an outline: the only entries that `resumed` looks at."""
        for _history, heads in outline["fields"]:
            yield from heads

    @staticmethod
    def resumed(outline: Mapping[str, Any], names: Sequence[str], entries: Mapping[str, Entry]) -> Fold:
        """Return the fold that `outline` was made of.

        Args:
            outline: What it returned, read back from JSON.
            names: Hash of the entry at each place.
            entries: Every entry by its hash.
        """

        def key_at(place: int) -> Key:
            draft = entries[names[place]].draft
            return draft.target, draft.field

        fold = Fold()
        for history, heads in outline["fields"]:
            key = key_at(heads[0])
            fold.history[key] = [names[place] for place in history]
            fold.heads[key] = {(name := names[place]): entries[name] for place in heads}
            if len(heads) > 1:
                fold.conflicts.add(key)
        fold._early = {key_at(place): set(early) for place, early in outline["early"]}
        fold.targets = {
            kind: dict.fromkeys(key_at(place)[0] for place in found)
            for kind, found in outline["targets"].items()
        }
        fold.lamport = outline["lamport"]
        return fold


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
