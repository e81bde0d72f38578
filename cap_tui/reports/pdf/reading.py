"""The second page: contents, and how to read what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, heading
from cap_tui.reports.pdf.distribution import Legend
from cap_tui.reports.pdf.template import PORTRAIT, chapter_form
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from cap_tui.reports.pdf.book import Book

_LINE = 21.0


def reading(book: Book) -> list[Any]:
    """Return the contents and the legend."""
    words, scale = book.words, book.questionnaire.scale
    start = chapter(book, "reading", _("Contents and reading guide"), PORTRAIT)
    book.chapters.clear()
    levels = ", ".join(f"{content(level.label)} {percent(level.score)}" for level in scale.levels)
    rules = [
        _("Each criterion is rated at one level, which gives a percentage: {levels}.").format(levels=levels),
        _(
            "The score of an objective, of a theme or of the whole is the average of the criteria rated, weighted "
            "by their importance. Criteria that do not apply are left out; the reason is asked for."
        ),
        _(
            "Unanswered criteria and “don’t know” are never counted as zero: they open an interval, drawn hatched, "
            "from the score they would give at the bottom of the scale to the one at the top."
        ),
        _("The dashed line marks the target: {level} ({score}).").format(
            level=content(scale.target_level.label), score=percent(scale.target_level.score)
        ),
    ]
    return [
        *start,
        Contents(book),
        *heading(book, _("Symbols")),
        Legend(book),
        gap(6),
        *heading(book, _("How scores are computed")),
        *(words.paragraph(rule, styles.BODY) for rule in rules),
    ]


class Contents(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One line per chapter, with its page and a link."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take one line per chapter; they are all known when pages are laid out."""
        self._width = width
        self._high = _LINE * len(self._book.chapters) + 8
        return width, self._high

    def draw(self) -> None:
        """Draw the lines; page numbers come at the end of the document."""
        canvas, top = self.canv, self._high - 4
        canvas.setStrokeColor(styles.colour(styles.LINE))
        canvas.setLineWidth(0.5)
        for key, title in self._book.chapters:
            self._book.words.draw(canvas, title, styles.placed(10), 0, top - 3, self._width - 60)
            canvas.saveState()
            canvas.translate(self._width, top - 4)
            canvas.doForm(chapter_form(key))
            canvas.restoreState()
            canvas.line(0, top - _LINE + 1, self._width, top - _LINE + 1)
            canvas.linkRect("", key, (0, top - _LINE, self._width, top), relative=1, thickness=0)
            top -= _LINE
