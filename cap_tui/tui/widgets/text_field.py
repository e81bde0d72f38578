"""A text field of several lines that takes only clean text, and refuses what is too long instead of cutting it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import TextArea

from cap_tui.core.text import MAX_TEXT, clean
from cap_tui.tui.let_go import stop_watching

if TYPE_CHECKING:
    from textual.document._document import EditResult
    from textual.document._edit import Edit


class TextField(TextArea):
    """A text area whose every edit, typed or pasted, is cleaned first."""

    DEFAULT_CSS = """
    TextField { border: none; padding: 0; background: $background; color: $foreground; }
    TextField:focus { border: none; background: $surface; }
    """

    class TooLong(Message):
        """An edit was refused: nothing of it was taken.

        Attributes:
            count: Characters the text would have had.
        """

        def __init__(self, count: int) -> None:
            self.count = count
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(
            id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False
        )

    def on_unmount(self) -> None:
        """Leave nothing of the field in memory once its screen is closed."""
        stop_watching(self.app, self)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit with clean text, or refuse it whole."""
        text = clean(edit.text, limit=len(edit.text))
        gone = len(self.get_text_range(edit.top, edit.bottom))
        count = len(self.text) + len(text) - gone
        if count > MAX_TEXT and len(text) > gone:
            self.post_message(self.TooLong(count))
            edit = replace(edit, text="", to_location=edit.from_location)
        elif text != edit.text:
            edit = replace(edit, text=text)
        return super().edit(edit)
