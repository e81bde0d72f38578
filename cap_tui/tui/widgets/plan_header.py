"""The heads of the plan's columns: a click sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from cap_tui.tui.screens.plan_lines import OWN_ORDER, columns_for, header

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

SIDES = 2
"""Columns the list beneath keeps for its cursor mark and its bar."""


class PlanHeader(Widget):
    """One line of heads, aligned with a `RowList` beneath."""

    DEFAULT_CSS = "PlanHeader { height: 1; background: $surface; }"

    class Sorted(Message):
        """A head was clicked.

        Attributes:
            column: Id of the column.
        """

        def __init__(self, column: str) -> None:
            self.column = column
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._sort = OWN_ORDER
        self._other: Callable[[int], Content] | None = None

    def show(self, sort: str, other: Callable[[int], Content] | None = None) -> None:
        """Show the heads of the table, or others.

        Args:
            sort: Column sorted by.
            other: Returns what to show in place of the table's heads, given the width; a click does nothing there.
        """
        self._sort, self._other = sort, other
        self.refresh()

    def render(self) -> Content:
        """Return the heads for the width at hand."""
        width = max(self.size.width - SIDES, 1)
        return Content.assemble(" ", self._other(width) if self._other else header(width, self._sort))

    def on_click(self, event: events.Click) -> None:
        """Ask for the column clicked."""
        if self._other is not None:
            return
        start = 1
        for column, width in columns_for(max(self.size.width - SIDES, 1)):
            if start <= event.x < start + width:
                self.post_message(self.Sorted(column.id))
            start += width
