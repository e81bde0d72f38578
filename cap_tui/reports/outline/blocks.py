"""The pieces a report is made of: plain texts in a shape, never markup. Formats draw them, each in its way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction


class Tone(StrEnum):
    """How a passage is meant; it reads the same without it."""

    PLAIN = "plain"
    LEAD = "lead"
    STRONG = "strong"
    QUIET = "quiet"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its own line ends."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things of equal rank."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with its value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a table under a title; an empty title for rows that need none.

    Attributes:
        rows: Cells of each row; the first names the row.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        caption: What it holds, in words.
        heads: Names of the columns.
        figures: Indices of the columns of numbers.
    """

    caption: str
    heads: tuple[str, ...]
    groups: tuple[Group, ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Axis:
    """One value of a picture, percent; None where nothing is known.

    Attributes:
        code: Short name, written in the picture.
        name: Whole name, for who does not see it.
    """

    code: str
    name: str
    score: Fraction | None
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A radar or bars; the table that follows gives the same figures.

    Attributes:
        round: Whether it is a radar rather than bars.
        target: Percent of the level to reach.
    """

    title: str
    axes: tuple[Axis, ...]
    target: Fraction
    round: bool = False


Block = Passage | Listing | Facts | Grid | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part, with the parts within it."""

    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What comes before the chapters of a report, and its last line.

    Attributes:
        kind: Above the title: with what the evaluation was made.
        notices: What must be said before anything else.
    """

    title: str
    kind: str
    notices: tuple[str, ...]
    facts: Facts
    seal: str


def part(title: str, blocks: Iterable[Block | None] = (), parts: Iterable[Part] = ()) -> Part:
    """Return a part without the blocks that are not there."""
    return Part(title, tuple(block for block in blocks if block is not None), tuple(parts))


def facts(pairs: Iterable[tuple[str, str]]) -> Facts | None:
    """Return the pairs that have a value, or None when none has."""
    found = tuple((name, value) for name, value in pairs if value.strip())
    return Facts(found) if found else None


def passage(text: str, tone: Tone = Tone.PLAIN) -> Passage | None:
    """Return a text, or None when it is empty."""
    return Passage(text, tone) if text.strip() else None


def grid(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], figures: Iterable[int] = ()
) -> Grid | None:
    """Return a table of one group, or None when it has no row."""
    found = tuple(tuple(row) for row in rows)
    return Grid(caption, tuple(heads), (Group("", found),), frozenset(figures)) if found else None
