"""A .csv file as rows: the separator is found, whatever program wrote it."""

from __future__ import annotations

import csv
import io

from cap_tui.catalogue.importing.errors import BrokenSpreadsheetError, ForeignTooBigError
from cap_tui.catalogue.importing.rows import Sheet
from cap_tui.i18n import _

MAX_ROWS = 20_000
"""Rows of a sheet: three times the largest référentiels."""
MAX_COLUMNS = 200
_SEPARATORS = (";", ",", "\t")


def separator_of(text: str) -> str:
    """Return the sign that separates most cells in the first lines; a semicolon when none does."""
    lines = text.split("\n", 20)[:20]
    counts = {sign: sum(line.count(sign) for line in lines) for sign in _SEPARATORS}
    header = next((line for line in lines if any(sign in line for sign in _SEPARATORS)), "")
    return max(_SEPARATORS, key=lambda sign: (header.count(sign), counts[sign]))


def csv_sheet(text: str) -> Sheet:
    """Return the rows of a file.

    Raises:
        BrokenSpreadsheetError: The quotation marks do not close.
        ForeignTooBigError: It has more rows or columns than any référentiel.
    """
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        for row in reader:
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise ForeignTooBigError(
                    limit=_("{rows} rows of {columns} cells").format(rows=MAX_ROWS, columns=MAX_COLUMNS)
                )
            rows.append(row)
    except csv.Error as error:
        raise BrokenSpreadsheetError(row=len(rows) + 1) from error
    return Sheet("", rows)
