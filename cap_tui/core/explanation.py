"""Why a node has the score it has: the same tree for the screen, the command line and the PDF annex."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY, Totals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Questionnaire, Section


@dataclass(frozen=True, slots=True)
class Contribution:
    """One node of an explanation.

    Attributes:
        node: Section or criterion id; `ROOT` for the whole questionnaire.
        code: What people say aloud, empty for the root.
        title: In the language of reference.
        totals: What the node adds up to.
        points: What it brings to the parent's score, in points of 100; None when out of the score.
        share: Its weight over the parent's, 0 to 1; None when out of the score.
        position: For a criterion, the position used.
        children: In reading order.
    """

    node: str
    code: str
    title: str
    totals: Totals
    points: Fraction | None
    share: Fraction | None
    position: Position | None = None
    children: tuple[Contribution, ...] = ()


def explain(
    questionnaire: Questionnaire,
    totals: Mapping[str, Totals],
    positions: Mapping[str, Position | None],
    node: str = ROOT,
) -> Contribution:
    """Return the tree of contributions of `node`: the points of a node's children add up to its score."""

    def shares(own: Totals, parent: Totals) -> tuple[Fraction | None, Fraction | None]:
        if not own.weight or not parent.weight:
            return None, None
        return Fraction(own.weighted) / parent.weight, Fraction(own.weight) / parent.weight

    def of_criterion(criterion: Criterion, parent: Totals) -> Contribution:
        own = totals[criterion.id]
        points, share = shares(own, parent)
        return Contribution(
            criterion.id,
            criterion.code,
            str(criterion.title),
            own,
            points,
            share,
            positions.get(criterion.id),
        )

    def of_section(section: Section, parent: Totals) -> Contribution:
        own = totals[section.id]
        points, share = shares(own, parent)
        children = [of_section(child, own) for child in section.sections if child.id in totals]
        children += [of_criterion(child, own) for child in section.criteria if child.id in totals]
        return Contribution(
            section.id, section.code, str(section.title), own, points, share, children=tuple(children)
        )

    whole = totals.get(ROOT, EMPTY)
    if node in questionnaire.criteria:
        parents = questionnaire.path[node]
        return of_criterion(questionnaire.criteria[node], totals[parents[-1].id] if parents else whole)
    if node in questionnaire.section_by_id:
        above = questionnaire.path[node]
        return of_section(questionnaire.section_by_id[node], totals[above[-1].id] if above else whole)
    children = tuple(of_section(section, whole) for section in questionnaire.sections if section.id in totals)
    points, share = shares(whole, whole)
    return Contribution(ROOT, "", str(questionnaire.title), whole, points, share, children=children)
