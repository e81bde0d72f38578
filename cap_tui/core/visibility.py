"""Whether a person may read what the others say of a criterion, and the sentence when they may not.

The note of `opinions.read_others` in the permissions: contributors only after signing their own, reviewers too when the
assessment is blind. It holds as long as their own opinion may still be written; afterwards it cannot be influenced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.permissions import Role, may

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.permissions import Phase

NO_ROLE = N_("You take no part in this evaluation: ask the director to add you to read what the others say.")
NOT_NOW = N_("What the others say is not open to you in this phase.")
FINISH_FIRST = N_("What the others say appears once you have said “I have finished” with your own positions.")
BLIND = N_(
    "This evaluation is blind: what the others say appears once you have said “I have finished” with your own positions."
)


def hidden_reason(roles: Iterable[Role], phase: Phase, *, finished: bool, blind: bool) -> str:
    """Return the message id that says why others' opinions are hidden, empty when they may be read.

    Args:
        roles: Of the reader; one role that may read is enough.
        phase: Of the assessment.
        finished: Whether the reader said “I have finished”.
        blind: Whether reviewers, too, write before they read.
    """
    reasons = [_reason(role, phase, finished=finished, blind=blind) for role in roles]
    if not reasons:
        return NO_ROLE
    return "" if "" in reasons else min(reasons, key=(BLIND, FINISH_FIRST, NOT_NOW).index)


def _reason(role: Role, phase: Phase, *, finished: bool, blind: bool) -> str:
    if not may("opinions.read_others", role, phase).allowed:
        return NOT_NOW
    if finished or not may("opinion.write", role, phase).allowed:
        return ""
    if role is Role.CONTRIBUTOR:
        return FINISH_FIRST
    return BLIND if blind and role in (Role.PEER, Role.THIRD_PARTY) else ""
