"""What is read of a foreign file, whatever its kind, before it is given the form of a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(slots=True)
class DraftLevel:
    """One step of the scale; `score` is a percentage."""

    id: str
    label: str
    symbol: str
    score: int | Decimal
    described: bool = False


@dataclass(slots=True)
class DraftScale:
    """The levels, from the lowest score; `target` is the id of one."""

    kind: Literal["maturity", "conformity"]
    levels: list[DraftLevel]
    target: str


@dataclass(slots=True)
class DraftCriterion:
    """Something evaluated; texts as they were written, `key` is what its identifier is made from.

    Attributes:
        question: Ends with a question mark, or empty.
        expected: Paragraphs.
        references: Pairs of standard and clause.
        levels: Level id to text.
    """

    place: str
    key: str
    code: str = ""
    title: str = ""
    question: str = ""
    why: str = ""
    expected: list[str] = field(default_factory=list)
    levels: dict[str, str] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    weight: int | Decimal = 1
    imperative: bool = False


@dataclass(slots=True)
class DraftSection:
    """A theme or a deeper grouping; texts as they were written."""

    place: str
    key: str
    code: str = ""
    title: str = ""
    intro: str = ""
    sections: list[DraftSection] = field(default_factory=list)
    criteria: list[DraftCriterion] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A whole référentiel.

    Attributes:
        key: What its identifier is made from.
        language: Two letters.
        sources: Identifier to title.
        options: Pairs of identifier and label.
        remarks: What travels as a comment at the head of the file: terms of use.
    """

    key: str
    version: str
    title: str
    language: str
    scale: DraftScale
    themes: list[DraftSection]
    sources: dict[str, str] = field(default_factory=dict)
    options: list[tuple[str, str]] = field(default_factory=list)
    remarks: str = ""
