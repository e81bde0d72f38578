from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cap_tui.core.due import Due, Matter, Standing, due_in
from cap_tui.core.measures import Measure, Series
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import Action, Kind, State
from cap_tui.core.questionnaire import Indicator
from tests.building import level, questionnaire
from tests.unit.reports.audited import audited

TODAY = date(2026, 12, 1)
BARE = Standing(questionnaire(), {}, (), (), Phase.FOLLOW_UP, TODAY)


def line(number: int, days: int | None, **more: Any) -> Action:
    due = None if days is None else TODAY + timedelta(days=days)
    return Action(id=str(number), number=number, title=f"Action {number}", owner="Nadia", due=due, **more)


def found(*actions: Action, within: int = 30, **more: Any) -> list[tuple[Matter, int, int]]:
    standing = replace(BARE, actions=actions, **more)
    return [(item.matter, item.number, item.days) for item in due_in(standing, TODAY, within)]


def test_the_latest_comes_first_then_what_is_soonest() -> None:
    lines = (line(1, 20), line(2, -3), line(3, 0), line(4, -40), line(5, 31), line(6, None), line(7, 30))
    assert found(*lines) == [
        (Matter.LATE, 4, 40),
        (Matter.LATE, 2, 3),
        (Matter.COMING, 3, 0),
        (Matter.COMING, 1, 20),
        (Matter.COMING, 7, 30),
    ]
    assert found(*lines, within=0) == [(Matter.LATE, 4, 40), (Matter.LATE, 2, 3), (Matter.COMING, 3, 0)]


def test_what_is_done_settled_or_dropped_is_never_late() -> None:
    done = [
        line(number, -5, state=state)
        for number, state in enumerate((State.DONE, State.CLOSED, State.DROPPED))
    ]
    assert found(*done) == []


def test_a_line_carried_out_waits_for_its_check_where_it_matters() -> None:
    corrective = line(1, -5, state=State.CLOSED, kind=Kind.CORRECTIVE)
    checked = replace(corrective, number=2, effectiveness="partly")
    ordinary = line(3, -5, state=State.CLOSED)
    assert found(corrective, checked, ordinary) == [(Matter.CHECK, 1, 0)]


def test_a_finding_asks_for_its_check_whatever_the_kind_of_its_action() -> None:
    data = audited()
    finding = next(
        key for key in data.concerned
        if (position := data.positions[key]) is not None and position.level == "major"
    )  # fmt: skip
    settled = line(1, -5, state=State.CLOSED, criteria=(finding,))
    assert found(settled, questionnaire=data.questionnaire, positions=data.positions) == [
        (Matter.CHECK, 1, 0)
    ]
    conform = {**data.positions, finding: level("conform")}
    assert found(settled, questionnaire=data.questionnaire, positions=conform) == []


def test_only_indicators_that_are_followed_ask_for_this_years_figure() -> None:
    def series(name: str, *years: tuple[int, int | None, int | None]) -> Series:
        values = tuple(
            Measure(
                name, year, None if value is None else Decimal(value), None if goal is None else Decimal(goal)
            )
            for year, value, goal in years
        )
        return Series(Indicator(name, name.title(), "", "result"), measures=values)

    given = (
        series("followed", (2025, 3, None)),
        series("counted", (2025, 3, None), (2026, 4, None)),
        series("aimed", (2026, None, 9)),
        series("unused"),
    )
    standing = replace(BARE, series=given)
    assert due_in(standing, TODAY) == (Due(Matter.INDICATORS, indicators=("Followed", "Aimed")),)


def test_a_plan_nobody_wrote_in_for_two_months_is_brought_to_mind() -> None:
    later = line(1, 90)
    assert found(later, written=TODAY - timedelta(days=60)) == [(Matter.QUIET, 0, 60)]
    assert found(later, written=TODAY - timedelta(days=59)) == []
    assert found(later, written=TODAY - timedelta(days=300), phase=Phase.PLANNING) == []
    assert found(line(1, 90, state=State.DONE), written=TODAY - timedelta(days=300)) == []


def test_a_closed_evaluation_waits_for_nothing() -> None:
    assert found(line(1, -10), phase=Phase.CLOSED) == []
