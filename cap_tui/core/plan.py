"""The plan de progrès: its lines, what they lack, and what is proposed from the results."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cap_tui.core.positions import Position, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from cap_tui.core.positions import Opinion
    from cap_tui.core.questionnaire import Criterion, Indicator, Level, Questionnaire, Requires, Suggestion


class State(StrEnum):
    """Where an action stands. “Late” is derived, never stored."""

    TO_START = "to_start"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CLOSED = "closed"
    DROPPED = "dropped"


class Kind(StrEnum):
    """Why an action is taken."""

    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    IMPROVEMENT = "improvement"


PRIORITIES = ("P1", "P2", "P3", "P4")
EFFORTS = ("S", "M", "L")
EFFECTIVENESS = ("yes", "partly", "no")
EFFORT_COST: Mapping[str, int] = {"S": 1, "M": 2, "L": 3}
"""How much an effort divides the gain: half a day, a few days, a project of months."""

PRIORITY_CUTS = (("P2", 60), ("P3", 30))
"""Least gain per effort of each priority, in weighted points of 100."""

FROM_RESULTS = "results"
FROM_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the plan. Texts are verbatim, empty when unwritten; dates are None when unset.

    Attributes:
        id: Opaque and stable.
        number: What people say aloud.
        title: What will be done, beginning with a verb.
        criteria: Ids of the criteria it answers; may be empty.
        origin: `FROM_RESULTS`, `FROM_PEOPLE`, or free text (internal audit, complaint…).
        correction: What was done at once about the fact itself, before its cause.
        axis: The progress sought (axe de progrès).
        owner: The person who answers for it (pilote).
        service: Id of a federation service to call on, or free text.
        progress: Percent, 0 to 100.
        due_reason: Why the due date was last moved, once the plan is followed up.
        drop_reason: Why it was abandoned.
        effectiveness: One of `EFFECTIVENESS`, or empty while unchecked.
        order: Place chosen by people, the smallest first.
    """

    id: str
    number: int = 0
    title: str = ""
    criteria: tuple[str, ...] = ()
    origin: str = FROM_PEOPLE
    constat: str = ""
    evidence: str = ""
    cause: str = ""
    correction: str = ""
    axis: str = ""
    kind: Kind = Kind.IMPROVEMENT
    priority: str = "P3"
    effort: str = "M"
    owner: str = ""
    contributors: str = ""
    means: str = ""
    service: str = ""
    start: date | None = None
    due: date | None = None
    due_reason: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    state: State = State.TO_START
    drop_reason: str = ""
    progress: int = 0
    notes: str = ""
    effectiveness: str = ""
    effectiveness_date: date | None = None
    effectiveness_proof: str = ""
    order: int = 0

    @property
    def pending(self) -> bool:
        """Whether there is still something to do: neither done, settled nor dropped."""
        return self.state in (State.TO_START, State.IN_PROGRESS)

    def late(self, today: date) -> bool:
        """Return whether the due date is past and there is still something to do."""
        return self.due is not None and self.due < today and self.pending

    def to_json(self) -> dict[str, Any]:
        """Return the fields as the log writes them: dates in ISO form, unset ones empty."""
        return {
            field.name: encode_field(getattr(self, field.name))
            for field in fields(self)
            if field.name != "id"
        }


def encode_field(value: Any) -> Any:
    """Return one field's value as JSON."""
    if value is None:
        return ""  # None stands for “as first written”, so an emptied date is written as empty text
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def decode_field(name: str, value: Any) -> Any:
    """Return one field's value from JSON.

    Raises:
        ValueError: The value is not of this field.
    """
    if name == "state":
        return State(value)
    if name == "kind":
        return Kind(value)
    if name in DATE_FIELDS:
        return date.fromisoformat(value) if value else None
    if name == "criteria":
        return tuple(str(item) for item in value)
    if name in ("number", "progress", "order"):
        return int(value)
    return str(value)


ACTION_FIELDS = tuple(field.name for field in fields(Action) if field.name != "id")
DATE_FIELDS = ("start", "due", "effectiveness_date")
PROGRESS_FIELDS = (
    "state", "drop_reason", "progress", "due", "due_reason", "notes", "effectiveness", "effectiveness_date",
    "effectiveness_proof",
)  # fmt: skip
"""What may still be written once the plan is sealed and followed up (permission `action.progress`)."""

FOUND_EFFECTIVE = ("yes", "partly")
PROOF_FIELDS = ("effectiveness_date", "effectiveness_proof")
"""What an action found effective needs to be settled."""

REQUIRED = ("title", "owner", "due", "indicator")
"""What every line needs before the plan leaves *planning*."""


def _required_by(
    action: Action, questionnaire: Questionnaire, positions: Mapping[str, Position | None]
) -> Iterator[Requires]:
    """Yield what the levels of the criteria that a line answers require."""
    for _criterion, level in _levelled(
        questionnaire, positions, [key for key in action.criteria if key in questionnaire.criteria]
    ):
        yield level.requires


def missing(
    action: Action, questionnaire: Questionnaire, positions: Mapping[str, Position | None]
) -> tuple[str, ...]:
    """Return the fields a line still needs before the plan leaves *planning*, in the order of the sheet.

    A line on an imperative criterion also needs its cause; a level may require more (`scale.levels[].requires`).

    Args:
        action: The line.
        questionnaire: The pinned content.
        positions: Criterion id to the position used.
    """
    needed = set(REQUIRED)
    if any(
        key in questionnaire.criteria and questionnaire.criteria[key].imperative for key in action.criteria
    ):
        needed.add("cause")
    needed.update(*(requires.action for requires in _required_by(action, questionnaire, positions)))
    return tuple(name for name in ACTION_FIELDS if name in needed and not getattr(action, name))


def lacking_to_close(
    action: Action, questionnaire: Questionnaire, positions: Mapping[str, Position | None]
) -> tuple[str, ...]:
    """Return the fields without which a line cannot be settled.

    They are those that the levels of its criteria require, and the proof and its date for an action found effective.
    """
    needed = {
        name for requires in _required_by(action, questionnaire, positions) for name in requires.closing
    }
    if action.effectiveness in FOUND_EFFECTIVE:
        needed.update(PROOF_FIELDS)
    return tuple(name for name in ACTION_FIELDS if name in needed and not getattr(action, name))


def priority(criterion: Criterion, gap: Fraction, effort: str, *, barred: bool = False) -> str:
    """Return P1 for an imperative criterion or a barred level, else P2 to P4 by weight × gap ÷ effort.

    Args:
        criterion: What is below target.
        gap: Points of 100 to the target level, above zero.
        effort: S, M or L.
        barred: Whether the verdict admits no criterion at that level, as for a major non-conformity.

    The cuts (60 and 30) are those of the product: on a scale of 0, 30, 70, 100 an ordinary criterion one step
    below a target of 70 is P3 for a small effort and P4 for a large one; two steps below, P2 and P4.
    """
    if criterion.imperative or barred:
        return "P1"
    gain = criterion.weight * gap / EFFORT_COST.get(effort, 2)
    return next((name for name, least in PRIORITY_CUTS if gain >= least), PRIORITIES[-1])


def barred_levels(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the ids of the levels at which the verdict admits no criterion."""
    rules = questionnaire.verdict.rules if questionnaire.verdict else ()
    return frozenset(name for rule in rules if rule.name == "no-open" for name in rule.levels)


@dataclass(frozen=True, slots=True)
class Improvement:
    """A criterion below target.

    Attributes:
        level: Where it stands.
        gap: Points of 100 to the target.
        priority: Of its first suggestion.
        barred: Whether the verdict admits no criterion at that level.
    """

    criterion: Criterion
    level: Level
    gap: Fraction
    priority: str
    barred: bool = False


def improvements(
    questionnaire: Questionnaire, positions: Mapping[str, Position | None], concerned: Iterable[str]
) -> list[Improvement]:
    """Return the criteria below target, most pressing first; the reading order decides between equals."""
    target, barred = questionnaire.scale.target_level, barred_levels(questionnaire)
    found = []
    for criterion, level in _levelled(questionnaire, positions, concerned):
        if level.rank < target.rank:
            gap = target.score - level.score
            effort = criterion.actions[0].effort if criterion.actions else "M"
            worst = level.id in barred
            pressing = priority(criterion, gap, effort, barred=worst)
            found.append(Improvement(criterion, level, gap, pressing, barred=worst))
    return sorted(found, key=lambda item: (item.priority, -item.criterion.weight * item.gap))


def _levelled(
    questionnaire: Questionnaire, positions: Mapping[str, Position | None], concerned: Iterable[str]
) -> Iterator[tuple[Criterion, Level]]:
    """Yield the concerned criteria placed on a level of the scale, with that level."""
    for key in concerned:
        position = positions.get(key)
        if position is not None and position.stance is Stance.LEVEL:
            level = questionnaire.scale.level(position.level)
            if level is not None:
                yield questionnaire.criteria[key], level


def strengths(
    questionnaire: Questionnaire, positions: Mapping[str, Position | None], concerned: Iterable[str]
) -> list[Criterion]:
    """Return the criteria above target, heaviest first."""
    target = questionnaire.scale.target_level
    found = [
        criterion
        for criterion, level in _levelled(questionnaire, positions, concerned)
        if level.rank > target.rank
    ]
    return sorted(found, key=lambda criterion: -criterion.weight)


def proposal(
    found: Improvement, suggestion: Suggestion, opinion: Opinion, service: str, action_id: str
) -> Action:
    """Return the line proposed for a criterion below target, from one of its suggestions and what was written."""
    criterion = found.criterion
    corrective = criterion.imperative or bool(found.level.requires.action)
    indicator = next((item for item in criterion.indicators if item.id == suggestion.indicator), None)
    return Action(
        id=action_id,
        title=suggestion.title,
        criteria=(criterion.id,),
        origin=FROM_RESULTS,
        constat=opinion.constat or opinion.improvements,
        evidence=opinion.evidence,
        axis=str(criterion.title),
        kind=Kind.CORRECTIVE if corrective else Kind.IMPROVEMENT,
        priority=priority(criterion, found.gap, suggestion.effort, barred=found.barred),
        effort=suggestion.effort,
        service=service,
        indicator=_counted(indicator) if indicator else "",
    )


def _counted(indicator: Indicator) -> str:
    return f"{indicator.label} ({indicator.unit})" if indicator.unit else indicator.label
