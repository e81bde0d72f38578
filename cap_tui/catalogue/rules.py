"""Every rule a questionnaire file may break: how serious it is, and the sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.meaning_rules import MEANING
from cap_tui.catalogue.rule import Rule
from cap_tui.catalogue.scheme_rules import SCHEMES
from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

READING: Mapping[str, Rule] = {
    "too-big": Rule(
        N_(
            "This file is larger than {limit} MB, which no questionnaire needs. Check that it is "
            "the right file."
        )
    ),
    "not-utf8": Rule(N_("This text is not in UTF-8. Save the file again choosing the encoding “UTF-8”.")),
    "not-text": Rule(
        N_(
            "This is not a text file: it is a document of a word processor or a spreadsheet, an image or an archive. "
            "Open it, copy its text into a text editor and save it in UTF-8 under a name that ends with .yaml."
        )
    ),
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
    "yaml-quote-open": Rule(N_("The quotation mark opened here is never closed. Close it.")),
    "yaml-quote-crossed": Rule(
        N_(
            "The text that begins at this quotation mark ends too early: a quotation mark is missing, or one is too "
            "many. Put one at the beginning and one at the end of each text."
        )
    ),
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
    "bad-date": Rule(
        N_("“{value}” is not a date. Write the year, the month and the day, such as 2029-09-30.")
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
    "whole-number": Rule(
        N_(
            "A whole number is expected after “{key}”, such as 2. Write it without quotation marks and without "
            "decimals."
        )
    ),
    "number-too-small": Rule(N_("“{key}” cannot be below {minimum}. Write {minimum} or more.")),
    "number-too-large": Rule(N_("“{key}” cannot be above {maximum}. Write {maximum} or less.")),
    "rule-without-name": Rule(
        N_("A rule of the verdict begins with “rule:” and its name. Write one of: {choices}.")
    ),
    "percent-range": Rule(N_("“{key}” is a percentage. Write a number from 0 to 100.")),
    "weight-not-positive": Rule(N_("A weight must be above zero. Write 1 for an ordinary criterion.")),
    "bad-value": Rule(
        N_("The value of “{key}” is not accepted. Compare it with the documentation of the format.")
    ),
}
"""Rules about keys and kinds of values."""

RULES: Mapping[str, Rule] = {**READING, **SHAPE, **MEANING, **SCHEMES}
"""Every rule by its code."""
