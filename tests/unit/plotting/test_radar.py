"""The radar: one shape for the whole structure, readable without colour."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cap_tui.core.plotting import Axis, Row, radar

FOUR = [Axis("N", Fraction(100)), Axis("E", Fraction(50)), Axis("S", Fraction(100)), Axis("W", Fraction(50))]


def lines(rows: list[Row]) -> list[str]:
    return ["".join(text for text, _style in row) for row in rows]


def test_the_first_objective_is_at_the_top_and_the_next_ones_follow_clockwise() -> None:
    drawn = lines(radar(FOUR, 31, 15))
    assert next(index for index, line in enumerate(drawn) if "N" in line) == 0
    assert next(index for index, line in enumerate(drawn) if "S" in line) == 14
    middle = next(line for line in drawn if "E" in line)
    assert middle.index("W") < 15 < middle.index("E")


def test_each_score_has_its_own_mark_so_that_colour_is_not_needed() -> None:
    assert "".join(lines(radar(FOUR, 31, 15))).count("●") == 4


def test_an_objective_without_score_has_no_mark_and_is_never_drawn_as_zero() -> None:
    axes = [Axis("N", Fraction(100)), Axis("E", None), Axis("S", Fraction(100)), Axis("W", Fraction(50))]
    drawn = lines(radar(axes, 31, 15))
    assert "".join(drawn).count("●") == 3
    assert "●" not in drawn[7][15:]


def test_a_score_of_zero_is_drawn_at_the_centre() -> None:
    axes = [Axis("N", Fraction(0)), Axis("E", Fraction(0)), Axis("S", Fraction(0)), Axis("W", Fraction(0))]
    drawn = lines(radar(axes, 31, 15))
    assert [(row, line.index("●")) for row, line in enumerate(drawn) if "●" in line] == [(7, 15)]


def test_two_objectives_enclose_nothing_so_no_radar_is_drawn() -> None:
    assert radar(FOUR[:2], 31, 15) == []


@pytest.mark.parametrize(("width", "height"), [(8, 15), (31, 5), (0, 0), (1, 40)])
def test_a_corner_too_small_draws_nothing_rather_than_something_wrong(width: int, height: int) -> None:
    assert radar(FOUR, width, height) == []


def test_the_picture_has_exactly_the_room_it_was_given() -> None:
    for ascii_only in (False, True):
        drawn = lines(radar(FOUR, 40, 18, target=Fraction(70), ascii_only=ascii_only))
        assert len(drawn) == 18
        assert {len(line) for line in drawn} == {40}


def test_a_terminal_without_unicode_gets_a_picture_in_ascii() -> None:
    drawn = "".join(lines(radar(FOUR, 40, 18, target=Fraction(70), ascii_only=True)))
    assert drawn.isascii()
    assert drawn.count("@") == 4
    assert "o" in drawn


def test_eleven_objectives_keep_their_eleven_labels() -> None:
    axes = [Axis(f"{index}.1 50 %", Fraction(50)) for index in range(1, 12)]
    drawn = "".join(lines(radar(axes, 46, 20)))
    assert [axis.label for axis in axes if axis.label not in drawn] == []
