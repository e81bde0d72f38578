"""The ways of looking at the plan: which lines each shows, in what order, and how one is drawn. No widget, no state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.errors import N_
from cap_tui.core.plan import State
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import LATE_SYMBOL
from cap_tui.tui.commands import DIGITS, Command
from cap_tui.tui.screens.plan_due import due_groups
from cap_tui.tui.screens.plan_filter import LATE, STATE_COLUMNS, state_key, state_name
from cap_tui.tui.screens.plan_lines import MARK, STATE_SYMBOLS, mark_cell, summary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.plan import Action
    from cap_tui.tui.screens.plan_filter import PlanFilter
    from cap_tui.tui.screens.plan_lines import Context

TABLE, BOARD, CALENDAR, DUE = "table", "board", "calendar", "due"
VIEWS: Mapping[str, str] = {
    TABLE: N_("Table"),
    BOARD: N_("By state"),
    CALENDAR: N_("Calendar"),
    DUE: N_("What is due"),
}
MONTHS_ASIDE = 3
"""Months by which one goes sideways in the calendar."""


def _view(number: int, view: str, description: str) -> Command:
    keys = (str(number), DIGITS[number - 1])
    return Command(f"plan-{view}", keys, VIEWS[view], description, f"view('{view}')", bar=False)


VIEW = Command("plan-view", ("v",), N_("View"), N_("Table, by state, calendar, what is due"), "next_view")
VIEW_COMMANDS = (
    _view(1, TABLE, N_("Show the table")),
    _view(2, BOARD, N_("Show the actions in columns, one for each state")),
    _view(3, CALENDAR, N_("Show the actions on a calendar")),
    _view(4, DUE, N_("Show what is late, then what is due soon")),
    Command(
        "plan-earlier", ("left",), N_("Earlier"), N_("Go back in the calendar"), f"shift(-{MONTHS_ASIDE})", bar=False
    ),
    Command(
        "plan-later", ("right",), N_("Later"), N_("Go forward in the calendar"), f"shift({MONTHS_ASIDE})", bar=False
    ),
)  # fmt: skip


def tabs(view: str) -> Content:
    """Return the names of the views, the one shown marked."""
    names = [
        (f"[{number} " + _(name) + "]", "bold $accent")
        if key == view
        else (f" {number} " + _(name) + " ", "")
        for number, (key, name) in enumerate(VIEWS.items(), 1)
    ]
    return Content.assemble(*names)


def headline(shown: Sequence[Action], total: int, kept: PlanFilter, marked: int, context: Context) -> Content:
    """Return what is shown of the plan and how it stands, in one line.

    Args:
        shown: The lines that are shown.
        total: How many the plan has.
        kept: Why the others are not.
        marked: How many are marked.
        context: What lines are read against.
    """
    parts = []
    if marked:
        said = ngettext("{count} marked", "{count} marked", marked).format(count=marked)
        parts.append(Content.styled(f"{MARK} {said}", "bold $accent"))
    if kept:
        said = _("filter: {filter} ({shown} of {total})")
        text = said.format(filter=kept.words(context), shown=len(shown), total=total)
        parts.append(Content.styled(text, "bold $accent"))
    if shown or not kept:
        parts.append(Content(summary(shown, context)))
    return Content(" · ").join(parts)


def by_state(actions: Sequence[Action], context: Context) -> list[list[Action]]:
    """Return the lines in columns, one for each of `STATE_COLUMNS`."""
    columns: dict[str, list[Action]] = {key: [] for key in STATE_COLUMNS}
    for action in actions:
        columns[state_key(action, context)].append(action)
    return list(columns.values())


def column_heads(columns: Sequence[Sequence[Action]]) -> list[str]:
    """Return what is above each column: its symbol, its name and how many lines it has."""
    symbols = [LATE_SYMBOL if key == LATE else STATE_SYMBOLS[State(key)] for key in STATE_COLUMNS]
    return [
        f"{symbol} {state_name(key)} {len(lines)}"
        for symbol, key, lines in zip(symbols, STATE_COLUMNS, columns, strict=True)
    ]


def card(action: Action, width: int, context: Context, *, marked: bool) -> tuple[Content, Content]:
    """Return an action in two lines: what, then for whom and when."""
    number = mark_cell(action, marked=marked)
    title = Content.assemble((number, "bold"), " ", action.title).truncate(width, ellipsis=True)
    when = short_date(action.due) if action.due else _("no due date")
    facts = Content("  " + " · ".join((action.priority, when, action.owner or _("no owner"))))
    style = "$alert" if action.late(context.today) else "$muted"
    return title, facts.truncate(width, ellipsis=True).stylize(style)


def by_time(actions: Sequence[Action]) -> list[Action]:
    """Return the lines as the calendar shows them: the first to start first, those without a date last."""
    return sorted(actions, key=lambda one: (one.start or one.due or date.max, one.due or date.max))


def by_due(actions: Sequence[Action], context: Context) -> list[Action | Content]:
    """Return the lines by how soon they are due, each group under its heading."""
    found: list[Action | Content] = []
    for title, lines in due_groups(actions, context):
        found.append(Content.styled(f"{title} ({len(lines)})", "bold $accent"))
        found += lines
    return found
