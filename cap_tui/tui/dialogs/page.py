"""A page to read over the screen: it scrolls, and Esc closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.lines import LinesView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from cap_tui.tui.widgets.lines import Block

PAGES = {"down": 0.2, "up": -0.2, "pagedown": 1, "pageup": -1, "space": 1, "home": -10_000, "end": 10_000}
"""Pages each key scrolls by."""


class PageDialog(Dialog[None]):
    """Paragraphs under a title.

    Args:
        title: Shown verbatim.
        blocks: What is read.
    """

    DEFAULT_CSS = """
    PageDialog > #box { height: 90%; width: 90%; }
    """

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        super().__init__(title, _("↑ ↓: scroll · Esc: go back"))
        self._blocks = blocks

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield LinesView()

    def on_mount(self) -> None:
        """Fill the page."""
        self.query_one(LinesView).show(self._blocks)

    def on_key(self, event: events.Key) -> None:
        """Scroll, or leave with the keys that leave a page elsewhere."""
        if event.key in PAGES:
            event.stop()
            self.query_one(LinesView).page(PAGES[event.key])
        elif event.key in ("enter", "q"):
            event.stop()
            self.dismiss(None)
