"""What is counted, year after year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.figures import number
from cap_tui.i18n.typography import typeset
from cap_tui.reports.outline.blocks import Passage, Tone, grid, part
from cap_tui.reports.wording.reader import content
from cap_tui.reports.wording.series import about_words, goals_of, sources_of, trend_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.measures import Series
    from cap_tui.reports.outline.blocks import Grid, Part
    from cap_tui.reports.wording.reader import Reader


def indicators(reader: Reader) -> list[Part]:
    """Return the chapter; nothing when no indicator has a figure."""
    asked = [series for series in reader.data.series if series.measures]
    gone = [series for series in reader.data.former_series if series.measures]
    if not asked and not gone:
        return []
    years = sorted({measure.year for series in (*asked, *gone) for measure in series.valued})
    tables = []
    for theme in dict.fromkeys(series.theme for series in asked):
        section = reader.questionnaire.section_by_id.get(theme)
        title = f"{section.code} {content(section.title)}" if section else _("Other indicators")
        tables.append(_table(title, [series for series in asked if series.theme == theme], years))
    tables.append(_table(_("Indicators that are not asked any more"), gone, years))
    told = _(
        "Values, goals and where they come from. The trend compares the last value with the one before, by what is "
        "better for this indicator: more, or less."
    )
    return [part(_("Indicators"), (Passage(told, Tone.LEAD), *tables))]


def _table(title: str, found: Sequence[Series], years: Sequence[int]) -> Grid | None:
    heads = (_("Indicator"), *map(str, years), _("Goal"), _("Source"), _("Trend"))
    rows = [
        (
            "\n".join(filter(None, (typeset(series.indicator.label), about_words(series.indicator)))),
            *(number(series.of(year).value) for year in years),
            goals_of(series),
            sources_of(series),
            trend_of(series),
        )
        for series in found
    ]
    return grid(title, heads, rows, range(1, len(years) + 1))
