from __future__ import annotations

import pytest

from cap_tui.core.permissions import Phase, Role
from cap_tui.core.visibility import BLIND, FINISH_FIRST, NO_ROLE, NOT_NOW, hidden_reason

C, S, P, F, X = Phase
DIRECTOR, CONTRIBUTOR, PEER, THIRD_PARTY, COORDINATOR = Role


@pytest.mark.parametrize(
    ("role", "phase", "finished", "blind", "reason"),
    [
        (DIRECTOR, C, False, True, ""),
        (DIRECTOR, X, False, True, ""),
        (CONTRIBUTOR, C, False, False, FINISH_FIRST),
        (CONTRIBUTOR, C, False, True, FINISH_FIRST),
        (CONTRIBUTOR, C, True, True, ""),
        (CONTRIBUTOR, S, False, True, ""),
        (CONTRIBUTOR, F, False, False, ""),
        (CONTRIBUTOR, X, True, False, NOT_NOW),
        (PEER, C, False, False, ""),
        (PEER, C, False, True, BLIND),
        (PEER, S, False, True, BLIND),
        (PEER, S, True, True, ""),
        (PEER, P, False, True, ""),
        (THIRD_PARTY, C, False, False, ""),
        (THIRD_PARTY, C, False, True, BLIND),
        (THIRD_PARTY, S, False, True, BLIND),
        (THIRD_PARTY, C, True, True, ""),
        (THIRD_PARTY, P, False, True, ""),
        (COORDINATOR, C, False, False, NOT_NOW),
        (COORDINATOR, P, True, False, NOT_NOW),
        (COORDINATOR, F, False, True, ""),
        (COORDINATOR, X, False, False, ""),
    ],
)
def test_nobody_is_influenced_by_others_before_giving_their_own(
    role: Role, phase: Phase, reason: str, *, finished: bool, blind: bool
) -> None:
    assert hidden_reason([role], phase, finished=finished, blind=blind) == reason


def test_someone_without_a_role_reads_nobody() -> None:
    assert hidden_reason([], C, finished=True, blind=False) == NO_ROLE
    assert hidden_reason((), X, finished=True, blind=False) == NO_ROLE


def test_one_role_that_may_read_is_enough() -> None:
    assert hidden_reason([CONTRIBUTOR, COORDINATOR], X, finished=False, blind=False) == ""
    assert hidden_reason([PEER, COORDINATOR], C, finished=False, blind=True) == BLIND
