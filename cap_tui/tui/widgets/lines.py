"""Wrapped text drawn line by line: changing what it shows lays nothing out, so a criterion changes within a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from cap_tui.i18n.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

EMPTY = Content("")
MORE = " ▼ "
KEPT = 150
"""Paragraphs kept wrapped at most: those of some ten criteria."""
GLUE = "\ue000"
"""Stands for a non-breaking space while lines are broken: Textual breaks at every space, and no text holds this one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph.

    Attributes:
        text: Wrapped to the width left by the margin.
        margin: Drawn before the first line; the lines after are indented by its width.
        style: Of the whole lines, to their end.
        key: What a click on it means, sent with `LinesView.Clicked`; None when a click means nothing.
    """

    text: Content
    margin: Content = EMPTY
    style: str = ""
    key: Any = None

    @property
    def looks(self) -> tuple[Any, ...]:
        """All that is seen of it, comparable: contents compare by their text alone."""
        spans = (*self.text.spans, None, *self.margin.spans)
        return (self.text.plain, self.margin.plain, spans, self.style, self.key)


class LinesView(Widget):
    """A page of blocks that scrolls when it is taller than its place."""

    DEFAULT_CSS = """
    LinesView { height: 1fr; width: 1fr; }
    """

    class Clicked(Message):
        """A block with a key was clicked.

        Attributes:
            key: The block's.
        """

        def __init__(self, key: Any) -> None:
            self.key = key
            super().__init__()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._blocks: tuple[Block, ...] = ()
        self._lines: list[tuple[Strip, Any]] = []
        self._made_for: tuple[int, str] = (0, "")
        self._top = 0
        self._stale = True
        self._wrapped: dict[Any, list[Strip]] = {}

    @property
    def plain(self) -> str:
        """The text shown, unwrapped."""
        return "\n".join(block.margin.plain + block.text.plain for block in self._blocks)

    def show(self, blocks: Iterable[Block], *, keep_place: bool = False) -> None:
        """Show `blocks` from their beginning, or from the line that was first when `keep_place`."""
        before = [block.looks for block in self._blocks]
        self._blocks = tuple(blocks)
        if before == [block.looks for block in self._blocks] and (keep_place or not self._top):
            return
        self._stale = True
        if not keep_place:
            self._top = 0
        self.refresh()

    def page(self, pages: float) -> None:
        """Scroll by pages, or a part of one, negative for up; one line of a whole page stays in view."""
        self._scroll(round(pages * max(self.size.height - 1, 1)))

    def reveal(self, key: Any) -> None:
        """Scroll no more than it takes for the block of this key to be seen, its beginning first when it is tall."""
        if not self.size.width:
            return
        self._fresh()
        lines = [number for number, (_strip, of) in enumerate(self._lines) if of == key]
        if not lines:
            return
        hidden = lines[-1] - (self._top + self.size.height - 2)  # the last line bears the mark
        self._scroll(
            min(max(hidden, 0), lines[0] - self._top) if lines[0] >= self._top else lines[0] - self._top
        )

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        if self._stale or self._made_for != (width, self.app.theme):
            self._wrap(width)
        line = self._top + y
        base = self.visual_style.rich_style
        if line >= len(self._lines):
            return Strip.blank(width, base)
        strip = self._lines[line][0].adjust_cell_length(width, base)
        if y == self.size.height - 1 and line < len(self._lines) - 1:
            mark = Visual.to_strips(self, Content(MORE), len(MORE), 1, self.visual_style)[0]
            return Strip.join([strip.crop(0, max(width - len(MORE), 0)), mark])
        return strip

    def on_resize(self) -> None:
        """Stay within the text when the place grows."""
        self._scroll(0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self._scroll(-3)

    def on_click(self, event: events.Click) -> None:
        """Tell which block was clicked."""
        line = self._top + event.y
        if line < len(self._lines) and self._lines[line][1] is not None:
            self.post_message(self.Clicked(self._lines[line][1]))

    def _fresh(self) -> None:
        if (self._stale or self._made_for[0] != self.size.width) and self.size.width:
            self._wrap(self.size.width)

    def _scroll(self, lines: int) -> None:
        self._fresh()
        furthest = max(len(self._lines) - self.size.height, 0)
        top = min(max(self._top + lines, 0), furthest)
        if top != self._top:
            self._top = top
            self.refresh()

    def _wrap(self, width: int) -> None:
        if self._made_for != (width, self.app.theme) or len(self._wrapped) > KEPT:
            self._wrapped.clear()
        self._lines = [(strip, block.key) for block in self._blocks for strip in self._kept(block, width)]
        self._made_for = (width, self.app.theme)
        self._stale = False

    def _kept(self, block: Block, width: int) -> list[Strip]:
        # A rating changes two blocks of ten: the others are not wrapped again.
        name = (block.looks, width, self.visual_style)
        if name not in self._wrapped:
            self._wrapped[name] = self._strips(block, width)
        return self._wrapped[name]

    def _strips(self, block: Block, width: int) -> list[Strip]:
        style = self.visual_style + self._get_style(block.style) if block.style else self.visual_style
        indent = block.margin.cell_length
        glued = Content(block.text.plain.replace(NBSP, GLUE), spans=list(block.text.spans))
        body = [
            _unglued(s) for s in Visual.to_strips(self, glued, max(width - indent, 1), None, style, pad=True)
        ]
        if not indent:
            return body
        margin = Visual.to_strips(self, block.margin, indent, 1, style, pad=True)[0]
        rest = Strip.blank(indent, style.rich_style)
        return [Strip.join([rest if number else margin, strip]) for number, strip in enumerate(body)]


def _unglued(strip: Strip) -> Strip:
    if not any(GLUE in segment.text for segment in strip):
        return strip
    segments = [Segment(part.text.replace(GLUE, NBSP), part.style, part.control) for part in strip]
    return Strip(segments, strip.cell_length)
