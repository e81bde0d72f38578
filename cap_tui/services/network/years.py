"""How the network moves from year to year."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.network.cells import What
from cap_tui.core.network.contributions import HUNDREDTHS
from cap_tui.core.network.years import YearLine
from cap_tui.core.questionnaire import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.network.asking import Asked


def year_lines(asked: Asked, questionnaire: Questionnaire) -> tuple[YearLine, ...]:
    """Return every year in which something counts, the earliest first; other structures each year, so not a cohort."""
    return tuple(_year(asked, questionnaire, year) for year in sorted(asked.every))


def _year(asked: Asked, questionnaire: Questionnaire, year: int) -> YearLine:
    alone = asked.again(replace(asked.filters, years=(year,)))
    themes = [section.id for section in questionnaire.sections]
    found = alone.answers((What.SUM, What.SCORED), (ROOT, *themes))
    means = {key: _mean(found, key) for key in (ROOT, *themes)}
    return YearLine(year, alone.counted, alone.shown, means[ROOT], {key: means[key] for key in themes})


def _mean(found: Mapping[What, Mapping[str, Mapping[str, int]]], node: str) -> Fraction | None:
    count = found[What.SCORED].get(node, {}).get("", 0)
    total = found[What.SUM].get(node, {}).get("", 0)
    return Fraction(total, HUNDREDTHS * count) if count else None
