"""What made-up structures add to the counts, worked out in whole numbers: that of the product, many times as fast.

The product adds fractions, for one structure at a time. Here the paths, weights and what concerns whom are looked up once for
all, and a mean that was rounded is not rounded again.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import lcm
from typing import TYPE_CHECKING

from cap_tui.core.network.contributions import HUNDREDTHS, UNANSWERED, Contribution, concern_of
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.rounding import half_up

if TYPE_CHECKING:
    from benchmarks.network.drawing import Drawn, Line
    from cap_tui.core.questionnaire import Questionnaire


class Weighing:
    """Weighs the structures of a network.

    Args:
        questionnaire: What they evaluated themselves with.
        reader: Public key of who coordinates them all.
    """

    def __init__(self, questionnaire: Questionnaire, reader: str) -> None:
        scale, criteria = questionnaire.scale.levels, questionnaire.criteria.values()
        self._readers = (reader,)
        self._levels = [level.id for level in scale]
        self._services = frozenset(questionnaire.services)
        weights = lcm(*(criterion.weight.denominator for criterion in criteria))
        scores = lcm(*(Fraction(level.score).denominator for level in scale))
        self._scores = [int(level.score * scores) for level in scale]
        self._above = {
            criterion.id: (
                int(criterion.weight * weights),
                (ROOT, *(section.id for section in questionnaire.path[criterion.id])),
            )
            for criterion in criteria
        }
        self._concern = cache(lambda concerned: concern_of(questionnaire, concerned))
        self._rounded = cache(
            lambda weighted, weight: (
                int(half_up(Fraction(weighted, scores * weight) * HUNDREDTHS)),
                int(half_up(Fraction(weighted, scores * weight))),
            )
        )

    def contribution(self, one: Drawn) -> Contribution:
        """Return what a structure adds."""
        weight: dict[str, int] = {}
        weighted: dict[str, int] = {}
        for key, place in one.levels.items():
            own, above = self._above[key]
            brought = own * self._scores[place]
            for section in above:
                weight[section] = weight.get(section, 0) + own
                weighted[section] = weighted.get(section, 0) + brought
        means = {key: self._rounded(weighted[key], whole) for key, whole in weight.items() if whole}
        return Contribution(
            readers=self._readers,
            sums={key: mean[0] for key, mean in means.items()},
            scores={key: mean[1] for key, mean in means.items()},
            levels={
                key: self._levels[one.levels[key]] if key in one.levels else UNANSWERED
                for key in one.concerned
            },
            priorities=_priorities(one.lines),
            services=tuple(sorted({line.service for line in one.lines} & self._services)),
            concern=self._concern(one.concerned),
        )


def _priorities(lines: tuple[Line, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        found[line.criterion] = min(line.priority, found.get(line.criterion, line.priority))
    return found
