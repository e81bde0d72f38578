"""What is counted, year after year: a table for each theme, and the course of each indicator drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.i18n import _
from cap_tui.i18n.figures import number
from cap_tui.i18n.typography import typeset
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, grid, heading, lead
from cap_tui.reports.pdf.line_chart import LEAST_POINTS, charts
from cap_tui.reports.pdf.template import LANDSCAPE
from cap_tui.reports.runs import bold
from cap_tui.reports.wording.reader import content
from cap_tui.reports.wording.series import about_words, goals_of, sources_of, trend_of

if TYPE_CHECKING:
    from cap_tui.core.measures import Series
    from cap_tui.reports.pdf.book import Book

_YEARS = 5
"""Years that have a column; those before stand in a line under the name of the indicator."""

_WIDTHS = (52.0, 80.0, 108.0, 104.0)
"""Of a year, of the goal, of the source and of the trend, in points."""


def indicators(book: Book) -> list[Any]:
    """Return the chapter; nothing when no indicator has a figure."""
    asked = [series for series in book.data.series if series.measures]
    gone = [series for series in book.data.former_series if series.measures]
    if not asked and not gone:
        return []
    years = sorted({measure.year for series in (*asked, *gone) for measure in series.valued})[-_YEARS:]
    story = chapter(book, "indicators", _("Indicators"), LANDSCAPE)
    story.append(
        lead(
            book,
            _(
                "Values, goals and where they come from. The trend compares the last value with the one before, by what "
                "is better for this indicator: more, or less. In the drawings, dots on a full line are the values, "
                "diamonds on a dashed line the goals."
            ),
        )
    )
    for theme in dict.fromkeys(series.theme for series in asked):
        section = book.questionnaire.section_by_id.get(theme)
        title = f"{section.code} {content(section.title)}" if section else _("Other indicators")
        story += _theme(book, title, [series for series in asked if series.theme == theme], years)
    if gone:
        story += _theme(book, _("Indicators that are not asked any more"), gone, years)
    return story


def _theme(book: Book, title: str, found: list[Series], years: list[int]) -> list[Any]:
    words = book.words
    widths = [_WIDTHS[0]] * len(years) + [*_WIDTHS[1:]]
    rows = [_row(book, series, years) for series in found]
    head = [
        words.paragraph(_("Indicator"), styles.CELL_HEAD),
        *(words.paragraph(str(year), styles.CELL_HEAD_RIGHT) for year in years),
        words.paragraph(_("Goal"), styles.CELL_HEAD_IN),
        words.paragraph(_("Source"), styles.CELL_HEAD),
        words.paragraph(_("Trend"), styles.CELL_HEAD),
    ]
    return [
        *heading(book, title, 120),
        grid(head, rows, [styles.WIDE - sum(widths), *widths]),
        gap(8),
        *charts(book, [series for series in found if len(series.valued) >= LEAST_POINTS]),
        gap(4),
    ]


def _row(book: Book, series: Series, years: list[int]) -> list[Any]:
    words, indicator = book.words, series.indicator
    cell = [
        words.compose(bold(words.safe(typeset(indicator.label))), styles.CELL),
        words.paragraph(about_words(indicator), styles.CELL),
    ]
    earlier = [measure for measure in series.valued if years and measure.year < years[0]]
    if earlier:
        told = " · ".join(f"{measure.year}\u00a0: {number(measure.value)}" for measure in earlier)
        cell.append(words.paragraph(_("Before: {values}").format(values=told), styles.CELL))
    return [
        cell,
        *(words.paragraph(number(series.of(year).value), styles.CELL_RIGHT) for year in years),
        words.paragraph(goals_of(series), styles.CELL_IN),
        words.paragraph(sources_of(series), styles.CELL),
        words.paragraph(trend_of(series), styles.CELL),
    ]
