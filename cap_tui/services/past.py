"""The versions of its questionnaire that an evaluation passed through, side by side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cap_tui.core.text import one_line
from cap_tui.core.upgrades import compare
from cap_tui.services.given_keys import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cap_tui.core.questionnaire import Criterion, Questionnaire
    from cap_tui.core.upgrades import Comparison
    from cap_tui.services.content import Named, Shelf


class Past:
    """What an evaluation asked, version after version.

    Args:
        named: The versions its log names, in the order they were passed through.
        shelf: What is at hand.

    Attributes:
        told: All that the log names.
        named: Those whose keys the evaluation could have given.
    """

    def __init__(self, named: tuple[Named, ...], shelf: Shelf) -> None:
        self.told = named
        self.named = sound(named, shelf)
        self._shelf = shelf
        self._between: dict[tuple[object, ...], Comparison | None] = {}

    @cached_property
    def versions(self) -> tuple[Questionnaire, ...]:
        """Those at hand, with their keys, in the order they were passed through."""
        return tuple(found for one in self.named if (found := self._shelf.keyed(one)) is not None)

    @property
    def complete(self) -> bool:
        """Whether all of them are at hand."""
        return len(self.versions) == len(self.named)

    @cached_property
    def books(self) -> Mapping[str, Questionnaire]:
        """Each key that any version at hand read, to the last version that did."""
        return {key: version for version in self.versions for key in version.criteria}

    def criterion(self, key: str) -> Criterion | None:
        """Return the criterion that last read a key; None when no version at hand did."""
        book = self.books.get(key)
        return book.criteria[key] if book else None

    def code(self, key: str) -> str:
        """Return the code under which a key was last read, and the version; empty when no version at hand did."""
        book = self.books.get(key)
        return f"{book.criteria[key].code} ({one_line(book.version)})" if book else ""

    def book(self, key: str, level: str = "") -> Questionnaire | None:
        """Return the last version that read a key, of those whose scale has a level if any; None when none did."""
        asked = [version for version in reversed(self.versions) if key in version.criteria]
        return next((one for one in asked if one.scale.level(level) is not None), asked[0] if asked else None)

    def digests(self) -> tuple[str, ...]:
        """Return the SHA-256 of each version, once, in the order they were first passed through."""
        return tuple(dict.fromkeys(one.digest for one in self.named))

    def keys_given(self, digest: str) -> Mapping[str, str] | None:
        """Return the keys the evaluation gave to a version it was in; None when it never was."""
        return next((one.keys for one in reversed(self.named) if one.digest == digest), None)

    def before(self, digest: str) -> Named | None:
        """Return the version that was left when this one was entered for the first time; None for the first one."""
        place = next((index for index, one in enumerate(self.named) if one.digest == digest), 0)
        return self.named[place - 1] if place else None

    def between(self, before: Named, after: Named) -> Comparison | None:
        """Return what passing from one version to another did; None when one of them is not at hand."""
        place = (before.digest, *sorted(before.keys.items()), after.digest, *sorted(after.keys.items()))
        if place not in self._between:
            old, new = self._shelf.keyed(before), self._shelf.keyed(after)
            earlier = self._before(before, after)
            self._between[place] = compare(old, new, after.keys, earlier) if old and new else None
        return self._between[place]

    def _before(self, before: Named, after: Named) -> list[Questionnaire]:
        """Return the versions passed through when one was left for another."""
        pairs = enumerate(zip(self.named, self.named[1:], strict=False), start=1)
        end = next((index for index, pair in pairs if pair == (before, after)), 0)
        return [found for one in self.named[:end] if (found := self._shelf.keyed(one)) is not None]

    @cached_property
    def memories(self) -> Mapping[str, tuple[str, ...]]:
        """Key of each criterion that was to be answered again, to the keys it comes from, the nearest first."""
        found: dict[str, tuple[str, ...]] = {}
        for comparison in self._passages():
            for key, sources in comparison.memories.items():
                older = [name for source in sources for name in found.get(source, ())]
                earlier = found.get(key, ())
                found[key] = tuple(
                    name for name in dict.fromkeys((*sources, *older, *earlier)) if name != key
                )
        return found

    def _passages(self) -> Iterator[Comparison]:
        for before, after in zip(self.named, self.named[1:], strict=False):
            comparison = self.between(before, after)
            if comparison is not None:
                yield comparison
