"""The form of a report in JSON, from which its published schema is made.

Keys are English and stable: one is added without warning, none changes its meaning without another `schema_version`.
Days are `2026-12-31`, moments `2026-12-31T09:30:00Z`; figures that may have decimals are texts, so that no program rounds
them; a code such as `in_progress` is the same in every language. What an audience may not read is empty or null.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads them when the classes are made
from typing import Literal

from cap_tui.reports.json.said import (  # noqa: TC001 - pydantic reads them when the classes are made
    Note,
    Person,
    Proposal,
    Thread,
    Views,
    Visa,
)
from cap_tui.reports.json.values import Figure, Model, Opinion, Position, Text, Totals

SCHEMA_VERSION: Literal["1"] = "1"


class Structure(Model):
    """The enterprise evaluated."""

    name: Text
    siret: Text
    kinds: list[Text]
    region: Text
    fictional: bool


class Level(Model):
    """A step of the scale."""

    id: Text
    label: Text
    symbol: Text
    score: Figure
    rank: int


class Questionnaire(Model):
    """What the evaluation follows."""

    id: Text
    version: Text
    title: Text
    digest: Text
    """SHA-256 of its file, hexadecimal."""
    status: Text
    target: Text
    """Id of the level to reach."""
    levels: list[Level]


class Section(Model):
    """A theme, an objective or a deeper section with a criterion asked beneath."""

    id: Text
    code: Text
    title: Text
    parent: Text | None
    totals: Totals
    band: Text | None


class Criterion(Model):
    """One criterion asked."""

    id: Text
    code: Text
    title: Text
    section: Text
    """Id of the innermost section."""
    weight: Figure
    imperative: bool
    totals: Totals
    opinion: Opinion
    views: Views | None
    actions: list[int]
    """Numbers of the lines of the plan that answer it."""


class Action(Model):
    """A line of the plan."""

    id: Text
    number: int
    title: Text
    criteria: list[Text]
    origin: Text
    """`results`, `people`, or free text."""
    constat: Text
    evidence: Text
    cause: Text
    correction: Text
    axis: Text
    kind: Literal["corrective", "preventive", "improvement"]
    priority: Text
    effort: Text
    owner: Text
    contributors: Text
    means: Text
    service: Text
    start: date | None
    due: date | None
    due_reason: Text
    """Why the due date was moved last."""
    indicator: Text
    baseline: Text
    target: Text
    state: Literal["to_start", "in_progress", "done", "closed", "dropped"]
    drop_reason: Text
    """Why it was dropped."""
    progress: int
    """Percent."""
    notes: Text
    effectiveness: Text
    """`yes`, `partly`, `no`, or empty while unchecked."""
    effectiveness_date: date | None
    effectiveness_proof: Text
    order: int
    late: bool
    """On the day of the report."""


class Obstacle(Model):
    """One thing that stands in the way of a favourable verdict."""

    rule: Text
    criterion: Text
    level: Text
    position: list[Text]
    action: list[Text]
    reached: Figure
    asked: Figure


class Verdict(Model):
    """Whether the evaluation may be declared ready."""

    edition: Text
    """Id of the edition judged; empty for the whole."""
    ready: bool
    label: Text
    obstacles: list[Obstacle]


class Measure(Model):
    """One year of an indicator; decimals as text."""

    year: int
    value: Text | None
    goal: Text | None
    source: Text


class Indicator(Model):
    """An indicator and its years."""

    id: Text
    label: Text
    unit: Text
    kind: Text
    better: Text
    criteria: list[Text]
    asked: bool
    measures: list[Measure]


class FormerAnswer(Model):
    """What was said of a criterion that is not asked any more."""

    label: Text
    version: Text
    opinion: Opinion
    views: Views
    actions: list[int]


class ComparedNode(Model):
    """A section, or the whole, over two evaluations."""

    node: Text
    """Id of a section; empty for the whole."""
    common: int
    """Criteria on a level in both, and comparable: the two scores rest on these alone."""
    before: Figure | None
    after: Figure | None
    delta: Figure | None


class ComparedCriterion(Model):
    """One criterion over two evaluations."""

    criterion: Text
    """Empty when it is no longer asked."""
    former: list[Text]
    """Ids it had in the earlier evaluation."""
    shift: Text
    change: Text
    """What the passage from one version of the questionnaire to the other did to it."""
    before: Position | None
    after: Position | None
    delta: Figure | None
    """Points gained, of 100."""
    actions: list[Text]
    """Titles of the lines of the earlier plan that explain it."""


class Comparison(Model):
    """What changed since the evaluation before."""

    before: int
    after: int
    nodes: list[ComparedNode]
    criteria: list[ComparedCriterion]


class Export(Model):
    """One evaluation with its plan, as one audience may read it."""

    schema_version: Literal["1"]
    generated: date
    audience: Literal["interne", "partenaires"]
    language: Text
    """Of the labels."""
    assessment: Text
    """Id of the evaluation, or empty."""
    seal: Text
    """Two reports with the same seal show the same state."""
    structure: Structure
    year: int
    phase: Text
    questionnaire: Questionnaire
    totals: Totals
    band: Text | None
    verdicts: list[Verdict]
    sections: list[Section]
    criteria: list[Criterion]
    actions: list[Action]
    indicators: list[Indicator]
    people: list[Person]
    threads: list[Thread]
    proposals: list[Proposal]
    followups: list[Note]
    visas: list[Visa]
    former: list[FormerAnswer]
    comparison: Comparison | None
    """Null when there is no evaluation before on the machine that made the report."""
