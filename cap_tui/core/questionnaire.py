"""A versioned tree of sections and criteria with a scale: the content of an evaluation.

CAP's themes and objectives are sections of depth one and two; other schemes nest deeper. The values here are
already checked (`cap_tui.catalogue` reads and refuses); nothing in this module does I/O.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cap_tui.core.editions import Edition
    from cap_tui.core.verdicts import VerdictRules

ScaleKind = Literal["maturity", "conformity"]
Basis = Literal["sourced", "adjacent", "inferred"]
Effort = Literal["S", "M", "L"]
ROOT = ""
"""Id of the whole questionnaire, as a node of the score tree."""


class UnknownCriterionError(CapError):
    """No criterion has this id or code."""

    sentence = N_(
        "No criterion “{criterion}” in this questionnaire. See the list with: cap-tui show {assessment}"
    )

    def __init__(self, criterion: str, assessment: str) -> None:
        super().__init__(criterion=one_line(criterion, limit=80), assessment=assessment[:8])


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in one or several languages.

    Attributes:
        by_language: Language code to text, at least one entry; the first is the language of reference.
    """

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        """Return the text in the language of reference."""
        return next(iter(self.by_language.values()), "")

    def get(self, language: str) -> str:
        """Return the text in `language`, or in the language of reference."""
        return self.by_language.get(language) or str(self)


@dataclass(frozen=True, slots=True)
class Requires:
    """What a level asks of those who choose it: a finding without its facts cannot be acted upon.

    Attributes:
        position: Texts of the opinion to fill, names of `positions.TEXT_FIELDS`.
        action: Fields of the line of the plan that answers it, names of `plan.ACTION_FIELDS`; any makes a line needed.
        closing: Fields without which that line cannot be settled, names of `plan.ACTION_FIELDS`.
    """

    position: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


NOTHING_REQUIRED = Requires()


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale.

    Attributes:
        id: Stable id, e.g. `controlled`.
        label: What is shown, e.g. “Maîtrisé”.
        symbol: One character that says the level without colour.
        score: Percent, 0 to 100.
        rank: Place in the scale from 0 (lowest score).
        described: Whether each criterion must say what this level looks like.
        requires: What choosing this level asks for.
    """

    id: str
    label: LocalText
    symbol: str
    score: Fraction
    rank: int
    described: bool = True
    requires: Requires = NOTHING_REQUIRED


@dataclass(frozen=True, slots=True)
class Scale:
    """The ordered levels and the one to reach.

    Attributes:
        target: Id of the level to reach; below it, an improvement is proposed.
        justify_not_applicable: Whether “not applicable” asks for a reason.
    """

    kind: ScaleKind
    levels: tuple[Level, ...]
    target: str
    justify_not_applicable: bool = True

    def level(self, level_id: str) -> Level | None:
        """Return the level of this id, or None."""
        return next((level for level in self.levels if level.id == level_id), None)

    @property
    def target_level(self) -> Level:
        """The level to reach."""
        return next(level for level in self.levels if level.id == self.target)


@dataclass(frozen=True, slots=True)
class Band:
    """A named interval of scores.

    Attributes:
        below: Scores strictly below this percent belong to the band; None for the last.
    """

    label: LocalText
    below: Fraction | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule, figure or subject comes from."""

    id: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """Something the federation offers, to call on for an objective."""

    id: str
    title: LocalText
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something to count. `kind` is realisation (what is done) or result (what it produces).

    Attributes:
        unit: `%`, `€`, or a word.
        better: Which way is progress; empty when neither is.
    """

    id: str
    label: str
    unit: str
    kind: Literal["realisation", "result"]
    better: Literal["higher", "lower", ""] = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something an evaluation may include or not, such as a group's common approach."""

    id: str
    label: LocalText


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause of a law, a standard or a guide: number and title only."""

    standard: str
    clause: str


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whom a criterion concerns; empty sets mean everyone.

    Attributes:
        kinds: Kinds of structure, e.g. `AI`.
        options: Options of the assessment, e.g. `group`; all are needed.
    """

    kinds: frozenset[str] = frozenset()
    options: frozenset[str] = frozenset()

    def concerns(self, kinds: frozenset[str], options: frozenset[str]) -> bool:
        """Return whether a structure of these kinds and options is concerned."""
        return (not self.kinds or bool(self.kinds & kinds)) and self.options <= options


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action proposed when the criterion is below target. `indicator` is an id of the criterion's, or empty."""

    title: str
    effort: Effort
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing evaluated; `code` is what people say aloud.

    Attributes:
        id: What answers are attached to: the `name`, unless its meaning changed or it took the place of another; see
            `core.keys`.
        name: Its id in the file, the same across versions as long as it is the same question; empty means `id`.
        why: Why it is asked; empty in content brought from elsewhere.
        levels: Level id to the observable facts of that level for this criterion.
        expected: What conforming looks like (conformity scales), or empty.
        weight: Weight in the score, above zero.
        imperative: Below target, an action with cause, owner and due date is required.
        excludable: Whether “not applicable” may be answered.
        editions: Ids of the editions of the standard it belongs to; empty means all.
        changes: Edition id to what that edition adds to it.
        no_reference: Edition id to why no clause of it is cited.
        replaces: Names of the criteria of an earlier version whose place it takes.
        revision: Rises when the question's meaning changes: earlier answers are then shown, and asked again.
        basis: How well founded the wording is; `source` says by what.
    """

    id: str
    code: str
    title: LocalText
    question: LocalText
    why: LocalText
    levels: Mapping[str, LocalText]
    expected: str = ""
    evidence: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    references: tuple[Reference, ...] = ()
    applies_to: Applicability = Applicability()
    weight: Fraction = Fraction(1)
    imperative: bool = False
    actions: tuple[Suggestion, ...] = ()
    basis: Basis = "inferred"
    source: str = ""
    name: str = ""
    excludable: bool = True
    editions: tuple[str, ...] = ()
    changes: Mapping[str, LocalText] = field(default_factory=dict)
    no_reference: Mapping[str, str] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A theme, an objective, or any deeper grouping.

    Attributes:
        services: Ids of federation services shown beside the section.
    """

    id: str
    code: str
    title: LocalText
    intro: LocalText = field(default_factory=lambda: LocalText({"fr": ""}))
    services: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    def walk(self) -> Iterator[Criterion]:
        """Yield the criteria beneath, in reading order."""
        for section in self.sections:
            yield from section.walk()
        yield from self.criteria


@dataclass(frozen=True)
class Questionnaire:
    """A whole référentiel, as pinned by an assessment.

    Attributes:
        digest: SHA-256 of the file it was read from, hexadecimal.
        status: `proposed` until the federation validates the wording.
        sections: Themes, in order.
        options: What an evaluation may include or not.
        editions: Editions of the standard it follows, the oldest first; empty when there is no such thing.
        verdict: What must hold for the whole to be declared ready; None when there is no such thing.
    """

    id: str
    version: str
    title: LocalText
    status: Literal["proposed", "official"]
    scale: Scale
    bands: tuple[Band, ...]
    sections: tuple[Section, ...]
    services: Mapping[str, Service] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    digest: str = ""
    options: tuple[Option, ...] = ()
    editions: tuple[Edition, ...] = ()
    verdict: VerdictRules | None = None

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Criteria by id, in reading order."""
        return {criterion.id: criterion for section in self.sections for criterion in section.walk()}

    @cached_property
    def path(self) -> Mapping[str, tuple[Section, ...]]:
        """For each criterion and section id, the sections above it, outermost first."""
        found: dict[str, tuple[Section, ...]] = {}

        def visit(section: Section, above: tuple[Section, ...]) -> None:
            found[section.id] = above
            here = (*above, section)
            for child in section.sections:
                visit(child, here)
            for criterion in section.criteria:
                found[criterion.id] = here

        for section in self.sections:
            visit(section, ())
        return found

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        """Every section by id, in reading order."""
        found: dict[str, Section] = {}

        def visit(section: Section) -> None:
            found[section.id] = section
            for child in section.sections:
                visit(child)

        for section in self.sections:
            visit(section)
        return found

    def find(self, key: str) -> Criterion | None:
        """Return the criterion whose id, code or name is `key`, or None."""
        if key in self.criteria:
            return self.criteria[key]
        return next(
            (criterion for criterion in self.criteria.values() if key in (criterion.code, criterion.name)),
            None,
        )

    @cached_property
    def indicators(self) -> Mapping[str, tuple[Criterion, Indicator]]:
        """Every indicator by id, with the first criterion that carries it, in reading order."""
        found: dict[str, tuple[Criterion, Indicator]] = {}
        for criterion in self.criteria.values():
            for indicator in criterion.indicators:
                found.setdefault(indicator.id, (criterion, indicator))
        return found

    def services_of(self, criterion_id: str) -> tuple[Service, ...]:
        """Return the federation services offered for a criterion, nearest section first."""
        ids = [name for section in reversed(self.path[criterion_id]) for name in section.services]
        return tuple(self.services[name] for name in dict.fromkeys(ids) if name in self.services)
