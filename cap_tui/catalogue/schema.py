"""The YAML format of questionnaires, key by key.

`docs/format-questionnaire.md` explains it to those who write questionnaires; `docs/questionnaire.schema.json`
is made from these classes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cap_tui.catalogue.fields import (
    Code,
    Day,
    DottedId,
    Id,
    Language,
    Line,
    Paragraph,
    Percent,
    Revision,
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


OpinionField = Literal["requirement", "constat", "strengths", "improvements", "evidence"]
"""Texts of a position that a level may ask for."""

ActionField = Literal[
    "constat", "evidence", "cause", "correction", "axis", "owner", "contributors", "means", "service",
    "start", "due", "indicator", "baseline", "target", "notes",
]  # fmt: skip
"""Fields of a line of the plan that a level may ask for."""

ClosingField = Literal["effectiveness", "effectiveness_date", "effectiveness_proof", "notes"]
"""Fields of a line of the plan that a level may ask for before it is settled."""


class Requires(Strict):
    """What choosing a level asks for."""

    position: list[OpinionField] = Field(default_factory=list)
    action: list[ActionField] = Field(default_factory=list)
    closing: list[ClosingField] = Field(default_factory=list)


class Level(Strict):
    """One step of the scale."""

    id: Id
    label: Text
    symbol: Line
    score: Percent
    described: bool = True
    requires: Requires = Requires()


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


class Option(Strict):
    """Something an evaluation may include or not."""

    id: Id
    label: Text


class Deadline(Strict):
    """A date of the passage to an edition."""

    date: Day
    label: Text


class Edition(Strict):
    """One edition of the standard that the questionnaire follows; the oldest first."""

    id: Id
    standard: Line
    label: Text
    dates: list[Deadline] = Field(default_factory=list)


class CoverageRule(Strict):
    """At least this share of the applicable criteria has a position."""

    rule: Literal["coverage"]
    at_least: Percent


class ScoreRule(Strict):
    """The score of the whole is at least this."""

    rule: Literal["score"]
    at_least: Percent


class NoOpenRule(Strict):
    """No criterion stands at one of these levels, unless what answers it was settled and checked effective."""

    rule: Literal["no-open"]
    levels: Annotated[list[Id], Field(min_length=1)]


class TreatedRule(Strict):
    """Each criterion at one of these levels has what the level requires, in the position and in the plan."""

    rule: Literal["treated"]
    levels: Annotated[list[Id], Field(min_length=1)]


class AtMostRule(Strict):
    """At most so many criteria stand at these levels."""

    rule: Literal["at-most"]
    levels: Annotated[list[Id], Field(min_length=1)]
    count: Annotated[int, Field(ge=0)]


class Verdict(Strict):
    """When the whole may be declared ready."""

    ready: Text
    not_ready: Text
    rules: Annotated[
        list[
            Annotated[
                CoverageRule | ScoreRule | NoOpenRule | TreatedRule | AtMostRule, Field(discriminator="rule")
            ]
        ],
        Field(min_length=1),
    ]


class Indicator(Strict):
    """Something to count."""

    id: Id
    label: Line
    unit: Line
    kind: Literal["realisation", "result"]
    better: Literal["higher", "lower"] | None = None


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
    why: Text | None = None
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
    excludable: bool = True
    editions: list[Id] = Field(default_factory=list)
    changes: dict[str, Text] = Field(default_factory=dict)
    no_reference: dict[str, Line] = Field(default_factory=dict)
    replaces: list[DottedId] = Field(default_factory=list)
    revision: Revision = 1


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
    options: list[Option] = Field(default_factory=list)
    editions: list[Edition] = Field(default_factory=list)
    scale: Scale
    bands: Annotated[list[Band], Field(min_length=1)]
    verdict: Verdict | None = None
    themes: Annotated[list[Section], Field(min_length=1)]
