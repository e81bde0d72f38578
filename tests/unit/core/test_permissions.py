"""The oracle is kept by hand in `tests.oracle.permissions_by_hand`: it is never generated from the program."""

from __future__ import annotations

import pytest

from cap_tui.core.permissions import ACTIONS, NotPermittedError, Phase, Role, demand, may, permitted
from tests.oracle.permissions_by_hand import LAW, PHASES, ROLES, lawful, lawful_to_try


@pytest.mark.parametrize("action", LAW)
def test_nobody_may_do_more_or_less_than_the_law_says(action: str) -> None:
    for role in ROLES:
        for letter, phase in PHASES.items():
            verdict = may(action, Role(role), Phase(phase))
            assert verdict.allowed == lawful(action, role, letter), (action, role, phase)


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


@pytest.mark.parametrize("action", LAW)
def test_a_demonstration_opens_to_anyone_what_the_law_says_and_nothing_more(action: str) -> None:
    for letter, name in PHASES.items():
        phase = Phase(name)
        assert permitted(action, (), phase, fictional=True) == lawful_to_try(action, letter), (action, name)
        if lawful_to_try(action, letter):
            demand(action, (), phase, fictional=True)
        else:
            with pytest.raises(NotPermittedError):
                demand(action, (), phase, fictional=True)
        for role in ROLES:
            tried = permitted(action, (Role(role),), phase, fictional=True)
            assert tried == (lawful(action, role, letter) or lawful_to_try(action, letter)), (action, role)


@pytest.mark.parametrize("action", LAW)
def test_a_true_structure_opens_nothing_to_somebody_without_a_role(action: str) -> None:
    assert not any(permitted(action, (), phase) for phase in Phase)
