"""Words that wrap as French does: never between a word and the colon, the question mark or the unit that follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual
from textual.widgets import Static

from cap_tui.i18n.typography import NBSP
from cap_tui.tui.widgets.drawing import GLUE, unglued

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.selection import Selection
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


class Glued(Visual):
    """A content whose non-breaking spaces hold: Textual breaks lines at every space.

    Args:
        content: What is shown.
    """

    def __init__(self, content: Content) -> None:
        self._whole = Content(content.plain.replace(NBSP, GLUE), spans=list(content.spans))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width of its longest line, in cells."""
        return self._whole.get_optimal_width(rules, container_width)

    def get_minimal_width(self, rules: RulesMap) -> int:
        """Return the width of its longest word, in cells."""
        return self._whole.get_minimal_width(rules)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines it takes in `width` cells."""
        return self._whole.get_height(rules, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Return its lines."""
        return [unglued(strip) for strip in self._whole.render_strips(width, height, style, options)]


class Sentence(Static):
    """A `Static` for sentences."""

    @property
    def visual(self) -> Visual:
        """What is drawn."""
        shown = super().visual
        return Glued(shown) if isinstance(shown, Content) and NBSP in shown.plain else shown

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what the mouse selected, with the spaces as they are."""
        shown = super().visual
        return (selection.extract(shown.plain), "\n") if isinstance(shown, Content) else None
