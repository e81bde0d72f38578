"""A series of figures in one line of characters: its shape, beside the figures themselves, never instead of them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

STEPS = "▁▂▃▅▇"
"""Heights that terminals and fonts draw alike; told apart without colour."""

MISSING = "·"
"""A year without a value."""


def sparkline(values: Sequence[Decimal | None]) -> str:
    """Return one character a value, from the lowest to the highest of them; in the middle when all are the same.

    Empty when fewer than two are known: a single point has no shape.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - two points make a line
        return ""
    low, room = min(known), max(known) - min(known)
    return "".join(MISSING if value is None else _step(value - low, room) for value in values)


def _step(above: Decimal, room: Decimal) -> str:
    if not room:
        return STEPS[len(STEPS) // 2]
    return STEPS[int((above * (len(STEPS) - 1) / room).to_integral_value(ROUND_HALF_UP))]
