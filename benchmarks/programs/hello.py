"""The smallest Textual program, which repaints one line at every key: the floor of any start and of any key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Hello(App[None]):
    """Says hello, and counts the keys."""

    BINDINGS: ClassVar[list[Any]] = [("ctrl+q", "quit", "Quit")]

    def __init__(self) -> None:
        super().__init__()
        self._keys = 0

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Static("Hello, Home", id="line")

    def on_key(self) -> None:
        """Count."""
        self._keys += 1
        self.query_one("#line", Static).update(f"Hello, Home {self._keys}")


if __name__ == "__main__":
    Hello().run()
