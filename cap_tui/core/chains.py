"""Chains of entries: what comes before an entry in its author's chain, told by hashes and not by numbers.

Numbers can be used twice: whoever was put out could write a second “first” entry. A path walked back from a hash cannot be
forged, so that is how frontiers are read.

Nothing here keeps a path: each entry has a place that leaps back along it, so that a chain of n entries takes n places
and any question a few leaps, however its author forked it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cap_tui.core.kinds import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cap_tui.core.entries import Entry

Ends = "Mapping[str, tuple[int, str]]"
"""Chain (`<public key>/<installation>`) to the number and the hash of its last entry."""

_FEW = 64
"""Entries that are compared two by two; beyond, their paths are walked."""


class _Place(NamedTuple):
    """Where an entry stands on its path.

    Attributes:
        depth: How many entries the path holds up to it, itself included, as far as they are here.
        before: Hash of the one before it; its own for the first.
        leap: Hash of one further back, chosen so that any is reached in a number of leaps that grows like a logarithm
            (E. W. Myers, “An applicative random-access stack”, 1983).
    """

    depth: int
    before: str
    leap: str


class Paths:
    """The paths that lead to entries.

    Args:
        entries: Every entry by its hash.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._places: dict[str, _Place] = {}

    def to(self, entry_hash: str, chain: str) -> Covered:
        """Return an entry and all that come before it in its chain; nothing when it is not here."""
        entry = self._entries.get(entry_hash)
        return Covered(self, {chain: (entry_hash,)} if entry is not None and entry.chain == chain else {})

    def covered(self, ends: Mapping[str, tuple[int, str]], last: Entry | None = None) -> Covered:
        """Return the entries within a frontier, as far as they are here.

        Args:
            ends: The frontier.
            last: One more entry, that it holds with all that come before it in its chain.
        """
        found: dict[str, tuple[str, ...]] = {}
        for chain, (seq, entry_hash) in ends.items():
            entry = self._entries.get(entry_hash)
            if entry is not None and entry.link.seq == seq and entry.chain == chain:
                found[chain] = (entry_hash,)
        if last is not None and last.hash in self._entries:
            found[last.chain] = (*found.get(last.chain, ()), last.hash)
        return Covered(self, found)

    def depth(self, entry_hash: str) -> int:
        """Return how many entries lead to one that is here, itself included."""
        return self._place(entry_hash).depth

    def leads(self, first: str, last: str) -> bool:
        """Return whether the path to `last` goes through `first`, or is that very entry; both are here."""
        depth, place = self.depth(first), self._place(last)
        while place.depth > depth:
            leap = self._place(place.leap)
            last = place.leap if leap.depth >= depth else place.before
            place = self._place(last)
        return first == last

    def chain_of(self, entry_hash: str) -> str:
        """Return the chain of an entry; empty for one that is not here."""
        entry = self._entries.get(entry_hash)
        return entry.chain if entry is not None else ""

    def last_of(self, names: Iterable[str]) -> list[str]:
        """Return, of some entries of one chain, those that none of the others follows."""
        waiting = sorted(names, key=lambda name: (-self.depth(name), name))
        if len(waiting) < 2:  # noqa: PLR2004 - an entry alone follows nothing
            return waiting
        kept: list[str] = []
        passed: set[str] = set()
        lowest = self.depth(waiting[-1])
        for name in waiting:
            if name in passed:
                continue
            kept.append(name)
            if len(waiting) <= _FEW:
                passed.update(other for other in waiting if self.leads(other, name))
            else:
                passed.update(self._down(name, lowest, passed))
        return kept

    def _down(self, name: str, lowest: int, passed: set[str]) -> Iterator[str]:
        """Yield an entry and those before it, down to a depth or to one that was passed."""
        found = []
        while name not in passed and self.depth(name) > lowest:
            found.append(name)
            name = self._place(name).before
        return iter((*found, name))

    def _place(self, entry_hash: str) -> _Place:
        found = self._places.get(entry_hash)
        return self._placed(entry_hash) if found is None else found

    def _placed(self, entry_hash: str) -> _Place:
        """Give a place to an entry, and first to those before it that have none."""
        places = self._places
        path = [self._entries[entry_hash]]
        while (before := self._before(path[-1])) is not None and before.hash not in places:
            path.append(before)
        parent = before.hash if before is not None else ""
        for entry in reversed(path):
            if parent:
                above = places[parent]
                leap = places[above.leap]
                even = above.depth - leap.depth == leap.depth - places[leap.leap].depth
                places[entry.hash] = _Place(above.depth + 1, parent, leap.leap if even else parent)
            else:
                places[entry.hash] = _Place(1, entry.hash, entry.hash)
            parent = entry.hash
        return places[entry_hash]

    def _before(self, entry: Entry) -> Entry | None:
        """Return the entry before another in its chain, when it is here."""
        found = self._entries.get(entry.link.previous)
        fits = found is not None and found.link.seq == entry.link.seq - 1 and found.chain == entry.chain
        return found if fits else None


class Covered:
    """Entries known at some moment: those that lead to the ends of some chains.

    Args:
        paths: Of all entries.
        ends: Chain to the hashes of its entries that are the last known; all are here.
    """

    def __init__(self, paths: Paths, ends: Mapping[str, tuple[str, ...]]) -> None:
        self._paths = paths
        self._ends = ends

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        return any(self._paths.leads(name, end) for end in self._ends.get(self._paths.chain_of(name), ()))

    @property
    def size(self) -> int:
        """How many entries are known at least: of two paths of one chain, only the longest counts."""
        return sum(max(map(self._paths.depth, ends)) for ends in self._ends.values())


def ends_of(data: Any) -> dict[str, tuple[int, str]]:
    """Read the frontier that a value of the log holds under `known`; what has another form is left out."""
    known = data.get(KNOWN) if isinstance(data, dict) else None
    pairs = known.items() if isinstance(known, dict) else ()
    return {chain: (end[0], end[1]) for chain, end in pairs if _is_end(end)}


def _is_end(end: Any) -> bool:
    return (
        isinstance(end, list)
        and len(end) == 2  # noqa: PLR2004 - a number and a hash
        and type(end[0]) is int
        and isinstance(end[1], str)
    )
