"""Women and men in the bodies of the structures of the network, exposing no structure.

Counts are shown for blocks of at least `FEWEST` structures. For one body and one year the structures that counted it are
cut once: each set of kinds that holds enough structures is a block; the others are pooled, with the smallest block when
they are too few. Each structure is in one block and every figure shown is a block or the sum of all of them, so that
whatever is added or taken away, what is left is made of whole blocks. Not covered: what a structure says of itself, and
a structure that comes between two publications.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.structures import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.network.register import Headcount, Record

FEWEST = 5
"""Least structures behind a figure that is shown."""

BODIES: Mapping[str, str] = {
    "bureau": N_("Bureau"),
    "board": N_("Board of directors"),
    "assembly": N_("General assembly"),
    "management": N_("Management"),
    "permanent": N_("Permanent staff"),
    "inclusion": N_("Employees on an inclusion path"),
    "volunteers": N_("Volunteers"),
}
"""Where women and men are counted. A proposal: no published list of the network names these bodies."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Women and men of some structures in one body.

    Attributes:
        body: Id of `BODIES`.
        kinds: Sets of kinds whose structures are counted; empty for all structures.
        structures: How many; never protected.
        women: None below `FEWEST` structures.
        men: Same.
    """

    body: str
    kinds: tuple[tuple[str, ...], ...]
    structures: int
    women: int | None
    men: int | None

    @property
    def share(self) -> Fraction | None:
        """Women of 100 people; None when hidden, or when nobody was counted."""
        if self.women is None or self.men is None or not self.women + self.men:
            return None
        return Fraction(100 * self.women, self.women + self.men)


def balances(records: Iterable[Record], year: int) -> tuple[Balance, ...]:
    """Return, for each body counted that year, the whole then its blocks, the largest first.

    Fictional structures count only where there is no other.
    """
    found: dict[str, list[tuple[tuple[str, ...], Headcount]]] = {body: [] for body in BODIES}
    for record in real(records):
        for line in record.headcounts:
            if line.year == year:
                found.setdefault(line.body, []).append((record.member.kinds, line))
    return tuple(balance for body, lines in found.items() if lines for balance in _of_body(body, lines))


def real(records: Iterable[Record]) -> list[Record]:
    """Return the records that are not fictional; all of them when none is."""
    everything = list(records)
    return [record for record in everything if not record.member.fictional] or everything


def years(records: Iterable[Record]) -> tuple[int, ...]:
    """Return the years of which something was counted, the last first."""
    return tuple(sorted({line.year for record in records for line in record.headcounts}, reverse=True))


def _of_body(body: str, lines: list[tuple[tuple[str, ...], Headcount]]) -> list[Balance]:
    whole = _balance(body, (), [line for _kinds, line in lines])
    if whole.women is None:
        return [whole]
    cells: dict[tuple[str, ...], list[Headcount]] = defaultdict(list)
    for kinds, line in lines:
        cells[kinds].append(line)
    blocks = blocks_of({kinds: len(found) for kinds, found in cells.items()})
    if len(blocks) == 1:
        return [whole]
    parts = [_balance(body, block, [line for kinds in block for line in cells[kinds]]) for block in blocks]
    return [whole, *sorted(parts, key=lambda one: (-one.structures, _place(one.kinds)))]


def _balance(body: str, kinds: tuple[tuple[str, ...], ...], lines: list[Headcount]) -> Balance:
    shown = len(lines) >= FEWEST
    women, men = sum(line.women for line in lines), sum(line.men for line in lines)
    return Balance(body, kinds, len(lines), women if shown else None, men if shown else None)


def blocks_of(counts: Mapping[tuple[str, ...], int]) -> list[tuple[tuple[str, ...], ...]]:
    """Cut sets of kinds into blocks of at least `FEWEST` structures, as long as there are as many in all.

    Args:
        counts: Set of kinds to how many structures.
    """
    order = sorted(counts, key=lambda kinds: (-counts[kinds], _place((kinds,))))
    blocks: list[tuple[tuple[str, ...], ...]] = [(kinds,) for kinds in order if counts[kinds] >= FEWEST]
    pooled = tuple(kinds for kinds in order if counts[kinds] < FEWEST)
    if not pooled:
        return blocks
    if sum(counts[kinds] for kinds in pooled) >= FEWEST or not blocks:
        return [*blocks, pooled]
    return [*blocks[:-1], (*blocks[-1], *pooled)]


def _place(block: tuple[tuple[str, ...], ...]) -> list[list[int]]:
    return [[KINDS.index(kind) if kind in KINDS else len(KINDS) for kind in kinds] for kinds in block]
