"""“Photographie”: where the structure stands, in pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import KeepTogether, PageBreak

from cap_tui.i18n import _
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.bars import BarRow
from cap_tui.reports.pdf.blocks import chapter, gap, heading, lead
from cap_tui.reports.pdf.distribution import Legend, Stack
from cap_tui.reports.pdf.key_figures import key_figures
from cap_tui.reports.pdf.radar import Radar
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import LEAST_AXES, MOST_AXES, content

if TYPE_CHECKING:
    from cap_tui.reports.pdf.book import Book


def photograph(book: Book) -> list[Any]:
    """Return the radar, the bars and the distribution."""
    data = book.data
    story = [
        *chapter(book, "photograph", _("Where we stand"), PORTRAIT),
        lead(
            book, _("The shape of the evaluation by objective, then the score of each theme and objective.")
        ),
    ]
    objectives = book.objectives()
    if LEAST_AXES <= len(objectives) <= MOST_AXES:
        legend = _("● score · wide pale line: interval left open · dashed line: target")
        caption = book.words.paragraph(legend, styles.centred(7.5, styles.MUTED))
        story += [key_figures(book), Radar(book, objectives), caption, PageBreak()]
    else:
        story.append(key_figures(book))
    story += heading(book, _("Scores by theme and objective"))
    story.append(BarRow(book, _("The whole"), data.whole, strong=True))
    story += [KeepTogether(rows) for rows in _themes(book)]
    return [*story, gap(6), KeepTogether(_distribution(book))]


def _themes(book: Book) -> list[list[Any]]:
    """Return the bars of each theme with those of its objectives: none stands alone on a page."""
    themes: list[list[Any]] = []
    for depth, section in book.sections():
        name = f"{section.code} {content(section.title)}"
        row = BarRow(book, name, book.data.totals[section.id], strong=depth == 0)
        if depth == 0:
            themes.append([])
        themes[-1].append(row)
    return themes


def _distribution(book: Book) -> list[Any]:
    return [
        *heading(book, _("Number of criteria at each level")),
        Legend(book),
        *(
            Stack(
                book,
                f"{section.code} {content(section.title)}",
                [one for one in section.walk() if one.id in book.data.totals],
            )
            for depth, section in book.sections()
            if depth == 0
        ),
    ]
