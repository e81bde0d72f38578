"""The first line of a screen: where one is at the left, whether all is saved at the right."""

from __future__ import annotations

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from cap_tui.tui.widgets.drawing import one_line


class TitleBar(Widget):
    """One line in two parts; the left part gives way when both do not fit.

    It is drawn from its two parts at whatever width it has, so that it is there from the very first frame.
    """

    DEFAULT_CSS = """
    TitleBar { height: 1; dock: top; background: $primary; color: $on-primary; text-style: bold; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._heading = Content("")
        self._status = Content("")

    def show(self, *, heading: Content | None = None, status: Content | None = None) -> None:
        """Change one part or both."""
        before = (self._heading.markup, self._status.markup)
        self._heading = self._heading if heading is None else heading
        self._status = self._status if status is None else status
        if before != (self._heading.markup, self._status.markup):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, style = self.size.width, self.visual_style
        if y or not width:
            return Strip.blank(width, style.rich_style)
        room = max(width - self._status.cell_length - 1, 0)
        left = self._heading.truncate(room, ellipsis=True) if room else Content("")
        gap = max(width - left.cell_length - self._status.cell_length, 0)
        whole = Content.assemble(left, " " * gap, self._status)
        return one_line(whole, width, style, self._get_style)
