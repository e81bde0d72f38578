"""Why an entry counts or not. What does not count is kept all the same, and says why."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


class Effect(StrEnum):
    """Whether an entry has effect, and otherwise why not."""

    COUNTS = ""
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    NOT_OPEN = "not_open"
    MISPLACED = "misplaced"
    WAITING = "waiting"
    BACKDATED = "backdated"
    UNFOUNDED = "unfounded"


EFFECT_NAMES: Mapping[Effect, str] = {
    Effect.UNKNOWN: N_("Not verified: its author holds no role in this evaluation."),
    Effect.REVOKED: N_("Written after its author’s role was withdrawn."),
    Effect.NOT_OPEN: N_("Its author’s role does not allow this in that phase."),
    Effect.MISPLACED: N_("Written in the place of another person."),
    Effect.WAITING: N_("It waits for an entry that has not arrived yet."),
    Effect.BACKDATED: N_("It claims to be older than what its author wrote before."),
    Effect.UNFOUNDED: N_("What it needs is missing: a visa, or a reason."),
}
