"""How far several positions on one criterion stand from each other.

Rule of the product: the largest distance in ranks between the director, the peer and the third party; one rank is minor,
two or more are major, and so is conforming against not conforming. Whoever said nothing, or “don't know”, is not at a
distance from anybody.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from cap_tui.core.positions import Position, Stance
from cap_tui.core.review import Divergence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.questionnaire import Scale

MAJOR_GAP = 2
"""Ranks from which a divergence is major."""


def stated(scale: Scale, positions: Iterable[Position | None]) -> list[Position]:
    """Return the positions that say something: a level of this scale, or “not applicable”."""
    return [position for position in positions if position is not None and _says(scale, position)]


def same(one: Position | None, other: Position | None) -> bool:
    """Return whether two positions say the same; the reasons of two “not applicable” may differ."""
    if one is None or other is None:
        return one is other
    return (one.stance, one.level) == (other.stance, other.level)


def gap(scale: Scale, positions: Iterable[Position | None]) -> int:
    """Return the largest distance in ranks between two of the positions; 0 below two that say something.

    “Not applicable” against a level is farther than any two levels: as many ranks as the scale has levels, and never
    less than `MAJOR_GAP`, because it decides whether the criterion counts at all.
    """
    said = stated(scale, positions)
    ranks = _ranks(scale, said)
    if ranks and len(ranks) < len(said):
        return max(len(scale.levels), MAJOR_GAP)
    return max(ranks) - min(ranks) if ranks else 0


def divergence(scale: Scale, positions: Iterable[Position | None]) -> Divergence:
    """Return how far the positions stand: one rank is minor, more is major.

    On a conformity scale, a level below the target against one that reaches it is major whatever the distance.
    """
    said = stated(scale, positions)
    apart = gap(scale, said)
    target = scale.target_level.rank
    crossed = any((one < target) != (other < target) for one, other in combinations(_ranks(scale, said), 2))
    if apart >= MAJOR_GAP or (scale.kind == "conformity" and crossed):
        return Divergence.MAJOR
    return Divergence.MINOR if apart else Divergence.NONE


def _says(scale: Scale, position: Position) -> bool:
    if position.stance is Stance.LEVEL:
        return scale.level(position.level) is not None
    return position.stance is Stance.NOT_APPLICABLE


def _ranks(scale: Scale, said: Iterable[Position]) -> list[int]:
    levels = (scale.level(position.level) for position in said if position.stance is Stance.LEVEL)
    return [level.rank for level in levels if level is not None]
