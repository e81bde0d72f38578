"""Looking at the plan: one of its views, through a filter, with the cursor on the same line from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.plan import Action
from cap_tui.core.review import Proposal
from cap_tui.i18n import _
from cap_tui.tui.screens.plan_arranging import Arranging
from cap_tui.tui.screens.plan_calendar import Calendar, draw_bar
from cap_tui.tui.screens.plan_due import DUE_COLUMNS
from cap_tui.tui.screens.plan_filter import FACETS, PlanFilter, offered
from cap_tui.tui.screens.plan_lines import OWN_ORDER, Context, draw_action, header, ordered
from cap_tui.tui.screens.plan_shared_lines import draw_proposal, proposals_heading, waiting_first
from cap_tui.tui.screens.plan_views import (
    BOARD,
    CALENDAR,
    DUE,
    TABLE,
    VIEWS,
    by_due,
    by_state,
    by_time,
    card,
    column_heads,
    headline,
    tabs,
)
from cap_tui.tui.widgets.board import Board
from cap_tui.tui.widgets.plan_header import PlanHeader
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.commands import Command

PROPOSALS = Content("")
"""Stands for the heading of the proposals among the lines; it is drawn for the width there is."""


class Looking(Arranging):
    """The views of the plan and its filter.

    Args:
        dossier: The open assessment.

    Attributes:
        view: One of `VIEWS`.
        sort: Column the table is sorted by.
        kept: The filter.
        total: How many lines the plan has.
    """

    DEFAULT_CSS = """
    Looking #summary { height: 1; padding: 0 1; background: $panel; }
    Looking #tabs { height: 1; padding: 0 1; color: $muted; }
    Looking #columns { height: 1; }
    Looking #rows { height: 1fr; }
    Looking #detail { height: 6; padding: 0 1; border-top: solid $panel; }
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.view = TABLE
        self.sort = OWN_ORDER
        self.kept = PlanFilter()
        self.actions: list[Action] = []
        self.proposals: list[Proposal] = []
        self.total = 0
        self._lines: Sequence[Action | Proposal | Content] = ()
        self._columns: list[list[Action]] = []
        self._shift = 0

    def body(self) -> ComposeResult:
        """Yield the summary, the names of the views, the lines and the detail of the one one is on."""
        yield Static(Content(""), id="summary")
        yield Static(Content(""), id="tabs")
        yield PlanHeader(id="columns")
        yield RowList(self._draw, on_move=lambda _index: self.moved(), id="rows")
        yield Board(self._card, on_move=self.moved, id="board")
        yield Static(Content(""), id="detail")

    def moved(self) -> None:
        """Show the detail of the line one is on."""

    @property
    def rows(self) -> RowList:
        """The lines, in every view but the one by state."""
        return self.query_one("#rows", RowList)

    @property
    def board(self) -> Board:
        """The columns of the view by state."""
        return self.query_one("#board", Board)

    @property
    def line(self) -> Action | Proposal | None:
        """What the cursor is on."""
        if not self.is_mounted:
            return None
        if self.view == BOARD:
            board = self.board
            cards = self._columns[board.column] if board.column < len(self._columns) else []
            return cards[board.row] if board.row < len(cards) else None
        place = self.rows.cursor
        found = self._lines[place] if 0 <= place < len(self._lines) else None
        return None if isinstance(found, Content) else found

    @property
    def action(self) -> Action | None:
        """The action one is on."""
        return self.line if isinstance(self.line, Action) else None

    @property
    def proposal(self) -> Proposal | None:
        """The proposal one is on; in the table they come after the actions, under their heading."""
        return self.line if isinstance(self.line, Proposal) else None

    def context(self) -> Context:
        """Return what the cells are read against."""
        return Context(self.shell.clock().date(), self.dossier.questionnaire, self.dossier.lacking)

    def show(self, cursor: str = "") -> None:
        """Show the lines, with the cursor on an action or a proposal, by default the one it is on."""
        one = self.line
        here = cursor or (one.id if one else "")
        context = self.context()
        self._gather(cursor, context)
        self.proposals = waiting_first(self.dossier.proposals())
        self.notes = self.dossier.followups()
        self.marked &= {action.id for action in self.actions}
        if self.view == BOARD:
            self._show_board(here, context)
        else:
            self._show_rows(here, context)
        said = headline(self.actions, self.total, self.kept, len(self.marked), context)
        self.query_one("#summary", Static).update(said, layout=False)
        self.query_one("#tabs", Static).update(tabs(self.view), layout=False)
        others = {CALENDAR: lambda width: self._calendar(width).header(),
                  DUE: lambda width: header(width, "", DUE_COLUMNS)}  # fmt: skip
        self.query_one(PlanHeader).show(self.sort, others.get(self.view))
        self.moved()

    def _gather(self, cursor: str, context: Context) -> None:
        """Keep the lines that answer the filter; a line just asked for that it would hide takes it away."""
        before = {line.id for line in self.actions}
        every = ordered(self.dossier.actions(), self.sort if self.view == TABLE else OWN_ORDER, context)
        self.total = len(every)
        self.actions = [line for line in every if self.kept.keeps(line, context)]
        hidden = {line.id for line in every} - {line.id for line in self.actions}
        if cursor in hidden - before:
            self.kept, self.actions = PlanFilter(), every

    def _show_rows(self, here: str, context: Context) -> None:
        if self.view == TABLE:
            heading = [PROPOSALS] if self.proposals else []
            self._lines = [*self.actions, *heading, *self.proposals]
        else:
            self._lines = by_time(self.actions) if self.view == CALENDAR else by_due(self.actions, context)
        keys = ["" if isinstance(line, Content) else line.id for line in self._lines]
        place = keys.index(here) if here and here in keys else max(self.rows.cursor, 0)
        self.rows.set_rows(len(keys), [index for index, key in enumerate(keys) if key], cursor=place)

    def _show_board(self, here: str, context: Context) -> None:
        self._columns = by_state(self.actions, context)
        places = {
            line.id: (column, row)
            for column, lines in enumerate(self._columns)
            for row, line in enumerate(lines)
        }
        column, row = places.get(here, (self.board.column, self.board.row))
        counts = [len(lines) for lines in self._columns]
        self.board.set_columns(column_heads(self._columns), counts, column=column, row=row)

    def _calendar(self, width: int) -> Calendar:
        return Calendar.fitted(self.actions, self.shell.clock().date(), width, self._shift)

    def _draw(self, index: int, width: int) -> Content:
        line = self._lines[index]
        drawn = self._drawn(line, width)
        return Content(drawn.plain) if index == self.rows.cursor else drawn

    def _drawn(self, line: Action | Proposal | Content, width: int) -> Content:
        if isinstance(line, Content):
            return proposals_heading(self.proposals, width) if line is PROPOSALS else line
        if isinstance(line, Proposal):
            return draw_proposal(line, width)
        marked = line.id in self.marked
        if self.view == CALENDAR:
            return draw_bar(line, self._calendar(width), marked=marked)
        if self.view == DUE:
            return draw_action(line, width, self.context(), columns=DUE_COLUMNS, marked=marked)
        return draw_action(line, width, self.context(), marked=marked)

    def _card(self, column: int, row: int, width: int) -> tuple[Content, Content]:
        line = self._columns[column][row]
        return card(line, width, self.context(), marked=line.id in self.marked)

    def advance(self) -> None:
        """Go to the next line."""
        if self.view == BOARD:
            self.board.move(0, 1)
        else:
            self.rows.move(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the view has."""
        if action == "sort":
            return self.view == TABLE
        if action == "shift":
            return self.view == CALENDAR
        return super().check_action(action, parameters)

    def why_not(self, command: Command) -> str:
        """Return why a command is not offered; empty when there is nothing to say."""
        if command.action == "sort" and self.view != TABLE:
            return _("Only the table can be sorted: 1 shows it.")
        return super().why_not(command)

    def action_view(self, view: str) -> None:
        """Show one of `VIEWS`, on the same line."""
        one = self.line
        self.view = view
        self._shift = 0
        board = view == BOARD
        self.rows.display, self.board.display = not board, board
        self.query_one(PlanHeader).display = not board
        (self.board if board else self.rows).focus()
        self.show(one.id if one else "")
        self.refresh_bar()

    def action_next_view(self) -> None:
        """Show the next of `VIEWS`."""
        names = list(VIEWS)
        self.action_view(names[(names.index(self.view) + 1) % len(names)])

    def action_shift(self, months: int) -> None:
        """Go back or forward in the calendar, as far as the plan goes."""
        shown = self._calendar(max(self.rows.size.width - 2, 1))
        shift = min(max(self._shift + months, shown.least), shown.most)
        if shift == self._shift:
            self.tell(_("The plan has nothing further that way."))
        else:
            self.hush()
        self._shift = shift
        self.show()

    @work
    async def action_filter(self) -> None:
        """Ask which actions to show."""
        from cap_tui.tui.dialogs.plan_filter import FilterDialog

        if not self.total:
            self.tell(_("No action yet."))
            return
        facets = {facet: _(label) for facet, label in FACETS.items()}
        options = offered(self.dossier.actions(), self.kept, self.context())
        wanted = await self.app.push_screen_wait(FilterDialog(facets, options, self.kept.wanted))
        if wanted is not None:
            self.kept = PlanFilter(wanted)
            self.show()

    def action_back(self) -> None:
        """Take the marks away, then the filter; then go back to the previous screen."""
        if self.marked:
            self.mark(frozenset())
        elif self.kept:
            self.kept = PlanFilter()
            self.show()
        else:
            super().action_back()
