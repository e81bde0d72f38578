"""What must be explained in the gesture that does it: a due date that moves in follow-up, an action that is abandoned.

It is asked of whoever writes, not of entries that arrive: those of the first versions hold no reason and still count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.plan import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.plan import Action

DUE_REASON, DROP_REASON = "due_reason", "drop_reason"
REASONS = (DUE_REASON, DROP_REASON)
"""The fields of an action that hold a reason."""


def explained_by(action: Action, values: Mapping[str, Any], *, following: bool) -> tuple[str, ...]:
    """Return the fields that hold why, for what `values` change of an action.

    A first due date is not moved; outside follow-up the plan is being written, and dates need no reason.

    Args:
        action: As it stands.
        values: Fields that change, Python values.
        following: Whether the plan is followed up.
    """
    moved = following and action.due is not None and values.get("due", action.due) != action.due
    dropped = values.get("state") == State.DROPPED and action.state is not State.DROPPED
    return tuple(name for name, needed in ((DUE_REASON, moved), (DROP_REASON, dropped)) if needed)


def unexplained(action: Action, values: Mapping[str, Any], *, following: bool) -> tuple[str, ...]:
    """Return which of `explained_by` are not given with `values`."""
    asked = explained_by(action, values, following=following)
    return tuple(name for name in asked if not str(values.get(name) or "").strip())
