"""A plan that comes back from Excel, read as texts: which row is which action, which column is which field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.exchange.worksheet import NotWorksheetError
from cap_tui.exchange.worksheet_cells import Book, Cell, cell_name
from cap_tui.exchange.worksheet_parts import LARGE, Parts
from cap_tui.reports.xlsx.plan_columns import (
    COLUMN,
    DERIVED,
    FACTS_SHEET,
    FIELDS,
    FORMAT,
    LINE,
    MARKS,
    REFERENCE,
    SHEET,
    read_marks,
)
from cap_tui.services.exchange_errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cap_tui.exchange.worksheet_cells import Cells

_EMPTY = Cell("")
_HEADS = 20
"""Rows among which the heads are looked for: people add a title above."""


class NotPlanError(CapError):
    """The file is something else."""

    sentence = N_(
        "This file is not a plan exported by cap-tui. Export the evaluation to Excel, change its sheet “Plan” and "
        "bring that file back."
    )


class NewerPlanError(CapError):
    """Made by a later version."""

    sentence = N_(
        "This workbook was made by a newer version of cap-tui. Install the newer version, then bring it back again."
    )


class PlanHeadsError(CapError):
    """The sheet or its columns cannot be told any more. Takes `head`."""

    sentence = N_(
        "The column “{head}” of the sheet of the plan is not found, so rows cannot be matched. Export the plan again "
        "and copy your changes into the new file."
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheet.

    Attributes:
        number: As the spreadsheet counts.
        action: Id it bears; empty for a row added by hand.
        marks: Field to the digest of its exported value.
        cells: Field to what the cell says now; empty cells are there too.
    """

    number: int
    action: str
    marks: Mapping[str, str]
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The sheet of the plan.

    Attributes:
        facts: What the hidden sheet says: structure, SIRET, year, questionnaire.
        exported: Ids of the lines it was made with.
        rows: Those that say something.
        places: Field to its column, from 1.
        lost: Heads of the columns that are gone.
        unknown: Head of each column added, with how many of its cells say something.
    """

    facts: Mapping[str, str]
    exported: tuple[str, ...]
    rows: tuple[Row, ...]
    places: Mapping[str, int]
    lost: tuple[str, ...]
    unknown: tuple[tuple[str, int], ...]

    def cell(self, row: Row, field: str) -> str:
        """Return the name of a cell, such as `F7`."""
        return cell_name(row.number, self.places.get(field, 1))


def read_plan_sheet(path: Path) -> PlanSheet:
    """Return what the sheet of the plan says; nothing of the file is computed nor followed.

    Raises:
        CapError: It cannot be read, is something else, or its rows cannot be matched any more.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGE.file + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFileError(path=one_line(str(path)), reason=reason) from error
    try:
        book = Book(Parts(raw, LARGE))
    except NotWorksheetError as error:
        raise NotPlanError from error
    facts = _facts(book)
    version = facts.get("format", "")
    if version.isdecimal() and version != str(FORMAT):
        raise NewerPlanError
    if not {"structure", "year", "questionnaire", SHEET, REFERENCE, MARKS} <= facts.keys():
        raise NotPlanError
    return _sheet(book, facts)


def _facts(book: Book) -> dict[str, str]:
    if FACTS_SHEET not in book.sheets:
        raise NotPlanError
    cells = book.cells(FACTS_SHEET)
    return {
        cell.text: cells.get((row, 2), _EMPTY).text for (row, column), cell in cells.items() if column == 1
    }


def _sheet(book: Book, facts: Mapping[str, str]) -> PlanSheet:
    names = [name for name in book.sheets if name != FACTS_SHEET]
    first = facts[SHEET]
    for name in sorted(names, key=lambda name: name != first):
        cells = book.cells(name)
        top = _top(cells, facts[REFERENCE])
        if top:
            return _read(cells, top, facts)
    raise PlanHeadsError(head=one_line(facts[REFERENCE], limit=80))


def _top(cells: Cells, reference: str) -> int:
    """Return the row of the heads: the one that has that of the ids; 0 when there is none."""
    found = [
        row for (row, _column), cell in cells.items() if row <= _HEADS and one_line(cell.text) == reference
    ]
    return min(found, default=0)


def _read(cells: Cells, top: int, facts: Mapping[str, str]) -> PlanSheet:
    heads: dict[str, int] = {}
    for (row, column), cell in sorted(cells.items()):
        if row == top:
            heads.setdefault(one_line(cell.text), column)
    told = {name: facts[COLUMN + name] for name in FIELDS if COLUMN + name in facts}
    places = {name: heads[one_line(head)] for name, head in told.items() if one_line(head) in heads}
    known = {*told.values(), facts[REFERENCE], facts[MARKS], *facts.get(DERIVED, "").split("\n")}
    known = {one_line(head) for head in known}
    below = sorted({row for row, _column in cells if row > top})
    reference, marks = heads[one_line(facts[REFERENCE])], heads.get(one_line(facts[MARKS]), 0)
    rows = []
    for number in below:
        found = {name: cells.get((number, place), _EMPTY) for name, place in places.items()}
        key = cells.get((number, reference), _EMPTY).text.strip()
        if key or any(cell.text.strip() for cell in found.values()):
            rows.append(Row(number, key, read_marks(cells.get((number, marks), _EMPTY).text), found))
    unknown = [
        (head, sum((number, column) in cells for number in below))
        for head, column in heads.items()
        if head not in known
    ]
    return PlanSheet(
        facts=facts,
        exported=tuple(key.removeprefix(LINE) for key in facts if key.startswith(LINE)),
        rows=tuple(rows),
        places=places,
        lost=tuple(head for name, head in told.items() if name not in places),
        unknown=tuple(unknown),
    )
