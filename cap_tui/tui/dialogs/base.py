"""What every dialog shares: a framed box over the screen, Esc to leave it, and a word when the terminal is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from cap_tui.tui.widgets.sentence import Sentence
from cap_tui.tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

T = TypeVar("T")


class Dialog(ModalScreen[T | None]):
    """A question over the screen; None when it is left with Esc.

    Args:
        title: Shown verbatim.
        hint: What the keys do, under the box's content.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; layers: default too-small; overflow: hidden; background: $background 60%; }
    Dialog > #box { width: 76; max-width: 96%; height: auto; max-height: 96%; background: $surface; padding: 0 1;
        border: round $secondary; }
    Dialog > #box > #title { text-style: bold; height: auto; max-height: 4; }
    Dialog > #box > #hint { color: $muted; height: auto; max-height: 2; }
    """

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._warned = False

    def body(self) -> ComposeResult:
        """Yield what the box holds."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Put the body between the title and the hint."""
        with Vertical(id="box"):
            yield Sentence(Content(self._title), id="title")
            yield from self.body()
            yield Sentence(Content(self._hint), id="hint")
        yield TooSmall()

    def on_resize(self, event: events.Resize) -> None:
        """Say so when the terminal is too small."""
        self.query_one(TooSmall).fit(event.size)

    def unsaved(self) -> str:
        """Return what to say before Esc drops what was typed; empty when nothing would be lost."""
        return ""

    def on_key(self, event: events.Key) -> None:
        """Leave without an answer on Esc; on the second one when something typed would be lost."""
        if event.key == "escape":
            event.stop()
            warning = "" if self._warned else self.unsaved()
            self._warned = bool(warning)
            if warning:
                self.warn(warning)
            else:
                self.dismiss(None)

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self) -> None:
        """Warn again before what was typed since is dropped."""
        self._warned = False

    def warn(self, sentence: str) -> None:
        """Say what is wrong, where the dialog has a place for it, else under its content."""
        for wrong in self.query("#wrong").results(Static):
            wrong.update(Content(sentence))
            wrong.display = True
            return
        self.hint(sentence)

    def hint(self, text: str) -> None:
        """Change the line under the content."""
        self.query_one("#hint", Static).update(Content(text))
