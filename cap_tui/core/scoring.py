"""The one scoring engine: totals per node, their interval, and the bands. Pure, exact, no I/O.

Score of a node = Σ weight × level score / Σ weight over the criteria beneath that are applicable and positioned.
“Not applicable” is out, where the questionnaire allows it. Unanswered and “don't know” are out of the score and open an interval: low as if all were 0,
high as if all were 100. Nothing positioned means no score, never zero. (Design rule of the product; percents per level
come from the questionnaire.)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.positions import Position, Stance, set_aside
from cap_tui.core.questionnaire import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.questionnaire import Band, Criterion, Questionnaire, Scale, Section

FULL = 100
"""Highest score, percent."""

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Totals:
    """What the criteria beneath a node add up to.

    Attributes:
        positioned: Criteria placed on a level.
        unknown: Criteria answered “don't know”.
        unanswered: Applicable criteria without any position.
        not_applicable: Criteria set aside with a reason.
        weight: Σ weight of the positioned ones.
        weighted: Σ weight × score (percent) of the positioned ones.
        open_weight: Σ weight of the unknown and unanswered ones.
    """

    positioned: int = 0
    unknown: int = 0
    unanswered: int = 0
    not_applicable: int = 0
    weight: Number = 0
    weighted: Number = 0
    open_weight: Number = 0

    @property
    def applicable(self) -> int:
        """Criteria that count: all but those set aside."""
        return self.positioned + self.unknown + self.unanswered

    @property
    def answered(self) -> int:
        """Criteria with any position, “don't know” and “not applicable” included."""
        return self.positioned + self.unknown + self.not_applicable

    @property
    def total(self) -> int:
        """All criteria beneath."""
        return self.applicable + self.not_applicable

    @property
    def score(self) -> Fraction | None:
        """Percent, unrounded, or None when nothing is positioned."""
        return Fraction(self.weighted) / self.weight if self.weight else None

    @property
    def low(self) -> Fraction | None:
        """Score if all that is open were 0; None when nothing is applicable."""
        whole = self.weight + self.open_weight
        return Fraction(self.weighted) / whole if whole else None

    @property
    def high(self) -> Fraction | None:
        """Score if all that is open were 100; None when nothing is applicable."""
        whole = self.weight + self.open_weight
        return (Fraction(self.weighted) + FULL * self.open_weight) / whole if whole else None

    @property
    def coverage(self) -> Fraction | None:
        """Positioned over applicable, 0 to 1; None when nothing is applicable."""
        return Fraction(self.positioned, self.applicable) if self.applicable else None


EMPTY = Totals()


def add(parts: Iterable[Totals]) -> Totals:
    """Return the sum of `parts`."""
    positioned = unknown = unanswered = not_applicable = 0
    weight: Number = 0
    weighted: Number = 0
    open_weight: Number = 0
    for item in parts:  # one pass: a keystroke pays this three times
        positioned += item.positioned
        unknown += item.unknown
        unanswered += item.unanswered
        not_applicable += item.not_applicable
        weight += item.weight
        weighted += item.weighted
        open_weight += item.open_weight
    return Totals(positioned, unknown, unanswered, not_applicable, weight, weighted, open_weight)


def plain(number: Fraction) -> Number:
    """Return an int when `number` is whole: integers add ten times as fast, and are the common case."""
    return number.numerator if number.denominator == 1 else number


def contribution(scale: Scale, criterion: Criterion, position: Position | None) -> Totals:
    """Return what one criterion brings to the nodes above it."""
    weight = plain(criterion.weight)
    if position is None:
        return Totals(unanswered=1, open_weight=weight)
    if set_aside(scale, criterion, position):
        return Totals(not_applicable=1)
    level = scale.level(position.level)
    if position.stance is Stance.UNKNOWN or level is None:
        return Totals(unknown=1, open_weight=weight)
    return Totals(positioned=1, weight=weight, weighted=weight * plain(level.score))


def score(
    questionnaire: Questionnaire, positions: Mapping[str, Position | None], concerned: Iterable[str]
) -> dict[str, Totals]:
    """Return the totals of every node with a concerned criterion beneath, the root included.

    Args:
        questionnaire: The pinned content.
        positions: Criterion id to position; absent means unanswered.
        concerned: Ids of the criteria that apply to this structure.
    """
    scale = questionnaire.scale
    totals = {key: contribution(scale, questionnaire.criteria[key], positions.get(key)) for key in concerned}

    def visit(section: Section) -> None:
        for child in section.sections:
            visit(child)
        beneath = _children(section, totals)
        if beneath:
            totals[section.id] = add(beneath)

    for section in questionnaire.sections:
        visit(section)
    totals[ROOT] = add(totals[section.id] for section in questionnaire.sections if section.id in totals)
    return totals


def _children(section: Section, totals: Mapping[str, Totals]) -> list[Totals]:
    ids = [child.id for child in section.sections] + [criterion.id for criterion in section.criteria]
    return [totals[key] for key in ids if key in totals]


def rescore(
    questionnaire: Questionnaire, totals: Mapping[str, Totals], criterion_id: str, position: Position | None
) -> dict[str, Totals]:
    """Return only the nodes that change when one criterion takes `position`: itself and those above it.

    Equal to a full `score`, at the cost of one path of the tree; this is what a keystroke pays.
    """
    changed = {
        criterion_id: contribution(questionnaire.scale, questionnaire.criteria[criterion_id], position)
    }
    for section in reversed(questionnaire.path[criterion_id]):
        ids = [child.id for child in section.sections] + [criterion.id for criterion in section.criteria]
        changed[section.id] = add(changed.get(key) or totals[key] for key in ids if key in totals)
    themes = [section.id for section in questionnaire.sections]
    changed[ROOT] = add(changed.get(key) or totals[key] for key in themes if key in totals)
    return changed


def band(questionnaire: Questionnaire, value: Fraction | None) -> Band | None:
    """Return the band of an unrounded score, or None without a score."""
    if value is None:
        return None
    return next((item for item in questionnaire.bands if item.below is None or value < item.below), None)
