"""Chains of entries: what comes before an entry in its author's chain, told by hashes and not by numbers.

Numbers can be used twice: whoever was put out could write a second “first” entry. A path walked back from a hash cannot be
forged, so that is how frontiers are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.kinds import KNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.entries import Entry

Ends = "Mapping[str, tuple[int, str]]"
"""Chain (`<public key>/<installation>`) to the number and the hash of its last entry."""


class Paths:
    """The paths that lead to entries.

    Args:
        entries: Every entry by its hash.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def to(self, entry_hash: str, chain: str) -> frozenset[str]:
        """Return the hashes of an entry and of all that come before it in its chain; none when it is not here."""
        found = self._known.get((entry_hash, chain))
        if found is None:
            path: list[str] = []
            entry = self._entries.get(entry_hash)
            while entry is not None and entry.chain == chain:
                path.append(entry.hash)
                before = self._entries.get(entry.link.previous)
                entry = before if before is not None and before.link.seq == entry.link.seq - 1 else None
            found = self._known[entry_hash, chain] = frozenset(path)
        return found

    def covered(self, ends: Mapping[str, tuple[int, str]]) -> frozenset[str]:
        """Return the hashes of the entries within a frontier, as far as they are here."""
        found: set[str] = set()
        for chain, (seq, entry_hash) in ends.items():
            entry = self._entries.get(entry_hash)
            if entry is not None and entry.link.seq == seq:
                found |= self.to(entry_hash, chain)
        return frozenset(found)


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
