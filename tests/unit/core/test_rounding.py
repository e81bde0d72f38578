from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.rounding import half_up


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(3, 2), 0, "2"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 3), 0, "0"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(1005, 1000), 2, "1.01"),
        (100, 1, "100.0"),
        (0, 0, "0"),
    ],
)
def test_a_half_goes_up_as_people_expect(value: Fraction | int, digits: int, shown: str) -> None:
    assert half_up(value, digits) == shown


@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 4))
def test_it_rounds_as_the_decimal_module_does(thousandths: int, digits: int) -> None:
    expected = (Decimal(thousandths) / 1000).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert Decimal(half_up(Fraction(thousandths, 1000), digits)) == expected
