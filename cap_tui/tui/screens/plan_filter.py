"""Which lines of the plan are shown: by owner, theme, priority, service and state, several at once. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.plan import PRIORITIES, State
from cap_tui.i18n import _
from cap_tui.i18n.formats import sort_key
from cap_tui.i18n.labels import state_label
from cap_tui.tui.screens.results_lines import coded
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.plan import Action
    from cap_tui.tui.screens.plan_lines import Context

OWNER, THEME, PRIORITY, SERVICE, STATE = "owner", "theme", "priority", "service", "state"
FACETS: Mapping[str, str] = {
    OWNER: N_("Owner"),
    THEME: N_("Theme"),
    PRIORITY: N_("Priority"),
    SERVICE: N_("Service to call on"),
    STATE: N_("State"),
}
"""What lines are told apart by: key to message id."""

LATE = "late"
STATE_COLUMNS = ("to_start", "in_progress", LATE, "done", "closed", "dropped")
"""States as people speak of them, in order: a late line is late before anything else."""

LABEL_CELLS = 24
"""Characters of a value in the title; the dialog shows it whole."""


def state_key(action: Action, context: Context) -> str:
    """Return which of `STATE_COLUMNS` a line belongs to."""
    return LATE if action.late(context.today) else action.state.value


def state_name(key: str) -> str:
    """Return one of `STATE_COLUMNS` in words."""
    return _("Late") if key == LATE else state_label(State(key))


def values_of(action: Action, facet: str, context: Context) -> tuple[str, ...]:
    """Return what a line is of one facet; an empty text when it has no owner, theme or service."""
    if facet == THEME:
        above = (context.questionnaire.path.get(key, ()) for key in action.criteria)
        return tuple(dict.fromkeys(path[0].id for path in above if path)) or ("",)
    if facet == STATE:
        return (state_key(action, context),)
    return (getattr(action, facet),)


def value_label(facet: str, value: str, context: Context) -> str:
    """Return a value of a facet in words; what people wrote is verbatim."""
    if not value:
        return {OWNER: _("no owner"), THEME: _("no theme"), SERVICE: _("no service")}[facet]
    if facet == THEME:
        section = context.questionnaire.section_by_id.get(value)
        return coded(section) if section else value
    if facet == SERVICE:
        service = context.questionnaire.services.get(value)
        return said(service.title) if service else value
    return state_name(value) if facet == STATE else value


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What is kept.

    Attributes:
        wanted: Facet to the values kept; a facet without values keeps everything.
    """

    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.wanted.values())

    def keeps(self, action: Action, context: Context) -> bool:
        """Return whether a line has one of the values wanted of each facet."""
        return all(
            not values or any(value in values for value in values_of(action, facet, context))
            for facet, values in self.wanted.items()
        )

    def words(self, context: Context) -> str:
        """Return the values kept, shortened: `Nadia · P1`."""
        labels = [
            value_label(facet, value, context) for facet in FACETS for value in self.wanted.get(facet, ())
        ]
        return " · ".join(
            label if len(label) <= LABEL_CELLS else label[: LABEL_CELLS - 1].rstrip() + "…"
            for label in labels
        )


def offered(
    actions: Iterable[Action], kept: PlanFilter, context: Context
) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen of each facet: the values the plan has, and those kept already, with their labels."""
    lines = tuple(actions)
    found: dict[str, list[tuple[str, str]]] = {}
    for facet in FACETS:
        present = {value for line in lines for value in values_of(line, facet, context)}
        values = present | set(kept.wanted.get(facet, ()))
        rank = _ranks(facet, context)
        ordered = sorted(values, key=lambda value: (not value, rank.get(value, len(rank)), sort_key(value)))
        found[facet] = [(value, value_label(facet, value, context)) for value in ordered]
    return found


def _ranks(facet: str, context: Context) -> dict[str, int]:
    """Return the order of the values of a facet that has one; people's names are sorted as a dictionary does."""
    orders: Mapping[str, Iterable[str]] = {
        THEME: context.questionnaire.section_by_id,
        PRIORITY: PRIORITIES,
        SERVICE: context.questionnaire.services,
        STATE: STATE_COLUMNS,
    }
    return {value: place for place, value in enumerate(orders.get(facet, ()))}
