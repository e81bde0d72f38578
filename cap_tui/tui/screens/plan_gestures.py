"""The two-minute follow-up: which fields one key changes. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.plan import State
from cap_tui.core.scoring import FULL

if TYPE_CHECKING:
    from cap_tui.core.plan import Action

STEP = 10
"""Percent of progress one key adds or takes away."""


def next_state(action: Action) -> dict[str, Any]:
    """Return the fields of an action passed to its next state; after the last comes the first.

    An action carried out is complete, so its progress becomes 100 %; one to start again goes back to 0 %.
    """
    states = list(State)
    state = states[(states.index(action.state) + 1) % len(states)]
    progress = {State.DONE: FULL, State.TO_START: 0}.get(state, action.progress)
    return {"state": state, "progress": progress}


def progressed(action: Action, step: int) -> dict[str, Any]:
    """Return the fields of an action whose progress moves by `step` percent: begun above 0, carried out at 100."""
    progress = min(FULL, max(0, action.progress + step))
    state = action.state
    if state in (State.TO_START, State.IN_PROGRESS, State.DONE):
        state = State.DONE if progress == FULL else State.IN_PROGRESS if progress else State.TO_START
    return {"state": state, "progress": progress}
