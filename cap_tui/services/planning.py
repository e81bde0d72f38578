"""The plan's use-cases: propose, add, change, move, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ACTION, LINE, MEASURE, REMOVED
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import (
    ACTION_FIELDS,
    DATE_FIELDS,
    EFFECTIVENESS,
    EFFORTS,
    PRIORITIES,
    Action,
    Kind,
    State,
    decode_field,
    encode_field,
    improvements,
    lacking_to_close,
    missing,
    proposal,
)
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.core.reasons import DROP_REASON, REASONS, explained_by, unexplained
from cap_tui.core.text import one_line
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import action_field_label
from cap_tui.services.errors import (
    ActionFieldError,
    ActionTitleError,
    FutureCheckError,
    UnexplainedError,
    UnknownActionError,
    UnsettledError,
)
from cap_tui.services.history import history_lines
from cap_tui.services.measure_words import starting_figures
from cap_tui.services.texts import whole_line, whole_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cap_tui.core.assessments import AssessmentSummary, Changes, HistoryLine
    from cap_tui.core.measures import Series
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Journal

LONG_FIELDS = (
    "constat",
    "evidence",
    "cause",
    "correction",
    "means",
    "notes",
    "effectiveness_proof",
    *REASONS,
)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "priority": PRIORITIES,
    "effort": EFFORTS,
    "effectiveness": ("", *EFFECTIVENESS),
    "kind": tuple(Kind),
    "state": tuple(State),
}
FULL = 100


class Planning:
    """The part of an open assessment that concerns its plan."""

    summary: AssessmentSummary
    questionnaire: Questionnaire
    concerned: tuple[str, ...]
    _actions: dict[str, Action]
    _journal: Journal
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]
    _names: Callable[[], dict[str, str]]
    opinion: Callable[[str], Opinion]
    official: Callable[[], dict[str, Position | None]]
    today: Callable[[], date]
    series: Callable[[str], Series]

    def actions(self) -> tuple[Action, ...]:
        """Return the lines of the plan, in the order people chose."""
        return tuple(
            sorted(self._actions.values(), key=lambda action: (action.order, action.number, action.id))
        )

    def lacking(self, action: Action) -> tuple[str, ...]:
        """Return the fields a line still needs before the plan leaves *planning*."""
        return missing(action, self.questionnaire, self.official())

    def propose(self) -> Changes:
        """Add a line for each criterion below target that no line answers yet: its first suggestion.

        One line a criterion, because a plan of sixty lines is a plan nobody opens; never twice, and a proposed line that
        was removed does not come back.
        """
        group = self._environment.new_id()
        return self._commit(
            lambda: [
                Draft(ACTION, line.id, LINE, line.to_json(), group) for line in self._missing_proposals()
            ]
        )

    def _missing_proposals(self) -> list[Action]:
        number, order = self._next()
        lines: list[Action] = []
        answered = {key for action in self._actions.values() for key in action.criteria}
        for item in improvements(self.questionnaire, self.official(), self.concerned):
            criterion = item.criterion
            action_id = f"proposal/{criterion.id}"
            known = self._journal.log.value(action_id, LINE) is not None
            if known or criterion.id in answered or not criterion.actions:
                continue
            services = self.questionnaire.services_of(criterion.id)
            service = services[0].id if services else ""
            opinion = self.opinion(criterion.id)
            line = proposal(item, criterion.actions[0], opinion, service, action_id)
            figures = self._figures_of(criterion.actions[0].indicator)
            lines.append(replace(line, number=number + len(lines), order=order + 10 * len(lines), **figures))
        return lines

    def _figures_of(self, indicator_id: str) -> dict[str, Any]:
        """Return where a line begins and where it goes, from what is known of its indicator."""
        known = self._journal.log.targets(MEASURE) and self.questionnaire.indicators.get(indicator_id)
        return starting_figures(self.series(indicator_id)) if known else {}

    def _next(self) -> tuple[int, int]:
        number = max((action.number for action in self._actions.values()), default=0) + 1
        order = max((action.order for action in self._actions.values()), default=0) + 10
        return number, order

    def add_action(self, *, title: str, criteria: tuple[str, ...] = (), **fields: Any) -> Changes:
        """Add one's own line; returns it in `Changes.actions`.

        Raises:
            CapError: No title, a value that does not fit, or refused by the phase or the database.
        """
        if not one_line(title):
            raise ActionTitleError
        values = self._checked({"title": title, "criteria": criteria, **fields})
        new, group = Action(id=self._environment.new_id()), self._environment.new_id()

        def drafts() -> list[Draft]:
            number, order = self._next()
            action = replace(new, **{"number": number, "order": order, **values})
            return [Draft(ACTION, action.id, LINE, action.to_json(), group)]

        return self._commit(drafts)

    def _checked(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        values = {name: checked_field(name, value) for name, value in fields.items()}
        for key in values.get("criteria", ()):
            if key not in self.questionnaire.criteria:
                raise UnknownCriterionError(key, self.summary.id)
        return values

    def set_action(self, action_id: str, **fields: Any) -> Changes:
        """Change some fields of a line.

        Args:
            action_id: Which line.
            fields: Python values of `Action`'s fields.

        Raises:
            CapError: No such line, a value that does not fit, or refused by the phase or the database.
        """
        values = self._checked(fields)
        if not values.get("title", True):
            raise ActionTitleError
        group = self._environment.new_id()
        return self._commit(lambda: self._change(action_id, values, group))

    def _change(self, action_id: str, values: Mapping[str, Any], group: str) -> list[Draft]:
        """Return what changes a line; its rules are asked here, for one line or several.

        Raises:
            CapError: No such line, or refused by a rule of the plan.
        """
        action = self._action(action_id)
        lacks = self.unexplained(action, values)
        if lacks:
            raise UnexplainedError(
                number=action.number, fields=", ".join(action_field_label(name).lower() for name in lacks)
            )
        self._may_settle(action, values)
        if action.state is State.DROPPED and values.get("state", action.state) is not State.DROPPED:
            values = {**values, DROP_REASON: ""}  # taken up again: why it was abandoned stays in the history
        # the same reason given twice is written twice: the history tells it beside each date
        told = explained_by(action, values, following=self.summary.phase is Phase.FOLLOW_UP)
        return [
            Draft(ACTION, action_id, name, encode_field(value), group)
            for name, value in values.items()
            if getattr(action, name) != value or name in told
        ]

    def unexplained(self, action: Action, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the reasons to ask before `values` are written: fields of `core.reasons.REASONS`."""
        return unexplained(action, values, following=self.summary.phase is Phase.FOLLOW_UP)

    def _may_settle(self, action: Action, values: Mapping[str, Any]) -> None:
        """Refuse to settle a line that lacks a check of effectiveness its level asks for, or the proof of that check."""
        after = replace(action, **values)
        same = action.state is State.CLOSED and action.effectiveness == after.effectiveness
        if after.state is not State.CLOSED or same:
            return
        checked = after.effectiveness_date
        if checked is not None and checked > self.today():
            raise FutureCheckError(number=action.number, date=short_date(checked))
        lacks = lacking_to_close(after, self.questionnaire, self.official())
        if lacks:
            raise UnsettledError(
                number=action.number, fields=", ".join(action_field_label(name).lower() for name in lacks)
            )

    def move_action(self, action_id: str, places: int) -> Changes:
        """Move a line up (negative) or down; the lines it passes keep their own order."""
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            lines = [action.id for action in self.actions()]
            old = lines.index(self._action(action_id).id)
            new = max(0, min(len(lines) - 1, old + places))
            lines.insert(new, lines.pop(old))
            orders = {key: 10 * (place + 1) for place, key in enumerate(lines)}
            return [
                Draft(ACTION, key, "order", order, group)
                for key, order in orders.items()
                if self._actions[key].order != order
            ]

        return self._commit(drafts)

    def remove_action(self, action_id: str) -> Changes:
        """Take a line out of the plan; its history stays and undo brings it back."""
        group, gone = self._environment.new_id(), True
        return self._commit(lambda: [Draft(ACTION, self._action(action_id).id, REMOVED, gone, group)])

    def action_history(self, action_id: str) -> list[HistoryLine]:
        """Return what happened to a line, newest first."""
        return history_lines(self._journal.log, action_id, self.questionnaire, self._names())

    def _action(self, action_id: str) -> Action:
        action = self._actions.get(action_id)
        if action is None:
            raise UnknownActionError(number=one_line(action_id, limit=40), assessment=self.summary.id[:8])
        return action


def checked_field(name: str, value: Any) -> Any:
    """Return a field's value, cleaned and of its type.

    Raises:
        ActionFieldError: The field does not exist or cannot take this value.
    """
    if name not in ACTION_FIELDS:
        raise ActionFieldError(
            value=one_line(str(value), limit=80), field=name, expected=", ".join(ACTION_FIELDS)
        )
    choices = CHOICES.get(name)
    if choices is not None and value not in choices:
        raise ActionFieldError(
            value=one_line(str(value), limit=80), field=name, expected=", ".join(filter(None, choices))
        )
    if name == "criteria" and isinstance(value, str):
        raise ActionFieldError(value=one_line(value, limit=80), field=name, expected="[…]")
    try:
        value = decode_field(name, encode_field(value) if value is not None else "")
    except (ValueError, TypeError, OverflowError) as error:
        expected = "YYYY-MM-DD" if name in DATE_FIELDS else "0-100"
        raise ActionFieldError(value=one_line(str(value), limit=80), field=name, expected=expected) from error
    if name == "progress" and not 0 <= value <= FULL:
        raise ActionFieldError(value=value, field=name, expected="0-100")
    if isinstance(value, str) and choices is None:
        return whole_text(value) if name in LONG_FIELDS else whole_line(value)
    return value
