"""Several lines of the plan changed and others added at once: one gesture, that one undo takes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.errors import N_, CapError
from cap_tui.core.kinds import ACTION, LINE
from cap_tui.core.plan import Action
from cap_tui.core.text import one_line
from cap_tui.services.errors import ActionTitleError
from cap_tui.services.planning import Planning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.assessments import Changes


class PlanMovedError(CapError):
    """The plan is not what the person saw."""

    sentence = N_(
        "The plan changed while you were reading what the file brings. Look at it again, then accept."
    )


class Rewriting(Planning):
    """The plan, with what changes much of it at once."""

    def check_action(self, action_id: str, **fields: Any) -> None:
        """Do nothing, or raise what `set_action` would of the line and its rules.

        Raises:
            CapError: No such line, a value that does not fit, or refused by a rule of the plan.
        """
        self._change(action_id, self._titled(fields), "")

    def rewrite_plan(
        self,
        edits: Mapping[str, Mapping[str, Any]],
        added: Sequence[Mapping[str, Any]] = (),
        *,
        seen: Mapping[str, Action],
    ) -> Changes:
        """Change fields of several lines and add others.

        Args:
            edits: Action id to its fields that change, Python values.
            added: Fields of each line to add, its title among them.
            seen: The lines as the person saw them when they agreed.

        Raises:
            PlanMovedError: A line to change is not what was seen.
            CapError: A value that does not fit, or refused; nothing is written.
        """
        changed = {key: self._titled(fields) for key, fields in edits.items()}
        fresh = [
            (Action(id=self._environment.new_id()), self._titled({"title": "", **line})) for line in added
        ]
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            if any(self._actions.get(key) != seen.get(key) for key in changed):
                raise PlanMovedError
            found = [draft for key, values in changed.items() for draft in self._change(key, values, group)]
            number, order = self._next()
            for place, (new, values) in enumerate(fresh):
                line = replace(new, **{"number": number + place, "order": order + 10 * place, **values})
                found.append(Draft(ACTION, line.id, LINE, line.to_json(), group))
            return found

        return self._commit(drafts)

    def _titled(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        values = self._checked(fields)
        if not one_line(values.get("title", "…")):
            raise ActionTitleError
        return values
