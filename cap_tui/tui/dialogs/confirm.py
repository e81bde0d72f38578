"""A question with two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from cap_tui.i18n import _, ngettext
from cap_tui.tui.dialogs.base import Dialog

if TYPE_CHECKING:
    from textual import events
    from textual.app import App, ComposeResult


class ConfirmDialog(Dialog[bool]):
    """Asks before something that cannot be taken back; the harmless answer has the focus.

    Args:
        question: Shown verbatim.
        yes: Label of the answer that goes ahead.
        no: Label of the harmless answer.
    """

    DEFAULT_CSS = """
    ConfirmDialog Horizontal { height: auto; margin-top: 1; }
    ConfirmDialog Button { margin-right: 2; width: auto; min-width: 12; }
    """

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__(question, _("Tab: the other answer · Enter: choose · Esc: go back"))
        self._yes, self._no = yes, no

    def body(self) -> ComposeResult:
        """Yield the two answers."""
        with Horizontal():
            yield Button(Content(self._no), id="no", variant="primary")
            yield Button(Content(self._yes), id="yes")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")

    def on_key(self, event: events.Key) -> None:
        """Move between the answers with the arrows too."""
        if event.key in ("left", "right"):
            event.stop()
            self.focus_next()


async def ask_to_lose(app: App[Any], count: int) -> bool:
    """Ask whether to leave although `count` writes could not be saved; call it from a worker."""
    question = ngettext(
        "{count} change could not be saved. Leave without it?",
        "{count} changes could not be saved. Leave without them?",
        count,
    ).format(count=count)
    dialog = ConfirmDialog(question, _("Leave without saving"), _("Stay"))
    answer: bool | None = await app.push_screen_wait(dialog)
    return answer is True
