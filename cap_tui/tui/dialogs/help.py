"""The keys of the screen one comes from, as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _
from cap_tui.tui.commands import key_label
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.lines import Block, LinesView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from cap_tui.tui.commands import Command, Keymap

COLUMN = 18


class HelpDialog(Dialog[None]):
    """A table of keys and what they do.

    Args:
        commands: Those available.
        keymap: Their keys, the person's own included.
    """

    DEFAULT_CSS = """
    HelpDialog > #box { height: 90%; width: 90%; }
    """

    def __init__(self, commands: Sequence[Command], keymap: Keymap) -> None:
        super().__init__(_("Keys of this screen"), _("↑ ↓: scroll · Esc: go back"))
        self._commands = commands
        self._keymap = keymap

    def body(self) -> ComposeResult:
        """Yield the table."""
        yield LinesView()

    def on_mount(self) -> None:
        """Fill the table."""
        self.query_one(LinesView).show(self._lines())

    def _lines(self) -> list[Block]:
        blocks = []
        for command in self._commands:
            keys = _(" or ").join(key_label(key) for key in self._keymap.keys(command))
            margin = Content.styled(keys.ljust(COLUMN), "bold $accent")
            blocks.append(Block(Content(_(command.description)), margin=margin))
        return blocks

    def on_key(self, event: events.Key) -> None:
        """Scroll, or close on the key that opened."""
        pages = {"down": 0.2, "up": -0.2, "pagedown": 1, "pageup": -1, "space": 1}
        if event.key in pages:
            event.stop()
            self.query_one(LinesView).page(pages[event.key])
        elif event.key in ("question_mark", "f1", "q"):
            event.stop()
            self.dismiss(None)
