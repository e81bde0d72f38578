"""Every rule about verdicts, editions, options and versions: how serious it is, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.rule import Rule
from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIREMENTS: Mapping[str, Rule] = {
    "repeated-item": Rule(N_("“{value}” is written twice in this list. Keep it once."), recent=True),
    "closing-without-action": Rule(
        N_(
            "“closing” says what is needed to settle an action, and this level asks for no action. Add “action:” "
            "with the fields to fill, or delete “closing”."
        )
    ),
    "requires-reached": Rule(
        N_(
            "The level “{value}” reaches the target, where nothing is to be corrected. Move “requires” to a level "
            "below the target, or delete it."
        ),
        "warning",
    ),
    "expected-missing": Rule(
        N_("Nothing says what conforming looks like here. Add “expected:” with observable facts."), "warning"
    ),
    "expected-nowhere": Rule(
        N_("No criterion says what conforming looks like. Add “expected:” to each, with observable facts."),
        "warning",
    ),
    "why-missing": Rule(N_("Nothing says why this is asked. Add “why:”, one sentence is enough."), "warning"),
    "why-nowhere": Rule(
        N_("No criterion says why it is asked. Add “why:” to each, one sentence is enough."), "warning"
    ),
    "indicator-differs": Rule(
        N_(
            "The indicator “{value}” is written otherwise at line {other}. Write the same label, unit, kind and "
            "direction in both places, or choose another identifier."
        ),
        recent=True,
    ),
}
"""Rules about what levels and criteria ask for."""

VERDICT: Mapping[str, Rule] = {
    "verdict-level-reached": Rule(
        N_(
            "The level “{value}” reaches the target: it cannot stand in the way of the verdict. Name a level below "
            "the target, or remove this one."
        )
    ),
    "treated-asks-nothing": Rule(
        N_(
            "The rule “treated” waits for what the level “{value}” asks, and this level asks for nothing. Add "
            "“requires:” to the level, with “position” or “action”, or remove it from this rule."
        )
    ),
    "verdict-level-twice": Rule(
        N_(
            "The level “{value}” is already in the rule “no-open” of line {other}, which admits none. Keep it in "
            "one of the two rules."
        )
    ),
    "rule-repeated": Rule(
        N_("This rule says the same thing as that of line {other}. Keep only one of the two.")
    ),
    "score-unreachable": Rule(
        N_(
            "A score of {value} is asked for, and the highest level is worth {highest}: nobody could reach it. Write "
            "{highest} or less."
        )
    ),
    "verdict-words": Rule(
        N_(
            "“{value}” says both that the evaluation is ready and that it is not. Write other words under one of the two."
        ),
        recent=True,
    ),
    "rule-idle": Rule(
        N_(
            "Zero is always reached: this rule never says anything. Write a higher number, or delete the rule."
        ),
        "warning",
    ),
    "at-most-everywhere": Rule(
        N_(
            "This rule names every level and admits {count} criteria only: nobody who answers everything could be "
            "ready. Remove a level from it."
        ),
        recent=True,
    ),
    "at-most-barred": Rule(
        N_(
            "The rule “no-open” of line {other} already admits no criterion at these levels. Keep one of the two rules."
        ),
        "warning",
    ),
    "at-most-idle": Rule(
        N_(
            "This rule admits {count} criteria at these levels and the file holds {total}: it never says anything. "
            "Write a smaller number, or delete the rule."
        ),
        "warning",
    ),
}
"""Rules about the verdict."""

EDITIONS: Mapping[str, Rule] = {
    "duplicate-standard": Rule(
        N_("The standard “{value}” is already that of the edition of line {other}. Correct one of the two.")
    ),
    "impossible-date": Rule(N_("The date {value} does not exist. Correct the day or the month.")),
    "dates-not-rising": Rule(
        N_("This date comes before the one above. Put the dates from the earliest to the latest.")
    ),
    "unknown-edition": Rule(
        N_(
            "The edition “{value}” is not in the list “editions” of the file. Add it there, or correct the name."
        )
    ),
    "changes-oldest": Rule(
        N_(
            "“{value}” is the first edition of the list: it changes nothing. Write under “changes” a later edition, "
            "or put the editions from the oldest to the latest."
        )
    ),
    "changes-elsewhere": Rule(
        N_(
            "This criterion does not belong to the edition “{value}”. Add it to the “editions” of the criterion, or "
            "remove it from “changes”."
        )
    ),
    "edition-uncited": Rule(
        N_(
            "No clause of {standard} is cited here. Add one to “references”, or say why there is none: "
            "“no_reference:”, then “{value}:” and the reason."
        )
    ),
    "no-reference-cited": Rule(
        N_(
            "“no_reference” gives a reason for citing no clause of {standard}, and one is cited at line {other}. "
            "Keep one of the two."
        )
    ),
}
"""Rules about the editions of a standard."""

OPTIONS: Mapping[str, Rule] = {
    "unknown-option": Rule(
        N_(
            "The option “{value}” is not in the list “options” of the file. Add it there, or correct the name."
        ),
        recent=True,
    ),
    "unused-option": Rule(
        N_(
            "No criterion uses the option “{value}”. Write it in the “applies_to” of the criteria it adds, or delete "
            "it."
        ),
        "warning",
    ),
    "replaces-itself": Rule(
        N_(
            "This criterion says that it replaces itself. Write under “replaces” the identifiers it had in the "
            "version before, or delete the line."
        )
    ),
    "replaces-crossed": Rule(
        N_(
            "This criterion says that it replaces “{value}”, which at line {other} says the contrary. Correct one of "
            "the two."
        )
    ),
}
"""Rules about options and about earlier versions."""

SCHEMES: Mapping[str, Rule] = {**REQUIREMENTS, **VERDICT, **EDITIONS, **OPTIONS}
"""All of them."""
