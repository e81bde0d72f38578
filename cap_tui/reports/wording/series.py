"""What is said of an indicator beside its figures: its goals, where they come from, which way it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.figures import COUNTED, goal_words, indicator_kind_label, quantity, trend_words
from cap_tui.i18n.typography import typeset
from cap_tui.reports.wording.reader import NOTHING, excerpt

if TYPE_CHECKING:
    from cap_tui.core.measures import Series
    from cap_tui.core.questionnaire import Indicator

_SOURCE = 200


def about_words(indicator: Indicator) -> str:
    """Return whether an indicator counts what is done or what it produces, and in what unit."""
    unit = "" if indicator.unit.casefold() in COUNTED else typeset(indicator.unit)
    return " · ".join(filter(None, (indicator_kind_label(indicator.kind), unit)))


def goals_of(series: Series) -> str:
    """Return what was aimed at in the last year that has a value, and what is aimed at now."""
    unit, last = series.indicator.unit, series.last
    goals = dict.fromkeys(one for one in (last, series.goal) if one is not None and one.goal is not None)
    return (
        "\n".join(
            _("{value} in {year}").format(value=quantity(one.goal, unit), year=one.year) for one in goals
        )
        or NOTHING
    )


def sources_of(series: Series) -> str:
    """Return where the figures come from: once when it is always the same, else year by year."""
    told = {measure.year: measure.source for measure in series.measures if measure.source}
    if len(set(told.values())) <= 1:
        return excerpt(next(iter(told.values()), NOTHING), _SOURCE)
    return "\n".join(f"{year}\u00a0: {excerpt(source, _SOURCE)}" for year, source in sorted(told.items()))


def trend_of(series: Series) -> str:
    """Return which way the last value goes, and whether it reaches the goal of its year."""
    told, last = goal_words(reached=series.reached()), series.last
    lines = (trend_words(series), f"{told} ({last.year})" if told and last else "")
    return "\n".join(filter(None, lines)) or NOTHING
