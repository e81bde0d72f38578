"""Every rule a questionnaire file may break: how serious it is, and the sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Rule:
    """What is said of a problem.

    Attributes:
        sentence: English message id with named placeholders.
        severity: An error refuses the file; a warning does not.
    """

    sentence: str
    severity: Literal["error", "warning"] = "error"


READING: Mapping[str, Rule] = {
    "too-big": Rule(
        N_(
            "This file is larger than {limit} MB, which no questionnaire needs. Check that it is "
            "the right file."
        )
    ),
    "not-utf8": Rule(N_("This text is not in UTF-8. Save the file again choosing the encoding “UTF-8”.")),
    "bad-character": Rule(
        N_("An invisible or forbidden character ({character}) is here. Delete it and type the text again.")
    ),
    "yaml-tab": Rule(N_("This line is indented with a tab. Replace it with spaces.")),
    "yaml-colon": Rule(
        N_(
            "This “:” is not expected. If it belongs to a text, put the whole text between "
            "quotation marks; if not, align the line with its neighbours."
        )
    ),
    "yaml-dash": Rule(N_("A list cannot begin on this line. Begin it on the next line.")),
    "yaml-quote-needed": Rule(
        N_("A text cannot begin with this character. Put the text between quotation marks.")
    ),
    "yaml-escape": Rule(
        N_(
            "“\\” has a special meaning between double quotation marks. Write “\\\\” or use single "
            "quotation marks."
        )
    ),
    "yaml-bracket": Rule(N_("The bracket opened here is not closed, or a comma is missing. Complete it.")),
    "yaml-colon-missing": Rule(
        N_("A “:” is missing after the key. Write the key, “:”, a space, then the value.")
    ),
    "yaml-indentation": Rule(
        N_(
            "This line is not aligned with its neighbours, or a text is quoted only in part. "
            "Align the line, or put the whole text between quotation marks."
        )
    ),
    "yaml-quote-open": Rule(N_("The quotation mark or bracket opened here is never closed. Close it.")),
    "yaml-syntax": Rule(
        N_("This cannot be read as YAML. Compare the line with a part of the file that is accepted.")
    ),
    "yaml-alias": Rule(
        N_(
            "Anchors and aliases (“&” and “*”) are not accepted. Write the text in full, between "
            "quotation marks if it begins with one of these signs."
        )
    ),
    "yaml-tag": Rule(
        N_(
            "Tags ({tag}) are not accepted. Delete it, or put the text between quotation marks if "
            "it begins with “!”."
        )
    ),
    "yaml-merge": Rule(N_("The merge key “<<” is not accepted. Write the keys in full.")),
    "duplicate-key": Rule(
        N_("The key “{key}” is already written at line {other}. Keep only one of the two.")
    ),
    "key-not-text": Rule(N_("A list or a group cannot be used as a key. Write a word followed by “:”.")),
    "several-documents": Rule(
        N_("A second document begins here. Keep one questionnaire per file and delete the line “---”.")
    ),
    "too-deep": Rule(N_("There are more than {limit} levels of nesting here. Remove some.")),
    "too-many-nodes": Rule(N_("This file holds more than {limit} values. Check that it is the right file.")),
    "text-too-long": Rule(N_("This text has {count} characters. Shorten it to {limit} at most.")),
    "not-a-mapping": Rule(
        N_("This is not a questionnaire: the file must begin with keys such as “schema: 1” and “id:”.")
    ),
}
"""Rules about reading the file at all."""

SHAPE: Mapping[str, Rule] = {
    "missing-key": Rule(N_("The key “{key}” is missing here. Add it.")),
    "unknown-key": Rule(N_("The key “{key}” does not exist here. Did you mean “{nearest}”?")),
    "unknown-key-alone": Rule(N_("The key “{key}” does not exist here. Delete it, or use one of: {known}.")),
    "empty-value": Rule(N_("Nothing is written after “{key}”. Write a value, or delete the line.")),
    "needs-quotes": Rule(N_('A text is expected after “{key}”. Put quotation marks around it: "{value}".')),
    "text-is-mapping": Rule(
        N_(
            "A text is expected after “{key}”, and it contains “:”. Put the whole text between "
            "quotation marks."
        )
    ),
    "text-is-list": Rule(
        N_(
            "A single text is expected after “{key}”, not a list. Write one text; put it between "
            "quotation marks if it begins with “[” or “-”."
        )
    ),
    "blank-text": Rule(N_("The text after “{key}” is empty. Write it, or delete the line.")),
    "line-too-long": Rule(
        N_("The text after “{key}” is too long. Shorten it to {limit} characters at most.")
    ),
    "bad-id": Rule(
        N_(
            "“{value}” is not a valid identifier. Use lower-case letters without accents, digits "
            "and hyphens (and dots for criteria and objectives)."
        )
    ),
    "bad-code": Rule(
        N_('“{value}” is not a valid code. Write at most 20 characters without spaces, such as "2.1.4".')
    ),
    "bad-url": Rule(N_("“{value}” is not a web address. Begin it with https://")),
    "bad-language": Rule(
        N_("“{value}” is not a language code. Write two lower-case letters, such as fr or en.")
    ),
    "list-expected": Rule(
        N_("A list is expected after “{key}”. Begin each line with “- ”, or delete the key.")
    ),
    "list-too-short": Rule(N_("The list “{key}” needs at least {minimum} items. Add what is missing.")),
    "list-too-long": Rule(N_("The list “{key}” may have at most {maximum} items. Remove some.")),
    "mapping-expected": Rule(
        N_("Keys followed by “:” are expected in “{key}”. Write them, one per line and indented.")
    ),
    "bad-choice": Rule(N_("“{value}” is not accepted for “{key}”. Write one of: {choices}.")),
    "bad-schema": Rule(
        N_(
            "This file says “schema: {value}”, and this version of cap-tui reads “schema: 1”. "
            "Write 1, or install a newer cap-tui."
        )
    ),
    "boolean-expected": Rule(N_("Write true or false after “{key}”, without quotation marks.")),
    "number-expected": Rule(
        N_("A number is expected after “{key}”. Write it without quotation marks and with a decimal point.")
    ),
    "percent-range": Rule(N_("“{key}” is a percentage. Write a number from 0 to 100.")),
    "weight-not-positive": Rule(N_("A weight must be above zero. Write 1 for an ordinary criterion.")),
    "bad-value": Rule(
        N_("The value of “{key}” is not accepted. Compare it with the documentation of the format.")
    ),
}
"""Rules about keys and kinds of values."""

MEANING: Mapping[str, Rule] = {
    "duplicate-id": Rule(N_("The identifier “{value}” is already used at line {other}. Choose another one.")),
    "duplicate-code": Rule(N_("The code “{value}” is already used at line {other}. Choose another one.")),
    "id-prefix": Rule(
        N_("This identifier does not begin with that of its objective. Write “{prefix}.” before it."),
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

RULES: Mapping[str, Rule] = {**READING, **SHAPE, **MEANING}
"""Every rule by its code."""
