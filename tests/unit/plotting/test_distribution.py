"""How many criteria stand on each level."""

from __future__ import annotations

from fractions import Fraction

from cap_tui.core.distribution import distribution
from cap_tui.core.positions import Position, Stance
from cap_tui.core.questionnaire import Criterion, Level, LocalText, Questionnaire, Scale, Section


def text(words: str) -> LocalText:
    return LocalText({"fr": words})


def criterion(key: str) -> Criterion:
    return Criterion(key, key, text(key), text("?"), text(""), {})


LOW = Level("low", text("Bas"), "○", Fraction(0), 0)
HIGH = Level("high", text("Haut"), "●", Fraction(100), 1)
SMALL = Questionnaire(
    id="q",
    version="1",
    title=text("Q"),
    status="proposed",
    scale=Scale("maturity", (LOW, HIGH), "high"),
    bands=(),
    sections=(
        Section("t1", "1", text("Un"), criteria=(criterion("a"), criterion("b"), criterion("c"))),
        Section("t2", "2", text("Deux"), criteria=(criterion("d"), criterion("e"))),
    ),
)
POSITIONS = {
    "a": Position(Stance.LEVEL, "low"),
    "b": Position(Stance.NOT_APPLICABLE, reason="Pas de salarié·e"),
    "c": Position(Stance.UNKNOWN),
    "d": Position(Stance.LEVEL, "high"),
}


def test_every_concerned_criterion_is_counted_once() -> None:
    counts = distribution(SMALL, POSITIONS, "abcde")
    assert counts.levels == {"low": 1, "high": 1}
    assert (counts.not_applicable, counts.unknown, counts.unanswered) == (1, 1, 1)


def test_a_theme_counts_only_its_own_criteria_and_shows_levels_nobody_chose() -> None:
    counts = distribution(SMALL, POSITIONS, "abcde", "t2")
    assert counts.levels == {"low": 0, "high": 1}
    assert (counts.not_applicable, counts.unknown, counts.unanswered) == (0, 0, 1)


def test_a_criterion_that_does_not_concern_the_structure_is_not_counted() -> None:
    assert distribution(SMALL, POSITIONS, "bc").levels == {"low": 0, "high": 0}


def test_a_level_of_another_version_counts_as_unknown_rather_than_vanishing() -> None:
    counts = distribution(SMALL, {"a": Position(Stance.LEVEL, "gone")}, "a")
    assert counts.unknown == 1
