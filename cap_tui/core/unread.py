"""Entries that are known to the letter, each read from its JSON only once someone looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cap_tui.core.entries import Entry, recall

if TYPE_CHECKING:
    from _collections_abc import dict_values
    from collections.abc import Iterable, Sequence

    from cap_tui.core.entries import Strings

_ENTRY = len(Entry._fields)
_PATIENCE = 8
"""When one entry in so many was asked for alone, the others are read in one go, which is twice as fast for each."""


class Unread(dict[str, Entry]):
    """Entries by hash, in the order given; of those not looked at, only the strings are held.

    Reading twice gives equal entries, so that two threads may look at once.

    Args:
        stored: What `recall` takes: known to be, to the letter, entries that were read and accepted before.
    """

    def __init__(self, stored: Sequence[Strings]) -> None:
        super().__init__(cast("Any", ((strings[0], strings) for strings in stored)))
        self._alone = 0

    def __getitem__(self, name: str) -> Entry:
        found = super().__getitem__(name)
        return found if len(found) == _ENTRY else self._read(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return an entry; `default` when there is none of this hash."""
        found = super().get(name)
        if found is None:
            return default
        return found if len(found) == _ENTRY else self._read(name)

    def values(self) -> dict_values[str, Entry]:
        """Return every entry."""
        self.read(list(self))
        return super().values()

    def _read(self, name: str) -> Entry:
        self._alone += 1
        self.read(list(self) if self._alone * _PATIENCE > len(self) else (name,))
        return super().__getitem__(name)

    def read(self, names: Iterable[str]) -> None:
        """Read some entries at once; those already read are left as they are."""
        held = super().__getitem__
        waiting = [found for name in names if len(found := held(name)) != _ENTRY]
        for strings, entry in zip(waiting, recall(cast("Any", waiting)), strict=True):
            if (
                held(entry.hash) is strings
            ):  # another thread may have read it, and its value been erased since
                self[entry.hash] = entry
