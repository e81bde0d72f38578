"""Positions and the totals they make, kept together: replaced as a whole, never changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.scoring import rescore, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.scoring import Totals


@dataclass(frozen=True, slots=True)
class Standing:
    """What some positions make of a questionnaire.

    Attributes:
        positions: By criterion id; absent or None for unanswered.
        totals: By node id, of every node with a concerned criterion beneath.
    """

    positions: Mapping[str, Position | None]
    totals: Mapping[str, Totals]

    @staticmethod
    def of(
        questionnaire: Questionnaire, positions: Mapping[str, Position | None], concerned: Iterable[str]
    ) -> Standing:
        """Return the standing of a whole set of positions."""
        return Standing(positions, score(questionnaire, positions, concerned))

    def after(
        self,
        questionnaire: Questionnaire,
        changes: Mapping[str, Position | None],
        known: Mapping[str, Totals] | None = None,
    ) -> Standing:
        """Return the standing once some criteria take other positions; itself when nothing moves.

        Args:
            questionnaire: The pinned content.
            changes: The new positions.
            known: What `moved` said of the same changes, when it was asked already.
        """
        moved = self.moved(questionnaire, changes) if known is None else known
        if not moved:
            return self
        return Standing({**self.positions, **changes}, {**self.totals, **moved})

    def moved(
        self, questionnaire: Questionnaire, changes: Mapping[str, Position | None]
    ) -> dict[str, Totals]:
        """Return only the totals that change when some criteria take other positions."""
        found: dict[str, Totals] = {}
        for key, position in changes.items():
            if key in self.totals and position != self.positions.get(key):
                found |= rescore(questionnaire, {**self.totals, **found}, key, position)
        return found
