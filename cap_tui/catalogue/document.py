"""A YAML file as plain data that remembers where each key and item was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.catalogue.problems import Flaw, Path

Position = tuple[int, int]
"""Line and column, from 1."""


class Mark(Protocol):
    """A place as parsers give it, from 0."""

    @property
    def line(self) -> int:
        """Line from 0."""

    @property
    def column(self) -> int:
        """Column from 0."""


def position(mark: Mark) -> Position:
    """Return the line and column of a parser's mark, from 1."""
    return mark.line + 1, mark.column + 1


@dataclass(frozen=True, slots=True)
class Document:
    """What was read.

    Attributes:
        data: dict, list, str, int, Decimal, bool or None.
        start: Where the root begins.
        marks: For the `id()` of each container of `data`, key or index to mark.
        flaws: What is wrong without preventing to read the rest.
    """

    data: Any
    start: Position = (1, 1)
    marks: Mapping[int, Mapping[str | int, Mark]] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()

    def locate(self, path: Path) -> Position:
        """Return where the key or item at `path` is written, or the nearest thing above that exists."""
        here, here_is = self.data, self.start
        for part in path:
            found = self.marks.get(id(here), {}).get(part) if isinstance(here, dict | list) else None
            if found is None:
                break
            here_is = position(found)
            here = here[part]
        return here_is
