"""Everything the database keeps beside the entries, computed from the entries alone.

Used when an assessment begins, and by the doctor to check that what was written step by step equals a rebuild.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.kinds import participant_of
from cap_tui.core.scoring import Totals, score
from cap_tui.services.folding import (
    actions_of,
    official_positions,
    opinions_of,
    options_of,
    phase_of,
)
from cap_tui.services.journal import due_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The projections of one assessment; see `AssessmentRow` and `NodeRow` for the units."""

    phase: str
    actions: int
    due_dates: str
    totals: Mapping[str, Totals]


def concerned_by(
    questionnaire: Questionnaire, kinds: Iterable[str], options: frozenset[str]
) -> tuple[str, ...]:
    """Return the ids of the criteria that apply to a structure of these kinds, with these options, in reading order."""
    wanted = frozenset(kinds)
    return tuple(
        key
        for key, criterion in questionnaire.criteria.items()
        if criterion.applies_to.concerns(wanted, options)
    )


def rebuild(log: Log, questionnaire: Questionnaire, kinds: Iterable[str], director: str) -> Rebuilt:
    """Return the projections of a whole log.

    Args:
        log: The assessment's entries.
        questionnaire: The pinned content.
        kinds: Kinds of the structure.
        director: Public key of who began it, whose positions make the score where none was retained.
    """
    positions = official_positions(log, opinions_of(log, participant_of(director)))
    actions = actions_of(log).values()
    totals = score(questionnaire, positions, concerned_by(questionnaire, kinds, options_of(log)))
    return Rebuilt(phase_of(log).value, len(actions), due_dates(actions), totals)
