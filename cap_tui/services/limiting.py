"""What of a file is more than one dossier takes in (see `core.limits`)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cap_tui.core.kinds import SUCCESSION
from cap_tui.core.limits import (
    ENTRIES,
    ENTRIES_OF_ONE,
    ENTRIES_OF_STRANGERS,
    INSTALLATIONS,
    KEYS,
    SUCCESSIONS,
)

if TYPE_CHECKING:
    from collections.abc import Container

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log

STRANGER = ""
"""Stands for whoever holds no role: new keys cost nothing, so that all of them share."""


def too_many(log: Log, here: Container[str]) -> set[str]:
    """Return the hashes of the entries that a dossier does not take in; never of one that is stored already.

    Everybody has their own share, so that nobody's entries keep out those of another.

    Args:
        log: With all that is stored and all that would be new.
        here: Tells by its hash whether an entry is stored.
    """
    if _few(log):
        return set()
    shares: dict[str, _Share] = {}
    new: list[Entry] = []
    for entry in log:
        if entry.hash in here:
            _share(log, entry, shares).take(entry)
        else:
            new.append(entry)
    room = ENTRIES - len(log) + len(new)
    refused: set[str] = set()
    taken: list[tuple[int, str]] = []
    for entry in sorted(new, key=lambda entry: (entry.link.lamport, entry.hash)):
        share = _share(log, entry, shares)
        if share.full(entry):
            refused.add(entry.hash)
        else:
            share.take(entry)
            taken.append((share.entries, entry.hash))
    if len(taken) > room:
        taken.sort()  # whoever wrote least comes first
        refused.update(name for _rank, name in taken[max(0, room) :])
    return refused


def _few(log: Log) -> bool:
    """Return whether a log is too small for any limit to be reached, which spares counting: a network sends hundreds."""
    return (
        len(log) <= min(ENTRIES, ENTRIES_OF_ONE, ENTRIES_OF_STRANGERS)
        and len(log.frontier()) <= INSTALLATIONS
        and all(entry.draft.kind != SUCCESSION for entry in log)
    )


class _Share:
    """What one person wrote.

    Args:
        most: Entries of theirs that are taken in.
        surplus: Keys of theirs that are too many.
    """

    def __init__(self, most: int, surplus: Container[str]) -> None:
        self.entries = 0
        self._most = most
        self._surplus = surplus
        self._successions = 0
        self._places: dict[str, set[str]] = defaultdict(set)

    def take(self, entry: Entry) -> None:
        self.entries += 1
        self._successions += entry.draft.kind == SUCCESSION
        self._places[entry.link.author].add(entry.link.installation)

    def full(self, entry: Entry) -> bool:
        link, places = entry.link, self._places[entry.link.author]
        return (
            self.entries >= self._most
            or link.author in self._surplus
            or (len(places) >= INSTALLATIONS and link.installation not in places)
            or (entry.draft.kind == SUCCESSION and self._successions >= SUCCESSIONS)
        )


def _share(log: Log, entry: Entry, shares: dict[str, _Share]) -> _Share:
    of = log.standing.standing(entry.link.author)
    person = of.participant if of.known else STRANGER
    found = shares.get(person)
    if found is None:
        most = ENTRIES_OF_ONE if person else ENTRIES_OF_STRANGERS
        found = shares[person] = _Share(most, frozenset(log.standing.keys(person)[KEYS:]))
    return found
