"""A passphrase typed without showing it, and kept to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.i18n import _
from cap_tui.tui.dialogs.prompt import LONGEST_LINE, PromptDialog

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PassphraseDialog(PromptDialog):
    """Asks for a passphrase; each character shows as a dot.

    Args:
        title: The question, shown verbatim.
        hint: What it is for, or why the last one was refused.
        required: Refuses an empty answer.
    """

    def __init__(self, title: str, hint: str = "", *, required: bool = True) -> None:
        super().__init__(title, hint, required=required)
        self._hint = _("Enter: go on · Esc: go back")  # nothing is saved here

    def body(self) -> ComposeResult:
        """Yield the field."""
        yield Static(Content(self._why), id="why")
        yield Input(id="answer", max_length=LONGEST_LINE, password=True)
        yield Static(Content(""), id="wrong")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was typed as it is: a space more would be another passphrase."""
        event.prevent_default()
        self._keep(event.value)
