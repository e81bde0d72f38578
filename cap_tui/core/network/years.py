"""How a network stood in one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year, whatever the years asked for.

    Attributes:
        counted: Structures that count and are asked for.
        shown: Those whose results are in the figures.
        mean: Of the whole, percent; None when nothing can be shown.
        themes: Theme id to its mean.
    """

    year: int
    counted: int
    shown: int
    mean: Fraction | None
    themes: Mapping[str, Fraction | None]
