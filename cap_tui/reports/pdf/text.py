"""Words on the page: every paragraph of the report is made here, from plain runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.reports.pdf.breaking import Measure
from cap_tui.reports.pdf.paragraph import Text
from cap_tui.reports.runs import NBSP
from cap_tui.reports.wording.reader import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.reports.runs import Runs, Splitter


class Words:
    """Makes paragraphs and places them in drawings.

    Args:
        splitter: Gives every character a font that has it.
    """

    def __init__(self, splitter: Splitter) -> None:
        self._splitter = splitter
        self._measure = Measure()

    def safe(self, text: str) -> Runs:
        """Return runs that print `text` verbatim."""
        return self._splitter.verbatim(text)

    def paragraph(self, text: str, style: Any) -> Text:
        """Return a paragraph that prints `text` verbatim."""
        return Text(self._splitter.verbatim(text), style, self._measure)

    def paragraphs(self, text: str, style: Any) -> list[Text]:
        """Return one paragraph per line of a long text, so that it splits over pages at little cost."""
        return [self.paragraph(line or NBSP, style) for line in text.split("\n")]

    def compose(self, runs: Runs, style: Any) -> Text:
        """Return a paragraph of runs made by `cap_tui.reports.runs`."""
        return Text(runs, style, self._measure)

    def draw(self, canvas: Any, text: str, style: Any, x: float, top: float, width: float) -> float:
        """Draw wrapped `text` with its top left corner at (x, top); return its height in points."""
        return self.place(canvas, self.paragraph(text, style), x, top, width)

    @staticmethod
    def place(canvas: Any, paragraph: Text, x: float, top: float, width: float) -> float:
        """Draw a paragraph with its top left corner at (x, top); return its height in points."""
        _width, height = paragraph.wrap(width, 0)
        paragraph.draw_at(canvas, x, top)
        return height

    def height(self, text: str, style: Any, width: float) -> float:
        """Return the height `text` takes when wrapped at `width`, in points."""
        return self.paragraph(text, style).wrap(width, 0)[1]

    def one_line(self, text: str, style: Any, width: float) -> Text:
        """Return a paragraph on one line of `width`, shortened with an ellipsis where it must be."""
        return self._shortened(text, style, lambda shown: shown.length <= width)

    def within(self, text: str, style: Any, width: float, height: float) -> Text:
        """Return a paragraph that fits in a box, in points, shortened with an ellipsis where it must be."""
        return self._shortened(text, style, lambda shown: shown.wrap(width, 0)[1] <= height)

    def _shortened(self, text: str, style: Any, fits: Callable[[Text], bool]) -> Text:
        flat = " ".join(text.split())
        whole = self.paragraph(flat, style)
        if fits(whole):
            return whole
        low, high = 0, len(flat) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if fits(self.paragraph(flat[:middle] + ELLIPSIS, style)):
                low = middle
            else:
                high = middle - 1
        return self.paragraph(flat[:low].rstrip() + ELLIPSIS, style)
