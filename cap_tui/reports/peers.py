"""Where a structure stands among its peers, as its own report shows it: quartiles of others, none of them named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.core.network.quartiles import Quartiles

HOLDING = ("pdf", "html", "md", "xlsx")
"""Forms of a report that have room for it."""


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One theme or objective, or the whole.

    Attributes:
        name: Code and title; the questionnaire’s title for the whole.
        depth: 0 for the whole, 1 for a theme, and so on.
        own: The structure’s score, percent; None without one.
        count: Structures with a score there, itself included where it is among them; 0: cannot be shown.
        quartiles: Of their scores, percent; None when nothing can be shown.
        quarter: 1 for the lowest quarter of them, to 4 for the highest; None when nothing can be said.
        of: Structures compared with in all, counted there or not.
        at: `median`, `first` or `third` when it stands there to the point; empty otherwise.
    """

    name: str
    depth: int
    own: Fraction | None
    count: int
    quartiles: Quartiles | None
    quarter: int | None
    of: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Peers:
    """Where a structure stands.

    Attributes:
        kinds: Of the structures compared with.
        count: How many they are, itself left out.
        lines: The whole first, then themes and objectives in reading order.
        definitions: What the figures count and who is left out.
    """

    kinds: tuple[str, ...]
    year: int
    count: int
    lines: tuple[PeerLine, ...]
    definitions: tuple[str, ...]
