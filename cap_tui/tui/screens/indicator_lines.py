"""The lines of the indicators: what is counted, the last years, the goal, which way it goes. Pure: series in, text out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.sparkline import sparkline
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.figures import (
    course_words,
    goal_words,
    indicator_kind_label,
    number,
    quantity,
    trend_words,
)
from cap_tui.i18n.typography import typeset
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, joined, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cap_tui.core.measures import Measure, Series
    from cap_tui.core.questionnaire import Questionnaire

WIDE = 100
"""Cells from which a row has room for the kind, the unit and the word of the trend."""

YEARS = 3
NARROW_YEARS_COURSE, WIDE_COURSE = 5, 10
LEAST_LABEL = 12
KIND, UNIT = 13, 9
"""Cells of two columns that narrow rows do without."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the list.

    Attributes:
        title: Of a theme; empty for an indicator.
        series: The indicator; None for a theme.
    """

    title: str = ""
    series: Series | None = None


def rows_of(
    questionnaire: Questionnaire, asked: Sequence[Series], orphans: Sequence[Series]
) -> list[IndicatorRow]:
    """Return the indicators under their themes, then those that are not asked any more."""
    found: list[IndicatorRow] = []
    theme = ""
    for series in asked:
        if series.theme != theme:
            theme = series.theme
            section = questionnaire.section_by_id[theme]
            found.append(IndicatorRow(f"{section.code} {said(section.title)}"))
        found.append(IndicatorRow(series=series))
    if orphans:
        found.append(IndicatorRow(_("Not asked any more, kept as they were")))
    return [*found, *(IndicatorRow(series=series) for series in orphans)]


def years_shown(every: Iterable[Series], today: int) -> tuple[int, ...]:
    """Return the three years of the columns: up to this one, or to the last that has a value."""
    last = max((series.last.year for series in every if series.last), default=today)
    end = max(last, today)
    return tuple(range(end - YEARS + 1, end + 1))


def columns(width: int, years: Sequence[int]) -> list[tuple[str, int]]:
    """Return the heads of the columns after the label, each with its cells."""
    wide = width >= WIDE
    room = 9 if wide else 8
    about = [(_("Kind"), KIND), (_("Unit"), UNIT)] if wide else []
    figures = [(str(year), room) for year in years]
    course = (WIDE_COURSE if wide else NARROW_YEARS_COURSE) + 1
    return [*about, *figures, (_("Goal"), room), ("", course), (_("Trend"), 11 if wide else 3)]


def header(width: int, years: Sequence[int]) -> Content:
    """Return the line of heads, over rows of `width` cells."""
    cells = columns(width, years)
    figures = range(len(cells) - 3 - len(years), len(cells) - 2)
    shown = [
        _right(head, room) if place in figures else cell(head if room > len(head) else "", room)
        for place, (head, room) in enumerate(cells)
    ]
    return Content.assemble(cell(_("Indicator"), _room(cells, width)), *shown).stylize("bold")


def draw_row(item: IndicatorRow, width: int, years: Sequence[int]) -> Content:
    """Return a row in `width` cells; a theme, or an indicator with its figures."""
    series = item.series
    if series is None:
        return Content.styled(item.title, "bold $accent").truncate(width, ellipsis=True)
    cells = columns(width, years)
    wide, indicator = width >= WIDE, series.indicator
    label = typeset(indicator.label)
    if not wide and indicator.unit:
        label = f"{indicator.unit} · {label}"
    about = [(indicator_kind_label(indicator.kind), KIND), (indicator.unit, UNIT)] if wide else []
    room = cells[len(about)][1]
    figures = [series.of(year).value for year in years]
    goal = series.goal.goal if series.goal else None
    course = series.course[-(WIDE_COURSE if wide else NARROW_YEARS_COURSE) :]
    trend = trend_words(series)
    return Content.assemble(
        cell("  " + label, _room(cells, width)),
        *(cell(text, cells_of) for text, cells_of in about),
        *(_right(number(value) if value is not None else "·", room) for value in figures),
        _right(number(goal) if goal is not None else "", room),
        cell(sparkline(course), cells[-2][1]),
        cell(trend if wide else trend[:1], cells[-1][1]),
    )


def _room(cells: Sequence[tuple[str, int]], width: int) -> int:
    return max(width - sum(room for _head, room in cells), LEAST_LABEL)


def _right(text: str, width: int) -> Content:
    """Return a text at the right of its cells; a number that does not fit is never cut, the page beneath has it whole."""
    shown = text if len(text) < width else "…"
    return Content(shown.rjust(width - 1) + " ")


def detail_blocks(series: Series, questionnaire: Questionnaire) -> list[Block]:
    """Return all that is known of an indicator: its label whole, its criteria, every year with its source."""
    indicator, unit = series.indicator, series.indicator.unit
    better = {
        "higher": _("the higher the better"),
        "lower": _("the lower the better"),
        "": _("neither way is better: nothing is judged"),
    }[indicator.better]
    carried = [
        f"{questionnaire.criteria[key].code} {said(questionnaire.criteria[key].title)}"
        for key in series.criteria
    ]
    blocks = [
        Block(Content.styled(typeset(indicator.label), "bold $accent")),
        Block(joined(indicator_kind_label(indicator.kind), unit, better)),
    ]
    if carried:
        head = ngettext("Criterion: {criteria}", "Criteria: {criteria}", len(carried))
        blocks.append(Block(Content(head.format(criteria=" · ".join(carried)))))
    if series.valued:
        words = joined(sparkline(series.course), course_words(series), trend_words(series))
        blocks.append(Block(words))
    blocks += [Block(_year(series, measure), margin=Content("  ")) for measure in reversed(series.measures)]
    if not series.measures:
        blocks.append(Block(Content.styled(_("No figure yet."), "$muted")))
    return blocks


def _year(series: Series, measure: Measure) -> Content:
    unit = series.indicator.unit
    return joined(
        Content.styled(str(measure.year), "bold"),
        quantity(measure.value, unit) if measure.value is not None else _("no value"),
        _("goal {value}").format(value=quantity(measure.goal, unit)) if measure.goal is not None else "",
        goal_words(reached=series.reached(measure.year)),
        _("source: {source}").format(source=measure.source) if measure.source else "",
    )


def figures_on(every: Iterable[Series], criterion: str) -> dict[str, str]:
    """Return the last figure of each indicator of a criterion that has one, by id: the figure, its shape, its trend."""
    return {
        series.indicator.id: " ".join(
            filter(
                None,
                (
                    _last_words(series.indicator.unit, series.last),
                    sparkline(series.course),
                    trend_words(series),
                ),
            )
        )
        for series in every
        if series.last is not None and criterion in series.criteria
    }


def _last_words(unit: str, last: Measure) -> str:
    return _("{value} in {year}").format(value=quantity(last.value, unit), year=last.year)
