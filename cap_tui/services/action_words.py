"""What a field of the plan held, in the words people use for it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from cap_tui.core.plan import DATE_FIELDS, Kind, State
from cap_tui.core.text import clean, one_line
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import percent, short_date
from cap_tui.i18n.labels import (
    action_field_label,
    effectiveness_label,
    effort_label,
    kind_label,
    origin_label,
    state_label,
)

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire

TOLD_FIRST = ("criteria", "priority", "origin", "owner", "due", "indicator", "service")
"""Fields of a new line that its history tells, after its title; the others are on the line itself."""


def action_words(field: str, value: Any, questionnaire: Questionnaire) -> str:
    """Return the value of a field as the log holds it, in words; a whole line by its title and main fields."""
    if isinstance(value, Mapping):
        known = [(name, action_words(name, value.get(name), questionnaire)) for name in TOLD_FIRST]
        parts = [
            _("{label}: {value}").format(label=action_field_label(name), value=words)
            for name, words in known
            if words
        ]
        return " · ".join([one_line(str(value.get("title", ""))), *parts])
    if value is None or value == "":
        return ""
    if field == "criteria" and isinstance(value, list):
        return ", ".join(_code(str(key), questionnaire) for key in value)
    if field == "progress" and isinstance(value, int):
        return percent(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _coded(field, str(value), questionnaire)


def _coded(field: str, value: str, questionnaire: Questionnaire) -> str:
    """Return a text of the log, translated when it is a code; one that this version does not know is left as it is."""
    with suppress(ValueError):
        if field in DATE_FIELDS:
            return short_date(date.fromisoformat(value))
        if field == "state":
            return state_label(State(value))
        if field == "kind":
            return kind_label(Kind(value))
    labels = {"effort": effort_label, "effectiveness": effectiveness_label, "origin": origin_label}
    if field in labels:
        return labels[field](value)
    service = questionnaire.services.get(value) if field == "service" else None
    return service.title.get(language()) if service else clean(value)


def _code(criterion_id: str, questionnaire: Questionnaire) -> str:
    criterion = questionnaire.criteria.get(criterion_id)
    return criterion.code if criterion else criterion_id
