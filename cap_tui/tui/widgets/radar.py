"""The radar of the objectives, redrawn to the room it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from cap_tui.core.plotting import radar
from cap_tui.i18n import _
from cap_tui.tui.widgets.bars import picture_content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from cap_tui.core.plotting import Axis

LEGEND_LINES = 1


class RadarView(Widget):
    """A radar with its legend beneath; a sentence instead when there is no room or too few axes.

    Args:
        ascii_only: Keep to characters of ASCII.
    """

    DEFAULT_CSS = "RadarView { height: 1fr; width: 1fr; }"

    def __init__(self, *, ascii_only: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._ascii_only = ascii_only
        self._axes: Sequence[Axis] = ()
        self._target: Fraction | None = None

    def show(self, axes: Sequence[Axis], target: Fraction) -> None:
        """Draw these axes, with a ring at `target` (percent)."""
        self._axes, self._target = axes, target
        self.refresh()

    def render(self) -> Content:
        """Return the picture for the size at hand."""
        width, height = self.size
        rows = radar(
            self._axes, width, height - LEGEND_LINES, target=self._target, ascii_only=self._ascii_only
        )
        if not rows:
            return Content(_("The radar needs three objectives and more room. The bars say the same."))
        score, target = ("*", "o") if self._ascii_only else ("●─", "╌")
        legend = Content.assemble(
            (score, "$secondary"), " ", _("score"), "   ", (target, "$warning bold"), " ", _("target")
        )
        return Content("\n").join([picture_content(rows), legend])
