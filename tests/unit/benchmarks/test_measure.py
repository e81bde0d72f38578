"""A table of figures that lied would be worse than none."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import BEGIN, END, table, with_table
from benchmarks.measure import Figure, figure, in_turn, quantile


def test_a_machine_that_slows_down_half_way_does_not_change_the_ratio() -> None:
    shown = figure("a", [(0.002, 0.001), (0.002, 0.001), (0.020, 0.010)], "b", 1.5)
    assert (shown.ours, shown.reference, shown.ratio) == (2.0, 1.0, 2.0)


def test_memory_is_not_turned_into_milliseconds() -> None:
    assert figure("a", [(70.0, 35.0)], "b", 2.3, unit="MiB").ours == 70.0


def test_ours_and_the_reference_run_in_turn_and_the_first_round_is_not_counted() -> None:
    order: list[str] = []

    def run(name: str) -> float:
        order.append(name)
        return float(len(order))

    assert in_turn(lambda: run("a"), lambda: run("b"), 2) == [(3.0, 4.0), (5.0, 6.0)]
    assert order == ["a", "b", "a", "b", "a", "b"]


@pytest.mark.parametrize(
    ("ratio", "ok", "far"),
    [(1.5, True, False), (1.51, False, False), (4.5, False, False), (4.6, False, True)],
)
def test_a_missed_target_is_shown_and_only_a_broken_one_fails_the_run(
    ratio: float, *, ok: bool, far: bool
) -> None:
    found = Figure("a", ratio, 1.0, "b", "ms", ratio, 1.5)
    assert (found.ok, found.far) == (ok, far)
    assert ("not yet" in table([found])) is not ok


def test_the_slowest_keys_are_interpolated() -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5
    assert quantile([0.0, 100.0], 0.99) == pytest.approx(99.0)


def test_the_page_shows_the_figures_of_the_last_run_and_keeps_its_words() -> None:
    page = f"Before\n{BEGIN}old\n{END}After\n"
    assert with_table(page, "new") == f"Before\n{BEGIN}new\n{END}After\n"


def test_a_page_without_a_place_for_the_figures_is_not_left_with_old_ones() -> None:
    with pytest.raises(ValueError, match="figures"):
        with_table("Before\n", "new")
