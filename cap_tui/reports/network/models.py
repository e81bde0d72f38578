"""The open data of a network, from which its published schema is made.

Keys are English and stable: one is added without warning, none changes its meaning without another `schema_version`. Figures
that may have decimals are texts, so that no program rounds them. Null is what cannot be shown without speaking of fewer than
five structures. Nothing here comes from one structure, but the certificates, which are public.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it when the classes are made
from typing import Literal

from cap_tui.reports.json.values import Figure, Model, Text

SCHEMA_VERSION: Literal["1"] = "1"


class Level(Model):
    """A step of the scale."""

    id: Text
    label: Text
    score: Figure


class Questionnaire(Model):
    """What the evaluations follow; they may follow other versions of it."""

    id: Text
    version: Text
    title: Text
    status: Text
    levels: list[Level]


class Asked(Model):
    """What was asked for; an empty list is everything."""

    years: list[int]
    kinds: list[Text]
    regions: list[Text]


class Population(Model):
    """Of whom the figures speak."""

    gathered: int
    """Evaluations gathered, whatever their phase."""
    counted: int
    """Structures that count: their plan is sealed and somebody here coordinates them."""
    shown: int
    """Structures in the results."""
    by_phase: dict[str, int]
    by_kind: dict[str, int]
    by_region: dict[str, int]
    """Empty key: not stated."""


class Spread(Model):
    """How some structures stand at a node."""

    count: int
    """Structures with a score there."""
    of: int
    """Structures in the results, with a score there or not."""
    mean: Figure | None
    first_quartile: Figure | None
    median: Figure | None
    third_quartile: Figure | None
    band: Text
    levels: dict[str, int]
    """How often each level was chosen; `~not_applicable`, `~unknown` and `~unanswered` for where none was."""


class Node(Model):
    """The whole (empty id), a theme, an objective or a criterion."""

    id: Text
    code: Text
    title: Text
    depth: int
    criterion: bool
    all: Spread
    by_kind: dict[str, Spread]
    by_region: dict[str, Spread]


class Priority(Model):
    """A criterion on which structures have an open action."""

    id: Text
    code: Text
    title: Text
    structures: int
    by_priority: dict[str, int]
    """Each structure at its highest."""


class Service(Model):
    """A service of the federation that structures call on."""

    id: Text
    title: Text
    structures: int


class Year(Model):
    """One year; the structures are not always the same."""

    year: int
    counted: int
    shown: int
    mean: Figure | None
    themes: dict[str, Figure | None]


class Register(Model):
    """What the register of the network adds up to, on the day of the report."""

    structures: int
    by_kind: dict[str, int]
    by_region: dict[str, int]
    engaged: dict[str, int]
    """Approach to structures in which it is under way."""
    entered: dict[str, int]
    """Approach to structures that entered it this year."""
    certified: dict[str, int]
    """Approach to structures with a valid certificate."""


class Ending(Model):
    """A certificate that ends or is audited within the year."""

    structure: Text
    approach: Text
    number: Text
    day: date
    event: Literal["expires", "expired", "surveillance"]


class OpenData(Model):
    """The figures of a network."""

    schema_version: Literal["1"]
    generated: date
    language: Text
    fictional: bool
    """Whether these are demonstrations."""
    least: int
    """Fewest structures behind a result."""
    questionnaire: Questionnaire
    asked: Asked
    population: Population
    nodes: list[Node]
    priorities: list[Priority]
    services: list[Service]
    late: int
    """Structures shown whose plan has an open action past its due date."""
    years: list[Year]
    membership: Register
    endings: list[Ending]
    definitions: list[Text]
    """What each figure counts and who is left out."""
