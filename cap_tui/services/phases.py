"""From phase to phase: forward when what it asks is there, back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import PHASE, PHASE_TARGET, REASON
from cap_tui.core.permissions import Phase
from cap_tui.core.rights import ORDER
from cap_tui.services.errors import ReopenReasonError, VisaNeededError
from cap_tui.services.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import AssessmentSummary, Changes
    from cap_tui.core.review import Visa
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Journal


class Phasing:
    """The part of an open assessment that concerns its phase."""

    summary: AssessmentSummary
    _environment: Environment
    _journal: Journal
    standing_visa: Callable[[], Visa | None]
    demand_answered: Callable[[], None]
    _commit: Callable[[Callable[[], list[Draft]]], Changes]

    def next_phase(self) -> Phase | None:
        """Return the phase after the current one; None when it is the last."""
        place = ORDER.index(self.summary.phase) + 1
        return ORDER[place] if place < len(ORDER) else None

    def previous_phase(self) -> Phase | None:
        """Return the phase before the current one; None when it is the first."""
        place = ORDER.index(self.summary.phase)
        return ORDER[place - 1] if place else None

    def advance(self) -> Changes:
        """Go to the next phase.

        Raises:
            UnansweredFindingsError: The plan leaves a finding without what it needs.
            VisaNeededError: Follow-up begins with a visa over the plan.
            CapError: Not permitted, or refused by the database.
        """
        following = self.next_phase() or self.summary.phase

        def drafts() -> list[Draft]:
            if following is Phase.FOLLOW_UP:
                self.demand_answered()
                if not self._sealed_as_is():
                    raise VisaNeededError
            return [Draft(PHASE, PHASE_TARGET, PHASE, following.value, self._environment.new_id())]

        return self._commit(drafts)

    def _sealed_as_is(self) -> bool:
        """Return whether the last visa was signed in this stretch of planning and nothing it covers changed since."""
        visa, log = self.standing_visa(), self._journal.log
        return visa is not None and not visa.changes and log.phases.signed(log.move)

    def reopen(self, reason: str) -> Changes:
        """Go back one phase; nothing that was written since is lost.

        Raises:
            ReopenReasonError: No reason was given.
            CapError: Not permitted, or refused by the database.
        """
        words = whole_text(reason).strip()
        if not words:
            raise ReopenReasonError
        before = self.previous_phase() or self.summary.phase
        group = self._environment.new_id()
        return self._commit(
            lambda: [
                Draft(PHASE, PHASE_TARGET, REASON, words, group),
                Draft(PHASE, PHASE_TARGET, PHASE, before.value, group),
            ]
        )
