"""A list of any length drawn row by row: only the rows in view exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cap_tui.tui.widgets.drawing import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

MARK, THUMB, TRACK = Content("▌"), Content("█"), Content("│")
NOWHERE = -1
"""The cursor of a list without selectable rows."""


class RowList(Widget, can_focus=True):
    """Rows of one line with a cursor.

    Args:
        draw: Returns the content of a row, given its index and the width it has.
        on_move: Called with the index at once when the cursor moves, within the same frame.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--bar"}
    DEFAULT_CSS = """
    RowList { height: 1fr; width: 1fr; background: $surface; }
    RowList > .row-list--cursor { background: $panel; text-style: bold; }
    RowList:focus > .row-list--cursor { background: $primary; color: $on-primary; text-style: bold; }
    RowList > .row-list--bar { color: $muted; }
    """

    class Chosen(Message):
        """A row was asked for, with Enter or a click on the cursor.

        Attributes:
            rows: The list.
            index: The row.
        """

        def __init__(self, rows: RowList, index: int) -> None:
            self.rows = rows
            self.index = index
            super().__init__()

        @property
        def control(self) -> RowList:
            """The list, so that a handler can name it."""
            return self.rows

    def __init__(
        self,
        draw: Callable[[int, int], Content],
        *,
        on_move: Callable[[int], None] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._on_move = on_move
        self._count = 0
        self._selectable: Sequence[int] = ()
        self._place: dict[int, int] = {}
        self._top = 0
        self.cursor = NOWHERE

    def set_rows(self, count: int, selectable: Sequence[int] | None = None, *, cursor: int = 0) -> None:
        """Show `count` rows.

        Args:
            count: How many.
            selectable: Indexes the cursor may be on, rising; None for all.
            cursor: Where it starts, the nearest selectable row at or after it.
        """
        self._count = count
        self._selectable = range(count) if selectable is None else selectable
        self._place = {index: place for place, index in enumerate(self._selectable)}
        after = (index for index in self._selectable if index >= cursor)
        self.cursor = next(after, self._selectable[-1] if self._selectable else NOWHERE)
        self._show_cursor()
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Draw one row again."""
        if self._top <= index < self._top + self.size.height:
            self.refresh(Region(0, index - self._top, self.size.width, 1))

    def move_to(self, index: int) -> None:
        """Put the cursor on a selectable row; others are ignored."""
        if index not in self._place or index == self.cursor:
            return
        before, self.cursor = self.cursor, index
        if not self._show_cursor():
            self.refresh_row(before)
            self.refresh_row(index)
        if self._on_move is not None:
            self._on_move(index)

    def move(self, rows: int) -> None:
        """Move the cursor by a number of selectable rows, stopping at either end."""
        if not self._selectable:
            return
        place = min(max(self._place.get(self.cursor, 0) + rows, 0), len(self._selectable) - 1)
        self.move_to(self._selectable[place])

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        index = self._top + y
        if index >= self._count:
            return Strip.blank(width, self.visual_style.rich_style)
        here = index == self.cursor
        style = self.get_visual_style("row-list--cursor") if here else self.visual_style
        inner = max(width - 2, 1)
        row = one_line(self._draw(index, inner), inner, style, self._get_style)
        mark = Strip.blank(1, style.rich_style)
        if here:
            mark = one_line(MARK, 1, style, self._get_style)
        return Strip.join([mark, row, self._bar(y)])

    def _bar(self, y: int) -> Strip:
        style = self.get_visual_style("row-list--bar")
        height = self.size.height
        if self._count <= height:
            return Strip.blank(1, self.visual_style.rich_style)
        thumb = max(height * height // self._count, 1)
        start = (height - thumb) * self._top // (self._count - height)
        return one_line(THUMB if start <= y < start + thumb else TRACK, 1, style, self._get_style)

    def _show_cursor(self) -> bool:
        """Scroll so that the cursor is in view; return whether everything is drawn again."""
        height = self.size.height
        if not height:
            return False
        top = self._top
        if self.cursor >= 0:
            # A heading above the first row stays in view with it.
            first = 0 if self._place.get(self.cursor) == 0 else self.cursor
            top = min(max(top, self.cursor - height + 1), first)
        top = min(max(top, 0), max(self._count - height, 0))
        if top == self._top:
            return False
        self._top = top
        self.refresh()
        return True

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._show_cursor()

    def on_key(self, event: events.Key) -> None:
        """Move with the arrows, choose with Enter."""
        steps = {"up": -1, "down": 1, "pageup": -self.size.height, "pagedown": self.size.height}
        ends = {"home": -self._count, "end": self._count}
        if event.key == "enter":
            if self.cursor >= 0:
                self.post_message(self.Chosen(self, self.cursor))
        elif event.key in steps or event.key in ends:
            self.move({**steps, **ends}[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Move to the row clicked; choose it when the cursor was already there."""
        index = self._top + event.y
        if index == self.cursor:
            self.post_message(self.Chosen(self, index))
        else:
            self.move_to(index)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self._scroll(-3)

    def _scroll(self, rows: int) -> None:
        top = min(max(self._top + rows, 0), max(self._count - self.size.height, 0))
        if top != self._top:
            self._top = top
            self.refresh()
