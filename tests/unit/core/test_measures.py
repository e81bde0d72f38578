from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import MEASURE
from cap_tui.core.measures import (
    Measure,
    Series,
    Trend,
    measure_target,
    measures_of,
    orphans_of,
    placed,
    reached,
    series_of,
    trend_between,
)
from cap_tui.core.questionnaire import Indicator
from cap_tui.core.sparkline import sparkline
from tests.building import ALL, Person, criterion, key, questionnaire

ABSENCE = Indicator("absence", "Taux d’absence", "%", "result", "lower")
TRAINED = Indicator("trained", "Personnes formées", "nb", "realisation", "higher")
NEUTRAL = Indicator("people", "Effectif", "nb", "realisation")


def _numbers(*figures: int | None) -> tuple[Decimal | None, ...]:
    return tuple(None if figure is None else Decimal(figure) for figure in figures)


def _series(indicator: Indicator, *figures: tuple[int, int | None, int | None]) -> Series:
    measures = [
        Measure(indicator.id, year, value=_numbers(value)[0], goal=_numbers(goal)[0])
        for year, value, goal in figures
    ]
    return Series(indicator, ("visit",), "people", tuple(measures))


def _writer() -> Person:
    writer = Person(key(1))
    writer.begins()
    return writer


def _says(writer: Person, indicator: str, year: object, **fields: Any) -> None:
    for field, value in fields.items():
        writer.writes(Draft(MEASURE, f"measure:{indicator}:{year}", field, value))


def test_less_absence_is_progress_and_less_training_is_not() -> None:
    assert _series(ABSENCE, (2024, 9, None), (2025, 7, None)).trend() is Trend.PROGRESS
    assert _series(TRAINED, (2024, 9, None), (2025, 7, None)).trend() is Trend.DECLINE
    assert _series(TRAINED, (2024, 9, None), (2025, 9, None)).trend() is Trend.STABLE


def test_nothing_is_judged_where_neither_way_is_better() -> None:
    series = _series(NEUTRAL, (2024, 9, 20), (2025, 30, 20))
    assert (series.trend(), series.reached()) == (Trend.NONE, None)


def test_a_year_without_a_count_does_not_break_the_series() -> None:
    series = _series(TRAINED, (2022, 5, None), (2023, None, 8), (2024, 7, None), (2025, None, 10))
    assert series.trend() is Trend.PROGRESS
    assert series.trend(2022) is Trend.NONE
    assert series.trend(2025) is Trend.NONE
    assert series.last == Measure("trained", 2024, Decimal(7))
    assert series.goal == Measure("trained", 2025, None, Decimal(10))
    assert series.course == _numbers(5, None, 7)
    assert sparkline(series.course) == "▁·▇"


def test_a_goal_is_reached_on_the_side_that_is_better() -> None:
    assert _series(ABSENCE, (2025, 7, 8)).reached() is True
    assert _series(TRAINED, (2025, 7, 8)).reached() is False
    assert _series(TRAINED, (2025, 8, 8)).reached() is True
    assert _series(TRAINED, (2025, 8, None)).reached() is None


def test_the_shape_of_a_series_is_drawn_from_its_lowest_to_its_highest() -> None:
    assert sparkline(_numbers(0, 1, 2, 3, 4)) == "▁▂▃▅▇"
    assert sparkline(_numbers(3, 3, 3)) == "▃▃▃"
    assert sparkline(_numbers(10, None, -10)) == "▇·▁"
    assert sparkline(_numbers(3)) == ""
    assert sparkline(()) == ""


@given(st.lists(st.none() | st.decimals(-(10**11), 10**11, places=3), max_size=12))
def test_a_shape_has_a_character_a_year_whatever_the_figures(values: list[Decimal | None]) -> None:
    drawn = sparkline(values)
    assert len(drawn) in (0, len(values))
    assert set(drawn) <= set("▁▂▃▅▇·")


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(-(10**9), 10**9, places=2))
def test_what_is_progress_one_way_is_decline_the_other(before: Decimal, after: Decimal) -> None:
    opposite = {Trend.PROGRESS: Trend.DECLINE, Trend.DECLINE: Trend.PROGRESS, Trend.STABLE: Trend.STABLE}
    found = trend_between(before, after, "higher")
    assert trend_between(before, after, "lower") is opposite[found]
    assert trend_between(after, before, "higher") is opposite[found]
    assert trend_between(before, after, "") is Trend.NONE
    assert reached(after, before, "higher") is (found in (Trend.PROGRESS, Trend.STABLE))


def test_figures_of_an_indicator_are_read_year_by_year_whoever_wrote_them_and_in_any_order() -> None:
    writer = _writer()
    _says(writer, "trained", 2025, value="7", source="Registre de formation")
    _says(writer, "trained", 2024, value="5.5", goal="6")
    assert measures_of(writer.log) == {
        "trained": (
            Measure("trained", 2024, Decimal("5.5"), Decimal(6)),
            Measure("trained", 2025, Decimal(7), None, "Registre de formation"),
        )
    }


@pytest.mark.parametrize(
    "hostile", [True, 12, "NaN", "1e99999", "9" * 5_000, [], {"value": "1"}, None, "\x1b[2J"]
)
def test_a_figure_that_is_no_number_reads_as_nothing_and_the_year_beside_it_stays(hostile: object) -> None:
    writer = _writer()
    _says(writer, "trained", 2024, value="5")
    _says(writer, "trained", 2025, value=hostile, goal=hostile, source=7)
    assert measures_of(writer.log) == {"trained": (Measure("trained", 2024, Decimal(5)),)}
    assert len(writer.log.history("measure:trained:2025")) == 3


@pytest.mark.parametrize("year", ["1999", "2101", "02025", "99999", "２０２５", "", "x", "-1"])
def test_a_year_that_is_none_is_passed_over(year: str) -> None:
    assert placed(f"measure:trained:{year}") is None


def test_a_target_says_which_year_of_which_indicator() -> None:
    assert placed(measure_target("trained", 2025)) == ("trained", 2025)
    assert placed("measure:a:b:2025") == ("a:b", 2025)
    assert placed("measure::2025") is None


def test_an_indicator_carried_by_two_criteria_is_asked_once_where_it_is_read_first() -> None:
    small = questionnaire()
    place = replace(
        small.sections[1],
        criteria=(
            criterion("transport", "2.2", indicators=(TRAINED,)),
            criterion("partners", "2.1", indicators=(ABSENCE, TRAINED)),
        ),
    )
    book = replace(small, sections=(small.sections[0], place))
    writer = _writer()
    _says(writer, "trained", 2025, value="7")
    _says(writer, "gone", 2025, value="3")
    found = series_of(writer.log, book, ALL)
    assert [(one.indicator.id, one.criteria, one.theme) for one in found] == [
        ("trained", ("transport", "partners"), "place"),
        ("absence", ("partners",), "place"),
    ]
    assert [one.last for one in found] == [Measure("trained", 2025, Decimal(7)), None]
    without_transport = series_of(writer.log, book, ("partners",))
    assert [(one.indicator.id, one.criterion) for one in without_transport] == [
        ("absence", "partners"),
        ("trained", "partners"),
    ]
    (orphan,) = orphans_of(writer.log, found, {})
    assert (orphan.indicator.id, orphan.criterion, orphan.last) == (
        "gone",
        "",
        Measure("gone", 2025, Decimal(3)),
    )
    (named,) = orphans_of(writer.log, found, {"gone": Indicator("gone", "Ancien", "€", "result")})
    assert (named.indicator.label, named.indicator.unit) == ("Ancien", "€")
