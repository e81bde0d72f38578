"""Pooling: the position retained where views were compared, with its reason and who agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.crossing import same, stated
from cap_tui.core.entries import Draft
from cap_tui.core.kinds import POSITION, RETAINED, target_of
from cap_tui.core.positions import Position, check_position
from cap_tui.services.review_errors import ReasonNeededForRetainedError
from cap_tui.services.reviewing import PANEL, Reviewing, by_divergence
from cap_tui.services.texts import whole_line, whole_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.assessments import Changes
    from cap_tui.core.review import CrossedViews


class Pooling(Reviewing):
    """The part of an open assessment in which a position is agreed."""

    def pooling(self) -> tuple[CrossedViews, ...]:
        """Return every concerned criterion, the largest divergence first, then in reading order."""
        return by_divergence(self._every_view())

    def retain(
        self, criterion: str, position: Position | None, *, reason: str = "", agreed: Sequence[str] = ()
    ) -> Changes:
        """Record the position agreed on a criterion, or withdraw it (None): the director's then counts again.

        Args:
            criterion: Id or code.
            position: What is retained.
            reason: Needed unless every view says the same as `position`.
            agreed: Participant ids of who agreed, or names of people in the room who take no part with a key.

        Raises:
            ReasonNeededForRetainedError: Views differ, from each other or from `position`, and no reason was given.
            CapError: A position that does not fit, or refused by the phase or the database.
        """
        about = self.criterion(criterion)
        words = whole_text(reason).strip()
        if position is not None:
            position = replace(position, reason=whole_text(position.reason).strip())
        check_position(self.questionnaire.scale, about, position)
        value: dict[str, Any] | None = None
        if position is not None:
            names = [name for name in (whole_line(item) for item in agreed) if name]
            value = {"position": position.to_json(), "reason": words, "agreed": list(dict.fromkeys(names))}
        target, group = target_of(RETAINED, about.id), self._environment.new_id()

        def drafts() -> list[Draft]:
            if position is not None and not words and self._differs(about.id, position):
                raise ReasonNeededForRetainedError(code=about.code)
            known = self._journal.log.value(target, POSITION)
            return [] if known == value else [Draft(RETAINED, target, POSITION, value, group)]

        return self._commit(drafts)

    def _differs(self, key: str, position: Position) -> bool:
        voices = self._views(key, self._table()).voices
        views = stated(
            self.questionnaire.scale, (voice.opinion.position for voice in voices if voice.role in PANEL)
        )
        return any(not same(view, position) for view in views)
