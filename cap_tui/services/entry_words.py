"""What an entry is about and what it holds, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core import kinds
from cap_tui.core.permissions import PHASE_NAMES, ROLE_NAMES, Phase, Role
from cap_tui.core.positions import Position
from cap_tui.core.review import NOTE_NAMES
from cap_tui.core.text import clean
from cap_tui.i18n import _
from cap_tui.services.action_words import action_words
from cap_tui.services.history import value_words
from cap_tui.services.measure_words import measure_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.core.entries import Draft
    from cap_tui.core.questionnaire import Questionnaire

DASH = " — "


def kind_words(kind: str) -> str:
    """Return what a kind of entry is called; the code of one this version does not know."""
    named = {
        kinds.GENESIS: _("Beginning"),
        kinds.GRANT: _("Person"),
        kinds.SUCCESSION: _("New key"),
        kinds.SETTING: _("Setting"),
        kinds.PHASE: _("Phase"),
        kinds.OPINION: _("Position"),
        kinds.FINISH: _("“I have finished”"),
        kinds.ANNOTATION: _("Remark"),
        kinds.PRIVATE: _("Private remark"),
        kinds.RESOLUTION: _("Remark closed"),
        kinds.RETAINED: _("Retained position"),
        kinds.ACTION: _("Action"),
        kinds.PROPOSAL: _("Action proposed"),
        kinds.DECISION: _("Decision on a proposal"),
        kinds.FOLLOWUP: _("Follow-up note"),
        kinds.MEETING: _("Follow-up meeting"),
        kinds.VISA: _("Visa"),
        kinds.QUESTIONNAIRE: _("Questionnaire followed"),
        kinds.MEASURE: _("Figure of an indicator"),
        kinds.ERASURE: _("Erasure"),
    }
    return named.get(kind, kind)


def entry_words(draft: Draft, value: Any, questionnaire: Questionnaire) -> str:
    """Return a value of a draft's field in words, cleaned.

    Args:
        draft: Says which kind and field.
        value: JSON value: the draft's own, or one it replaced.
        questionnaire: For the labels of levels and the codes of criteria.
    """
    if draft.kind == kinds.ACTION:
        return clean(action_words(draft.field, value, questionnaire))
    if draft.kind == kinds.MEASURE:
        return measure_words(draft, value, questionnaire)
    if draft.kind == kinds.QUESTIONNAIRE and draft.field == kinds.OPTIONS:
        return clean(_options(value, questionnaire))
    if isinstance(value, dict):
        told = _TOLD.get(draft.kind)
        return clean(told(value, questionnaire) if told else value_words(value, questionnaire))
    if draft.kind == kinds.PHASE and draft.field == kinds.PHASE and value in list(Phase):
        return _(PHASE_NAMES[Phase(value)])
    return clean(value_words(value, questionnaire))


def _options(value: Any, questionnaire: Questionnaire) -> str:
    chosen = value if isinstance(value, list) else []
    return ", ".join(str(item.label) for item in questionnaire.options if item.id in chosen)


def _version(value: dict[str, Any], _questionnaire: Questionnaire) -> str:
    return _("version {version}").format(version=value.get("version", "?"))


def _joined(*parts: Any) -> str:
    return DASH.join(str(part) for part in parts if part)


def _retained(value: dict[str, Any], questionnaire: Questionnaire) -> str:
    return _joined(value_words(value.get("position"), questionnaire), value.get("reason"))


def _grant(value: dict[str, Any], _questionnaire: Questionnaire) -> str:
    roles = value.get(kinds.ROLES)
    if isinstance(roles, list):
        return ", ".join(_(ROLE_NAMES[role]) for role in Role if role.value in roles) or _("none")
    return _joined(value.get("name"), value.get("organisation"))


def _note(value: dict[str, Any], _questionnaire: Questionnaire) -> str:
    kind = next((_(name) for code, name in NOTE_NAMES.items() if code == value.get("kind")), "")
    return _joined(kind, value.get("text"))


def _proposal(value: dict[str, Any], questionnaire: Questionnaire) -> str:
    return action_words(kinds.LINE, value, questionnaire)


def _decision(value: dict[str, Any], _questionnaire: Questionnaire) -> str:
    return _joined(_("accepted") if value.get("accepted") is True else _("declined"), value.get("reason"))


def _text(value: dict[str, Any], _questionnaire: Questionnaire) -> str:
    return _joined(value.get("text"))


def _meeting(value: dict[str, Any], questionnaire: Questionnaire) -> str:
    present = value.get("present")
    names = [name for name in present if isinstance(name, str)] if isinstance(present, list) else []
    day = action_words("due", value.get("day"), questionnaire)
    return _joined(day, ", ".join(names), value.get("decisions"))


def _visa(value: dict[str, Any], _questionnaire: Questionnaire) -> str:
    return _joined(value.get("comment"))


def _position(value: dict[str, Any], questionnaire: Questionnaire) -> str:
    return value_words(value, questionnaire) if Position.from_json(value) else ""


_TOLD: Mapping[str, Callable[[dict[str, Any], Questionnaire], str]] = {
    kinds.RETAINED: _retained,
    kinds.GRANT: _grant,
    kinds.ANNOTATION: _note,
    kinds.PRIVATE: _note,
    kinds.PROPOSAL: _proposal,
    kinds.DECISION: _decision,
    kinds.FOLLOWUP: _text,
    kinds.MEETING: _meeting,
    kinds.VISA: _visa,
    kinds.OPINION: _position,
    kinds.QUESTIONNAIRE: _version,
}
