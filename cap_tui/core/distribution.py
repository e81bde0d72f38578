"""How many criteria stand on each level: the counts beneath a node, for the screens and the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.positions import Stance, set_aside
from cap_tui.core.questionnaire import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Distribution:
    """Counts of criteria beneath a node.

    Attributes:
        levels: Level id to count, in the order of the scale; levels nobody chose count 0.
    """

    levels: Mapping[str, int]
    not_applicable: int = 0
    unknown: int = 0
    unanswered: int = 0


def distribution(
    questionnaire: Questionnaire,
    positions: Mapping[str, Position | None],
    concerned: Iterable[str],
    node: str = ROOT,
) -> Distribution:
    """Return the counts of the concerned criteria beneath `node` (a section, a criterion, or the whole)."""
    levels = {level.id: 0 for level in questionnaire.scale.levels}
    others = dict.fromkeys(("not_applicable", "unknown", "unanswered"), 0)
    for key in concerned:
        if node not in (ROOT, key) and all(section.id != node for section in questionnaire.path[key]):
            continue
        position = positions.get(key)
        if position is None:
            others["unanswered"] += 1
        elif set_aside(questionnaire.scale, questionnaire.criteria[key], position):
            others["not_applicable"] += 1
        elif position.stance is Stance.LEVEL and position.level in levels:
            levels[position.level] += 1
        else:
            others["unknown"] += 1
    return Distribution(levels, **others)
