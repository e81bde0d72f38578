from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.reports.pdf.line_chart import PERCENT, Axis


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        (["41.5", "62", "80"], ["0", "20", "40", "60", "80"]),
        (["12", "15.5"], ["0", "5", "10", "15", "20"]),
        (["0", "0"], ["0", "1"]),
        (["0.003"], ["0", "0.001", "0.002", "0.003"]),
        (["-4", "7"], ["-5", "0", "5", "10"]),
        (["1234567"], ["0", "500000", "1000000", "1500000"]),
        (["100"], ["0", "20", "40", "60", "80", "100"]),
    ],
)
def test_an_axis_bears_round_figures_from_zero(values: list[str], marks: list[str]) -> None:
    axis = Axis.holding([Decimal(value) for value in values])
    assert axis.marks == [Decimal(mark) for mark in marks]


def test_shares_side_by_side_stand_on_one_scale() -> None:
    """39.1 of one drawing must not stand above 50.2 of the next one."""
    assert PERCENT.marks == [Decimal(mark) for mark in (0, 20, 40, 60, 80, 100)]
    assert [PERCENT.share(Decimal(value)) for value in ("0", "39.1", "50.2", "100")] == [0, 0.391, 0.502, 1]


@given(st.lists(st.decimals(-(10**12), 10**12, places=6), min_size=1, max_size=8))
def test_no_figure_leaves_the_drawing(values: list[Decimal]) -> None:
    axis = Axis.holding(values)
    assert 1 <= axis.steps <= 5
    assert all(0 <= axis.share(value) <= 1 for value in values)
