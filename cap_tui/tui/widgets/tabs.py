"""A line of names, one of them current."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

FILLED, LACKING = "•", "△"


class TabLine(Static):
    """Names on one line; when they do not all fit, those after the current one give way.

    Args:
        names: Shown verbatim.

    Attributes:
        place: Index of the current one.
    """

    DEFAULT_CSS = """
    TabLine { height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    class Chosen(Message):
        """A name was clicked.

        Attributes:
            line: Where.
            place: Its index.
        """

        def __init__(self, line: TabLine, place: int) -> None:
            self.line = line
            self.place = place
            super().__init__()

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(Content(""), id=id)
        self._names = list(names)
        self._marks = [" "] * len(names)
        self.place = 0

    def choose(self, place: int) -> None:
        """Make another name current."""
        self.place = place
        self._paint()

    def turn(self, steps: int) -> None:
        """Make the next or previous name current, round and round."""
        self.choose((self.place + steps) % len(self._names))

    def mark(self, written: Sequence[bool], lacking: Sequence[bool] = ()) -> None:
        """Mark the names behind which something is written, and those behind which something must still be."""
        needed = lacking or [False] * len(written)
        marks = [
            LACKING if is_needed else FILLED if is_written else " "
            for is_written, is_needed in zip(written, needed, strict=True)
        ]
        if marks != self._marks:
            self._marks = marks
            self._paint()

    def rename(self, names: Sequence[str]) -> None:
        """Show other names, the first current."""
        if list(names) != self._names:
            self._names, self._marks, self.place = list(names), [" "] * len(names), 0
            self._paint()

    def on_mount(self) -> None:
        """Draw."""
        self._paint()

    def on_resize(self) -> None:
        """Fit the new width."""
        self._paint()

    def on_click(self, event: events.Click) -> None:
        """Choose the name clicked."""
        x = 0
        for place, item in enumerate(self._items()):
            if x <= event.x < x + item.cell_length:
                self.post_message(self.Chosen(self, place))
            x += item.cell_length

    def _items(self) -> list[Content]:
        width = self.size.width or 80
        items = [self._item(place, name) for place, name in enumerate(self._names)]
        if sum(item.cell_length for item in items) <= width:
            return items
        # Names are shortened to what the current one leaves.
        room = max((width - items[self.place].cell_length) // max(len(items) - 1, 1), 4)
        return [
            item if place == self.place else item.truncate(room, ellipsis=True)
            for place, item in enumerate(items)
        ]

    def _item(self, place: int, name: str) -> Content:
        mark = self._marks[place]
        style = "$alert bold" if mark == LACKING else ""
        return Content.styled(f"{mark}{name} ", "bold reverse" if place == self.place else style)

    def _paint(self) -> None:
        self.update(Content("").join(self._items()), layout=False)
