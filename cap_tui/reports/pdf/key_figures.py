"""The five figures a board or a funder asks for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from cap_tui.core.plan import improvements, strengths
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.reports.pdf.book import Book

_HEIGHT = 74.0


class Figures(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A row of figures, each over what it counts.

    Args:
        figures: Each figure with what it counts, from left to right.
    """

    def __init__(self, book: Book, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._book, self._figures = book, figures

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width of the page."""
        self._width = width
        return width, _HEIGHT

    def draw(self) -> None:
        """Draw the figures, separated by thin lines."""
        part = self._width / len(self._figures)
        self.canv.setStrokeColor(styles.colour(styles.LINE))
        self.canv.setLineWidth(0.6)
        for index, (figure, name) in enumerate(self._figures):
            x = index * part
            if index:
                self.canv.line(x, 16, x, _HEIGHT - 10)
            words = self._book.words
            words.draw(
                self.canv, figure, styles.centred(19, styles.ACCENT, strong=True), x, _HEIGHT - 8, part
            )
            words.draw(self.canv, name, styles.centred(7.5, styles.MUTED), x + 6, _HEIGHT - 34, part - 12)


def key_figures(book: Book) -> Figures:
    """Return the figures of the whole evaluation."""
    data, questionnaire = book.data, book.questionnaire
    whole, asked = data.whole, (questionnaire, data.positions, data.concerned)
    above, below = len(strengths(*asked)), len(improvements(*asked))
    figures = [
        (percent(whole.score), _("overall score")),
        (f"{whole.positioned}/{whole.applicable}", _("criteria rated")),
        (str(above), _("criteria above the target")),
        (str(below), _("criteria below the target")),
        (str(len(data.actions)), _("actions in the plan")),
    ]
    return Figures(book, figures)
