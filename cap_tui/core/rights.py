"""Which line of the permissions an entry asks for: the same answer where entries are made and where they are merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core import kinds
from cap_tui.core.permissions import Phase, phase_named
from cap_tui.core.plan import PROGRESS_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cap_tui.core.entries import Draft

ORDER = tuple(Phase)
"""The phases, in order."""

_RIGHTS: Mapping[str, str] = {
    kinds.FINISH: "opinion.finish",
    kinds.ANNOTATION: "annotation.write",
    kinds.PRIVATE: "annotation.write_private",
    kinds.RESOLUTION: "annotation.resolve",
    kinds.RETAINED: "position.retain",
    kinds.PROPOSAL: "action.propose",
    kinds.DECISION: "action.decide",
    kinds.FOLLOWUP: "followup.note",
    kinds.MEETING: "followup.note",
    kinds.VISA: "visa.sign",
    kinds.SETTING: "participant.grant",
    kinds.QUESTIONNAIRE: "questionnaire.upgrade",
    kinds.ERASURE: "personal_data.erase",
    kinds.SUCCESSION: "assessment.read",
}
"""Kinds that ask for one line. Settings are made by who lets people in; figures by who writes the plan; a new key changes nothing but who signs."""


def right_of(draft: Draft, phase: Phase) -> str:
    """Return the line of the permissions that `draft` asks for in `phase`; empty, thus never open, for an unknown kind."""
    kind, field = draft.kind, draft.field
    if kind == kinds.OPINION:
        return "evidence.attach" if field == "evidence" else "opinion.write"
    if kind == kinds.ACTION:
        return "action.progress" if phase is Phase.FOLLOW_UP and field in PROGRESS_FIELDS else "action.write"
    if kind == kinds.MEASURE:
        return "action.progress" if phase is Phase.FOLLOW_UP else "action.write"
    if kind == kinds.PHASE:
        return "phase.reopen" if field == kinds.REASON or _back(draft.value, phase) else "phase.advance"
    if kind == kinds.GRANT:
        return "participant.revoke" if _revokes(draft) else "participant.grant"
    return _RIGHTS.get(kind, "")


def _back(value: Any, phase: Phase) -> bool:
    return ORDER.index(phase_named(value)) < ORDER.index(phase)


def _revokes(draft: Draft) -> bool:
    return draft.field == kinds.ROLES and isinstance(draft.value, dict) and not draft.value.get("roles")
