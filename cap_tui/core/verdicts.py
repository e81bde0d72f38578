"""Whether a whole evaluation may be declared ready, and what stands in the way. The rules come from the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from cap_tui.core.plan import State
from cap_tui.core.positions import NO_OPINION, Stance, set_aside
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import FULL, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Criterion, Level, LocalText, Questionnaire

RuleName = Literal["coverage", "score", "no-open", "treated", "at-most"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition.

    Attributes:
        levels: Level ids it is about (`no-open`, `treated`, `at-most`).
        at_least: Percent (`coverage`, `score`).
        count: Most criteria at these levels (`at-most`).
    """

    name: RuleName
    levels: tuple[str, ...] = ()
    at_least: Fraction = Fraction(0)
    count: int = 0


@dataclass(frozen=True, slots=True)
class VerdictRules:
    """The conditions of a questionnaire, all needed, and how the verdict is said."""

    ready: LocalText
    not_ready: LocalText
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way.

    Attributes:
        rule: Which condition fails; `excluded` for a criterion set aside that may not be.
        criterion: Id of the criterion concerned; empty for the whole.
        level: Id of the level it stands at, or empty.
        position: Texts of the position still to write, names of `TEXT_FIELDS`.
        action: Fields of its lines of the plan still to fill; `title` alone when it has no line at all.
        reached: Percent reached (`coverage`, `score`) or criteria counted (`at-most`).
        asked: Percent or count that the rule asks for.
    """

    rule: RuleName | Literal["excluded"]
    criterion: str = ""
    level: str = ""
    position: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    reached: Fraction = Fraction(0)
    asked: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on an evaluation.

    Attributes:
        obstacles: What stands in the way, in the order of the rules then of reading; empty when ready.
    """

    rules: VerdictRules
    obstacles: tuple[Obstacle, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles

    @property
    def label(self) -> LocalText:
        """The verdict in words."""
        return self.rules.ready if self.ready else self.rules.not_ready


@dataclass(frozen=True, slots=True)
class Findings:
    """What a verdict looks at.

    Attributes:
        positions: Criterion id to the position used.
        opinions: Criterion id to the opinion whose texts go with that position.
        actions: Lines of the plan.
        concerned: Ids of the criteria that apply, in reading order.
    """

    questionnaire: Questionnaire
    positions: Mapping[str, Position | None]
    opinions: Mapping[str, Opinion]
    actions: tuple[Action, ...]
    concerned: tuple[str, ...]

    def level(self, key: str) -> Level | None:
        """Return the level a criterion stands at, or None."""
        position = self.positions.get(key)
        if position is None or position.stance is not Stance.LEVEL:
            return None
        return self.questionnaire.scale.level(position.level)

    def at(self, levels: Iterable[str]) -> Iterator[tuple[Criterion, Level]]:
        """Yield the criteria that stand at one of these levels, in reading order."""
        wanted = frozenset(levels)
        for key in self.concerned:
            level = self.level(key)
            if level is not None and level.id in wanted:
                yield self.questionnaire.criteria[key], level

    def lines(self, key: str) -> list[Action]:
        """Return the lines of the plan that answer a criterion, dropped ones left out."""
        return [
            action for action in self.actions if key in action.criteria and action.state is not State.DROPPED
        ]

    def missing_texts(self, key: str) -> tuple[str, ...]:
        """Return the texts that the level of a criterion requires and that are not written."""
        level = self.level(key)
        opinion = self.opinions.get(key, NO_OPINION)
        return tuple(
            name for name in (level.requires.position if level else ()) if not opinion.text(name).strip()
        )

    def unplaced(self) -> tuple[str, ...]:
        """Return the criteria that count yet stand at no level, in reading order: unanswered, “don't know”, wrongly set aside."""
        scale, criteria = self.questionnaire.scale, self.questionnaire.criteria
        return tuple(
            key
            for key in self.concerned
            if self.level(key) is None and not set_aside(scale, criteria[key], self.positions.get(key))
        )

    def best_line(self, key: str) -> Action | None:
        """Return the line that lacks the least of what the level of a criterion requires; None when there is no line."""
        return min(self.lines(key), key=lambda line: len(self._lacks(key, line)), default=None)

    def missing_fields(self, key: str) -> tuple[str, ...]:
        """Return what the best filled line of a criterion lacks for its level; `title` when there is no line."""
        level = self.level(key)
        if level is None or not level.requires.action:
            return ()
        line = self.best_line(key)
        return self._lacks(key, line) if line else ("title",)

    def _lacks(self, key: str, line: Action) -> tuple[str, ...]:
        level = self.level(key)
        return tuple(name for name in (level.requires.action if level else ()) if not getattr(line, name))

    def lifted(self, key: str) -> bool:
        """Return whether a finding was answered for good: every line settled, checked and found effective."""
        lines = self.lines(key)
        return bool(lines) and all(
            line.state is State.CLOSED and line.effectiveness == "yes" for line in lines
        )


def judge(findings: Findings) -> Outcome | None:
    """Return the verdict; None when the questionnaire has no such thing."""
    rules = findings.questionnaire.verdict
    if rules is None:
        return None
    obstacles = [obstacle for rule in rules.rules for obstacle in _obstacles(rule, findings)]
    return Outcome(rules, (*obstacles, *_excluded(findings)))


def _obstacles(rule: Rule, findings: Findings) -> Sequence[Obstacle]:
    if rule.name in ("coverage", "score"):
        return _below(rule, findings)
    found = [
        Obstacle(
            rule.name,
            criterion.id,
            level.id,
            findings.missing_texts(criterion.id),
            findings.missing_fields(criterion.id),
        )
        for criterion, level in findings.at(rule.levels)
        if not findings.lifted(criterion.id)
    ]
    if rule.name == "treated":
        return [obstacle for obstacle in found if obstacle.position or obstacle.action]
    if rule.name == "at-most":
        counted, most = Fraction(len(found)), Fraction(rule.count)
        return [Obstacle(rule.name, reached=counted, asked=most)] if counted > most else []
    return found


def _below(rule: Rule, findings: Findings) -> list[Obstacle]:
    totals = score(findings.questionnaire, findings.positions, findings.concerned)[ROOT]
    if rule.name == "score":
        reached = totals.score or Fraction(0)
    else:
        reached = Fraction(FULL) if totals.coverage is None else totals.coverage * FULL
    return [] if reached >= rule.at_least else [Obstacle(rule.name, reached=reached, asked=rule.at_least)]


def _excluded(findings: Findings) -> list[Obstacle]:
    return [
        Obstacle("excluded", key)
        for key in findings.concerned
        if not findings.questionnaire.criteria[key].excludable
        and (position := findings.positions.get(key)) is not None
        and position.stance is Stance.NOT_APPLICABLE
    ]
