"""Cards in columns, a few columns at a time: the arrows go from card to card, and sideways to the next column."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cap_tui.tui.widgets.drawing import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.style import Style

LEAST_COLUMN = 26
"""Cells a column needs for its cards to be read."""
CARD = 2
"""Lines of a card."""
HERE, SEPARATOR, EARLIER, FURTHER, ABOVE, BELOW = "▌", "│", "‹ ", " ›", "↑", "↓"


class Board(Widget, can_focus=True):
    """Columns of cards of two lines, under their heads.

    Args:
        draw: Returns the two lines of a card, given its column, its place in it and the width it has.
        on_move: Called when the cursor moved.

    Attributes:
        column: Index of the column one is in.
        row: Place in it; meaningless in an empty one.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"board--cursor", "board--head", "board--line"}
    DEFAULT_CSS = """
    Board { height: 1fr; width: 1fr; background: $surface; }
    Board > .board--cursor { background: $panel; text-style: bold; }
    Board:focus > .board--cursor { background: $primary; color: $on-primary; text-style: bold; }
    Board > .board--head { text-style: bold; }
    Board > .board--line { color: $muted; }
    """

    class Chosen(Message):
        """The card under the cursor was clicked."""

    def __init__(
        self,
        draw: Callable[[int, int, int], tuple[Content, Content]],
        *,
        on_move: Callable[[], None],
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._on_move = on_move
        self._heads: Sequence[str] = ()
        self._counts: Sequence[int] = ()
        self._left = 0
        self._tops: list[int] = []
        self.column = 0
        self.row = 0

    def set_columns(self, heads: Sequence[str], counts: Sequence[int], *, column: int, row: int) -> None:
        """Show columns.

        Args:
            heads: Shown verbatim.
            counts: Cards of each.
            column: Where the cursor is.
            row: And at which of its cards; brought back to the last one.
        """
        self._heads, self._counts = heads, counts
        if len(self._tops) != len(heads):
            self._tops = [0] * len(heads)
        self._go(column, row)

    @property
    def wide(self) -> int:
        """How many columns are in view."""
        return min(max(self.size.width // LEAST_COLUMN, 1), max(len(self._heads), 1))

    @property
    def high(self) -> int:
        """How many whole cards are in view in a column."""
        return max((self.size.height - 1) // CARD, 1)

    def _go(self, column: int, row: int) -> None:
        self.column = min(max(column, 0), max(len(self._heads) - 1, 0))
        count = self._counts[self.column] if self._counts else 0
        self.row = min(max(row, 0), max(count - 1, 0))
        self._left = min(max(self._left, self.column - self.wide + 1), self.column)
        self._left = min(self._left, max(len(self._heads) - self.wide, 0))
        if self._tops:
            high = self.high
            top = min(max(self._tops[self.column], self.row - high + 1), self.row)
            self._tops[self.column] = min(max(top, 0), max(count - high, 0))
        self.refresh()

    def move(self, columns: int, rows: int) -> None:
        """Move the cursor, stopping at the edges."""
        before = (self.column, self.row)
        self._go(self.column + columns, self.row + rows)
        if (self.column, self.row) != before:
            self._on_move()

    def _width(self, shown: int) -> int:
        """Return the cells of one of the columns in view; the last one takes what is left."""
        each = self.size.width // self.wide
        return self.size.width - each * (self.wide - 1) if shown == self.wide - 1 else each

    def render_line(self, y: int) -> Strip:
        """Draw one line across the columns in view."""
        strips = []
        for shown in range(self.wide):
            column, width = self._left + shown, self._width(shown) - 1
            if column >= len(self._heads):
                strips.append(Strip.blank(width + 1, self.visual_style.rich_style))
                continue
            strips.append(self._head(column, width) if y == 0 else self._card_line(column, y - 1, width))
            edge = SEPARATOR if shown < self.wide - 1 else " "
            strips.append(one_line(Content(edge), 1, self.get_visual_style("board--line"), self._get_style))
        return Strip.join(strips)

    def _head(self, column: int, width: int) -> Strip:
        style: Style = self.get_visual_style("board--head")
        more = ABOVE if self._tops[column] else ""
        more += BELOW if self._tops[column] + self.high < self._counts[column] else ""
        before = EARLIER if column == self._left > 0 else " "
        last = self._left + self.wide - 1
        after = FURTHER if column == last < len(self._heads) - 1 else ""
        tail = f"{more}{after}"
        head = Content(before + self._heads[column]).truncate(width - len(tail), ellipsis=True, pad=True)
        if column == self.column:
            head = head.stylize("$accent")
        return one_line(Content.assemble(head, tail), width, style, self._get_style)

    def _card_line(self, column: int, line: int, width: int) -> Strip:
        row, part = self._tops[column] + line // CARD, line % CARD
        if row >= self._counts[column] or line // CARD >= self.high:
            return Strip.blank(width, self.visual_style.rich_style)
        here = (column, row) == (self.column, self.row)
        style = self.get_visual_style("board--cursor") if here else self.visual_style
        text = self._draw(column, row, width - 1)[part]
        mark = HERE if here and part == 0 else " "
        whole = Content.assemble(mark, Content(text.plain) if here else text)
        return one_line(whole.truncate(width, ellipsis=True), width, style, self._get_style)

    def on_resize(self) -> None:
        """Show the first columns that leave the cursor in view: before, there was no room to judge by."""
        self._left = 0
        self._go(self.column, self.row)

    def on_key(self, event: events.Key) -> None:
        """Move with the arrows."""
        most = max(self._counts, default=0)
        steps = {
            "up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0), "home": (0, -most), "end": (0, most),
            "pageup": (0, -self.high), "pagedown": (0, self.high),
        }  # fmt: skip
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self.move(*steps[event.key])

    def on_click(self, event: events.Click) -> None:
        """Go to the card clicked; choose it when the cursor was already there."""
        column = self._left + min(event.x // max(self.size.width // self.wide, 1), self.wide - 1)
        if column >= len(self._heads) or event.y == 0:
            return
        row = self._tops[column] + (event.y - 1) // CARD
        if (column, row) == (self.column, self.row) and self._counts[column]:
            self.post_message(self.Chosen())
        else:
            self.move(column - self.column, row - self.row)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go down the column."""
        event.stop()
        self.move(0, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up the column."""
        event.stop()
        self.move(0, -1)
