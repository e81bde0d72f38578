"""What is counted: one row an indicator, one column a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.figures import goal_words, indicator_kind_label, trend_words
from cap_tui.i18n.typography import typeset
from cap_tui.reports.xlsx.cells import CODE, NUMBER, Code
from cap_tui.reports.xlsx.results import theme_of
from cap_tui.reports.xlsx.table import Column, whole_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.measures import Series
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page, Value


def shown_series(book: Reader) -> list[Series]:
    """Return the indicators that have a year, those not asked any more last."""
    return [series for series in (*book.data.series, *book.data.former_series) if series.measures]


def write_indicators(book: Reader, page: Page) -> None:
    """Fill the sheet."""
    found = shown_series(book)
    years = sorted({measure.year for series in found for measure in series.measures})
    columns = [
        Column(_("Indicator"), 44),
        Column(_("Theme"), 28),
        Column(_("Criteria"), 14, CODE),
        Column(_("Kind"), 14),
        Column(_("Unit"), 12),
        *(Column(str(year), 12, NUMBER) for year in years),
        *(Column(_("Goal {year}").format(year=year), 12, NUMBER) for year in _goal_years(found)),
        Column(_("Trend"), 16),
        Column(_("Last goal"), 18),
        *([Column(_("Source"), 44)] if book.private else []),
    ]
    rows = [_row(book, series, years, _goal_years(found)) for series in found]
    whole_sheet(page, "Indicateurs", columns, rows, "B2")


def _goal_years(found: Sequence[Series]) -> list[int]:
    return sorted(
        {measure.year for series in found for measure in series.measures if measure.goal is not None}
    )


def _row(book: Reader, series: Series, years: Sequence[int], goals: Sequence[int]) -> list[Value]:
    indicator, known = series.indicator, book.questionnaire.criteria
    theme = theme_of(book, series.theme) if series.theme else _("Not asked any more")
    sources = [f"{one.year} : {one.source}" for one in series.measures if one.source]
    return [
        typeset(indicator.label),
        theme,
        Code(", ".join(known[key].code for key in series.criteria)),
        indicator_kind_label(indicator.kind),
        typeset(indicator.unit),
        *(series.of(year).value for year in years),
        *(series.of(year).goal for year in goals),
        trend_words(series),
        goal_words(reached=series.reached()),
        *(["\n".join(sources)] if book.private else []),
    ]
