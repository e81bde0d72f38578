from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.gates import gaps
from cap_tui.core.plan import Action, State
from tests.building import level
from tests.conformity import complete, findings, line

if TYPE_CHECKING:
    from cap_tui.core.positions import Position


def _gaps(positions: dict[str, Position | None], *lines: Action) -> list[tuple[str, int, tuple[str, ...]]]:
    found = gaps(findings(positions, *lines))
    return [(gap.criterion.code, gap.action.number if gap.action else 0, gap.fields) for gap in found]


def test_a_finding_that_no_line_answers_keeps_the_plan_from_leaving() -> None:
    assert _gaps({"issues": level("minor"), "design": level("major")}) == [("4.1", 0, ()), ("8.3", 0, ())]


def test_a_line_that_was_dropped_answers_nothing() -> None:
    assert _gaps({"issues": level("minor")}, complete(1, "issues", state=State.DROPPED)) == [("4.1", 0, ())]


def test_a_line_that_lacks_what_its_level_asks_is_named_with_what_it_lacks() -> None:
    assert _gaps({"issues": level("minor")}, complete(3, "issues", correction="", due=None)) == [
        ("4.1", 3, ("correction", "due"))
    ]
    assert _gaps({"issues": level("minor")}, complete(3, "issues")) == []


def test_an_imperative_criterion_below_target_needs_a_cause_an_owner_and_a_date_at_any_level() -> None:
    assert _gaps({"audit": level("sensitive")}) == [("9.2", 0, ())]
    assert _gaps({"audit": level("sensitive")}, line(1, "audit")) == [("9.2", 1, ("cause", "owner", "due"))]
    assert _gaps({"audit": level("sensitive")}, complete(1, "audit", correction="")) == []


def test_what_reaches_the_target_or_is_only_to_improve_needs_no_line() -> None:
    assert _gaps({"audit": level("conform"), "issues": level("sensitive"), "design": None}) == []
