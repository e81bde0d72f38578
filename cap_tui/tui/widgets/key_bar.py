"""The last line of a screen: the keys that act now, clickable; what does not fit is in the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from cap_tui.i18n import _
from cap_tui.tui.commands import HELP, key_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

    from cap_tui.tui.commands import Command, Keymap

GAP = 2


class KeyBar(Widget):
    """Keys and labels on one line; the help's is always shown, at the right."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $panel; color: $foreground; }
    """

    class Asked(Message):
        """A command of the bar was clicked.

        Attributes:
            command: Which.
        """

        def __init__(self, command: Command) -> None:
            self.command = command
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._items: list[tuple[Content, Command]] = []

    def show(self, commands: Iterable[Command], keymap: Keymap) -> None:
        """Show the commands that act now, most useful first."""
        items = [(self._item(command, keymap), command) for command in commands]
        if [item.plain for item, _command in items] != [item.plain for item, _command in self._items]:
            self._items = items
            self.refresh()

    @staticmethod
    def _item(command: Command, keymap: Keymap) -> Content:
        key = next(iter(keymap.keys(command)), "")
        return Content.assemble((key_label(key), "bold $accent"), " ", _(command.label))

    def _placed(self) -> list[tuple[int, Content, Command]]:
        """Return what fits, with the column where each begins."""
        width = self.size.width - 1
        last = [(item, command) for item, command in self._items if command is HELP]
        others = [(item, command) for item, command in self._items if command is not HELP]
        reserved = sum(item.cell_length for item, _command in last)
        placed, x = [], 1
        for item, command in others:
            if x + item.cell_length + GAP + reserved > width:
                break
            placed.append((x, item, command))
            x += item.cell_length + GAP
        return placed + [(max(width - item.cell_length, 0), item, command) for item, command in last]

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        style = self.visual_style.rich_style
        strips, x = [], 0
        for start, item, _command in self._placed() if y == 0 else ():
            strips.append(Strip.blank(start - x, style))
            strips += Visual.to_strips(self, item, item.cell_length, 1, self.visual_style)
            x = start + item.cell_length
        return Strip.join(strips).adjust_cell_length(self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        """Run the command clicked."""
        for start, item, command in self._placed():
            if start <= event.x < start + item.cell_length:
                self.post_message(self.Asked(command))
