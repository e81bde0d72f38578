"""The YAML format of questionnaires, key by key.

`docs/format-questionnaire.md` explains it to those who write questionnaires; `docs/questionnaire.schema.json`
is made from these classes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cap_tui.catalogue.fields import (
    Code,
    DottedId,
    Id,
    Language,
    Line,
    Paragraph,
    Percent,
    Strict,
    Text,
    Url,
    Weight,
)

MAX_DEPTH = 9
"""Sections within sections, themes included."""


class Source(Strict):
    """Where rules, figures or subjects come from."""

    id: Id
    title: Line
    url: Url | None = None


class Service(Strict):
    """Something the federation offers."""

    id: Id
    title: Text
    summary: Paragraph | None = None


class Level(Strict):
    """One step of the scale."""

    id: Id
    label: Text
    symbol: Line
    score: Percent
    described: bool = True


class NotApplicable(Strict):
    """What is asked of someone who answers “not applicable”."""

    justification: Literal["required", "optional"] = "required"


class Scale(Strict):
    """The ordered levels, from the lowest score."""

    kind: Literal["maturity", "conformity"]
    target: Id
    levels: Annotated[list[Level], Field(min_length=2, max_length=9)]
    not_applicable: NotApplicable = NotApplicable()


class Band(Strict):
    """A named interval of scores, up to `below` excluded; the last one has no `below`."""

    below: Percent | None = None
    label: Text


class Indicator(Strict):
    """Something to count."""

    id: Id
    label: Line
    unit: Line
    kind: Literal["realisation", "result"]


class Reference(Strict):
    """A clause of a law, a standard or a guide."""

    standard: Line
    clause: Line


class Applicability(Strict):
    """Whom a criterion concerns; everyone when empty."""

    kinds: list[Line] = Field(default_factory=list)
    options: list[Id] = Field(default_factory=list)


class Action(Strict):
    """An action suggested when the criterion is below target."""

    title: Line
    effort: Literal["S", "M", "L"]
    indicator: Id | None = None


class Criterion(Strict):
    """One thing evaluated."""

    id: DottedId
    code: Code
    title: Text
    question: Text
    why: Text
    levels: dict[str, Text]
    expected: Paragraph | None = None
    evidence: list[Line] = Field(default_factory=list)
    indicators: list[Indicator] = Field(default_factory=list)
    references: list[Reference] = Field(default_factory=list)
    applies_to: Applicability = Applicability()
    weight: Weight = 1
    imperative: bool = False
    actions: list[Action] = Field(default_factory=list)
    basis: Literal["sourced", "adjacent", "inferred"] = "inferred"
    source: Line | None = None


class Section(Strict):
    """A theme, an objective, or any deeper grouping."""

    id: DottedId
    code: Code
    title: Text
    intro: Text | None = None
    services: list[Id] = Field(default_factory=list)
    objectives: list[Section] = Field(default_factory=list)
    criteria: list[Criterion] = Field(default_factory=list)


class QuestionnaireFile(Strict):
    """A whole file."""

    format: Literal[1] = Field(alias="schema")
    id: Id
    version: Line
    title: Text
    status: Literal["proposed", "official"]
    languages: Annotated[list[Language], Field(min_length=1)] = Field(default_factory=lambda: ["fr"])
    sources: list[Source] = Field(default_factory=list)
    services: list[Service] = Field(default_factory=list)
    scale: Scale
    bands: Annotated[list[Band], Field(min_length=1)]
    themes: Annotated[list[Section], Field(min_length=1)]
