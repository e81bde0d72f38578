"""What an entry about a figure of an indicator is about and holds, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.figures import read_number
from cap_tui.core.kinds import SOURCE
from cap_tui.core.measures import placed
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.i18n.figures import measure_field_label, quantity

if TYPE_CHECKING:
    from cap_tui.core.entries import Draft
    from cap_tui.core.measures import Series
    from cap_tui.core.questionnaire import Questionnaire


def measure_name(draft: Draft, questionnaire: Questionnaire) -> str:
    """Return which indicator, which year and which field: `Part des… · 2026 · Value`; the ids of one not known here."""
    place = placed(draft.target)
    if place is None:
        return one_line(draft.target)
    found = questionnaire.indicators.get(place[0])
    label = found[1].label if found else place[0]
    return " · ".join((one_line(label), str(place[1]), one_line(measure_field_label(draft.field))))


def measure_words(draft: Draft, value: Any, questionnaire: Questionnaire) -> str:
    """Return a value in words; what is not a number is told as it was written, since it counts for nothing."""
    place = placed(draft.target)
    found = questionnaire.indicators.get(place[0]) if place else None
    exact = read_number(value) if draft.field != SOURCE else None
    if exact is not None:
        return quantity(exact, found[1].unit if found else "")
    return one_line(value) if isinstance(value, str) else ""


def starting_figures(series: Series) -> dict[str, str]:
    """Return the baseline and the target of a plan line that follows an indicator, as far as they are known."""
    unit, last, goal = series.indicator.unit, series.last, series.goal
    known = {"baseline": last and (last.value, last.year), "target": goal and (goal.goal, goal.year)}
    return {
        name: _("{value} in {year}").format(value=quantity(figure[0], unit), year=figure[1])
        for name, figure in known.items()
        if figure
    }
