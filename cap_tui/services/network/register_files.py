"""A register as rows of texts, from an Excel workbook or a CSV file, opened with suspicion."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.csv_rows import separator_of
from cap_tui.catalogue.importing.decoding import decode
from cap_tui.catalogue.importing.findings import Findings
from cap_tui.exchange.worksheet import NotWorksheetError, OversizedWorksheetError
from cap_tui.exchange.worksheet_cells import Book
from cap_tui.exchange.worksheet_parts import Limits, Parts
from cap_tui.i18n import _
from cap_tui.services.exchange_errors import UnreadableFileError
from cap_tui.services.network.register_columns import SIRET, columns_of
from cap_tui.services.network.register_errors import (
    BrokenRowError,
    NoSiretColumnError,
    NotRegisterError,
    RegisterTooBigError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cap_tui.exchange.worksheet_cells import Cells

MAX_FILE = 20_000_000
"""Bytes of a file: twenty thousand lines make three million."""
MAX_ROWS, MAX_COLUMNS = 50_000, 200
WORKBOOK = Limits(MAX_FILE, 150_000_000, 2_500_000)
"""Twenty thousand lines of thirty columns make a million and a half elements."""
_BOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ROWS = (".csv", ".tsv", ".txt")
_SEARCHED = 20  # rows above the heads: a title, a date
_PEEKED = 400  # bytes that tell UTF-16 without its mark


@dataclass(frozen=True, slots=True)
class Source:
    """A file being read.

    Attributes:
        encoding: Name of the encoding of a CSV file; empty for a workbook.
        separator: Sign between the cells of a CSV file; empty for a workbook.
        sheet: Name of the sheet that was read; empty for a CSV file.
        left: Names of the sheets that were not.
        head: Place of the row of heads, from 0.
        rows: Texts; a formula as it was typed, with its sign.
    """

    encoding: str
    separator: str
    sheet: str
    left: tuple[str, ...]
    head: int
    rows: Sequence[Sequence[str]]


def open_register(path: Path) -> Source:
    """Return the rows of a file, its heads found.

    Raises:
        CapError: It cannot be read, is too large or unsafe, or no row names a column of SIRET.
    """
    raw = _read(path)
    if raw.startswith(_BOOK_STARTS):
        return _workbook(raw)
    if path.suffix.casefold() not in _ROWS:
        raise NotRegisterError
    text, encoding = _text(raw)
    return _csv(text, encoding)


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise NotRegisterError
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFileError(path=path, reason=getattr(error, "strerror", None) or error) from error
    if len(raw) > MAX_FILE:
        raise RegisterTooBigError(limit=_("{count} MB").format(count=MAX_FILE // 1_000_000))
    return raw


def _text(raw: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding."""
    for start, name, odd in (("utf-16-le", "UTF-16", 1), ("utf-16-be", "UTF-16", 0)):
        peeked = raw[odd:_PEEKED:2]  # in Western texts every other byte is a zero
        marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        if not marked and peeked and peeked.count(0) * 2 > len(peeked):
            return raw.decode(start, errors="replace").replace("\x00", ""), name
    findings = Findings()
    text = decode(raw, findings)
    told = findings.by_kind().get("encoding")
    return text, told[0].detail if told else "UTF-8"


def _csv(text: str, encoding: str) -> Source:
    if text.startswith("sep="):  # what Excel writes above the heads to name the separator
        text = text.partition("\n")[2]
    separator = separator_of(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if len(rows) >= MAX_ROWS or len(row) > MAX_COLUMNS:
                raise _too_large()
            rows.append(row)
    except csv.Error as error:
        raise BrokenRowError(line=len(rows) + 1) from error
    head = _head(rows)
    if head is None:
        raise NoSiretColumnError
    return Source(encoding, separator, "", (), head, rows)


def _workbook(raw: bytes) -> Source:
    try:
        book = Book(Parts(raw, WORKBOOK))
        for name, rows in _sheets(book):
            if (head := _head(rows)) is not None:
                left = tuple(other for other in book.sheets if other != name)
                return Source("", "", name, left, head, rows)
    except NotWorksheetError as error:
        raise NotRegisterError from error
    except OversizedWorksheetError as error:
        raise _too_large() from error
    raise NoSiretColumnError


def _sheets(book: Book) -> Iterator[tuple[str, list[list[str]]]]:
    for name in book.sheets:
        yield name, _rows(book.cells(name))


def _rows(cells: Cells) -> list[list[str]]:
    """Return the rows of a sheet, each as long as its last cell that is filled."""
    if not cells:
        return []
    height, width = max(row for row, _column in cells), max(column for _row, column in cells)
    if height > MAX_ROWS or width > MAX_COLUMNS:
        raise _too_large()
    rows: list[list[str]] = [[] for _row in range(height)]
    for (row, column), cell in cells.items():
        if row and column:
            line = rows[row - 1]
            line.extend([""] * (column - len(line)))
            line[column - 1] = cell.text
    return rows


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the first row that names a column of SIRET."""
    for place, row in enumerate(rows[:_SEARCHED]):
        if any(column.meaning == SIRET for column in columns_of(row)[0]):
            return place
    return None


def _too_large() -> RegisterTooBigError:
    limit = _("{rows} rows of {columns} cells").format(rows=MAX_ROWS, columns=MAX_COLUMNS)
    return RegisterTooBigError(limit=limit)
