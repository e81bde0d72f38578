"""The oracle is `permissions.csv` beside this file, kept by hand: it is never generated from the program."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cap_tui.core.permissions import ACTIONS, NotPermittedError, Phase, Role, demand, may

ROLES = ("director", "contributor", "peer", "third_party", "coordinator")
PHASES = {"C": "collecting", "S": "consensus", "P": "planning", "F": "follow_up", "X": "closed"}


def _law() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("permissions.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["action"]: row for row in csv.DictReader(lines)}


LAW = _law()


@pytest.mark.parametrize("action", LAW)
def test_nobody_may_do_more_or_less_than_the_law_says(action: str) -> None:
    for role in ROLES:
        for letter, phase in PHASES.items():
            verdict = may(action, Role(role), Phase(phase))
            assert verdict.allowed == (letter in LAW[action][role]), (action, role, phase)


def test_the_law_and_the_program_know_the_same_actions() -> None:
    assert len(LAW) == 27
    assert set(ACTIONS) == set(LAW)


def test_an_action_nobody_wrote_down_is_refused_to_everyone() -> None:
    assert not any(may("opinion.erase_all", role, phase).allowed for role in Role for phase in Phase)
    assert may("", Role.DIRECTOR, Phase.COLLECTING).phases == ()


def test_a_refusal_says_when_it_would_be_allowed() -> None:
    with pytest.raises(NotPermittedError) as refused:
        demand("opinion.write", {Role.PEER}, Phase.PLANNING)
    assert refused.value.values["phase"] == "Progress plan"
    assert refused.value.values["allowed"] == ("Collecting", "Pooling")
    demand("opinion.write", {Role.PEER}, Phase.CONSENSUS)


def test_what_one_of_several_roles_permits_is_permitted() -> None:
    demand("visa.sign", {Role.PEER, Role.THIRD_PARTY}, Phase.PLANNING)
    with pytest.raises(NotPermittedError) as refused:
        demand("report.export_partners", {Role.PEER, Role.THIRD_PARTY}, Phase.COLLECTING)
    assert refused.value.values["allowed"] == ("Progress plan", "Follow-up", "Closed")


@pytest.mark.parametrize("action", LAW)
def test_someone_without_a_role_may_do_nothing(action: str) -> None:
    for phase in Phase:
        with pytest.raises(NotPermittedError) as refused:
            demand(action, frozenset(), phase)
        assert refused.value.values["allowed"] == ("none",)
