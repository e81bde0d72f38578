"""The words of the fields of the plan that take one of a few values, and back."""

from __future__ import annotations

from cap_tui.core.plan import EFFECTIVENESS, EFFORTS, FROM_PEOPLE, FROM_RESULTS, PRIORITIES, Kind, State
from cap_tui.core.text import one_line
from cap_tui.i18n.formats import sort_key
from cap_tui.i18n.labels import effectiveness_label, effort_label, kind_label, origin_label, state_label


def choice_labels(field: str) -> dict[str, str]:
    """Return the code and the words of each choice of a field; empty for a field that takes anything."""
    labels: dict[str, dict[str, str]] = {
        "priority": {name: name for name in PRIORITIES},
        "state": {state.value: state_label(state) for state in State},
        "kind": {kind.value: kind_label(kind) for kind in Kind},
        "effort": {effort: effort_label(effort) for effort in EFFORTS},
        "effectiveness": {value: effectiveness_label(value) for value in ("", *EFFECTIVENESS)},
        "origin": {origin: origin_label(origin) for origin in (FROM_RESULTS, FROM_PEOPLE)},
    }
    return labels.get(field, {})


def choice_of(field: str, text: str) -> str:
    """Return the code that a text names in a field, by its code or its words; any other text as it is."""
    wanted = sort_key(one_line(text))[0]
    for code, label in choice_labels(field).items():
        if wanted in (sort_key(code)[0], sort_key(one_line(label))[0]):
            return code
    return text
