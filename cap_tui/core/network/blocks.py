"""No structure is told from four others: the network is cut into blocks of at least five, once, whoever asks what.

Hiding each answer that counts fewer than five does not protect: the answer for a whole region less the answer for all its
AI but one kind tells the rest, however few. Nor is it enough to pool five: criteria that do not concern one of them are
counted on the four others only, and its score is the mean less what those levels make. Hence this cut.

**The cut.** The structures of one questionnaire and year (fictional ones apart) are cut by their numbers alone, never by
what is asked nor by what they answered. Only structures that the same criteria concern, with the same weights
(`contributions.concern_of`), are ever put together. Among them, cells (region × kinds) of five or more stand alone; the
smaller ones of a region are pooled; those of the regions where even that is not five are pooled by kinds over the regions;
what is still left stands together when it is five, and joins the smallest block of the same otherwise. Fewer than five that
the same criteria concern: no block, and they are left out of every answer.

**The answers.** A question (kinds, regions, years, a node) is answered by the union of the blocks wholly inside it. For
scores, of those among them where at least five structures have one at that node. For levels, where standing aside and not
having answered are values like the others, every structure that the criterion concerns is counted: all those of a block,
or none.

**Theorem.** Let the results of the structures of one block (scores, levels, plans, each with all of them) be exchanged
between them, each keeping its region, its kinds and what concerns it: no answer changes. Proof: which blocks answer depends
on the cut (numbers by region, kinds and concern, which stay) and on how many are counted at the node in each block (which
stays too); what is exchanged could be the results of whoever receives it, for the same criteria concern them all; and an
answer is a function of what these blocks hold, added up. Hence whatever is added, subtracted or otherwise drawn from any
number of answers, medians and quartiles included, tells of a structure nothing that it does not tell of each structure of
its block: for sums, every combination of answers weighs the structures of a block equally, so that none isolates fewer than
five.

How many structures there are, where, of which kinds, how many are left out and how many are counted is not protected:
directories say it. **Not covered**, and to be said when results are published:

- an arrival, a departure, a dossier sent again: who has the results from before and after may tell that structure’s, and
  another’s too when the blocks are cut anew;
- homogeneity: when all five of a block chose the same level, one knows the level of each;
- a reader who is one of the five, and subtracts their own result (`standing` asks for six there);
- what a reader knows from elsewhere of the others of a block, as whoever coordinates them does.

A structure whose evaluation is here twice for the same year counts twice in the figures, but once towards the five: the cut is
made of the numbers less those dossiers, and a node needs as many more as its block has of them (`services.network.asking`).
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cap_tui.core.network.cells import Cell

LEAST = 5
"""Fewest structures behind a result (permissions, line `network.consolidate`: k ≥ 5)."""

Block = frozenset["Cell"]


def blocks(counts: Mapping[Cell, int]) -> tuple[Block, ...]:
    """Return the cut: every cell of a network in exactly one block of `LEAST` structures or more, or in none.

    A cell is in no block when fewer than `LEAST` structures in all are concerned by what concerns its own.

    Args:
        counts: Structures of each cell; those of 0 are not there.
    """
    there = [cell for cell, count in counts.items() if count > 0]
    return tuple(
        block for alike in _grouped(there, lambda cell: cell[2]) for block in _blocks_among(alike, counts)
    )


def _blocks_among(alike: Iterable[Cell], counts: Mapping[Cell, int]) -> list[Block]:
    """Return the blocks of cells that the same criteria concern."""
    found: list[Block] = []

    def settle(groups: Iterable[Iterable[Cell]]) -> list[Cell]:
        """Keep the groups that are large enough and return the cells of the others."""
        left: list[Cell] = []
        for group in groups:
            cells = frozenset(group)
            if _size(cells, counts) >= LEAST:
                found.append(cells)
            else:
                left += cells
        return sorted(left)

    left = settle([cell] for cell in sorted(alike))
    left = settle(_grouped(left, lambda cell: cell[0]))
    left = settle(_grouped(left, lambda cell: cell[1]))
    left = settle([left])
    if left and found:
        smallest = min(found, key=lambda block: (_size(block, counts), sorted(block)))
        found[found.index(smallest)] = smallest | frozenset(left)
    return found


def inside(cut: Iterable[Block], matches: Callable[[Cell], bool]) -> tuple[Block, ...]:
    """Return the blocks that answer a question: those of which every cell is asked for."""
    return tuple(block for block in cut if all(map(matches, block)))


def counted(
    cut: Iterable[Block], counts: Mapping[Cell, int], least: Mapping[Block, int]
) -> tuple[Block, ...]:
    """Return the blocks where enough structures are counted at a node.

    Args:
        cut: Blocks that answer the question.
        counts: Structures counted at the node, by cell.
        least: Blocks that need more than `LEAST`.
    """
    return tuple(block for block in cut if _size(block, counts) >= least.get(block, LEAST))


def _size(block: Iterable[Cell], counts: Mapping[Cell, int]) -> int:
    return sum(counts.get(cell, 0) for cell in block)


def _grouped(cells: Iterable[Cell], key: Callable[[Cell], str]) -> list[list[Cell]]:
    ordered = sorted(cells, key=lambda cell: (key(cell), cell))
    return [list(group) for _key, group in groupby(ordered, key)]
