"""Every rule about what a questionnaire says: how serious it is, and the sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.rule import Rule
from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

MEANING: Mapping[str, Rule] = {
    "duplicate-id": Rule(N_("The identifier “{value}” is already used at line {other}. Choose another one.")),
    "duplicate-code": Rule(N_("The code “{value}” is already used at line {other}. Choose another one.")),
    "id-prefix": Rule(
        N_(
            "This identifier does not begin with that of its objective. Write “{prefix}.” before it; but if the "
            "criterion had this identifier in an earlier version, keep it: its answers are attached to it."
        ),
        "warning",
    ),
    "code-prefix": Rule(
        N_("The code “{value}” does not begin with “{prefix}”, the code above it. Change one of the two."),
        "warning",
    ),
    "empty-section": Rule(N_("“{title}” contains neither objective nor criterion. Add one, or delete it.")),
    "section-too-deep": Rule(N_("Objectives are nested more than {limit} deep here. Move this one up.")),
    "unknown-service": Rule(
        N_(
            "The service “{value}” is not in the list “services” of the file. Add it there, or "
            "correct the name."
        )
    ),
    "unknown-indicator": Rule(
        N_("The indicator “{value}” is not among those of this criterion. Add it, or correct the name.")
    ),
    "action-without-indicator": Rule(
        N_(
            "Nothing says how this action will be measured. Add “indicator:” with one of the "
            "criterion’s indicators."
        ),
        "warning",
    ),
    "unknown-target": Rule(N_("The target “{value}” is not a level of the scale. Choose one of: {known}.")),
    "unknown-level": Rule(N_("“{value}” is not a level of the scale. Choose one of: {known}.")),
    "unknown-kind": Rule(N_("“{value}” is not a kind of structure. Choose among: {known}.")),
    "scale-not-rising": Rule(
        N_(
            "The score of this level does not rise above the one before. Put the levels from the "
            "lowest score to the highest."
        )
    ),
    "label-twice": Rule(
        N_(
            "A level is already called “{value}” at line {other}: people could not tell them apart. Choose another name."
        ),
        "warning",
    ),
    "scale-flat": Rule(
        N_(
            "All levels have the same score: the result would always be the same. Give the lowest a lower score."
        ),
        "warning",
    ),
    "symbol-width": Rule(
        N_(
            "The symbol “{value}” does not take exactly one cell of the terminal. Choose a single "
            "narrow character."
        )
    ),
    "symbol-twice": Rule(
        N_(
            "The symbol “{value}” is already used at line {other}. Choose another one: colour "
            "alone does not tell levels apart."
        )
    ),
    "band-not-rising": Rule(
        N_(
            "The bound of this band is not above the one before. Put the bands from the lowest "
            "score to the highest."
        )
    ),
    "band-without-bound": Rule(N_("Only the last band has no bound. Add “below:” to this one.")),
    "last-band-bound": Rule(
        N_("The last band must go up to 100 included. Remove its “below:”, or add a band after it.")
    ),
    "level-without-text": Rule(
        N_("The level “{value}” has no text for this criterion. Describe it with observable facts.")
    ),
    "level-too-short": Rule(
        N_(
            "This level is described in {count} characters. Write at least {minimum}, so that two "
            "people can settle by looking."
        )
    ),
    "level-repeated": Rule(
        N_(
            "This text is the same as at line {other}. Say what is particular to this level of "
            "this criterion."
        )
    ),
    "not-a-question": Rule(N_("The question does not end with “?”. Turn it into a question.")),
    "double-question": Rule(
        N_("This seems to ask two questions. Keep one idea, or make two criteria."), "warning"
    ),
    "source-missing": Rule(
        N_("This criterion is said to be “{value}” without saying from where. Add “source:”."), "warning"
    ),
    "translation-missing": Rule(
        N_("The translation in “{language}” is missing. Add it, or remove this language from “languages”."),
        "warning",
    ),
    "language-unused": Rule(
        N_("Nothing in this file is written in “{language}”. Translate it, or remove this language."),
        "warning",
    ),
    "reference-missing": Rule(
        N_("The text in “{language}”, the first language of the file, is missing. Add it.")
    ),
    "language-undeclared": Rule(
        N_(
            "The language “{language}” is not in the list “languages” of the file. Add it there, "
            "or remove this text."
        )
    ),
    "language-repeated": Rule(N_("The language “{language}” is declared twice. Keep it once.")),
    "straight-apostrophe": Rule(N_("A straight apostrophe is used in “{word}”. Write ’ instead."), "warning"),
    "accent-missing": Rule(N_("“{word}” lacks an accent or a ligature. Write “{better}”."), "warning"),
    "same-version": Rule(
        N_(
            "This questionnaire has the same id and version as {other}, and a different text. "
            "Change its version."
        )
    ),
    "packaged-id": Rule(
        N_(
            "“{id}” is the id of a questionnaire that comes with cap-tui ({other}), which a file of your own "
            "cannot replace. Choose another id."
        )
    ),
}
"""Rules about what the questionnaire says."""
