"""What a person types for a field of the plan, read into the value the plan holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.cli.arguments import whole
from cap_tui.cli.errors import FieldNameError
from cap_tui.core.dates import parse_day
from cap_tui.core.plan import ACTION_FIELDS, DATE_FIELDS
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.core.text import one_line
from cap_tui.i18n.choices import choice_of
from cap_tui.i18n.formats import sort_key
from cap_tui.i18n.labels import action_field_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cap_tui.core.questionnaire import Questionnaire

GIVEN = ("number", "order")
"""Fields the plan gives by itself; `plan move` changes the place."""

SETTABLE = tuple(name for name in ACTION_FIELDS if name not in GIVEN)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads `field=value` arguments.

    Attributes:
        questionnaire: Whose criteria can be named.
        assessment: Id, for the sentences of refusals.
        today: What relative dates count from.
    """

    questionnaire: Questionnaire
    assessment: str
    today: date

    def fields(self, typed: Sequence[str]) -> dict[str, Any]:
        """Return the fields of `name=value` texts.

        Raises:
            FieldNameError: No such field.
            CapError: A value that cannot be read.
        """
        found: dict[str, Any] = {}
        for item in typed:
            label, equals, text = item.partition("=")
            if not equals:
                raise FieldNameError(field=one_line(item, limit=80), fields=", ".join(SETTABLE))
            name = field_name(label)
            found[name] = self._value(name, text)
        return found

    def criteria(self, typed: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of criteria named by id or code.

        Raises:
            UnknownCriterionError: One of them does not exist.
        """
        found = []
        for key in typed:
            criterion = self.questionnaire.find(key)
            if criterion is None:
                raise UnknownCriterionError(key, self.assessment)
            found.append(criterion.id)
        return tuple(dict.fromkeys(found))

    def _value(self, name: str, text: str) -> Any:
        if name in DATE_FIELDS:
            return parse_day(text, self.today)
        if name == "progress":
            return whole(text.replace("%", "").strip(), name)
        if name == "criteria":
            return self.criteria(text.replace(",", " ").split())
        return _code(name, text)


def field_name(typed: str) -> str:
    """Return the field a person names by its name or by its label on the screens.

    Raises:
        FieldNameError: No such field.
    """
    wanted = sort_key(one_line(typed))[0]
    for name in SETTABLE:
        if wanted in (name, sort_key(one_line(action_field_label(name)))[0]):
            return name
    raise FieldNameError(field=one_line(typed, limit=80), fields=", ".join(SETTABLE))


def _code(name: str, text: str) -> str:
    """Return the code of a label in a field of choices; any other text is returned as it is."""
    return text.strip().upper() if name == "priority" else choice_of(name, text)
