"""The keys of the screen one comes from, as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _
from cap_tui.tui.commands import key_label
from cap_tui.tui.dialogs.page import PageDialog
from cap_tui.tui.widgets.lines import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events

    from cap_tui.tui.commands import Command, Keymap

COLUMN = 18


class HelpDialog(PageDialog):
    """A table of keys and what they do.

    Args:
        commands: Those available.
        keymap: Their keys, the person's own included.
    """

    def __init__(self, commands: Sequence[Command], keymap: Keymap) -> None:
        super().__init__(_("Keys of this screen"), list(key_blocks(commands, keymap)))

    def on_key(self, event: events.Key) -> None:
        """Close on the keys that opened it too."""
        if event.key in ("question_mark", "f1"):
            event.stop()
            self.dismiss(None)


def key_blocks(commands: Sequence[Command], keymap: Keymap) -> Iterator[Block]:
    """Yield a line per command: its keys, and what they do."""
    for command in commands:
        keys = _(" or ").join(key_label(key) for key in keymap.keys(command))
        yield Block(
            Content(_(command.description)), margin=Content.styled(keys.ljust(COLUMN), "bold $accent")
        )
