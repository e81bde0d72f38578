"""What the table, the sheets and the timeline all say of an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.plan import State
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import (
    action_field_label,
    effectiveness_label,
    effort_label,
    kind_label,
    origin_label,
    state_label,
)
from cap_tui.reports.wording.reader import NOTHING, content

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.core.plan import Action
    from cap_tui.reports.wording.reader import Reader

STATE_SYMBOLS = {
    State.TO_START: "○",
    State.IN_PROGRESS: "◑",
    State.DONE: "●",
    State.CLOSED: "✓",
    State.DROPPED: "✗",
}
LATE_SYMBOL = "▲"


def state_text(book: Reader, action: Action) -> str:
    """Return the state with its symbol; late replaces it."""
    if action.late(book.data.generated):
        return f"{LATE_SYMBOL} " + _("Late")
    return f"{STATE_SYMBOLS[action.state]} {state_label(action.state)}"


def criteria_codes(book: Reader, action: Action) -> list[str]:
    """Return the codes of the criteria an action answers; an unknown id as it stands."""
    known = book.questionnaire.criteria
    return [known[key].code if key in known else key for key in action.criteria]


def criteria_names(book: Reader, action: Action) -> str:
    """Return code and title of the criteria an action answers."""
    known = book.questionnaire.criteria
    return " ; ".join(
        f"{known[key].code} {content(known[key].title)}" if key in known else key for key in action.criteria
    )


def service_name(book: Reader, action: Action) -> str:
    """Return the title of the federation's service, or the text people wrote."""
    known = book.questionnaire.services
    return content(known[action.service].title) if action.service in known else action.service


def day(value: date | None) -> str:
    """Return a date, or nothing."""
    return short_date(value) if value else ""


TEXTS = ("constat", "evidence", "cause", "correction", "means", "due_reason", "drop_reason", "notes")
"""Fields of an action that hold one or more sentences, in the order of its sheet."""


def action_fields(book: Reader, action: Action) -> list[tuple[str, str, str]]:
    """Return the fields of an action’s sheet as name, label and words, which may be empty; priority and state aside.

    Who does it is left out of what is not private.
    """
    people = {"owner": action.owner or NOTHING, "contributors": action.contributors or NOTHING}
    said = {
        "criteria": criteria_names(book, action),
        "axis": action.axis,
        **(people if book.private else {}),
        "start": day(action.start) or NOTHING,
        "due": day(action.due) or NOTHING,
        "kind": kind_label(action.kind),
        "effort": effort_label(action.effort),
        "origin": origin_label(action.origin),
        "service": service_name(book, action),
        "indicator": action.indicator,
        "baseline": action.baseline,
        "target": action.target,
        **{name: str(getattr(action, name)) for name in TEXTS},
        "effectiveness": effectiveness_label(action.effectiveness),
        "effectiveness_date": day(action.effectiveness_date),
        "effectiveness_proof": action.effectiveness_proof,
    }
    return [(name, action_field_label(name), words) for name, words in said.items()]


def indicator_text(action: Action) -> str:
    """Return the indicator, then from where and to where."""
    way = f"{action.baseline} → {action.target}" if action.target else action.baseline
    return "\n".join(part for part in (action.indicator, way.strip()) if part)
