"""Any versions, any answers, any way between them: no answer lost, none under another question, going back is exact."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cap_tui.core.positions import NO_OPINION
from cap_tui.services.doctor import examine
from tests.building import level
from tests.versioning import Asked, begun, content, state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.services.dossier import Dossier

GESTURES = ("keep", "reword", "move", "revise", "split", "split_own", "merge", "merge_own", "rename", "drop")


@dataclass
class Author:
    """Someone who writes one version after another, and knows what each criterion means.

    Attributes:
        versions: Criteria of each version.
        meanings: Of each version, name to a number that tells one question from another.
    """

    versions: list[list[Asked]] = field(default_factory=list)
    meanings: list[dict[str, int]] = field(default_factory=list)
    _names: int = 0
    _meanings: int = 0

    def name(self) -> str:
        """Return a name that was never used."""
        self._names += 1
        return f"c{self._names}"

    def meaning(self) -> int:
        """Return a question that was never asked."""
        self._meanings += 1
        return self._meanings

    def begins(self, count: int) -> None:
        """Write the first version."""
        asked = [self._fresh() for _place in range(count)]
        self.versions.append([one for one, _meaning in asked])
        self.meanings.append({one.name: meaning for one, meaning in asked})

    def _fresh(self, *replaced: str) -> tuple[Asked, int]:
        """Return a question never asked, under a name never used."""
        meaning = self.meaning()
        return Asked(self.name(), f"Comment faites-vous {meaning} ?", replaces=replaced), meaning

    def _risen(self, one: Asked, *replaced: str) -> tuple[Asked, int]:
        """Return a question never asked, under a name that meant another, as its revision says."""
        meaning = self.meaning()
        words = f"Comment faites-vous {meaning} ?"
        return replace(one, words=words, revision=one.revision + 1, replaces=replaced), meaning

    def goes_on(self, draw: st.DrawFn) -> None:
        """Write the next version."""
        tidy = draw(st.booleans())  # whether what each once replaced is left in the file
        left = [replace(one, replaces=() if tidy else one.replaces) for one in self.versions[-1]]
        written: list[tuple[Asked, int]] = []
        while left:
            one, gesture = left.pop(0), draw(st.sampled_from(GESTURES))
            if gesture.startswith("merge") and left:
                written.append(self._merged(one, left.pop(0), own=gesture == "merge_own"))
            else:
                written += self._changed(one, gesture)
        written += self._again(draw, {one.name: meaning for one, meaning in written})
        if not written or draw(st.booleans()):
            written.append(self._fresh())
        self.versions.append([one for one, _meaning in draw(st.permutations(written))])
        self.meanings.append({one.name: meaning for one, meaning in written})

    def _merged(self, one: Asked, other: Asked, *, own: bool) -> tuple[Asked, int]:
        """Return one question in the place of two, under the name of the first or a name of its own."""
        return self._risen(one, other.name) if own else self._fresh(one.name, other.name)

    def _changed(self, one: Asked, gesture: str) -> list[tuple[Asked, int]]:
        """Return what a criterion becomes, each with what it means."""
        meaning = self.meanings[-1][one.name]
        words = f"Et comment faites-vous {meaning} la fois {len(self.versions)} ?"
        becomes: dict[str, Callable[[], list[tuple[Asked, int]]]] = {
            "reword": lambda: [(replace(one, words=words), meaning)],
            "move": lambda: [(replace(one, theme=3 - one.theme), meaning)],
            "revise": lambda: [self._risen(one)],
            "split": lambda: [self._fresh(one.name), self._fresh(one.name)],
            "split_own": lambda: [self._risen(one), self._fresh(one.name)],
            "rename": lambda: [(replace(one, name=self.name(), replaces=(one.name,)), meaning)],
        }
        if gesture == "drop":
            return []
        made = becomes.get(gesture)
        return made() if made else [(one, meaning)]

    def _again(self, draw: st.DrawFn, means: Mapping[str, int]) -> list[tuple[Asked, int]]:
        """Return criteria dropped before that come back: as they were, or under the same name for another question."""
        found = []
        known = {one.name: (one, place) for place, version in enumerate(self.versions) for one in version}
        asked = {*means.values(), *self.meanings[-1].values()}
        for name, (one, place) in known.items():
            if name in means or name in self.meanings[-1] or draw(st.integers(0, 3)):
                continue
            meaning = self.meanings[place][name]
            same = meaning not in asked and draw(st.booleans())
            if same:
                found.append((replace(one, replaces=()), meaning))
            else:
                found.append(self._risen(one))
        return found


@st.composite
def authors(draw: st.DrawFn) -> Author:
    """Draw two to four versions of a questionnaire."""
    author = Author()
    author.begins(draw(st.integers(1, 5)))
    for _version in range(draw(st.integers(1, 3))):
        author.goes_on(draw)
    return author


def _answers(dossier: Dossier, meant: Mapping[str, int], draw: st.DataObject, written: set[str]) -> None:
    """Answer some criteria, each with words that tell which question was asked."""
    for key, criterion in dossier.questionnaire.criteria.items():
        if draw.draw(st.booleans()):
            words = f"question {meant[criterion.name]}"
            dossier.record(
                key, {"position": level(draw.draw(st.sampled_from(["no", "yes"]))), "constat": words}
            )
            written.add(words)


def _read(dossier: Dossier, meant: Mapping[str, int]) -> set[str]:
    """Return every text that can be read, once those under a question are seen to be its own."""
    found = set()
    for key, criterion in dossier.questionnaire.criteria.items():
        said = dossier.opinion(key)
        assert said == NO_OPINION or said.constat == f"question {meant[criterion.name]}", (key, said)
        found.add(said.constat)
    return (found | {former.opinion.constat for former in dossier.orphans()}) - {""}


@settings(
    max_examples=40,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(author=authors(), draw=st.data())
def test_answers_are_never_lost_nor_put_under_another_question(
    prepared: Path, author: Author, draw: st.DataObject
) -> None:
    files = [content(str(place + 1), asked) for place, asked in enumerate(author.versions)]
    place = draw.draw(st.integers(0, len(files) - 1))
    folder = Path(tempfile.mkdtemp())
    machine, dossier = begun(prepared, folder / "claire", files[place])
    written: set[str] = set()
    try:
        for _passage in range(draw.draw(st.integers(1, 4))):
            _answers(dossier, author.meanings[place], draw, written)
            assert _read(dossier, author.meanings[place]) == written
            before = state(dossier)
            following = draw.draw(st.sampled_from([one for one in range(len(files)) if one != place]))
            dossier.upgrade(files[following])
            assert _read(dossier, author.meanings[following]) == written
            after = state(dossier)
            dossier.upgrade(files[place])
            assert state(dossier) == before
            dossier.upgrade(files[following])
            assert state(dossier) == after
            place = following
        assert all(finding.ok for finding in examine(machine))
    finally:
        machine.close()
        shutil.rmtree(folder)


def _carried(author: Author, place: int) -> set[int]:
    """Return the questions of a version whose answers must be found in it: those of the version before.

    But those that took in what stands by itself again under its old name: whether they still hold it cannot be known.
    """
    names = {one.name for one in author.versions[place]} - set(author.meanings[place - 1])
    return {
        author.meanings[place - 1][one.name]
        for one in author.versions[place - 1]
        if names.isdisjoint(one.replaces) and _alone(author.versions[place], one.name)
    }


def _alone(asked: list[Asked], name: str) -> bool:
    """Return whether one criterion at most takes the place of a name."""
    return sum(name in (one.name, *one.replaces) for one in asked) <= 1


@settings(
    max_examples=40,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(author=authors())
def test_the_same_question_keeps_its_answer_from_one_version_to_the_next(
    prepared: Path, author: Author
) -> None:
    files = [content(str(place + 1), asked) for place, asked in enumerate(author.versions)]
    folder = Path(tempfile.mkdtemp())
    machine, dossier = begun(prepared, folder / "claire", files[0])
    try:
        for place, file in enumerate(files):
            if place:
                dossier.upgrade(file)
                kept = _carried(author, place)
                for key, criterion in dossier.questionnaire.criteria.items():
                    meaning = author.meanings[place][criterion.name]
                    if meaning in kept:
                        assert dossier.opinion(key).constat == f"question {meaning}"
            for key, criterion in dossier.questionnaire.criteria.items():
                dossier.record(key, {"constat": f"question {author.meanings[place][criterion.name]}"})
    finally:
        machine.close()
        shutil.rmtree(folder)
