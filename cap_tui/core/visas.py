"""What a visa covers: an exact state, named by where each person's chain ended, and what changed since."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from cap_tui.core.kinds import ACTION, ERASURE, MEASURE, OPINION, RETAINED, rest_of
from cap_tui.core.permissions import Role
from cap_tui.core.plan import PROGRESS_FIELDS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from cap_tui.core.chains import Paths
    from cap_tui.core.entries import Entry
    from cap_tui.core.people import People

_COVERED = frozenset({OPINION, RETAINED, ACTION, MEASURE})
"""Kinds that change what was signed; remarks, people and phases do not."""


def counts_as_visa(entry: Entry, people: People, entries: Mapping[str, Entry]) -> bool:
    """Return whether a visa holds: by the third party, or by the director where nobody was third party when it was signed.

    A grant that was not clearly given later counts as known to the director, who alone gives them: a visa signed apart, on
    another machine, does not do without the third party.

    Args:
        entry: The entry of the visa.
        people: Who is who.
        entries: Every entry by its hash.
    """
    roles = people.standing(entry.link.author).roles_at(entry.hash)
    if Role.THIRD_PARTY in roles:
        return True
    if Role.DIRECTOR not in roles:
        return False
    return not any(
        not _later(grant, entry, entries, people.paths)
        and all(_later(other, entry, entries, people.paths) for other in replacing)
        for grant, replacing in people.third_parties
    )


def _later(grant: Entry, visa: Entry, entries: Mapping[str, Entry], paths: Paths) -> bool:
    """Return whether a grant was given knowing of a visa: after it in the same chain, or after a move beyond its own."""
    if visa.hash in paths.to(grant.hash, visa.chain):  # by hashes: numbers can be used twice
        return True
    move, seen = entries.get(grant.link.phase or ""), set()
    while move is not None and move.hash not in seen:
        if (move.link.phase or "") == (visa.link.phase or ""):
            return True
        seen.add(move.hash)
        move = entries.get(move.link.phase or "")
    return False


def state_digest(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a visa covers, hexadecimal: of its JSON with sorted keys."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def outside(entry: Entry, covered: Container[str], entries: Mapping[str, Entry], *, following: bool) -> bool:
    """Return whether an entry changes what a visa covers.

    Args:
        entry: An entry that counts.
        covered: Tells by its hash whether it covers an entry.
        entries: Every entry by its hash.
        following: Whether it was written in follow-up, when progress is what the plan is for.
    """
    kind = entry.draft.kind
    if kind == ERASURE:
        target = entries.get(rest_of(entry.draft.target))
        kind = target.draft.kind if target else ""
    if kind not in _COVERED or entry.hash in covered:
        return False
    return not (following and _progress(entry, covered))


def _progress(entry: Entry, covered: Container[str]) -> bool:
    """Return whether an entry is what follow-up is for: progress of the plan, or a figure that was not signed already."""
    if entry.draft.kind == MEASURE:
        return not any(name in covered for name in entry.link.replaces)
    return entry.draft.kind == ACTION and entry.draft.field in PROGRESS_FIELDS
