"""Words on the page: every paragraph of the report is made here, from escaped text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from cap_tui.i18n import language
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import LocalText
    from cap_tui.reports.markup import Escaper, SafeMarkup

ELLIPSIS = "…"


def content(text: LocalText | str) -> str:
    """Return a text of the questionnaire in the language in use, typeset; never for what people typed."""
    words = text if isinstance(text, str) else text.get(language())
    return typeset(" ".join(words.split()))


def excerpt(text: str, limit: int) -> str:
    """Return `text`, or its beginning up to a word and an ellipsis when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    start = text[:limit]
    cut = start.rfind(" ", limit // 2)
    return start[: cut if cut > 0 else limit].rstrip() + ELLIPSIS


class Words:
    """Makes paragraphs and places them in drawings.

    Attributes:
        escaper: What makes text safe for the fonts at hand.
    """

    def __init__(self, escaper: Escaper) -> None:
        self.escaper = escaper

    def safe(self, text: str) -> SafeMarkup:
        """Return markup that prints `text` verbatim."""
        return self.escaper.verbatim(text)

    def paragraph(self, text: str, style: Any) -> Any:
        """Return a paragraph that prints `text` verbatim."""
        return self.compose(self.escaper.verbatim(text), style)

    def paragraphs(self, text: str, style: Any) -> list[Any]:
        """Return one paragraph per line of a long text, so that it splits over pages at little cost."""
        return [self.paragraph(line or "\u00a0", style) for line in text.split("\n")]

    def compose(self, markup: SafeMarkup, style: Any) -> Any:
        """Return a paragraph from markup made by `cap_tui.reports.markup`."""
        return Paragraph(markup, style)

    def draw(self, canvas: Any, text: str, style: Any, x: float, top: float, width: float) -> float:
        """Draw wrapped `text` with its top left corner at (x, top); return its height in points."""
        return self.place(canvas, self.paragraph(text, style), x, top, width)

    @staticmethod
    def place(canvas: Any, paragraph: Any, x: float, top: float, width: float) -> float:
        """Draw a paragraph with its top left corner at (x, top); return its height in points."""
        _width, height = paragraph.wrapOn(canvas, width, 10_000)
        paragraph.drawOn(canvas, x, top - height)
        return float(height)

    def height(self, canvas: Any, text: str, style: Any, width: float) -> float:
        """Return the height `text` takes when wrapped at `width`, in points."""
        return float(self.paragraph(text, style).wrapOn(canvas, width, 10_000)[1])

    @staticmethod
    def width(paragraph: Any) -> float:
        """Return the width a paragraph takes on one line, in points."""
        return float(sum(stringWidth(frag.text, frag.fontName, frag.fontSize) for frag in paragraph.frags))

    def one_line(self, canvas: Any, text: str, style: Any, width: float) -> Any:
        """Return a paragraph on one line of `width`, shortened with an ellipsis where it must be."""
        flat = " ".join(text.split())
        whole = self.paragraph(flat, style)
        if self.width(whole) <= width:
            return whole
        low, high = 0, len(flat) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.height(canvas, flat[:middle] + ELLIPSIS, style, width) <= style.leading * 1.1:
                low = middle
            else:
                high = middle - 1
        return self.paragraph(flat[:low].rstrip() + ELLIPSIS, style)
