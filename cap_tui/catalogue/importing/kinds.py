"""Everything an import may have to say, as message ids; the report follows this order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = {
    "encoding": N_("The file is not in UTF-8: it was read in this encoding. Check the accents."),
    "control-characters": N_("Characters that no text needs were removed before reading."),
    "other-document": N_("A second document follows in the same file: it was not read."),
    "duplicate-key": N_("This key is written twice: only the first value was kept."),
    "tag": N_("This type mark of YAML is not known: the value was taken as a text."),
    "wrong-kind": N_("This value is not of the kind expected: it was not carried."),
    "unknown-key": N_("This key is not known: it was not carried."),
    "missing-head": N_("This is missing at the head of the file, and was replaced as follows."),
    "description": N_("Description, which the head of a questionnaire has no place for."),
    "other-framework": N_("Several frameworks are in the file: only the first was read, not this one."),
    "object": N_("Objects that a questionnaire has no place for: not carried."),
    "dependencies": N_("Other libraries on which this one depends: not read."),
    "language-used": N_("Language of the texts kept. With --lang, another one is tried first."),
    "language-left": N_("Translations into this language were not carried (number of texts)."),
    "translation-missing": N_("No translation here: the text was kept in the language of the library."),
}

_SCALE = {
    "scale-default": N_("No scale of scores: this scale was used."),
    "scale-conflict": N_(
        "The smallest and largest scores do not fit the levels that are defined: the levels were followed."
    ),
    "scale-hole": N_("Scores between the smallest and the largest have no definition: they have no level."),
    "scale-level": N_("This level of the scale could not be used."),
    "scale-unusable": N_(
        "The scale cannot be used (two to nine levels are needed): another one replaces it."
    ),
    "scale-alternative": N_("Another scale, for some requirements only: not carried."),
    "level-description": N_(
        "Description of a level for all criteria: not carried. Describe levels in each criterion."
    ),
    "target-chosen": N_(
        "The source sets no level to reach: the highest was chosen. Change “target” if need be."
    ),
    "target-twice": N_("A second level to reach: the first one was kept."),
    "scale-order": N_(
        "The levels do not rise or fall with their scores: they were put in the order of the scores."
    ),
    "scale-shares": N_(
        "No score is above 1, out of 100: were they shares? They were kept as they are written."
    ),
    "outcomes": N_("Rules that compute an overall result: not carried."),
}

_GROUPS = {
    "group-detail": N_("What defines this implementation group beyond its name: not carried."),
    "group-bad": N_("This implementation group has no ref_id, or one already used: not carried."),
    "group-unknown": N_(
        "This implementation group is not defined: left out, the criterion concerns everyone."
    ),
    "groups-several": N_(
        "The criterion belongs to several implementation groups (one of them is enough): it concerns everyone here."
    ),
    "group-unused": N_("No criterion belongs to this implementation group alone: it is not an option here."),
    "group-on-section": N_("Implementation groups of a section: not carried."),
    "kind-unknown": N_("This kind of structure is not known: left out, see the list in the documentation."),
}

_TREE = {
    "node-bad": N_("This requirement is not written as keys and values: not carried."),
    "no-urn": N_("No urn: an identifier was made from the reference or the place."),
    "duplicate-urn": N_("This urn is already used: both were kept, with distinct identifiers."),
    "parent-unknown": N_("The parent named here does not exist: placed at the first level."),
    "parent-loop": N_("Parents go round in a circle: the circle was opened here, at the first level."),
    "depth-conflict": N_("The depth written does not fit the parents: the parents were followed."),
    "too-deep": N_("Deeper than nine levels: moved up, what it held is now beside it."),
    "both": N_("Evaluated and divided at once: it became a section and a criterion within it."),
    "order": N_("Sections come after criteria here: the questionnaire shows sections first."),
    "theme-made": N_("Criteria at the first level: they were gathered in a theme."),
    "section-empty": N_("Nothing to evaluate in this section: not carried."),
    "splash": N_("A page shown between questions: not carried."),
    "assessable-unclear": N_(
        "Neither true nor false says whether this is evaluated: taken as not evaluated."
    ),
}

_TEXTS = {
    "code-changed": N_("This code is already used, too long or contains spaces: changed."),
    "code-made": N_("No code in the source: one was made from its place."),
    "untitled": N_("No text at all: the code or the identifier became the title."),
    "title-made": N_("No title: the beginning of the text became the title."),
    "question-taken": N_("The only question asked became the question of the criterion."),
    "text-cleaned": N_("Invisible or forbidden characters were removed from this text."),
    "text-cut": N_("This text was too long: it was cut (number of characters)."),
    "item-twice": N_("This is written twice in a list: kept once."),
    "text-split": N_("This piece of evidence was too long for one line: it was divided."),
    "weight-bad": N_("This weight is not a number above zero: 1 was used."),
    "flag-bad": N_("Neither yes nor no can be read here: taken as no."),
    "importance": N_("Importance of the requirement: not carried. Use “imperative” or “weight” if need be."),
    "visibility": N_("Condition under which the requirement shows: not carried, it always shows."),
    "own-scale": N_("A scale of its own: not carried, it uses that of the questionnaire."),
    "threats": N_("Threats linked to the requirement: not carried."),
    "controls": N_("Reference controls linked to the requirement: not carried."),
}

_QUESTIONS = {
    "choices": N_("Choices of a question: listed in what is expected, they are no longer answers."),
    "choice-effects": N_("What a choice would trigger (points, result, groups): not carried."),
    "question-condition": N_("Condition under which a question is asked: not carried."),
    "question-bad": N_("This question has no text: not carried."),
    "question-detail": N_("Explanation given with a question or a choice: added to what is expected."),
}

_ROWS = {
    "separator": N_("The columns are separated by this sign."),
    "sheet-left": N_("This sheet was not read."),
    "column-unknown": N_("This column is not known: not carried."),
    "column-twice": N_("This column appears twice: only the first was read."),
    "level-unknown": N_("No level of the scale has this name: the column was not carried."),
    "level-moved": N_(
        "A level is described in too few characters, or as another one is: the text went to what is expected."
    ),
    "levels-incomplete": N_("Some criteria do not describe this level: it is no longer required of any."),
    "question-moved": N_("The question does not end with a question mark: it went to what is expected."),
    "above-headers": N_("Above the names of the columns: not carried."),
    "row-left": N_("This row holds no title, question or code: not carried."),
    "cell-left": N_("Cells beyond the last column that has a name: not carried."),
    "formula": N_("A formula is never computed: not carried."),
    "reference-bad": N_("A reference is written “standard | clause”, one per line: not carried."),
    "source-none": N_("Nothing says where these contents come from: complete “sources”."),
}

KINDS: Mapping[str, str] = {**_HEAD, **_SCALE, **_GROUPS, **_TREE, **_TEXTS, **_QUESTIONS, **_ROWS}
"""Kind of a finding to its message id."""
