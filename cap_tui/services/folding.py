"""From the log to what people see: opinions, plan lines, phase. One place, used live and by the rebuild check."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import ACTION, OPINION, PHASE, PHASE_TARGET
from cap_tui.core.permissions import Phase, phase_named
from cap_tui.core.plan import ACTION_FIELDS, Action, decode_field
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Opinion, Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.entries import Draft
    from cap_tui.core.log import Log

LINE = "line"
"""Field of an action that holds all its first values."""

REMOVED = "removed"

REASON = "reason"
"""Field of a phase that holds why one went back."""


def opinion_from(opinion: Opinion, field: str, value: Any) -> Opinion:
    """Return `opinion` with one field as the log writes it; an unknown field or form changes nothing."""
    if field == "position":
        return replace(opinion, position=Position.from_json(value))
    if field == "flagged":
        return replace(opinion, flagged=value is True)
    if field in TEXT_FIELDS:
        text: dict[str, Any] = {field: value if isinstance(value, str) else ""}
        return replace(opinion, **text)
    return opinion


def opinions_of(log: Log, participant: str) -> dict[str, Opinion]:
    """Return one participant's opinions by criterion id."""
    found: dict[str, Opinion] = {}
    for target, field in log.written():
        owner, _, criterion = target.partition("/")
        if owner == participant and criterion:
            found[criterion] = opinion_from(found.get(criterion, NO_OPINION), field, log.value(target, field))
    return found


def action_from(action_id: str, values: Mapping[str, Any]) -> Action | None:
    """Return a plan line from its fields as the log writes them; None when it does not exist (any more).

    Args:
        action_id: Its id.
        values: Field to JSON value; `LINE` holds the first values, a None falls back on them.
    """
    base = values.get(LINE)
    if not isinstance(base, dict) or values.get(REMOVED) is True:
        return None
    action = Action(id=action_id)
    for name in ACTION_FIELDS:
        value = values.get(name)
        if value is None:
            value = base.get(name)
        if value is None:
            continue
        try:
            action = replace(action, **{name: decode_field(name, value)})
        except (ValueError, TypeError):
            continue  # written by a version that knows more: the field keeps its default, the entry is kept
    return action


def raw_actions(log: Log, known: Iterable[str] = ()) -> dict[str, dict[str, Any]]:
    """Return action id to its fields as written; `known` limits it to some ids."""
    wanted = set(known)
    found: dict[str, dict[str, Any]] = {}
    for target, field in log.written():
        heads = log.heads(target, field)
        if heads and heads[0].draft.kind == ACTION and (not wanted or target in wanted):
            found.setdefault(target, {})[field] = heads[0].data
    return found


def actions_of(log: Log) -> dict[str, Action]:
    """Return the lines of the plan by id."""
    lines = {key: action_from(key, values) for key, values in raw_actions(log).items()}
    return {key: line for key, line in lines.items() if line is not None}


def phase_of(log: Log, drafts: Iterable[Draft] = ()) -> Phase:
    """Return the phase of an assessment, once `drafts` are written."""
    value = log.value(PHASE_TARGET, PHASE, Phase.COLLECTING.value)
    for draft in drafts:
        if draft.kind == PHASE and draft.field == PHASE:
            value = draft.value
    return phase_named(value)


def staged_opinions(opinions: Mapping[str, Opinion], drafts: Iterable[Draft]) -> dict[str, Opinion]:
    """Return the opinions that `drafts` will change, as they will be."""
    changed: dict[str, Opinion] = {}
    for draft in drafts:
        if draft.kind == OPINION:
            criterion = draft.target.partition("/")[2]
            before = changed.get(criterion) or opinions.get(criterion, NO_OPINION)
            changed[criterion] = opinion_from(before, draft.field, draft.value)
    return changed


def staged_actions(log: Log, drafts: Iterable[Draft]) -> dict[str, Action | None]:
    """Return the plan lines that `drafts` will change, as they will be; None for those that will be gone."""
    mine = [draft for draft in drafts if draft.kind == ACTION]
    targets = {draft.target for draft in mine}
    raw: dict[str, dict[str, Any]] = {}
    for target in targets:
        fields = {draft.field for draft in mine if draft.target == target} | {LINE, REMOVED, *ACTION_FIELDS}
        raw[target] = {field: value for field in fields if (value := log.value(target, field)) is not None}
    for draft in mine:
        raw[draft.target][draft.field] = draft.value
    return {target: action_from(target, values) for target, values in raw.items()}
