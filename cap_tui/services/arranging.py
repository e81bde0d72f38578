"""The plan's gestures on several lines, or from one line to another: change together, duplicate, link to criteria."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.errors import CapError
from cap_tui.core.kinds import ACTION, LINE
from cap_tui.core.plan import FROM_PEOPLE, Action, State, encode_field
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.core.reasons import DROP_REASON, DUE_REASON
from cap_tui.services.errors import ActionTitleError
from cap_tui.services.planning import Planning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.assessments import Changes

FOLLOWED = (
    "state", "progress", "notes", "due_reason", "drop_reason", "effectiveness", "effectiveness_date",
    "effectiveness_proof",
)  # fmt: skip
"""What tells how a line went: a copy begins without it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that a gesture on several left as it was.

    Attributes:
        action: Its id.
        error: Why.
    """

    action: str
    error: CapError


@dataclass(frozen=True, slots=True)
class Together:
    """What a gesture on several lines did.

    Attributes:
        changes: What changed, undone as one.
        refused: The lines left as they were, in the order asked.
    """

    changes: Changes
    refused: tuple[Refused, ...] = ()


class Arranging(Planning):
    """The part of an open assessment that arranges the lines of its plan."""

    def set_actions(self, action_ids: Iterable[str], **fields: Any) -> Together:
        """Change some fields of several lines in one gesture, which one undo takes back.

        A line that a rule of the plan keeps as it is does not hold back the others.

        Args:
            action_ids: Which lines.
            fields: Python values of `Action`'s fields, the same for all.

        Raises:
            CapError: A value that does not fit, or refused by the phase or the database: then nothing changes.
        """
        keys = tuple(dict.fromkeys(action_ids))
        values = self._checked(fields)
        if not values.get("title", True):
            raise ActionTitleError
        group = self._environment.new_id()
        refused: list[Refused] = []

        def drafts() -> list[Draft]:
            refused.clear()
            made: list[Draft] = []
            for key in keys:
                try:
                    made += self._change(key, self._of_line(key, values), group)
                except CapError as error:
                    refused.append(Refused(key, error))
            return made

        return Together(self._commit(drafts), tuple(refused))

    def _of_line(self, action_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a line gets: a reason stays with the lines it explains, and replaces no earlier one elsewhere."""
        line = self._action(action_id)
        moved = line.due is not None and values.get("due", line.due) != line.due
        dropped = values.get("state") == State.DROPPED and line.state is not State.DROPPED
        told = {DUE_REASON: moved, DROP_REASON: dropped}
        return {name: value for name, value in values.items() if told.get(name, True)}

    def duplicate_action(self, action_id: str) -> Changes:
        """Add a copy of a line under it, with its own number and nothing of how the first went.

        Raises:
            CapError: No such line, or refused by the phase or the database.
        """
        key, group = self._environment.new_id(), self._environment.new_id()

        def drafts() -> list[Draft]:
            line = self._action(action_id)
            number, _last = self._next()
            afresh = {name: getattr(Action(""), name) for name in FOLLOWED}
            # At the same place as the first, whose lower number keeps it above.
            copy = replace(line, **afresh, id=key, number=number, origin=FROM_PEOPLE)
            return [Draft(ACTION, key, LINE, copy.to_json(), group)]

        return self._commit(drafts)

    def link_criterion(self, action_id: str, criterion_id: str, *, linked: bool = True) -> Changes:
        """Make a line answer one more criterion, or one less; nothing happens when it does already.

        Raises:
            CapError: No such line or criterion, or refused by the phase or the database.
        """
        if linked and criterion_id not in self.questionnaire.criteria:
            raise UnknownCriterionError(criterion_id, self.summary.id)
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            line = self._action(action_id)
            if linked is (criterion_id in line.criteria):
                return []
            order = list(self.questionnaire.criteria)
            kept = [key for key in line.criteria if key != criterion_id]
            keys = (
                sorted(
                    [*kept, criterion_id], key=lambda key: order.index(key) if key in order else len(order)
                )
                if linked
                else kept
            )
            return [Draft(ACTION, line.id, "criteria", encode_field(tuple(keys)), group)]

        return self._commit(drafts)
