"""A question answered with words: on one line, or on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input

from cap_tui.core.text import clean, one_line
from cap_tui.i18n import _
from cap_tui.i18n.formats import decimal
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.sentence import Sentence
from cap_tui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

LONGEST_LINE = 500
LONG = 40
"""Characters from which a line is too long to be lost to a single Esc."""


class PromptDialog(Dialog[str]):
    """Asks for a text.

    Args:
        title: The question, shown verbatim.
        hint: What the answer is for, shown under it.
        initial: What the field holds at first.
        multiline: A page, kept with F2 or Ctrl+S; else a line, kept with Enter.
        required: Refuses an empty answer with `needed`.
        needed: What is said to an empty answer.
    """

    DEFAULT_CSS = """
    PromptDialog TextField { height: 1fr; min-height: 3; }
    PromptDialog.-page > #box { width: 96%; height: 90%; }
    PromptDialog #why { height: auto; max-height: 3; color: $muted; }
    PromptDialog #wrong { height: auto; color: $alert; display: none; }
    PromptDialog Input { border: none; height: 1; padding: 0; background: $background; }
    PromptDialog Input:focus { border: none; }
    """

    def __init__(
        self, title: str, hint: str = "", *, initial: str = "", multiline: bool = False, required: bool = True,
        needed: str = "",
    ) -> None:  # fmt: skip
        keys = (
            _("Ctrl+S: save · Esc: go back without changing")
            if multiline
            else _("Enter: save · Esc: go back")
        )
        super().__init__(title, keys)
        self._why, self._initial, self._page, self._required = hint, initial, multiline, required
        self._needed = needed or _("Type something, or press Esc to go back.")
        self.set_class(multiline, "-page")

    def body(self) -> ComposeResult:
        """Yield the field."""
        yield Sentence(Content(self._why), id="why")
        if self._page:
            yield TextField(id="answer")
        else:
            yield Input(self._initial, id="answer", max_length=LONGEST_LINE)
        yield Sentence(Content(""), id="wrong")

    def on_mount(self) -> None:
        """Begin in the field."""
        if self._page:
            field = self.query_one(TextField)
            field.load_text(self._initial)
            field.move_cursor(field.document.end)
        self.query_one("#answer").focus()

    def on_key(self, event: events.Key) -> None:
        """Keep a page."""
        if self._page and event.key in ("ctrl+s", "f2"):
            event.stop()
            self._keep(clean(self.query_one(TextField).text))

    def unsaved(self) -> str:
        """Return how to keep an answer that would be painful to type again."""
        text = self.query_one(TextField).text if self._page else self.query_one(Input).value
        if text == self._initial or len(text.strip()) < (1 if self._page else LONG):
            return ""
        return (
            _("Ctrl+S saves this text. Esc once more drops it.")
            if self._page
            else _("Enter saves this text. Esc once more drops it.")
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep a line."""
        self._keep(one_line(event.value, limit=LONGEST_LINE))

    def on_text_field_too_long(self, event: TextField.TooLong) -> None:
        """Say that what was pasted does not fit."""
        self.warn(_("Not taken: the text would have {count} characters.").format(count=decimal(event.count)))

    def _keep(self, text: str) -> None:
        if self._required and not text.strip():
            self.warn(self._needed)
        else:
            self.dismiss(text)
