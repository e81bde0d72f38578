"""What happened to an action, as paragraphs. Pure: the lines of the history in, blocks out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.kinds import REMOVED
from cap_tui.core.plan import ACTION_FIELDS
from cap_tui.i18n import _
from cap_tui.i18n.labels import action_field_label
from cap_tui.tui.screens.assessment_card import history_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from cap_tui.core.assessments import HistoryLine
    from cap_tui.tui.widgets.lines import Block


def history_blocks(lines: Iterable[HistoryLine], local: Callable[[datetime], datetime]) -> list[Block]:
    """Return the history of an action, newest first."""
    return [history_block(line, *fact(line), local) for line in lines]


def fact(line: HistoryLine) -> tuple[str, str]:
    """Return what happened and the value it left: a field that changed, or the line that came, went or came back."""
    if line.field in ACTION_FIELDS:
        return action_field_label(line.field), line.after or _("cleared")
    if line.field == REMOVED:
        return (_("Taken out of the plan") if line.after else _("Put back in the plan")), ""
    return _("Added to the plan"), line.after
