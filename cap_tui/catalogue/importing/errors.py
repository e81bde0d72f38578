"""Why a foreign file gives no questionnaire at all."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class ForeignRefusedError(CapError):
    """Base of the ways a foreign file is refused whole."""

    sentence = N_("This file cannot be turned into a questionnaire. Check that it is the right one.")


class ForeignTooBigError(ForeignRefusedError):
    """More bytes, values or rows than any référentiel holds."""

    sentence = N_(
        "This file is larger than any référentiel (at most {limit}). Check that it is the right one, or split it."
    )


class ForeignUnreadableError(ForeignRefusedError):
    """Not YAML."""

    sentence = N_(
        "Line {line} of this file cannot be read as YAML. Check that the file is whole and was not changed by hand."
    )


class ForeignBombError(ForeignRefusedError):
    """Built to expand without end."""

    sentence = N_(
        "This file refers to itself or is nested without end (line {line}): it was not read. Ask whoever sent it "
        "where it comes from."
    )


class NotLibraryError(ForeignRefusedError):
    """YAML, but no framework with requirements inside."""

    sentence = N_(
        "No framework was found in this file. Give a CISO Assistant library (with objects, framework and "
        "requirement_nodes), or a spreadsheet."
    )


class NothingToEvaluateError(ForeignRefusedError):
    """Nothing in it can be evaluated."""

    sentence = N_(
        "Nothing in this file can be evaluated: not one requirement or row became a criterion. Check that it is "
        "the right file."
    )


class NotSpreadsheetError(ForeignRefusedError):
    """Neither library nor spreadsheet."""

    sentence = N_(
        "This file is not of a kind that can be imported. Give a CISO Assistant library (.yaml) or a spreadsheet "
        "(.xlsx or .csv)."
    )


class NoHeadersError(ForeignRefusedError):
    """No row holds the names of the columns."""

    sentence = N_(
        "No row of this spreadsheet holds the names of the columns. Write “titre” or “question” above the column of "
        "criteria, then import it again."
    )


class BrokenSpreadsheetError(ForeignRefusedError):
    """The csv module gives up."""

    sentence = N_(
        "Row {row} of this spreadsheet cannot be read: a quotation mark is probably never closed. Correct it, then "
        "import it again."
    )


class UnfitError(ForeignRefusedError):
    """What was made of it would be refused by the check."""

    sentence = N_(
        "What this file gives is not a questionnaire that can be used, and nothing was written. First problem: {problem}"
    )


class SameFileError(ForeignRefusedError):
    """What would be written is what is read."""

    sentence = N_(
        "{path} is the file to import: it will not be overwritten. Choose another name with --output."
    )
