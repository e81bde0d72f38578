"""What a terminal too small to work in shows; everything beneath stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from cap_tui.i18n import _

if TYPE_CHECKING:
    from textual.geometry import Size

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""Below this, nothing useful fits (design, section 10)."""


class TooSmall(Static):
    """A sentence over the whole terminal, shown only when it is too small."""

    DEFAULT_CSS = """
    TooSmall { layer: too-small; width: 100%; height: 100%; display: none; background: $background; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(Content(""))

    def fit(self, size: Size) -> None:
        """Show or hide the sentence for a terminal of `size`."""
        small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        if small:
            sentence = _(
                "The terminal is too small ({width} × {height}). Enlarge it to at least {least}; nothing is lost."
            )
            least = f"{LEAST_WIDTH} × {LEAST_HEIGHT}"
            self.update(Content(sentence.format(width=size.width, height=size.height, least=least)))
        self.display = small
