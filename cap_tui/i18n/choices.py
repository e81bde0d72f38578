"""The words of the fields of the plan that take one of a few values, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.plan import EFFECTIVENESS, EFFORTS, FROM_PEOPLE, FROM_RESULTS, PRIORITIES, Kind, State
from cap_tui.core.text import one_line
from cap_tui.i18n.formats import sort_key
from cap_tui.i18n.labels import effectiveness_label, effort_label, kind_label, origin_label, state_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


_CHOICES: Mapping[str, tuple[Sequence[str], Callable[[str], str]]] = {
    "priority": (PRIORITIES, str),
    "state": ([state.value for state in State], lambda code: state_label(State(code))),
    "kind": ([kind.value for kind in Kind], lambda code: kind_label(Kind(code))),
    "effort": (EFFORTS, effort_label),
    "effectiveness": (("", *EFFECTIVENESS), effectiveness_label),
    "origin": ((FROM_RESULTS, FROM_PEOPLE), origin_label),
}
"""Field to its codes and what words one of them."""


def choice_labels(field: str) -> dict[str, str]:
    """Return the code and the words of each choice of a field; empty for a field that takes anything."""
    codes, label = _CHOICES.get(field, ((), str))
    return {code: label(code) for code in codes}


def choice_of(field: str, text: str) -> str:
    """Return the code that a text names in a field, by its code or its words; any other text as it is."""
    wanted = sort_key(one_line(text))[0]
    for code, label in choice_labels(field).items():
        if wanted in (sort_key(code)[0], sort_key(one_line(label))[0]):
            return code
    return text
