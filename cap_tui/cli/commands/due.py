"""`due`: what is late or due soon, for a login script, a scheduled task or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, whole
from cap_tui.cli.errors import DONE, REFUSED, InvalidError
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.due import WITHIN, Matter
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain
from cap_tui.i18n.due_words import due_what, due_when
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import action_field_label

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.due import Due

ONE = Argument(
    None,
    metavar=N_("EVALUATION"),
    help=N_(
        "Its id, the start of its id, or SIRET/questionnaire/year; without it, all those of this machine."
    ),
)
DAYS = Option(
    str(WITHIN),
    "--within",
    metavar=N_("DAYS"),
    help=N_("How many days ahead to look, 30 unless said; 0: today."),
)
CHECK = Option(
    False,  # noqa: FBT003 - a default value
    "--check",
    help=N_("Leave with code 1 when an action is late, for a scheduled task."),
)
MOST = 3_660
"""Days ahead: ten years."""


class DueCommand:
    """Telling what is due."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def due(
        self, reference: str | None = ONE, *, within: str = DAYS, check: bool = CHECK, as_json: bool = AS_JSON
    ) -> int:
        """Print what is due, the latest first; 1 when `--check` is asked for and an action is late.

        Raises:
            InvalidError: The number of days is below 0 or beyond ten years.
            CapError: The evaluation cannot be read.
        """
        from cap_tui.services.due import agenda

        days = whole(within, "--within")
        if not 0 <= days <= MOST:
            raise InvalidError(parameter="--within", command="cap-tui due")
        with self._front.opened() as workspace:
            found = agenda(workspace, reference or "", days)
        for summary, error in found.refused:
            say(_("{name}: {reason}").format(name=one_line(summary.structure.name), reason=explain(error)))
        if as_json:
            out_json([_data(summary, item) for summary, item in found.lines])
        elif found.lines:
            _print(found.lines)
        else:
            say(_("Nothing is late, and nothing is due within these days."))
        late = any(item.matter is Matter.LATE for _summary, item in found.lines)
        return REFUSED if found.refused or (check and late) else DONE


def _print(lines: tuple[tuple[AssessmentSummary, Due], ...]) -> None:
    headers = [
        _("When"),
        action_field_label("due"),
        action_field_label("number"),
        _("What"),
        action_field_label("owner"),
        _("Evaluation"),
    ]
    rows = [
        [
            due_when(item),
            short_date(item.date) if item.date else "",
            str(item.number) if item.number else "",
            due_what(item),
            item.owner,
            f"{summary.structure.name} {summary.year}",
        ]
        for summary, item in lines
    ]
    for line in table(headers, rows, right=(2,), flexible=3, width=terminal_width()):
        out(line)


def _data(summary: AssessmentSummary, item: Due) -> dict[str, Any]:
    """Return a line as JSON gives it; `days` are those of its `matter`, see `cap_tui.core.due.Due`."""
    return {
        "assessment": summary.id,
        "structure": summary.structure.name,
        "year": summary.year,
        "matter": item.matter.value,
        "days": item.days,
        "action": item.number or None,
        "title": item.title,
        "owner": item.owner,
        "due": item.date.isoformat() if item.date else None,
        "indicators": list(item.indicators),
    }
