"""Rounding for display: half up, as people round, never on a stored value."""

from __future__ import annotations

from fractions import Fraction


def half_up(value: Fraction | int, digits: int = 0) -> str:
    """Return `value` rounded half up (away from zero) to `digits` decimals, with a point."""
    scaled = abs(Fraction(value)) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    text = str(whole).rjust(digits + 1, "0")
    return sign + (text if not digits else f"{text[:-digits]}.{text[-digits:]}")
