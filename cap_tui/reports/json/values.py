"""The values that every part of a report in JSON is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from cap_tui.core.text import clean


def _cleaned(text: str) -> str:
    return clean(text, limit=len(text))


Text = Annotated[str, AfterValidator(_cleaned)]
"""A text or an id, as people or another program wrote it, without anything a terminal could be tricked with."""


class Model(BaseModel):
    """An object without any other key than those named."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Figure(Model):
    """A number that is not always whole."""

    exact: Text
    """As a fraction, `205/3`, or a whole number."""
    rounded: Text
    """Half up, two decimals, with a point."""


class Totals(Model):
    """What the criteria beneath a node add up to."""

    score: Figure | None
    """Percent; null when nothing is positioned."""
    low: Figure | None
    """Score if all that is open were 0."""
    high: Figure | None
    """Score if all that is open were 100."""
    coverage: Figure | None
    """Percent of the criteria that apply that are positioned."""
    positioned: int
    applicable: int
    unknown: int
    unanswered: int
    not_applicable: int


class Position(Model):
    """A position on a criterion."""

    stance: Literal["level", "not_applicable", "unknown"]
    level: Text | None
    reason: Text


class Opinion(Model):
    """What one person says of one criterion, or the director's with the position that counts."""

    position: Position | None
    requirement: Text
    constat: Text
    strengths: Text
    improvements: Text
    evidence: Text
    flagged: bool
