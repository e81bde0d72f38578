"""A small questionnaire of audit findings: four levels, a verdict, two editions, an option."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cap_tui.core.editions import Deadline, Edition
from cap_tui.core.plan import Action
from cap_tui.core.positions import NO_OPINION, Position
from cap_tui.core.questionnaire import (
    Applicability,
    Band,
    Level,
    Option,
    Questionnaire,
    Reference,
    Requires,
    Scale,
    Section,
)
from cap_tui.core.verdicts import Findings, Rule, VerdictRules
from tests.building import criterion, fr

if TYPE_CHECKING:
    from collections.abc import Mapping

FINDING = Requires(
    position=("requirement", "constat", "evidence"),
    action=("cause", "correction", "owner", "due"),
    closing=("effectiveness",),
)
RULES = (
    Rule("coverage", at_least=Fraction(100)),
    Rule("no-open", levels=("major",)),
    Rule("treated", levels=("minor",)),
)
WRITTEN = {"requirement": "Article 4.1", "constat": "Rien n’est écrit", "evidence": "Dossier vide"}
ALL = ("issues", "culture", "audit", "design")


def questionnaire(*rules: Rule) -> Questionnaire:
    """Return four criteria: one new in 2026, one imperative that 2026 adds to, one that may be set aside.

    Args:
        rules: Of the verdict; none: those of `RULES`.
    """
    levels = tuple(
        Level(name, fr(label), symbol, Fraction(score), rank, requires=requires)
        for rank, (name, label, symbol, score, requires) in enumerate((
            ("major", "Non-conformité majeure", "✖", 0, FINDING),
            ("minor", "Non-conformité mineure", "▽", 30, FINDING),
            ("sensitive", "Point sensible", "△", 70, Requires()),
            ("conform", "Conforme", "●", 100, Requires()),
        ))
    )  # fmt: skip
    old, new = "Norme:2015", "Norme:2026"
    issues = criterion(
        "issues", "4.1", excludable=False, references=(Reference(old, "4.1"), Reference(new, "4.1.1"))
    )
    culture = criterion(
        "culture", "5.1", excludable=False, editions=("2026",), references=(Reference(new, "5.1.1"),)
    )
    audit = criterion(
        "audit",
        "9.2",
        imperative=True,
        excludable=False,
        references=(Reference(old, "9.2"),),
        changes={"2026": fr("Le programme dit aussi pourquoi.")},
        no_reference={"2026": "Le sujet est passé dans un guide."},
    )
    design = criterion("design", "8.3")
    group = criterion("group", "G.1", applies_to=Applicability(options=frozenset({"group"})))
    dates = (
        Deadline(date(2026, 9, 16), fr("Publication")),
        Deadline(date(2029, 9, 30), fr("Fin de la transition")),
    )
    return Questionnaire(
        id="findings",
        version="2026.1",
        title=fr("Constats d’audit"),
        status="proposed",
        scale=Scale("conformity", levels, "conform"),
        bands=(Band(fr("Tout"), None),),
        sections=(Section("all", "1", fr("Tout"), criteria=(issues, culture, audit, design, group)),),
        options=(Option("group", fr("Démarche de groupe")),),
        editions=(Edition("2015", old, fr("Norme 2015")), Edition("2026", new, fr("Norme 2026"), dates)),
        verdict=VerdictRules(fr("Prêt pour l’audit"), fr("Pas encore prêt pour l’audit"), rules or RULES),
    )


def line(number: int, key: str, **fields: Any) -> Action:
    """Return a line of the plan that answers a criterion."""
    return replace(Action(id=f"line-{number}", number=number, title="Agir", criteria=(key,)), **fields)


def complete(number: int, key: str, **fields: Any) -> Action:
    """Return a line that lacks nothing a finding asks for."""
    whole = {"cause": "Personne n’en était chargé", "correction": "Fait le jour même", "owner": "Zoé"}
    return line(number, key, **{**whole, "due": date(2026, 12, 1), **fields})


def findings(
    positions: Mapping[str, Position | None],
    *lines: Action,
    texts: Mapping[str, Mapping[str, Any]] | None = None,
    rules: tuple[Rule, ...] = (),
    concerned: tuple[str, ...] = ALL,
) -> Findings:
    """Return what a verdict looks at.

    Args:
        positions: By criterion id.
        lines: Of the plan.
        texts: Criterion id to the texts of its position.
        rules: Of the verdict; none: those of `RULES`.
        concerned: Ids of the criteria that apply.
    """
    opinions = {key: replace(NO_OPINION, **written) for key, written in (texts or {}).items()}
    return Findings(questionnaire(*rules), positions, opinions, lines, concerned)
