"""The words people read for the codes of the core: the same on every screen, command and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    return {
        "to_start": _("To start"),
        "in_progress": _("In progress"),
        "done": _("Done"),
        "closed": _("Settled"),
        "dropped": _("Dropped"),
    }[state.value]


def kind_label(kind: Kind) -> str:
    """Return why an action is taken."""
    return {
        "corrective": _("Corrective"),
        "preventive": _("Preventive"),
        "improvement": _("Improvement"),
    }[kind.value]


def effort_label(effort: str) -> str:
    """Return how long an action takes, from S, M or L; any other text is returned as it is."""
    known = {"S": _("half a day or less"), "M": _("a few days"), "L": _("a project of several months")}
    return known.get(effort, effort)


def effectiveness_label(value: str) -> str:
    """Return whether an action proved effective; “not checked yet” for an empty value."""
    known = {"": _("not checked yet"), "yes": _("yes"), "partly": _("partly"), "no": _("no")}
    return known.get(value, value)


def origin_label(origin: str) -> str:
    """Return where an action comes from; free text is returned as it is."""
    from cap_tui.core.plan import FROM_PEOPLE, FROM_RESULTS  # late: two milliseconds of the first paint

    known = {FROM_RESULTS: _("Proposed from the results"), FROM_PEOPLE: _("Added by the team")}
    return known.get(origin, origin)


def opinion_field_label(field: str) -> str:
    """Return the name of a text of `TEXT_FIELDS`."""
    return {
        "requirement": _("Requirement"),
        "constat": _("Findings"),
        "strengths": _("Strengths"),
        "improvements": _("To improve"),
        "evidence": _("Evidence"),
    }[field]


def action_field_label(field: str) -> str:
    """Return the name of a field of an action."""
    return {
        "number": _("No."),
        "title": _("Action"),
        "criteria": _("Criteria"),
        "origin": _("Origin"),
        "constat": _("Findings"),
        "evidence": _("Evidence"),
        "cause": _("Cause"),
        "correction": _("Correction"),
        "axis": _("Progress sought"),
        "kind": _("Kind"),
        "priority": _("Priority"),
        "effort": _("Effort"),
        "owner": _("Owner"),
        "contributors": _("Contributors"),
        "means": _("Means"),
        "service": _("Service to call on"),
        "start": _("Start"),
        "due": _("Due date"),
        "due_reason": _("Why the date moved"),
        "indicator": _("Indicator"),
        "baseline": _("Starting value"),
        "target": _("Target"),
        "state": _("State"),
        "drop_reason": _("Why it was dropped"),
        "progress": _("Progress"),
        "notes": _("Follow-up notes"),
        "effectiveness": _("Effective"),
        "effectiveness_date": _("Checked on"),
        "effectiveness_proof": _("Proof of effectiveness"),
        "order": _("Place"),
    }[field]


def reason_question(field: str) -> str:
    """Return what is asked for a field of `core.reasons.REASONS`."""
    return {
        "due_reason": _("Why does this due date move?"),
        "drop_reason": _("Why is this action dropped?"),
    }[field]
