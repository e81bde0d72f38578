"""The first line of a screen: where one is at the left, whether all is saved at the right."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class TitleBar(Static):
    """One line in two parts; the left part gives way when both do not fit."""

    DEFAULT_CSS = """
    TitleBar { height: 1; dock: top; background: $primary; color: $on-primary; text-style: bold; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(Content(""))
        self._heading = Content("")
        self._status = Content("")

    def show(self, *, heading: Content | None = None, status: Content | None = None) -> None:
        """Change one part or both."""
        before = (self._heading.markup, self._status.markup)
        self._heading = self._heading if heading is None else heading
        self._status = self._status if status is None else status
        if before != (self._heading.markup, self._status.markup):
            self._paint()

    def on_resize(self) -> None:
        """Fit the new width."""
        self._paint()

    def _paint(self) -> None:
        width = max(self.content_size.width, 1)
        room = max(width - self._status.cell_length - 1, 0)
        left = self._heading.truncate(room, ellipsis=True) if room else Content("")
        gap = max(width - left.cell_length - self._status.cell_length, 0)
        self.update(Content.assemble(left, " " * gap, self._status), layout=False)
