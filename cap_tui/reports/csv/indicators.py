"""The indicators, one year a line; one that has no year yet has a line too, for whoever fills the file in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.figures import goal_words, indicator_kind_label, trend_label
from cap_tui.reports.csv.dialect import Column, table
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.reader import Reader, content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.measures import Measure, Series
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell


@dataclass(frozen=True, slots=True)
class _Line:
    """One year of an indicator; no year when nothing is known of it."""

    series: Series
    measure: Measure | None = None


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the indicators as CSV; see `cap_tui.reports.formats.Maker`."""
    book = Reader(data.for_its_audience())
    lines = told(list(_lines(book.data)), tell)
    return table(_columns(book), lines, private=book.private)


def _lines(data: ReportData) -> Iterator[_Line]:
    for series in (*data.series, *data.former_series):
        years = [_Line(series, measure) for measure in series.measures]
        yield from years or [_Line(series)]


def _columns(book: Reader) -> list[Column[_Line]]:
    return [
        Column(_("Indicator"), lambda line: content(line.series.indicator.label)),
        Column(_("Unit"), lambda line: line.series.indicator.unit),
        Column(_("Kind"), lambda line: indicator_kind_label(line.series.indicator.kind)),
        Column(_("Criteria"), lambda line: _criteria(book, line.series)),
        Column(_("Year"), lambda line: line.measure.year if line.measure else None),
        Column(_("Value"), lambda line: line.measure.value if line.measure else None),
        Column(_("Goal"), lambda line: line.measure.goal if line.measure else None),
        Column(_("Goal reached"), _reached),
        Column(_("Trend"), _trend),
        Column(_("Source"), lambda line: line.measure.source if line.measure else "", private=True),
        Column(_("Reference"), lambda line: line.series.indicator.id),
    ]


def _criteria(book: Reader, series: Series) -> str:
    known = book.questionnaire.criteria
    names = [f"{known[key].code} {content(known[key].title)}" for key in series.criteria if key in known]
    return " ; ".join(names) or _("not asked any more")


def _reached(line: _Line) -> str:
    return goal_words(reached=line.series.reached(line.measure.year)) if line.measure else ""


def _trend(line: _Line) -> str:
    return trend_label(line.series.trend(line.measure.year)) if line.measure else ""
