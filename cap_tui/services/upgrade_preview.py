"""What passing to another version of the questionnaire would do to one evaluation, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cap_tui.core.kinds import MEASURE, POSITION, RETAINED, rest_of
from cap_tui.core.positions import Position, Stance
from cap_tui.core.text import one_line
from cap_tui.core.upgrades import CHANGE_NAMES, REOPENED, Change
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.services.folding import retained_from

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from fractions import Fraction

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Criterion, Questionnaire
    from cap_tui.core.upgrades import Comparison, Passage


@dataclass(frozen=True, slots=True)
class Label:
    """A criterion as people call it, in one version."""

    key: str
    code: str
    title: str

    @staticmethod
    def of(criterion: Criterion) -> Label:
        """Return the label of a criterion, in the language in use."""
        return Label(criterion.id, criterion.code, one_line(criterion.title.get(language())))

    def __str__(self) -> str:
        """Return the code and the title."""
        return f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class PassageLine:
    """What becomes of one criterion, here.

    Attributes:
        moved: Whether it stands elsewhere or under another code, whatever else changed.
        before: Where its answers come from; empty for a new one.
        after: What it is in the version entered; None for one that is gone.
        answered: Whether the person at the keyboard answered it.
        people: How many people answered it.
        lost: Positions on it whose level is no more, to be taken again.
        actions: Numbers of the lines of the plan that answer it.
        indicators: Labels of its indicators that are no more.
        aside: Whether it was asked of this structure and is not any more, though both versions have it.
    """

    change: Change
    moved: bool
    before: tuple[Label, ...]
    after: Label | None
    answered: bool = False
    people: int = 0
    lost: int = 0
    actions: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    aside: bool = False

    def words(self) -> str:
        """Return the line in the language in use."""
        left = " + ".join(map(str, self.before))
        right = str(self.after) if self.after else ""
        said = left if left == right else " → ".join(filter(None, (left, right)))
        return f"{said} ({' · '.join(details)})" if (details := list(self._details())) else said

    def _details(self) -> Iterator[str]:
        if self.aside:
            yield _("does not concern this structure any more, answers kept aside")
        if self.people:
            yield _n(
                ngettext("answered by {count} person", "answered by {count} people", self.people), self.people
            )
        if self.lost:
            yield _n(
                ngettext("{count} position to take again", "{count} positions to take again", self.lost),
                self.lost,
            )
        if self.actions:
            yield _("plan: {numbers}").format(numbers=", ".join(map(str, self.actions)))
        if self.indicators:
            yield _("indicators gone: {labels}").format(labels=", ".join(self.indicators))


@dataclass(frozen=True, slots=True)
class UpgradePreview:
    """What would change; nothing is written.

    Attributes:
        title: Of the questionnaire.
        before: Version left.
        after: Version entered.
        digest: SHA-256 of the version entered.
        back: Whether the evaluation was in that version before.
        counts: Every change to how many criteria.
        passages: One a criterion, in the reading order of the version entered, then those that are gone.
        lost_levels: Labels of the levels that are no more.
        score_before: Percent, unrounded; None without any.
        score_after: The same, from the positions that are kept.
        scores_change: Whether the same positions give another score: levels, weights or bands differ.
        refusal: Why this person may not do it now, as a sentence; None when they may.
    """

    title: str
    before: str
    after: str
    digest: str
    back: bool
    counts: Mapping[Change, int]
    passages: tuple[PassageLine, ...]
    lost_levels: tuple[str, ...]
    score_before: Fraction | None
    score_after: Fraction | None
    scores_change: bool
    refusal: str | None = None

    @property
    def lost(self) -> int:
        """Positions whose level is no more."""
        return sum(line.lost for line in self.passages)

    @property
    def actions(self) -> tuple[int, ...]:
        """Numbers of the lines of the plan that answer a criterion reopened or gone."""
        return tuple(
            sorted({number for line in self.passages if line.change not in _STAYS for number in line.actions})
        )

    @property
    def changing(self) -> tuple[PassageLine, ...]:
        """The passages worth reading: all but the criteria that stay as they are."""
        return tuple(
            line
            for line in self.passages
            if line.change is not Change.KEPT or line.lost or line.indicators or line.aside
        )

    def lines(self) -> list[str]:
        """Return what to read before passing, as sentences in the language in use."""
        told = [
            _("{title}: version {before} → {after}.").format(
                title=self.title, before=self.before, after=self.after
            )
        ]
        if self.back:
            told.append(
                _("The evaluation was in that version before: it finds its answers of then as they were.")
            )
        for change, count in self.counts.items():
            if count:
                told.append(_("{name}: {count}").format(name=_(CHANGE_NAMES[change]), count=count))
                told += [f"  {line.words()}" for line in self.changing if line.change is change]
        if self.lost_levels:
            told.append(
                _("Levels that are no more: {levels}. Positions to take again: {count}.").format(
                    levels=", ".join(self.lost_levels), count=self.lost
                )
            )
        told.append(self.score_words())
        if self.refusal:
            told.append(self.refusal)
        return told

    @property
    def reopens(self) -> bool:
        """Whether something must be answered, again or for the first time."""
        return bool(self.lost) or any(self.counts[change] for change in (*REOPENED, Change.NEW))

    def score_words(self) -> str:
        """Return what becomes of the score, as a sentence in the language in use."""
        if self.score_before == self.score_after:
            return _("The score stays {score}.").format(score=percent(self.score_before))
        sentence = (
            _("Score: {before} → {after}, until what is reopened is answered.")
            if self.reopens
            else _("Score: {before} → {after}.")
        )
        return sentence.format(before=percent(self.score_before), after=percent(self.score_after))


def change_words(comparison: Comparison) -> str:
    """Return what a passage did to the criteria, in short; empty when all stay as they are."""
    counts = comparison.counts
    return ", ".join(
        _("{name}: {count}").format(name=_(CHANGE_NAMES[change]).lower(), count=count)
        for change, count in counts.items()
        if count and change is not Change.KEPT
    )


_STAYS = frozenset({Change.KEPT, Change.MOVED, Change.REWORDED, Change.BACK})


@dataclass(frozen=True, slots=True)
class Said:
    """What a log holds, by key.

    Attributes:
        people: Participants who said something.
        levels: Level of each position taken.
    """

    people: Mapping[str, set[str]]
    levels: Mapping[str, list[str]]


def said_in(log: Log) -> Said:
    """Return who said something under each key; an opinion kept from this person counts."""
    people: dict[str, set[str]] = {}
    levels: dict[str, list[str]] = {}
    for target, field in log.written():
        owner, slash, key = target.partition("/")
        live = log.heads(target, field) if slash or target.startswith(f"{RETAINED}:") else []
        if not live:
            continue
        key = key if slash else rest_of(target)
        position = Position.from_json(live[0].data) if slash else retained_from(live[0].data)
        if field == POSITION and position is not None and position.stance is Stance.LEVEL:
            levels.setdefault(key, []).append(position.level)
        if slash and _says(live[0]):
            people.setdefault(key, set()).add(owner)
    return Said(people, levels)


def _says(entry: Entry) -> bool:
    return entry.value is None or entry.data not in (None, "", False)


def passage_lines(
    comparison: Comparison,
    log: Log,
    me: str,
    actions: Iterable[Action],
    asides: Container[str] = frozenset(),
) -> tuple[PassageLine, ...]:
    """Return what becomes of each criterion, with what depends on it here.

    Args:
        comparison: Both versions.
        log: The evaluation's.
        me: Participant id of the person at the keyboard.
        actions: The lines of the plan.
        asides: Keys of the version entered that were asked of this structure and are not any more.
    """
    said, lines = said_in(log), tuple(actions)
    gone = _indicators_gone(comparison)
    levels = {level.id for level in comparison.new.scale.levels}
    found = (_line(passage, comparison, said, me, lines, gone, levels) for passage in comparison.passages)
    return tuple(
        replace(line, aside=True, lost=0) if line.after is not None and line.after.key in asides else line
        for line in found
    )


def _line(
    passage: Passage,
    comparison: Comparison,
    said: Said,
    me: str,
    actions: tuple[Action, ...],
    gone: frozenset[str],
    levels: set[str],
) -> PassageLine:
    old, new = comparison.old.criteria, comparison.new.criteria
    keys = {*passage.old, passage.new} - {""}
    people = {person for key in keys for person in said.people.get(key, ())}
    read = said.levels.get(passage.new, ())
    return PassageLine(
        passage.change,
        passage.moved,
        tuple(Label.of(old[key]) for key in passage.old),
        Label.of(new[passage.new]) if passage.new else None,
        answered=me in people,
        people=len(people),
        lost=sum(level not in levels for level in read),
        actions=tuple(action.number for action in actions if not keys.isdisjoint(action.criteria)),
        indicators=tuple(
            one_line(item.label) for key in passage.old for item in old[key].indicators if item.id in gone
        ),
    )


def _indicators_gone(comparison: Comparison) -> frozenset[str]:
    return frozenset(comparison.old.indicators) - frozenset(comparison.new.indicators)


def measured(log: Log, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the ids of the indicators that have figures in a log and that a questionnaire does not have."""
    found = dict.fromkeys(rest_of(target).rpartition(":")[0] for target in log.targets(MEASURE))
    return tuple(name for name in found if name and name not in questionnaire.indicators)


def _n(sentence: str, count: int) -> str:
    return sentence.format(count=count)
