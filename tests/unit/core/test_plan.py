from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest

from cap_tui.core.plan import (
    ACTION_FIELDS,
    Action,
    Improvement,
    Kind,
    State,
    decode_field,
    encode_field,
    improvements,
    missing,
    priority,
    proposal,
    strengths,
)
from cap_tui.core.positions import Opinion
from tests.building import ALL, START, UNKNOWN, level, not_applicable, questionnaire

SMALL = questionnaire()
DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("key", "gap", "effort", "expected"),
    [
        ("booklet", 1, "L", "P1"),
        ("visit", 70, "S", "P2"),
        ("visit", 60, "S", "P2"),
        ("visit", 59, "S", "P3"),
        ("visit", 60, "M", "P3"),
        ("visit", 40, "S", "P3"),
        ("visit", 40, "M", "P4"),
        ("visit", 70, "L", "P4"),
        ("tutor", 40, "S", "P2"),
        ("tutor", 40, "M", "P3"),
    ],
)
def test_what_presses_most_comes_first_by_weight_gap_and_effort(
    key: str, gap: int, effort: str, expected: str
) -> None:
    assert priority(SMALL.criteria[key], Fraction(gap), effort) == expected


def test_improvements_are_the_criteria_below_target_the_most_pressing_first() -> None:
    positions = {
        "booklet": level("engaged"),
        "visit": level("engaged"),
        "tutor": level("to-build"),
        "partners": level("to-build"),
        "transport": level("controlled"),
    }
    found = improvements(SMALL, positions, ALL)
    assert [(item.criterion.id, item.gap, item.priority) for item in found] == [
        ("booklet", Fraction(40), "P1"),
        ("tutor", Fraction(70), "P3"),
        ("partners", Fraction(70), "P3"),
        ("visit", Fraction(40), "P3"),
    ]


def test_what_is_unknown_not_applicable_or_elsewhere_is_not_an_improvement() -> None:
    positions = {"booklet": UNKNOWN, "visit": not_applicable(), "transport": level("to-build")}
    assert improvements(SMALL, positions, ALL[:-1]) == []


def test_strengths_are_above_target_the_heaviest_first() -> None:
    positions = {"visit": level("exemplary"), "booklet": level("exemplary"), "partners": level("controlled")}
    assert [criterion.id for criterion in strengths(SMALL, positions, ALL)] == ["booklet", "visit"]


def test_a_line_says_what_it_still_needs_and_an_imperative_also_needs_its_cause() -> None:
    line = Action("a", title="Écrire", owner="Nadia", due=DAY, indicator="Part remise")
    assert missing(line, SMALL, {}) == ()
    assert missing(Action("a", criteria=("visit",)), SMALL, {}) == ("title", "owner", "due", "indicator")
    imperative = Action("a", title="Écrire", due=DAY, criteria=("visit", "booklet"))
    assert missing(imperative, SMALL, {}) == ("cause", "owner", "indicator")


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (State.TO_START, True),
        (State.IN_PROGRESS, True),
        (State.DONE, False),
        (State.CLOSED, False),
        (State.DROPPED, False),
    ],
)
def test_only_open_lines_past_their_day_are_late(state: State, *, late: bool) -> None:
    line = Action("a", due=DAY, state=state)
    assert line.late(date(2026, 7, 1)) is late
    assert not line.late(DAY)
    assert not Action("a", state=state).late(DAY)


FULL = Action(
    id="a", number=3, title="Écrire", criteria=("visit", "tutor"), origin="Audit interne", constat="c", evidence="e",
    cause="k", correction="r", axis="x", kind=Kind.PREVENTIVE, priority="P2", effort="L", owner="o", contributors="t", means="m",
    service="s", start=date(2026, 1, 1), due=DAY, indicator="i", baseline="b", target="t", state=State.DONE,
    progress=40, notes="n", effectiveness="partly", effectiveness_date=date(2027, 1, 2), effectiveness_proof="p",
    order=20,
)  # fmt: skip


@pytest.mark.parametrize("line", [FULL, Action("a")], ids=["full", "empty"])
def test_a_line_written_in_the_log_is_read_back_whole(line: Action) -> None:
    data = line.to_json()
    assert set(data) == set(ACTION_FIELDS)
    assert Action("a", **{name: decode_field(name, value) for name, value in data.items()}) == line


def test_an_emptied_date_is_not_the_same_as_one_never_written() -> None:
    assert encode_field(None) == ""
    assert decode_field("due", "") is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("state", "half"), ("kind", "?"), ("due", "30/06/2026"), ("progress", "beaucoup"), ("criteria", 3)],
)
def test_a_value_of_another_form_is_refused(name: str, value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        decode_field(name, value)


def test_a_proposal_takes_the_words_the_team_already_wrote() -> None:
    booklet = SMALL.criteria["booklet"]
    opinion = Opinion(level("engaged"), constat="Livret de 2019", evidence="Le livret")
    engaged = SMALL.scale.levels[1]
    found = Improvement(booklet, engaged, Fraction(40), "P1")
    line = proposal(found, booklet.actions[1], opinion, "formation", "proposal/booklet/1")
    assert (line.title, line.constat, line.evidence) == (
        "Former les tuteur·rices",
        "Livret de 2019",
        "Le livret",
    )
    assert (line.kind, line.priority, line.effort, line.service) == (Kind.CORRECTIVE, "P1", "L", "formation")
    assert (line.criteria, line.origin) == (("booklet",), "results")
    other = proposal(found, booklet.actions[0], Opinion(improvements="À refaire"), "", "p")
    assert other.constat == "À refaire"


def test_a_moment_is_not_taken_for_a_day() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        decode_field("due", encode_field(datetime.fromisoformat(START.isoformat())))
