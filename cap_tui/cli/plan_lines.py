"""The plan as lines of text and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.cli.tables import table, terminal_width
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import action_field_label, state_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier

COLUMNS = ("number", "priority", "title", "criteria", "owner", "due", "state")


def plan_lines(dossier: Dossier, actions: Sequence[Action], today: date) -> list[str]:
    """Return the table of the plan, what each line still needs in the last column."""
    headers = [*(action_field_label(name) for name in COLUMNS), _("To complete")]
    rows = [_row(dossier, action, today) for action in actions]
    return table(headers, rows, right=(0,), flexible=2, width=terminal_width())


def _row(dossier: Dossier, action: Action, today: date) -> list[str]:
    state = state_label(action.state)
    return [
        str(action.number),
        action.priority,
        action.title,
        ", ".join(map(dossier.code_of, action.criteria)),
        action.owner,
        short_date(action.due) if action.due else "",
        _("{state} (late)").format(state=state) if action.late(today) else state,
        ", ".join(action_field_label(name).lower() for name in dossier.lacking(action)),
    ]


def action_data(dossier: Dossier, action: Action, today: date) -> dict[str, Any]:
    """Return every field of a line, and what is derived from them; dates in ISO form, empty when unset."""
    return {
        "id": action.id,
        **action.to_json(),
        "late": action.late(today),
        "missing": list(dossier.lacking(action)),
    }
