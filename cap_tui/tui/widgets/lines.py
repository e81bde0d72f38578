"""Wrapped text drawn line by line: changing what it shows lays nothing out, so a criterion changes within a frame."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cap_tui.tui.widgets.drawing import one_line, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style
    from textual import events

EMPTY = Content("")
MORE = " ▼ "


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
        before = self._in_view()
        self._blocks = tuple(blocks)
        if not keep_place:
            self._top = 0
        self._stale = True
        after = self._in_view() if before else []
        if not after:
            self.refresh()
            return
        # Only the lines that differ are drawn again: a rating changes three of forty.
        differ = [old != new for old, new in zip(before, after, strict=True)]
        if any(differ):
            self.refresh(*(Region(0, y, self.size.width, height) for y, height in _runs(differ)))

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
        width, height = self.size
        if self._stale or self._made_for != (width, self.app.theme):
            self._wrap(width)
        line = self._top + y
        if line >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        strip = self._lines[line][0].adjust_cell_length(width)
        if y == height - 1 and line < len(self._lines) - 1:
            mark = one_line(Content(MORE), len(MORE), self.visual_style, self._get_style)
            return Strip.join(
                [_whole_words(strip, max(width - len(MORE), 0), self.visual_style.rich_style), mark]
            )
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

    def _in_view(self) -> list[tuple[Strip | None, bool]]:
        """Return what each line of the place shows, and whether it bears the mark; nothing when it has no place yet."""
        width, height = self.size
        if not width or self._made_for != (width, self.app.theme):
            return []
        self._fresh()
        lines: list[Strip | None] = [strip for strip, _key in self._lines[self._top : self._top + height]]
        lines += [None] * (height - len(lines))
        more = len(self._lines) - self._top > height
        return [(strip, more and y == height - 1) for y, strip in enumerate(lines)]

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
        # A rating changes two blocks of ten: the others are not wrapped again. What is no longer shown is let go,
        # so that memory does not grow with the criteria one passes by.
        before = self._wrapped if self._made_for == (width, self.app.theme) else {}
        self._wrapped, self._lines = {}, []
        for block in self._blocks:
            name = (block.looks, self.visual_style)
            strips = before.get(name) or self._strips(block, width)
            self._wrapped[name] = strips
            self._lines += [(strip, block.key) for strip in strips]
        self._made_for = (width, self.app.theme)
        self._top = min(self._top, max(len(self._lines) - self.size.height, 0))
        self._stale = False

    def _strips(self, block: Block, width: int) -> list[Strip]:
        style = self.visual_style + self._get_style(block.style) if block.style else self.visual_style
        indent = block.margin.cell_length
        body = wrapped(block.text, max(width - indent, 1), style, self._get_style)
        if not indent:
            return body
        margin = one_line(block.margin, indent, style, self._get_style)
        rest = Strip.blank(indent, style.rich_style)
        return [Strip.join([rest if number else margin, strip]) for number, strip in enumerate(body)]


def _runs(marked: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield where each run of marked lines begins, and how many they are."""
    for is_marked, run in groupby(enumerate(marked), key=lambda line: line[1]):
        lines = [y for y, _marked in run]
        if is_marked:
            yield lines[0], len(lines)


def _whole_words(strip: Strip, room: int, blank: Style) -> Strip:
    """Return the beginning of a line without the word that does not fit: half of “12” would read “1”."""
    kept = strip.crop(0, room)
    text = kept.text
    begins = text.rfind(" ") + 1
    if not begins or not strip.crop(room, room + 1).text.strip():
        return kept
    return kept.crop(0, cell_len(text[:begins])).adjust_cell_length(room, blank)
