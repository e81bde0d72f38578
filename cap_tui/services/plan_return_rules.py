"""What the rules of the plan do not let in from a sheet: asked before, so that the preview says it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.errors import N_, CapError
from cap_tui.core.kinds import ACTION, LINE
from cap_tui.core.permissions import NotPermittedError
from cap_tui.core.plan import Action
from cap_tui.core.rights import right_of
from cap_tui.i18n.formats import short_date
from cap_tui.services.errors import UnexplainedError, UnsettledError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cap_tui.services.dossier import Dossier


class DatesOrderError(CapError):
    """A line that would end before it begins. Takes `due`, `start`."""

    sentence = N_(
        "An action cannot be due on {due}, before it starts on {start}. Change one of the two dates."
    )


class Rules:
    """The rules of one open evaluation, as this person meets them now."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def closed(self, fields: Iterable[str]) -> dict[str, CapError]:
        """Return the fields that this person may not write in this phase, with why."""
        found: dict[str, CapError] = {}
        for field in fields:
            try:
                self._demand(field)
            except NotPermittedError as error:
                found[field] = error
        return found

    def refusals(self, action: Action, values: Mapping[str, Any]) -> dict[str, CapError]:
        """Return the fields that cannot be written on a line, with why; the others can be, together."""
        found = self.closed(values)
        left = {name: value for name, value in values.items() if name not in found}
        while left:
            try:
                _in_order(action, left)
                self._dossier.check_action(action.id, **left)
            except CapError as error:
                names = self._culprits(action, left, error)
                found |= dict.fromkeys(names, error)
                left = {name: value for name, value in left.items() if name not in names}
            else:
                break
        return found

    def refused_new(self, values: Mapping[str, Any]) -> dict[str, CapError]:
        """Return the fields that keep a line from being added, or that it is added without, with why."""
        try:
            self._demand(LINE)
        except NotPermittedError as error:
            return {"title": error}
        try:
            _in_order(Action(id=""), values)
        except DatesOrderError as error:
            return {"due": error}
        return {}

    def _demand(self, field: str) -> None:
        draft = Draft(ACTION, "", field, None)
        self._dossier.demand(right_of(draft, self._dossier.summary.phase))

    def _culprits(self, action: Action, values: Mapping[str, Any], error: CapError) -> tuple[str, ...]:
        """Return the fields to leave out so that the rule behind `error` is kept."""
        if isinstance(error, DatesOrderError):
            guilty: tuple[str, ...] = ("due",) if "due" in values else ("start",)
        elif isinstance(error, UnexplainedError):
            moved = {"due_reason": "due", "drop_reason": "state"}
            guilty = tuple(moved[name] for name in self._dossier.unexplained(action, values))
        elif isinstance(error, UnsettledError):
            guilty = ("state",) if "state" in values else ("effectiveness",)
        else:
            guilty = ()
        return tuple(name for name in guilty if name in values) or tuple(values)


def _in_order(action: Action, values: Mapping[str, Any]) -> None:
    after = replace(action, **values)
    moved = {"start", "due"} & values.keys()
    start: date | None = after.start
    if moved and start and after.due and after.due < start:
        raise DatesOrderError(due=short_date(after.due), start=short_date(start))
