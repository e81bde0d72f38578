from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.editions import new_in, owed, references_of, seen_through
from tests.building import UNKNOWN, level, not_applicable
from tests.conformity import ALL, questionnaire

if TYPE_CHECKING:
    from cap_tui.core.positions import Position

NORM = questionnaire()


@pytest.mark.parametrize(
    ("edition", "seen"),
    [
        ("", ("issues", "culture", "audit", "design")),
        ("2015", ("issues", "audit", "design")),
        ("2026", ("issues", "culture", "audit", "design")),
    ],
)
def test_each_edition_shows_its_own_criteria(edition: str, seen: tuple[str, ...]) -> None:
    assert seen_through(NORM, ALL, edition) == seen


def test_only_what_a_later_edition_brings_is_new() -> None:
    assert [key for key in ALL if new_in(NORM, NORM.criteria[key], "2026")] == ["culture", "audit"]
    assert not any(new_in(NORM, NORM.criteria[key], "2015") for key in ALL)


def test_the_references_of_an_edition_leave_out_those_of_the_other() -> None:
    issues = NORM.criteria["issues"]
    assert [item.clause for item in references_of(NORM, issues, "2026")] == ["4.1.1"]
    assert [item.clause for item in references_of(NORM, issues, "")] == ["4.1", "4.1.1"]


@pytest.mark.parametrize(
    ("position", "still"),
    [
        (None, True),
        (UNKNOWN, True),
        (level("sensitive"), True),
        (level("conform"), False),
        (not_applicable(), True),  # a criterion that cannot be set aside
    ],
)
def test_what_is_new_is_owed_until_it_is_reached(position: Position | None, *, still: bool) -> None:
    found = owed(NORM, {"culture": position, "audit": level("conform")}, ALL, "2026")
    assert found == (("culture",) if still else ())
