from __future__ import annotations

from fractions import Fraction
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.network.quartiles import Quartiles, quartiles


def test_quartiles_of_a_few_structures_by_hand() -> None:
    assert quartiles({10: 1, 20: 1, 30: 1, 40: 1}) == Quartiles(Fraction(15), Fraction(25), Fraction(35))
    assert quartiles({10: 1, 20: 1, 30: 1, 40: 1, 50: 1}) == Quartiles(
        Fraction(20), Fraction(30), Fraction(40)
    )
    assert quartiles({70: 6}) == Quartiles(Fraction(70), Fraction(70), Fraction(70))
    assert quartiles({0: 3, 100: 1}) == Quartiles(Fraction(0), Fraction(0), Fraction(50))


def test_nobody_has_no_quartiles() -> None:
    assert quartiles({}) is None
    assert quartiles({30: 0}) is None


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_the_median_is_the_one_of_statistics_books(values: list[int]) -> None:
    histogram = {value: values.count(value) for value in values}
    found = quartiles(histogram)
    assert found is not None
    assert found.median == Fraction(median(values))
    assert min(values) <= found.first <= found.median <= found.third <= max(values)
