"""What keeps a plan in *planning*: a finding nobody has taken charge of cannot be signed, nor followed up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.plan import improvements

if TYPE_CHECKING:
    from cap_tui.core.plan import Action, Improvement
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.verdicts import Findings

IMPERATIVE_NEEDS = ("cause", "owner", "due")
"""What an imperative criterion below target needs in the plan. (Design rule of the product; levels add their own.)"""


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion below target that the plan does not answer well enough.

    Attributes:
        action: The line that lacks the least; None when no line answers the criterion.
        fields: What that line lacks, names of `ACTION_FIELDS`; empty when there is no line.
    """

    criterion: Criterion
    action: Action | None
    fields: tuple[str, ...]


def gaps(findings: Findings) -> tuple[Gap, ...]:
    """Return what keeps the plan from being signed, in reading order.

    Concerned: imperative criteria below target, and criteria at a level that requires something of the plan.
    """
    found = improvements(findings.questionnaire, findings.positions, findings.concerned)
    by_id = {item.criterion.id: item for item in found}
    each = (_gap(findings, by_id[key]) for key in findings.concerned if key in by_id)
    return tuple(gap for gap in each if gap is not None)


def _gap(findings: Findings, found: Improvement) -> Gap | None:
    imperative = IMPERATIVE_NEEDS if found.criterion.imperative else ()
    needed = tuple(dict.fromkeys((*found.level.requires.action, *imperative)))
    if not needed:
        return None
    lines = findings.lines(found.criterion.id)
    if not lines:
        return Gap(found.criterion, None, ())
    best = min(lines, key=lambda line: len(_lacks(line, needed)))
    fields = _lacks(best, needed)
    return Gap(found.criterion, best, fields) if fields else None


def _lacks(line: Action, needed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in needed if not getattr(line, name))
