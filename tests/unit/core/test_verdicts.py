from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cap_tui.core.plan import Action, State
from cap_tui.core.verdicts import Findings, Obstacle, Rule, judge
from tests.building import UNKNOWN, level, not_applicable
from tests.conformity import WRITTEN, complete, findings, line

CONFORM = dict.fromkeys(("issues", "culture", "audit", "design"), level("conform"))


def _obstacles(found: Findings) -> tuple[Obstacle, ...]:
    outcome = judge(found)
    assert outcome is not None
    assert outcome.ready is (outcome.obstacles == ())
    return outcome.obstacles


def test_nothing_stands_in_the_way_when_all_conforms() -> None:
    outcome = judge(findings({**CONFORM, "design": not_applicable()}))
    assert outcome is not None
    assert outcome.ready
    assert str(outcome.label) == "Prêt pour l’audit"


def test_a_questionnaire_without_rules_has_no_verdict() -> None:
    found = findings(CONFORM)
    assert judge(replace(found, questionnaire=replace(found.questionnaire, verdict=None))) is None


def test_a_criterion_without_a_level_is_not_forgotten_and_not_knowing_is_no_level() -> None:
    found = findings({**CONFORM, "issues": None, "audit": UNKNOWN})
    assert _obstacles(found) == (Obstacle("coverage", reached=Fraction(50), asked=Fraction(100)),)
    assert found.unplaced() == ("issues", "audit")


def test_an_evaluation_with_nothing_placed_is_not_ready() -> None:
    assert [item.rule for item in _obstacles(findings({}))] == ["coverage"]


def test_a_major_finding_stands_in_the_way_even_when_everything_about_it_is_written() -> None:
    found = findings({**CONFORM, "audit": level("major")}, complete(1, "audit"), texts={"audit": WRITTEN})
    assert _obstacles(found) == (Obstacle("no-open", "audit", "major"),)


def test_a_major_finding_says_what_it_still_lacks() -> None:
    found = findings(
        {**CONFORM, "audit": level("major")},
        line(1, "audit", owner="Zoé"),
        texts={"audit": {"constat": "Rien"}},
    )
    assert _obstacles(found) == (
        Obstacle("no-open", "audit", "major", ("requirement", "evidence"), ("cause", "correction", "due")),
    )


def test_a_text_of_spaces_is_not_written() -> None:
    found = findings(
        {**CONFORM, "design": level("minor")},
        complete(1, "design"),
        texts={"design": {**WRITTEN, "evidence": " \n"}},
    )
    assert _obstacles(found) == (Obstacle("treated", "design", "minor", ("evidence",)),)


def test_a_minor_finding_written_and_taken_charge_of_does_not_stand_in_the_way() -> None:
    found = findings({**CONFORM, "design": level("minor")}, complete(1, "design"), texts={"design": WRITTEN})
    assert _obstacles(found) == ()


def test_a_minor_finding_without_a_line_in_the_plan_lacks_a_line() -> None:
    dropped = complete(1, "design", state=State.DROPPED)
    found = findings({**CONFORM, "design": level("minor")}, dropped, texts={"design": WRITTEN})
    assert _obstacles(found) == (Obstacle("treated", "design", "minor", (), ("title",)),)


def test_the_best_filled_line_answers_for_the_finding() -> None:
    lines = (line(1, "design"), complete(2, "design", cause=""), line(3, "design", owner="Léa"))
    found = findings({**CONFORM, "design": level("minor")}, *lines, texts={"design": WRITTEN})
    assert _obstacles(found) == (Obstacle("treated", "design", "minor", (), ("cause",)),)
    best = found.best_line("design")
    assert best is not None
    assert best.number == 2


EFFECTIVE = complete(1, "audit", state=State.CLOSED, effectiveness="yes")


@pytest.mark.parametrize(
    ("lines", "lifted"),
    [
        ((EFFECTIVE,), True),
        ((replace(EFFECTIVE, effectiveness="partly"),), False),
        ((replace(EFFECTIVE, effectiveness=""),), False),
        ((replace(EFFECTIVE, state=State.DONE),), False),
        ((EFFECTIVE, line(2, "audit")), False),
        ((EFFECTIVE, line(2, "audit", state=State.DROPPED)), True),
        ((), False),
    ],
)
def test_a_major_finding_is_lifted_by_lines_all_settled_and_effective(
    lines: tuple[Action, ...], *, lifted: bool
) -> None:
    found = findings({**CONFORM, "audit": level("major")}, *lines, texts={"audit": WRITTEN})
    assert (_obstacles(found) == ()) is lifted


def test_more_criteria_than_admitted_at_a_level_are_counted() -> None:
    rule = Rule("at-most", levels=("minor", "sensitive"), count=1)
    two = {**CONFORM, "issues": level("minor"), "design": level("sensitive")}
    assert _obstacles(findings(two, rules=(rule,))) == (
        Obstacle("at-most", reached=Fraction(2), asked=Fraction(1)),
    )
    assert _obstacles(findings({**two, "design": level("conform")}, rules=(rule,))) == ()


def test_a_score_below_what_is_asked_stands_in_the_way() -> None:
    rule = Rule("score", at_least=Fraction(90))
    # three at 100 and one at 30: 82.5
    assert _obstacles(findings({**CONFORM, "design": level("minor")}, rules=(rule,))) == (
        Obstacle("score", reached=Fraction(165, 2), asked=Fraction(90)),
    )
    assert _obstacles(findings(CONFORM, rules=(rule,))) == ()


def test_a_criterion_set_aside_against_the_rules_stands_in_the_way() -> None:
    # nobody can write this here; an older version or a forged file can
    assert _obstacles(findings({**CONFORM, "audit": not_applicable()})) == (
        Obstacle("coverage", reached=Fraction(75), asked=Fraction(100)),
        Obstacle("excluded", "audit"),
    )


def test_what_the_structure_is_not_concerned_by_stands_in_nobodys_way() -> None:
    assert _obstacles(findings({"issues": level("conform")}, concerned=("issues",))) == ()
