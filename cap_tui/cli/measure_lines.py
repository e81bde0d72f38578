"""Indicators and their years, as lines of text and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.figures import plain
from cap_tui.core.sparkline import sparkline
from cap_tui.i18n import _
from cap_tui.i18n.figures import (
    course_words,
    goal_words,
    indicator_kind_label,
    number,
    quantity,
    trend_label,
    trend_words,
)
from cap_tui.i18n.labels import said
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cap_tui.core.measures import Series
    from cap_tui.services.dossier import Dossier

MOST_YEARS = 5
"""Years that the table shows, the last ones; JSON gives them all."""


def series_lines(dossier: Dossier) -> Iterator[str]:
    """Yield every indicator under its theme, then those that are not asked any more but have values."""
    asked, orphans = dossier.indicators(), dossier.orphan_measures()
    if not asked and not orphans:
        yield _("This questionnaire has no indicator.")
        return
    years = last_years((*asked, *orphans), MOST_YEARS)
    sections = dossier.questionnaire.section_by_id
    for place, (theme, group) in enumerate(groupby(asked, key=lambda series: series.theme)):
        if place:
            yield ""
        yield f"{sections[theme].code} {said(sections[theme].title)}"
        yield from _table(tuple(group), years)
    if orphans:
        yield ""
        yield _("Not asked any more, kept as they were")
        yield from _table(orphans, years)


def last_years(every: Iterable[Series], most: int) -> tuple[int, ...]:
    """Return the last years of which something is said anywhere, oldest first."""
    return tuple(sorted({measure.year for series in every for measure in series.measures})[-most:])


def _table(group: Sequence[Series], years: Sequence[int]) -> list[str]:
    rows = [
        [
            series.indicator.id,
            typeset(series.indicator.label),
            indicator_kind_label(series.indicator.kind),
            series.indicator.unit,
            *(number(series.of(year).value) for year in years),
            goal_text(series),
            sparkline(series.course),
            trend_words(series),
        ]
        for series in group
    ]
    headers = [
        _("Id"), _("Indicator"), _("Kind"), _("Unit"), *map(str, years), _("Goal"), _("Course"), _("Trend"),
    ]  # fmt: skip
    right = range(4, 4 + len(years))
    return table(headers, rows, right=right, flexible=1, width=terminal_width())


def goal_text(series: Series) -> str:
    """Return the last goal and its year; empty when there is none."""
    if series.goal is None:
        return ""
    return _("{value} in {year}").format(value=number(series.goal.goal), year=series.goal.year)


def measure_line(series: Series, year: int) -> str:
    """Return one year of an indicator in a sentence, with its trend in words."""
    measure, unit = series.of(year), series.indicator.unit
    parts = [
        typeset(series.indicator.label),
        _("{value} in {year}").format(value=quantity(measure.value, unit), year=year),
        _("goal {value}").format(value=quantity(measure.goal, unit)) if measure.goal is not None else "",
        goal_words(reached=series.reached(year)),
        trend_words(series) if series.last == measure else "",
        _("source: {source}").format(source=measure.source) if measure.source else "",
    ]
    return ", ".join(filter(None, parts))


def series_data(dossier: Dossier, series: Series, *, asked: bool) -> dict[str, Any]:
    """Return an indicator as JSON gives it; numbers are decimal texts, exact."""
    indicator, criteria = series.indicator, dossier.questionnaire.criteria
    return {
        "id": indicator.id,
        "label": indicator.label,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "better": indicator.better,
        "asked": asked,
        "theme": series.theme,
        "criteria": [{"id": key, "code": criteria[key].code} for key in series.criteria],
        "years": [
            {
                "year": measure.year,
                "value": plain(measure.value) or None,
                "goal": plain(measure.goal) or None,
                "source": measure.source,
                "trend": series.trend(measure.year).value,
                "reached": series.reached(measure.year),
            }
            for measure in series.measures
        ],
        "course": course_words(series),
        "trend": series.trend().value,
        "trend_words": trend_label(series.trend()),
    }
