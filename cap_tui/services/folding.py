"""From the log to what people see: opinions, plan lines, phase. One place, used live and by the rebuild check."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.kinds import (
    ACTION,
    LINE,
    OPINION,
    OPTIONS,
    PHASE,
    QUESTIONNAIRE_TARGET,
    REMOVED,
    RETAINED,
    opinion_target,
    rest_of,
)
from cap_tui.core.permissions import Phase, phase_named
from cap_tui.core.plan import ACTION_FIELDS, Action, decode_field
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Opinion, Position
from cap_tui.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.entries import Draft
    from cap_tui.core.log import Log


def opinion_from(opinion: Opinion, field: str, value: Any) -> Opinion:
    """Return `opinion` with one field as the log writes it; an unknown field or form changes nothing."""
    if field == "position":
        return replace(opinion, position=Position.from_json(value))
    if field == "flagged":
        return replace(opinion, flagged=value is True)
    if field in TEXT_FIELDS:
        text: dict[str, Any] = {field: clean(value) if isinstance(value, str) else ""}
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
            action = replace(action, **{name: _cleaned(decode_field(name, value))})
        except (ValueError, TypeError, OverflowError):
            continue  # written by a version that knows more: the field keeps its default, the entry is kept
    return action


def _cleaned(value: Any) -> Any:
    """Return a field of a plan line with its texts cleaned: another person's program may not have done it."""
    if type(value) is str:
        return clean(value)
    return tuple(map(clean, value)) if isinstance(value, tuple) else value


def raw_actions(log: Log, known: Iterable[str] = ()) -> dict[str, dict[str, Any]]:
    """Return action id to its fields as written; `known` limits it to some ids."""
    wanted = set(known) or dict.fromkeys(log.targets(ACTION))
    found: dict[str, dict[str, Any]] = {}
    for target, field in log.written():
        if target in wanted and (heads := log.heads(target, field)):
            found.setdefault(target, {})[field] = heads[0].data
    return found


def actions_of(log: Log) -> dict[str, Action]:
    """Return the lines of the plan by id."""
    lines = {key: action_from(key, values) for key, values in raw_actions(log).items()}
    return {key: line for key, line in lines.items() if line is not None}


def phase_of(log: Log, drafts: Iterable[Draft] = ()) -> Phase:
    """Return the phase of an assessment, once `drafts` are written."""
    phase = log.phase
    for draft in drafts:
        if draft.kind == PHASE and draft.field == PHASE:
            phase = phase_named(draft.value)
    return phase


def opinion_of(log: Log, participant: str, criterion_id: str) -> Opinion:
    """Return one participant's opinion of one criterion."""
    target = opinion_target(participant, criterion_id)
    opinion = NO_OPINION
    for field in ("position", *TEXT_FIELDS, "flagged"):
        live = log.heads(target, field)
        if live:
            opinion = opinion_from(opinion, field, live[0].data)
    return opinion


def options_of(log: Log) -> frozenset[str]:
    """Return the ids of the options an assessment includes; those its questionnaire lacks say nothing."""
    value = log.value(QUESTIONNAIRE_TARGET, OPTIONS)
    return (
        frozenset(item for item in value if isinstance(item, str)) if isinstance(value, list) else frozenset()
    )


def retained_from(value: Any) -> Position | None:
    """Return the position of a `retained` entry; None when it was withdrawn or has an unknown form."""
    return Position.from_json(value.get("position")) if isinstance(value, dict) else None


def retained_positions(log: Log) -> dict[str, Position]:
    """Return the positions agreed after pooling, by criterion id."""
    found = {
        rest_of(target): retained_from(log.value(target, "position")) for target in log.targets(RETAINED)
    }
    return {key: position for key, position in found.items() if position is not None}


def official_positions(log: Log, opinions: Mapping[str, Opinion]) -> dict[str, Position | None]:
    """Return the positions that make the score: the retained one, else the director's.

    Args:
        log: The assessment's log.
        opinions: The director's, by criterion id.
    """
    mine: dict[str, Position | None] = {
        key: opinion.position for key, opinion in opinions.items() if opinion.position is not None
    }
    return mine | retained_positions(log)


def staged_opinions(
    opinions: Mapping[str, Opinion], drafts: Iterable[Draft], participant: str
) -> dict[str, Opinion]:
    """Return the opinions of a participant that `drafts` will change, as they will be."""
    changed: dict[str, Opinion] = {}
    for draft in drafts:
        owner, _, criterion = draft.target.partition("/")
        if draft.kind == OPINION and owner == participant:
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
