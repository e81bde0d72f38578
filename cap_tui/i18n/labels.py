"""The words people read for the codes of the core: the same on every screen, command and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.permissions import PHASE_NAMES, ROLE_NAMES
from cap_tui.core.positions import Position, Stance
from cap_tui.i18n import _, language
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from cap_tui.core.permissions import Phase, Role
    from cap_tui.core.plan import Kind, State
    from cap_tui.core.questionnaire import Criterion, LocalText, Scale

LATE_SYMBOL = "!"
NOT_APPLICABLE_SYMBOL = "∅"
UNKNOWN_SYMBOL = "?"
UNANSWERED_SYMBOL = "·"

# Looked up one by one: a table of the plan asks for thousands of them.
_STATES = {
    "to_start": N_("To start"),
    "in_progress": N_("In progress"),
    "done": N_("Done"),
    "closed": N_("Settled"),
    "dropped": N_("Dropped"),
}
_KINDS = {
    "corrective": N_("Corrective"),
    "preventive": N_("Preventive"),
    "improvement": N_("Improvement"),
}
_OPINION_FIELDS = {
    "requirement": N_("Requirement"),
    "constat": N_("Findings"),
    "strengths": N_("Strengths"),
    "improvements": N_("To improve"),
    "evidence": N_("Evidence"),
}
_ACTION_FIELDS = {
    "number": N_("No."),
    "title": N_("Action"),
    "criteria": N_("Criteria"),
    "origin": N_("Origin"),
    "constat": N_("Findings"),
    "evidence": N_("Evidence"),
    "cause": N_("Cause"),
    "correction": N_("Correction"),
    "axis": N_("Progress sought"),
    "kind": N_("Kind"),
    "priority": N_("Priority"),
    "effort": N_("Effort"),
    "owner": N_("Owner"),
    "contributors": N_("Contributors"),
    "means": N_("Means"),
    "service": N_("Service to call on"),
    "start": N_("Start"),
    "due": N_("Due date"),
    "due_reason": N_("Why the date moved"),
    "indicator": N_("Indicator"),
    "baseline": N_("Starting value"),
    "target": N_("Target"),
    "state": N_("State"),
    "drop_reason": N_("Why it was dropped"),
    "progress": N_("Progress"),
    "notes": N_("Follow-up notes"),
    "effectiveness": N_("Effective"),
    "effectiveness_date": N_("Checked on"),
    "effectiveness_proof": N_("Proof of effectiveness"),
    "order": N_("Place"),
}
_REASONS = {
    "due_reason": N_("Why does this due date move?"),
    "drop_reason": N_("Why is this action dropped?"),
}
_EFFORTS = {"S": N_("half a day or less"), "M": N_("a few days"), "L": N_("a project of several months")}
_EFFECTIVENESS = {"": N_("not checked yet"), "yes": N_("yes"), "partly": N_("partly"), "no": N_("no")}


def said(text: LocalText) -> str:
    """Return a text of the questionnaire in the language in use, typeset."""
    return typeset(text.get(language()))


def named(criterion: Criterion) -> str:
    """Return a criterion's code and title."""
    return f"{criterion.code} {said(criterion.title)}"


def position_symbol(scale: Scale, position: Position | None) -> str:
    """Return the one character that says a position without colour."""
    if position is None:
        return UNANSWERED_SYMBOL
    if position.stance is Stance.NOT_APPLICABLE:
        return NOT_APPLICABLE_SYMBOL
    level = scale.level(position.level) if position.stance is Stance.LEVEL else None
    return level.symbol if level else UNKNOWN_SYMBOL


def position_label(scale: Scale, position: Position | None, language: str = "fr") -> str:
    """Return the words for a position: the level's label, or what replaces it."""
    if position is None:
        return _("Unanswered")
    if position.stance is Stance.NOT_APPLICABLE:
        return _("Not applicable")
    level = scale.level(position.level) if position.stance is Stance.LEVEL else None
    if level is None and position.stance is Stance.LEVEL:
        return _("A level that this scale lacks ({level})").format(level=position.level)
    return level.label.get(language) if level else _("Don’t know")


def phase_label(phase: Phase) -> str:
    """Return the name of a phase."""
    return _(PHASE_NAMES[phase])


def role_label(role: Role) -> str:
    """Return what a participant is."""
    return _(ROLE_NAMES[role])


def state_label(state: State) -> str:
    """Return where an action stands."""
    return _(_STATES[state.value])


def kind_label(kind: Kind) -> str:
    """Return why an action is taken."""
    return _(_KINDS[kind.value])


def effort_label(effort: str) -> str:
    """Return how long an action takes, from S, M or L; any other text is returned as it is."""
    return _(_EFFORTS[effort]) if effort in _EFFORTS else effort


def effectiveness_label(value: str) -> str:
    """Return whether an action proved effective; “not checked yet” for an empty value."""
    return _(_EFFECTIVENESS[value]) if value in _EFFECTIVENESS else value


def origin_label(origin: str) -> str:
    """Return where an action comes from; free text is returned as it is."""
    from cap_tui.core.plan import FROM_PEOPLE, FROM_RESULTS  # late: two milliseconds of the first paint

    if origin == FROM_RESULTS:
        return _("Proposed from the results")
    return _("Added by the team") if origin == FROM_PEOPLE else origin


def opinion_field_label(field: str) -> str:
    """Return the name of a text of `TEXT_FIELDS`."""
    return _(_OPINION_FIELDS[field])


def action_field_label(field: str) -> str:
    """Return the name of a field of an action."""
    return _(_ACTION_FIELDS[field])


def reason_question(field: str) -> str:
    """Return what is asked for a field of `core.reasons.REASONS`."""
    return _(_REASONS[field])
