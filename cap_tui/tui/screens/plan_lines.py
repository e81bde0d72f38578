"""The table of the plan: its columns as data, its rows as text, and the detail of one line. No widget, no state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.content import Content

from cap_tui.core.errors import N_
from cap_tui.core.plan import State
from cap_tui.i18n import _
from cap_tui.i18n.formats import long_date, percent, short_date, sort_key
from cap_tui.i18n.labels import LATE_SYMBOL, action_field_label, state_label
from cap_tui.tui.screens.results_lines import coded
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire

STATE_SYMBOLS: Mapping[State, str] = {
    State.TO_START: "○",
    State.IN_PROGRESS: "◐",
    State.DONE: "●",
    State.CLOSED: "✓",
    State.DROPPED: "×",
}
MISSING_SYMBOL = "△"
MARK = "■"
NUMBER_DIGITS = 3
WIDE = 100
"""Columns from which every column of the table has room."""
LEAST_TITLE = 12
OWN_ORDER = "order"


@dataclass(frozen=True, slots=True)
class Context:
    """What the cells are read against.

    Attributes:
        today: Late is derived from it.
        questionnaire: Names the criteria and says which are imperative.
        lacking: What a line still needs.
    """

    today: date
    questionnaire: Questionnaire
    lacking: Callable[[Action], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table.

    Attributes:
        id: Stable; what the table is sorted by.
        label: Message id of its head.
        width: Cells, a gap included; 0 takes what is left.
        cell: What it shows of an action.
        key: What it is sorted by.
        narrow: Whether it is shown when room is short.
    """

    id: str
    label: str
    width: int
    cell: Callable[[Action, Context], str]
    key: Callable[[Action, Context], Any]
    narrow: bool = True


def code_of(criterion_id: str, questionnaire: Questionnaire) -> str:
    """Return the code of a criterion, or its id when this questionnaire has none."""
    criterion = questionnaire.criteria.get(criterion_id)
    return criterion.code if criterion else criterion_id


def _codes(action: Action, context: Context) -> str:
    return ", ".join(code_of(key, context.questionnaire) for key in action.criteria)


def _code_key(action: Action, context: Context) -> tuple[bool, int, str]:
    order = list(context.questionnaire.criteria)
    first = action.criteria[0] if action.criteria else ""
    return (not first, order.index(first) if first in context.questionnaire.criteria else len(order), first)


def state_text(action: Action, context: Context) -> str:
    """Return the state with its symbol; late when it is."""
    if action.late(context.today):
        return LATE_SYMBOL + " " + _("Late")
    return f"{STATE_SYMBOLS[action.state]} {state_label(action.state)}"


def _lacks(action: Action, context: Context) -> tuple[str, ...]:
    return context.lacking(action)


def _due(action: Action, _context: Context) -> str:
    return short_date(action.due) if action.due else _("to fill in")


COLUMNS: tuple[Column, ...] = (
    Column("number", N_("No."), 5, lambda one, _c: str(one.number), lambda one, _c: one.number),
    Column("priority", N_("Prio."), 6, lambda one, _c: one.priority, lambda one, _c: one.priority),
    Column("title", N_("Action"), 0, lambda one, _c: one.title, lambda one, _c: sort_key(one.title)),
    Column("criteria", N_("Criterion"), 11, _codes, _code_key, narrow=False),
    Column(
        "owner", N_("Owner"), 14, lambda one, _c: one.owner or _("to fill in"),
        lambda one, _c: (not one.owner, sort_key(one.owner)),
    ),
    Column("due", N_("Due date"), 12, _due, lambda one, _c: (one.due is None, one.due or date.max)),
    Column(
        "state", N_("State"), 13, state_text,
        lambda one, c: -1 if one.late(c.today) else list(State).index(one.state),
    ),
    Column(
        "progress", "%", 7, lambda one, _c: percent(one.progress), lambda one, _c: one.progress, narrow=False
    ),
    Column(
        "missing", MISSING_SYMBOL, 2, lambda one, c: MISSING_SYMBOL if _lacks(one, c) else "",
        lambda one, c: -len(_lacks(one, c)),
    ),
)  # fmt: skip
SORTS = (OWN_ORDER, *(column.id for column in COLUMNS))
"""What the table can be sorted by; the people's own order first."""


def columns_for(width: int, columns: Sequence[Column] = COLUMNS) -> list[tuple[Column, int]]:
    """Return the columns that have room in `width` cells, each with its own width."""
    shown_columns = [column for column in columns if column.narrow or width >= WIDE]
    rest = width - sum(column.width for column in shown_columns)
    return [(column, column.width or max(rest, LEAST_TITLE)) for column in shown_columns]


def header(width: int, sort: str, columns: Sequence[Column] = COLUMNS) -> Content:
    """Return the heads of the columns, the one sorted by marked."""
    cells = []
    for column, cells_wide in columns_for(width, columns):
        label = _(column.label) + ("▾" if column.id == sort else "")
        style = "bold $accent" if column.id == sort else "bold"
        cells.append(_cell(label, cells_wide).stylize(style))
    return Content.assemble(*cells)


def mark_cell(action: Action, *, marked: bool) -> str:
    """Return the number of an action, with the mark of those that the next gesture changes together."""
    return f"{action.number:<{NUMBER_DIGITS}}{MARK}" if marked else str(action.number)


def draw_action(
    action: Action,
    width: int,
    context: Context,
    *,
    columns: Sequence[Column] = COLUMNS,
    marked: bool = False,
) -> Content:
    """Return the row of an action in exactly `width` cells; what people wrote is shown verbatim."""
    cells = []
    for column, cells_wide in columns_for(width, columns):
        text = mark_cell(action, marked=marked) if column.id == "number" else column.cell(action, context)
        cell = _cell(text, cells_wide)
        lacking = column.id in ("missing", "owner", "due") and not getattr(action, column.id, "")
        late = column.id in ("state", "due", "left") and action.late(context.today)
        cells.append(cell.stylize("$alert") if late else cell.stylize("$accent") if lacking else cell)
    return Content.assemble(*cells)


def _cell(text: str, width: int) -> Content:
    """Return `text` in `width` cells, the last one empty."""
    return Content(text).truncate(max(width - 1, 1), ellipsis=True, pad=True).pad_right(1)


def ordered(actions: Sequence[Action], sort: str, context: Context) -> list[Action]:
    """Return the actions sorted by a column; the people's order decides between equals."""
    column = next((item for item in COLUMNS if item.id == sort), None)
    if column is None:
        return list(actions)
    return sorted(actions, key=lambda action: column.key(action, context))


def lacking_sentence(action: Action, context: Context) -> str:
    """Return what the line still needs; empty when it is complete."""
    names = [action_field_label(name).lower() for name in _lacks(action, context)]
    return _("to fill in: {fields}").format(fields=", ".join(names)) if names else ""


def detail(action: Action, context: Context, note: str = "") -> Content:
    """Return what the lower panel says of an action: in full what the row cuts.

    Args:
        action: Which.
        context: What it is read against.
        note: The last note of the follow-up on it, in the place of the notes of the action itself.
    """
    questionnaire = context.questionnaire
    lacking = lacking_sentence(action, context)
    titles = [
        coded(questionnaire.criteria[key]) if key in questionnaire.criteria else key
        for key in action.criteria
    ]
    service = questionnaire.services.get(action.service)
    facts = [
        (_("Owner"), action.owner),
        (_("Due date"), long_date(action.due) if action.due else ""),
        (_("Indicator"), _arrow(action)),
        (_("Service to call on"), said(service.title) if service else action.service),
    ]
    told = " · ".join(
        _("{label}: {value}").format(label=label, value=value) for label, value in facts if value
    )
    lines = [
        Content.styled(f"{action.number}. {action.title}", "bold"),
        Content.styled(f"{MISSING_SYMBOL} {lacking}", "$accent") if lacking else Content(""),
        Content(" · ".join(titles)),
        Content(told),
        Content(note or action.notes.split("\n", 1)[0]),
    ]
    return Content("\n").join(line for line in lines if line.plain)


def _arrow(action: Action) -> str:
    values = " → ".join(value for value in (action.baseline, action.target) if value)
    return f"{action.indicator} ({values})" if action.indicator and values else action.indicator or values


def summary(actions: Sequence[Action], context: Context) -> str:
    """Return how the plan stands, in one sentence."""
    if not actions:
        return _("No action yet.")
    counts = [(state_label(state), sum(one.state is state for one in actions)) for state in State]
    parts = [f"{label} {count}" for label, count in counts if count]
    late = sum(one.late(context.today) for one in actions)
    lacking = sum(bool(_lacks(one, context)) for one in actions)
    parts += [" ".join((LATE_SYMBOL, _("Late"), str(late)))] if late else []
    parts += [" ".join((MISSING_SYMBOL, _("to fill in"), str(lacking)))] if lacking else []
    return " · ".join(parts)
