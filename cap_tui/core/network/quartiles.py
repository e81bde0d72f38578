"""Median and quartiles of many structures, from how many there are at each value."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.scoring import Number


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The values below which a quarter, half and three quarters of the structures stand."""

    first: Fraction
    median: Fraction
    third: Fraction


def quartiles(
    histogram: Mapping[Fraction, int] | Mapping[int, int] | Mapping[Number, int],
) -> Quartiles | None:
    """Return the quartiles of values given with how many structures have each; None without any.

    The rule is the second of Hyndman and Fan (Sample Quantiles in Statistical Packages, 1996): the value at which the share
    is reached, and halfway to the next one when it is reached exactly there; the median is then the usual one.
    """
    ordered = sorted((value, count) for value, count in histogram.items() if count > 0)
    total = sum(count for _value, count in ordered)
    if not total:
        return None
    return Quartiles(*(_quantile(ordered, total, quarters) for quarters in (1, 2, 3)))


def _quantile(ordered: Sequence[tuple[Number, int]], total: int, quarters: int) -> Fraction:
    reached, wanted = (
        0,
        quarters * total,
    )  # four times as many as there are, so that whole numbers are compared
    for place, (value, count) in enumerate(ordered):
        reached += 4 * count
        if reached == wanted:
            return Fraction(value + ordered[place + 1][0]) / 2
        if reached > wanted:
            return Fraction(value)
    return Fraction(ordered[-1][0])
