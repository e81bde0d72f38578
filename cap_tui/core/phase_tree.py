"""How an assessment went from phase to phase.

Each move says after which one it was made, so that moves form a tree that begins in *collecting*. A move counts when it goes one
phase forward or, with a reason, one back; to *follow-up* only over a visa signed in that very stretch of planning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.kinds import PHASE, PHASE_TARGET, REASON
from cap_tui.core.permissions import Phase, Role, may, phase_named
from cap_tui.core.rights import ORDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cap_tui.core.entries import Entry


@dataclass(frozen=True, slots=True)
class Move:
    """A phase reached.

    Attributes:
        depth: Moves since the beginning.
    """

    phase: Phase
    depth: int


START = Move(Phase.COLLECTING, 0)


class PhaseTree:
    """The moves that count.

    Attributes:
        signed: Whether a visa that counts was signed after a move (its hash, empty for the beginning).

    Args:
        moves: The director's entries that change the phase, in any order.
        entries: Every entry by its hash.
        signed: Whether a visa that counts was signed after a move (its hash, empty for the beginning).
    """

    def __init__(
        self, moves: Iterable[Entry], entries: Mapping[str, Entry], signed: Callable[[str], bool]
    ) -> None:
        self.signed = signed
        self._moves: dict[str, Move] = {}
        waiting = sorted(moves, key=lambda entry: (entry.link.lamport, entry.hash))
        while waiting:  # by parents, never by clocks: a child may pretend to be older
            left = [entry for entry in waiting if not self._takes(entry, entries)]
            if len(left) == len(waiting):
                return
            waiting = left

    def _takes(self, entry: Entry, entries: Mapping[str, Entry]) -> bool:
        """Add a move if it counts, and return whether it did."""
        move = self._first_form(entry) if entry.link.phase is None else self._move(entry, entries)
        if move is not None:
            self._moves[entry.hash] = move
        return move is not None

    def _first_form(self, entry: Entry) -> Move | None:
        """Return a move of the first entry form, which had one author, a single order, and no way beyond planning."""
        if phase_named(entry.data) in (Phase.FOLLOW_UP, Phase.CLOSED):
            return None
        return Move(
            phase_named(entry.data), 1 + max((move.depth for move in self._moves.values()), default=0)
        )

    def _move(self, entry: Entry, entries: Mapping[str, Entry]) -> Move | None:
        parent = entry.link.phase or ""
        before = self.after(parent)
        if before is None or entry.data not in list(Phase):
            return None
        phase = Phase(entry.data)
        step = ORDER.index(phase) - ORDER.index(before.phase)
        if step == 1:
            open_ = may("phase.advance", Role.DIRECTOR, before.phase).allowed
            founded = phase is not Phase.FOLLOW_UP or self.signed(parent)
        elif step == -1:
            open_ = may("phase.reopen", Role.DIRECTOR, before.phase).allowed
            founded = _has_reason(entries.get(entry.link.previous))
        else:
            return None
        return Move(phase, before.depth + 1) if open_ and founded else None

    def after(self, move: str) -> Move | None:
        """Return the phase reached by a move, the beginning's when empty; None when it does not count or is not here."""
        return self._moves.get(move) if move else START

    def __contains__(self, move: object) -> bool:
        return move in self._moves


def _has_reason(entry: Entry | None) -> bool:
    if entry is None or (entry.draft.kind, entry.draft.target) != (PHASE, PHASE_TARGET):
        return False
    return entry.draft.field == REASON and isinstance(entry.data, str) and bool(entry.data.strip())
