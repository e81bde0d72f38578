"""What another version of a questionnaire does to the answers already given: which stay, which are asked again.

Answers never move: each stays attached to the key it was given under (see `core.keys`). Passing to a version only says
which key each of its criteria reads. A criterion keeps its key while its id and revision are the same, wherever it
stands and however it is reworded; one that alone takes the place of another and asks it in the same words takes its key
with it. Any other criterion reads a key of its own, and the answers it comes from are shown beside it, as a memory.

The same words are asked for because versions may be skipped: a file says what its criteria replace, and not in which of
the earlier versions, so that what it names may have meant something else in the version left.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.keys import default_key, keyed, name_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from cap_tui.core.questionnaire import Criterion, Questionnaire


class Change(StrEnum):
    """What becomes of a criterion."""

    KEPT = "kept"
    REWORDED = "reworded"
    MOVED = "moved"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    BACK = "back"
    GONE = "gone"


CHANGE_NAMES: Mapping[Change, str] = {
    Change.KEPT: N_("Kept"),
    Change.REWORDED: N_("Reworded, answers kept"),
    Change.MOVED: N_("Moved, answers kept"),
    Change.CHANGED: N_("Another meaning, to answer again"),
    Change.SPLIT: N_("Split, to answer again"),
    Change.MERGED: N_("Merged, to answer again"),
    Change.NEW: N_("New, to answer"),
    Change.BACK: N_("Back, with its answers of then"),
    Change.GONE: N_("Gone, answers kept aside"),
}
"""Message ids of what becomes of a criterion."""

REOPENED = frozenset({Change.CHANGED, Change.SPLIT, Change.MERGED})
"""What must be answered again, with the former answers in sight."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What becomes of one criterion.

    Attributes:
        old: Keys it comes from in the version left; the one that is gone for `GONE`, empty for `NEW`; for
            `BACK`, what the version left asks under the same name in another meaning, if anything.
        new: Its key in the version entered; empty for `GONE`.
        moved: Whether it stands elsewhere or under another code, whatever else changed.
    """

    change: Change
    old: tuple[str, ...]
    new: str
    moved: bool = False


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side.

    Attributes:
        old: The version left, as the evaluation reads it.
        new: The version entered, with the keys it will read.
        passages: One per criterion of the new version in reading order, then those that are gone.
    """

    old: Questionnaire
    new: Questionnaire
    passages: tuple[Passage, ...]

    @cached_property
    def counts(self) -> Mapping[Change, int]:
        """How many criteria become what; every change is there."""
        counted = Counter(passage.change for passage in self.passages)
        return {change: counted[change] for change in Change}

    @property
    def memories(self) -> dict[str, tuple[str, ...]]:
        """Key of each criterion to answer again, to the keys it comes from."""
        return {passage.new: passage.old for passage in self.passages if passage.change in REOPENED}

    @property
    def keys(self) -> dict[str, str]:
        """Name of each criterion of the new version whose key is not its default, to that key."""
        return {
            name_of(criterion): criterion.id
            for criterion in self.new.criteria.values()
            if criterion.id != default_key(name_of(criterion), criterion.revision)
        }

    @property
    def lost_levels(self) -> tuple[str, ...]:
        """Ids of levels that the new scale lacks: positions on them must be taken again."""
        known = {level.id for level in self.new.scale.levels}
        return tuple(level.id for level in self.old.scale.levels if level.id not in known)

    @property
    def scores_change(self) -> bool:
        """Whether the same positions give another score: scores of levels, weights or bands differ."""
        before = {level.id: level.score for level in self.old.scale.levels}
        after = {level.id: level.score for level in self.new.scale.levels}
        weights = any(
            self.old.criteria[key].weight != criterion.weight
            for key, criterion in self.new.criteria.items()
            if key in self.old.criteria
        )
        return weights or any(before.get(key, score) != score for key, score in after.items())


def compare(
    old: Questionnaire,
    new: Questionnaire,
    keys: Mapping[str, str] | None = None,
    past: Sequence[Questionnaire] = (),
) -> Comparison:
    """Return what passing from `old` to `new` does.

    Args:
        old: The version left, with the keys the evaluation gives it.
        new: The version entered, as read from its file.
        keys: Those the evaluation gave to this very version when it was there before; they are taken again, so that
            going back finds everything as it was. None the first time.
        past: Every version the evaluation was in before, with the keys it gave them, the oldest first.
    """
    entered = keyed(new, _keys(old, new, past) if keys is None else keys)
    heirs = _heirs(old, entered)
    known = {key for version in past for key in version.criteria}
    passages = [_passage(old, entered, criterion, heirs, known) for criterion in entered.criteria.values()]
    taken = {key for passage in passages for key in passage.old}
    gone = [Passage(Change.GONE, (key,), "") for key in old.criteria if key not in taken]
    return Comparison(old, entered, (*passages, *gone))


def _by_name(questionnaire: Questionnaire) -> dict[str, Criterion]:
    return {name_of(criterion): criterion for criterion in questionnaire.criteria.values()}


def _heirs(old: Questionnaire, new: Questionnaire) -> Mapping[str, int]:
    """Return how many criteria of `new` say they replace each name of `old`; itself counts when it is still there."""
    names = _by_name(old)
    heirs: Counter[str] = Counter()
    for criterion in new.criteria.values():
        heirs.update({name for name in (*criterion.replaces, name_of(criterion)) if name in names})
    return heirs


def _keys(old: Questionnaire, new: Questionnaire, past: Sequence[Questionnaire]) -> dict[str, str]:
    """Return the key of each criterion of `new`, by name."""
    names, others, heirs = _by_name(old), _by_name(new), _heirs(old, new)
    chosen = {
        name_of(criterion): source.id
        for criterion in new.criteria.values()
        if (source := _source(criterion, names, others, heirs)) is not None
    }
    read = {key for version in (*past, old) for key in version.criteria}
    for criterion in new.criteria.values():
        name = name_of(criterion)
        if name in chosen:
            continue
        known = None if name in names else _known(criterion, past)
        free = known is not None and known not in chosen.values() and known not in old.criteria
        chosen[name] = known if known is not None and free else _fresh(criterion, read)
        read.add(chosen[name])
    return chosen


def _known(criterion: Criterion, past: Sequence[Questionnaire]) -> str | None:
    """Return the key under which an earlier version asked this very question, which the version left had dropped."""
    for version in reversed(past):
        before = _by_name(version).get(name_of(criterion))
        if before is not None:
            return before.id if before.revision == criterion.revision else None
    return None


def _fresh(criterion: Criterion, read: Container[str]) -> str:
    """Return the default key of a criterion, or one beside it when that key was ever read for something else."""
    name, place = name_of(criterion), 1
    key = default_key(name, criterion.revision)
    while key in read:
        place += 1
        key = f"{name}@{criterion.revision}.{place}"
    return key


def _source(
    criterion: Criterion,
    names: Mapping[str, Criterion],
    others: Mapping[str, Criterion],
    heirs: Mapping[str, int],
) -> Criterion | None:
    """Return the criterion of the old version whose answers are this one's too, or None.

    Args:
        criterion: Of the new version.
        names: Criteria of the old version, by name.
        others: Those of the new one.
        heirs: How many criteria of the new version take the place of each of the old.
    """
    same = names.get(name_of(criterion))
    if same is not None:
        return (
            same
            if same.revision == criterion.revision and not _remade(same, criterion, names, others)
            else None
        )
    source = names.get(criterion.replaces[0]) if len(criterion.replaces) == 1 else None
    if source is None or heirs[name_of(source)] != 1 or source.revision != criterion.revision:
        return None
    asks_the_same = dict(source.question.by_language) == dict(criterion.question.by_language)
    return source if asks_the_same else None


def _remade(
    before: Criterion, after: Criterion, names: Mapping[str, Criterion], others: Mapping[str, Criterion]
) -> bool:
    """Return whether a criterion that keeps its id takes in another of the old version, or lets one out.

    What it says it replaces in both versions is history: it says nothing of this passage.
    """
    taken = set(after.replaces) - set(before.replaces)
    left = set(before.replaces) - set(after.replaces)
    merges = any(name in names and name not in others for name in taken)
    return merges or any(name in others and name not in names for name in left)


def _passage(
    old: Questionnaire, new: Questionnaire, criterion: Criterion, heirs: Mapping[str, int], known: set[str]
) -> Passage:
    key = criterion.id
    if key in old.criteria:
        before = old.criteria[key]
        moved = _moved(old, new, key) or name_of(before) != name_of(criterion)
        if _words(before) != _words(criterion):
            return Passage(Change.REWORDED, (key,), key, moved)
        return Passage(Change.MOVED if moved else Change.KEPT, (key,), key, moved)
    names = _by_name(old)
    if key in known:  # what took its place meanwhile goes with its return: one criterion is told once
        left = names.get(name_of(criterion))
        return Passage(Change.BACK, (left.id,) if left else (), key)
    sources = [name for name in dict.fromkeys((name_of(criterion), *criterion.replaces)) if name in names]
    keys = tuple(names[name].id for name in sources)
    if not keys:
        return Passage(Change.NEW, (), key)
    if len(keys) > 1:
        return Passage(Change.MERGED, keys, key, moved=True)
    shared = heirs[sources[0]] > 1
    return Passage(Change.SPLIT if shared else Change.CHANGED, keys, key)


def _moved(old: Questionnaire, new: Questionnaire, key: str) -> bool:
    above = [section.id for section in old.path[key]] != [section.id for section in new.path[key]]
    return above or old.criteria[key].code != new.criteria[key].code


def _words(criterion: Criterion) -> tuple[object, ...]:
    levels = {name: dict(text.by_language) for name, text in criterion.levels.items()}
    return (
        dict(criterion.title.by_language), dict(criterion.question.by_language),
        dict(criterion.why.by_language), criterion.expected, levels,
    )  # fmt: skip
