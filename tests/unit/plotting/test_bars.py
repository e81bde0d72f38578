"""Bars and stacked bars: what a director reads at a glance."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.plotting import Row, bar, column, stacked


def text(row: Row) -> str:
    return "".join(part for part, _style in row)


def test_a_complete_score_of_60_fills_six_cells_of_ten() -> None:
    assert text(bar(Fraction(60), Fraction(60), Fraction(60), 10)) == "██████····"


def test_half_a_cell_is_rounded_up_as_people_round() -> None:
    assert column(Fraction(45), 10) == 5
    assert column(Fraction(44), 10) == 4


def test_what_is_unanswered_is_drawn_lighter_and_never_as_reached() -> None:
    # sure to 30, scored 50, possible to 70
    assert bar(Fraction(50), Fraction(30), Fraction(70), 10) == (
        ("███", "score"),
        ("▓▓", "raised"),
        ("░░", "open"),
        ("···", "track"),
    )


def test_nothing_positioned_draws_no_score_rather_than_zero_of_something() -> None:
    assert text(bar(None, Fraction(0), Fraction(100), 10)) == "··········"


def test_the_level_to_reach_is_marked_only_where_the_bar_does_not_reach_it() -> None:
    assert text(bar(Fraction(50), Fraction(50), Fraction(50), 10, target=Fraction(70))) == "█████··│··"
    assert text(bar(Fraction(80), Fraction(80), Fraction(80), 10, target=Fraction(70))) == "████████··"


def test_a_terminal_without_unicode_reads_the_same_bar() -> None:
    assert (
        text(bar(Fraction(50), Fraction(30), Fraction(70), 10, target=Fraction(90), ascii_only=True))
        == "###==--..|"
    )


def test_the_smallest_count_keeps_a_cell_beside_large_ones() -> None:
    assert text(stacked([("○", 1, ""), ("◔", 58, ""), ("●", 1, "")], 10)) == "○◔◔◔◔◔◔◔◔●"


def test_equal_counts_share_the_bar_equally() -> None:
    assert text(stacked([("○", 2, ""), ("●", 2, "")], 8)) == "○○○○●●●●"


def test_levels_nobody_chose_take_no_room() -> None:
    assert text(stacked([("○", 0, ""), ("●", 3, "")], 4)) == "●●●●"


def test_no_answer_at_all_draws_nothing() -> None:
    assert stacked([("○", 0, "")], 10) == ()


@given(st.lists(st.integers(0, 6_000), max_size=8), st.integers(1, 200))
def test_a_stacked_bar_never_overflows_its_line(counts: list[int], width: int) -> None:
    row = stacked([("x", count, str(index)) for index, count in enumerate(counts)], width)
    shown = sum(count > 0 for count in counts)
    assert sum(len(part) for part, _style in row) == (width if 0 < shown <= width else 0)


@given(
    st.fractions(0, 100),
    st.fractions(0, 100),
    st.fractions(0, 100),
    st.integers(1, 120),
    st.fractions(0, 100),
)
def test_a_bar_is_exactly_as_wide_as_asked(
    a: Fraction, b: Fraction, c: Fraction, width: int, target: Fraction
) -> None:
    low, score, high = sorted((a, b, c))
    assert len(text(bar(score, low, high, width, target=target))) == width
