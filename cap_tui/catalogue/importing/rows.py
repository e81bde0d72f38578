"""Rows of cells, whatever file they come from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.slugs import plain_word
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.catalogue.importing.findings import Findings

_CODED = re.compile(r"([A-Z]{0,3}[0-9]+(?:\.[0-9A-Za-z]+)*)[.):]?\s*[-–—]?\s+(\S.*)")
_BULLETS = " \t•–*-"
_YES = frozenset({"oui", "x", "vrai", "true", "yes", "1", "o"})
_NO = frozenset({"", "non", "faux", "false", "no", "0", "n"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet.

    Attributes:
        name: Empty for a file of rows without sheets.
        rows: Rows of texts; shorter rows lack their last cells.
    """

    name: str
    rows: Sequence[Sequence[str]]


def column_name(index: int) -> str:
    """Return how a spreadsheet calls a column, counted from 0."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_place(row: int, column: int | None = None) -> str:
    """Return how people find a cell, or a row; both counted from 0."""
    if column is None:
        return _("row {row}").format(row=row + 1)
    return _("cell {cell}").format(cell=f"{column_name(column)}{row + 1}")


class Row:
    """One row, its cells found by what their column means.

    Args:
        index: Of the row, from 0.
        columns: Meaning to place of the column, from 0.
    """

    def __init__(self, sheet: Sheet, index: int, columns: Mapping[str, int], findings: Findings) -> None:
        self._cells, self._index, self._columns = sheet.rows[index], index, columns
        for place, text in enumerate(self._cells):
            if text.startswith("="):
                findings.tell("formula", cell_place(index, place), text)

    def at(self, column: int) -> str:
        """Return the text of a cell; a formula is none."""
        text = self._cells[column].strip() if column < len(self._cells) else ""
        return "" if text.startswith("=") else text

    def text(self, meaning: str) -> str:
        """Return the text of the cell of this meaning, empty when there is none."""
        return self.at(self._columns[meaning]) if meaning in self._columns else ""

    def line(self, meaning: str) -> str:
        """Return the same on one line."""
        return one_line(self.text(meaning))

    def place(self, meaning: str = "") -> str:
        """Return where the row, or one of its cells, is."""
        return cell_place(self._index, self._columns.get(meaning))

    def filled(self) -> list[str]:
        """Return the texts of the cells that are not empty."""
        return [text.strip() for text in self._cells if text.strip()]

    def only(self, meanings: set[str]) -> bool:
        """Return whether nothing is written but under these meanings."""
        places = {self._columns[meaning] for meaning in meanings if meaning in self._columns}
        return all(not text.strip() or place in places for place, text in enumerate(self._cells))


def coded(text: str) -> tuple[str, str]:
    """Return the code that a title begins with, and the title: `1.2 Accueil`, `3) Suivi`; the code may be empty."""
    match = _CODED.fullmatch(text)
    return (match[1], match[2].strip()) if match else ("", text)


def lines_of(text: str, *, commas: bool = False) -> list[str]:
    """Return the items of a cell: one per line, or separated by semicolons; by commas too when `commas`."""
    parts = re.split(r"[\n;,]" if commas else r"[\n;]", text)
    return [item for part in parts if (item := part.strip(_BULLETS))]


def read_flag(row: Row, meaning: str, findings: Findings) -> bool:
    """Return whether a cell says yes; told when it says neither yes nor no."""
    word = plain_word(row.line(meaning))
    if word not in _YES | _NO:
        findings.tell("flag-bad", row.place(meaning), row.line(meaning))
    return word in _YES
