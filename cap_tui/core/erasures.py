"""What was erased, for good: by whoever wrote it, or by the director."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.kinds import ERASABLE, ERASED, ERASURE, GRANT, PERSON, participant_of, rest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.entries import Entry
    from cap_tui.core.people import People


def erasures(
    structure: Iterable[Entry], entries: Mapping[str, Entry], people: People
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the hashes of what is erased, and of what may rightly be gone.

    The second holds the first, and what its author or the director erased with a key that was replaced meanwhile elsewhere.

    Args:
        structure: The erasures, among others.
        entries: Every entry by its hash.
        people: Who is who.
    """
    found, excused = set(), set()
    for entry in structure:
        target = entries.get(rest_of(entry.draft.target)) if entry.draft.kind == ERASURE else None
        if target is None or not _erasable(entry, target):
            continue
        if _concerns(entry, target, people):
            excused.add(target.hash)
        if may_erase(entry, target, people):
            found.add(target.hash)
    return frozenset(found), frozenset(excused)


def may_erase(erasure: Entry, target: Entry, people: People) -> bool:
    """Return whether an erasure counts: one's own always, even once withdrawn, with a key that was not replaced."""
    of = people.standing(erasure.link.author)
    live = of.until is None or erasure.hash in of.until
    return live and of.known and _erasable(erasure, target) and _concerns(erasure, target, people)


def _concerns(erasure: Entry, target: Entry, people: People) -> bool:
    """Return whether an erasure is by whoever wrote its target, or by the director, with whatever key of theirs."""
    if erasure.link.author == target.link.author:
        return True
    author = people.standing(erasure.link.author).participant
    return author in (people.standing(target.link.author).participant, participant_of(people.root))


def _erasable(erasure: Entry, target: Entry) -> bool:
    kind, field = target.draft.kind, target.draft.field
    return erasure.draft.field == ERASED and kind in ERASABLE and (kind != GRANT or field == PERSON)
