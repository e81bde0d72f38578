"""The plan by what is due: late first, then soon, then the rest, with the days left in words. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext
from cap_tui.tui.screens.plan_lines import COLUMNS, Column, state_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.plan import Action
    from cap_tui.tui.screens.plan_lines import Context

SOON = 30
"""Days within which a line is due soon."""
LEFT_CELLS = 22


def days_left(action: Action, context: Context) -> str:
    """Return how long a line still has, in words; its state when nothing is left to do."""
    if not action.pending:
        return state_text(action, context)
    if action.due is None:
        return _("no due date")
    days = (action.due - context.today).days
    if days < 0:
        return ngettext("! {count} day late", "! {count} days late", -days).format(count=-days)
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


_KEPT = ("number", "priority", "title", "owner", "due")
DUE_COLUMNS: tuple[Column, ...] = (
    *(column for column in COLUMNS if column.id in _KEPT),
    Column("left", N_("Time left"), LEFT_CELLS, days_left, lambda one, _c: one.due or date.max),
)
"""The columns of this view; it has its own order."""


def due_groups(actions: Sequence[Action], context: Context) -> list[tuple[str, list[Action]]]:
    """Return the lines by how soon they are due, the soonest first in each group; empty groups are left out."""
    soon = context.today + timedelta(days=SOON)
    by_date = sorted(actions, key=lambda one: one.due or date.max)
    pending = [one for one in by_date if one.pending]
    dated = [(one, one.due) for one in pending if one.due is not None]
    groups = [
        (_("! Late"), [one for one, due in dated if due < context.today]),
        (
            _("Due within {days} days").format(days=SOON),
            [one for one, due in dated if context.today <= due <= soon],
        ),
        (_("Due later"), [one for one, due in dated if due > soon]),
        (_("Without a due date"), [one for one in pending if one.due is None]),
        (_("Nothing left to do"), [one for one in by_date if not one.pending]),
    ]
    return [(title, lines) for title, lines in groups if lines]
