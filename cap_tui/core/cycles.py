"""Two evaluations of one structure side by side: what rose, what fell, and which actions of the plan between explain it.

Criteria are matched by the key their answers are attached to, through `core.upgrades.compare`: a criterion that was only
reworded or moved is the same question, one that changed meaning, was split or merged is not comparable, and is said so.
Scores are exact. Beside the two totals, which do not rest on the same criteria, a node has the score of each year on the
criteria placed on a level in both, with the weights of the later year for both: that one moves only when answers do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.keys import name_of
from cap_tui.core.plan import State
from cap_tui.core.positions import Stance, set_aside
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY, Totals
from cap_tui.core.upgrades import REOPENED, Change, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from fractions import Fraction

    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Questionnaire


class Shift(StrEnum):
    """What became of a criterion from one evaluation to the next."""

    ROSE = "rose"
    FELL = "fell"
    STAYED = "stayed"
    PLACED = "placed"
    UNPLACED = "unplaced"
    APPLIES = "applies"
    SET_ASIDE = "set_aside"
    NEW = "new"
    GONE = "gone"
    APART = "apart"
    OPEN = "open"


OPPOSITES: Mapping[Shift, Shift] = {
    Shift.ROSE: Shift.FELL,
    Shift.FELL: Shift.ROSE,
    Shift.PLACED: Shift.UNPLACED,
    Shift.UNPLACED: Shift.PLACED,
    Shift.APPLIES: Shift.SET_ASIDE,
    Shift.SET_ASIDE: Shift.APPLIES,
    Shift.NEW: Shift.GONE,
    Shift.GONE: Shift.NEW,
}
"""What each becomes when the two evaluations are exchanged; the others stay what they are."""

BOTH = frozenset({Shift.ROSE, Shift.FELL, Shift.STAYED})
"""What a criterion placed on a level in both may be."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two evaluations.

    Attributes:
        questionnaire: The version followed, with the keys the evaluation gives it.
        positions: By criterion id.
        totals: By node id.
        concerned: Ids of the criteria that apply to the structure.
        actions: The plan.
    """

    year: int
    questionnaire: Questionnaire
    positions: Mapping[str, Position | None]
    totals: Mapping[str, Totals]
    concerned: tuple[str, ...]
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion over the two evaluations.

    Attributes:
        key: In the later evaluation; empty when it is no longer asked.
        old: Keys it comes from in the earlier one; empty when it was not asked.
        delta: Points gained, of 100; None unless it is on a level in both.
        change: What the passage from one version to the other did to it.
        actions: Of the earlier plan: those carried out that explain a rise, those dropped or late on one that fell.
    """

    shift: Shift
    key: str
    old: tuple[str, ...] = ()
    before: Position | None = None
    after: Position | None = None
    delta: Fraction | None = None
    change: Change = Change.KEPT
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeStep:
    """A section, or the whole, over the two evaluations.

    Attributes:
        before: Its totals in the earlier evaluation; empty when it was not asked.
        after: Its totals in the later one.
        common: How many criteria are on a level in both, and comparable.
        common_before: Score on these criteria then, percent; None when there are none.
        common_after: Score on these criteria now.
        counts: How many criteria became what; every shift is there.
    """

    before: Totals
    after: Totals
    common: int
    common_before: Fraction | None
    common_after: Fraction | None
    counts: Mapping[Shift, int]

    @property
    def delta(self) -> Fraction | None:
        """Points gained on the criteria placed in both; None when there are none."""
        if self.common_before is None or self.common_after is None:
            return None
        return self.common_after - self.common_before


@dataclass(frozen=True, slots=True)
class Cycle:
    """The two evaluations compared.

    Attributes:
        old: The version of the questionnaire that the earlier one follows.
        steps: One per criterion of the later evaluation in reading order, then those no longer asked.
        nodes: By node id of the later evaluation, `ROOT` for the whole.
    """

    before: int
    after: int
    old: Questionnaire
    steps: tuple[Step, ...]
    nodes: Mapping[str, NodeStep] = field(default_factory=dict)

    @property
    def whole(self) -> NodeStep:
        """The two evaluations as a whole."""
        return self.nodes[ROOT]

    def step(self, key: str) -> Step | None:
        """Return what became of a criterion of the later evaluation; None when it is not concerned."""
        return next((step for step in self.steps if step.key == key), None)


def compared(before: Side, after: Side, today: date) -> Cycle:
    """Return what changed from one evaluation to a later one.

    Args:
        before: The earlier one.
        after: The later one.
        today: Decides which actions of the earlier plan are late.
    """
    steps = tuple(_steps(before, after, today))
    nodes = {
        node: _node(node, before, after, steps)
        for node in (ROOT, *(key for key in after.questionnaire.section_by_id if key in after.totals))
    }
    return Cycle(before.year, after.year, before.questionnaire, steps, nodes)


def _steps(before: Side, after: Side, today: date) -> Iterator[Step]:
    comparison = compare(before.questionnaire, after.questionnaire)
    names = {name_of(criterion): key for key, criterion in after.questionnaire.criteria.items()}
    was, now = frozenset(before.concerned), frozenset(after.concerned)
    for passage in comparison.passages:
        key = names[name_of(comparison.new.criteria[passage.new])] if passage.new else ""
        old = tuple(name for name in passage.old if name in before.questionnaire.criteria)
        if key not in now and was.isdisjoint(old):
            continue
        if passage.change in REOPENED:  # another question: only what applied of either side is told
            old = tuple(name for name in old if name in was)
            key = key if key in now else ""
        shift, delta = _shift(before, after, old, key, passage.change)
        alone = old[0] if len(old) == 1 and old[0] in was else ""
        yield Step(
            shift,
            key,
            old,
            before.positions.get(alone),
            after.positions.get(key) if key in now else None,
            delta,
            passage.change,
            tuple(_explaining(before.actions, shift, old, today)),
        )


def _shift(
    before: Side, after: Side, old: tuple[str, ...], key: str, change: Change
) -> tuple[Shift, Fraction | None]:
    if not key:
        return Shift.GONE, None
    if not old:
        return Shift.NEW, None
    if change in REOPENED:
        return Shift.APART, None
    was, now = _stand(before, old[0]), _stand(after, key)
    if was == now == LEVEL:
        return _moved(before, after, old[0], key)
    return _STANDS[was, now], None


OUT, UNSAID, LEVEL = "out", "unsaid", "level"
_STANDS: Mapping[tuple[str, str], Shift] = {
    (OUT, OUT): Shift.STAYED,
    (OUT, UNSAID): Shift.APPLIES,
    (OUT, LEVEL): Shift.APPLIES,
    (UNSAID, OUT): Shift.SET_ASIDE,
    (LEVEL, OUT): Shift.SET_ASIDE,
    (UNSAID, UNSAID): Shift.OPEN,
    (UNSAID, LEVEL): Shift.PLACED,
    (LEVEL, UNSAID): Shift.UNPLACED,
}


def _stand(side: Side, key: str) -> str:
    """Return whether a criterion is out of the score, not said yet, or on a level."""
    position, scale = side.positions.get(key), side.questionnaire.scale
    if key not in side.concerned or set_aside(scale, side.questionnaire.criteria[key], position):
        return OUT
    on_level = position is not None and position.stance is Stance.LEVEL
    return LEVEL if on_level and position is not None and scale.level(position.level) else UNSAID


def _moved(before: Side, after: Side, old: str, key: str) -> tuple[Shift, Fraction | None]:
    """Return what two levels make; apart when the two scales do not agree on them."""
    then, now = before.positions[old], after.positions[key]
    scales = before.questionnaire.scale, after.questionnaire.scale
    pairs = [[scale.level(one.level) for scale in scales] for one in (then, now) if one is not None]
    (low, low_now), (high, high_now) = pairs
    if low is None or low_now is None or high is None or high_now is None:
        return Shift.APART, None
    if low.score != low_now.score or high.score != high_now.score:
        return Shift.APART, None
    ranks = {_sign(high.rank - low.rank), _sign(high_now.rank - low_now.rank)}
    if len(ranks) > 1:
        return Shift.APART, None
    delta = high.score - low.score
    sign = _sign(delta) or ranks.pop()
    return {1: Shift.ROSE, -1: Shift.FELL, 0: Shift.STAYED}[sign], delta


def _sign(number: Fraction | int) -> int:
    return (number > 0) - (number < 0)


def _explaining(
    actions: Iterable[Action], shift: Shift, old: tuple[str, ...], today: date
) -> Iterator[Action]:
    """Yield the lines of the earlier plan that tell why a criterion rose or fell."""
    for action in actions:
        if not set(old) & set(action.criteria):
            continue
        carried_out = action.state in (State.DONE, State.CLOSED)
        missed = action.state is State.DROPPED or action.late(today)
        if (shift is Shift.ROSE and carried_out) or (shift is Shift.FELL and missed):
            yield action


def _node(node: str, before: Side, after: Side, steps: tuple[Step, ...]) -> NodeStep:
    beneath = [step for step in steps if node == ROOT or _is_beneath(after.questionnaire, node, step.key)]
    both = [step for step in beneath if step.shift in BOTH and step.delta is not None]
    counted = Counter(step.shift for step in beneath)
    return NodeStep(
        before.totals.get(node, EMPTY),
        after.totals.get(node, EMPTY),
        len(both),
        _mean(after.questionnaire, ((step.key, step.before) for step in both)),
        _mean(after.questionnaire, ((step.key, step.after) for step in both)),
        {shift: counted[shift] for shift in Shift},
    )


def _is_beneath(questionnaire: Questionnaire, node: str, key: str) -> bool:
    return any(section.id == node for section in questionnaire.path.get(key, ()))


def _mean(questionnaire: Questionnaire, placed: Iterable[tuple[str, Position | None]]) -> Fraction | None:
    """Return the mean score of positions on levels, by the weights of this questionnaire."""
    weight = weighted = None
    for key, position in placed:
        level = questionnaire.scale.level(position.level) if position is not None else None
        if level is None:
            continue
        criterion: Criterion = questionnaire.criteria[key]
        weight = criterion.weight if weight is None else weight + criterion.weight
        points = criterion.weight * level.score
        weighted = points if weighted is None else weighted + points
    return weighted / weight if weight and weighted is not None else None
