"""Importing a référentiel written for another tool: one file read, a questionnaire and a report written, or nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.convert import Converted, convert_csv, convert_library, convert_sheets
from cap_tui.catalogue.importing.csv_rows import MAX_COLUMNS, MAX_ROWS
from cap_tui.catalogue.importing.errors import ForeignTooBigError, NotSpreadsheetError, SameFileError
from cap_tui.catalogue.importing.rows import Sheet
from cap_tui.exchange.worksheet import NotWorksheetError, OversizedWorksheetError
from cap_tui.exchange.worksheet_cells import Book
from cap_tui.exchange.worksheet_parts import LARGE, Parts
from cap_tui.i18n import _, language
from cap_tui.reports.files import ExportError, check_destination, export_error, write_beside
from cap_tui.services.exchange_errors import UnreadableFileError
from cap_tui.services.importing_report import import_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.exchange.worksheet_cells import Cells

MAX_FILE = 20_000_000
"""Bytes of a foreign file."""
_BOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ROWS = (".csv", ".tsv", ".txt")
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote.

    Attributes:
        converted: The questionnaire and everything to say about it.
        questionnaire: Where the YAML is.
        report: Where the report is.
    """

    converted: Converted
    questionnaire: Path
    report: Path


def import_questionnaire(source: Path, output: Path | None = None, *, overwrite: bool = False) -> Imported:
    """Read a CISO Assistant library or a spreadsheet; write a questionnaire, and a report beside it.

    Args:
        source: The file to read.
        output: The questionnaire to write, or a folder; by default in the current folder, under its own id.
        overwrite: Whether files already there may be replaced.

    Raises:
        CapError: The source cannot be read or used, or a file cannot be written: then neither is.
    """
    converted = convert(source)
    target = _target(output, converted.questionnaire.id)
    report = target.with_name(f"{target.stem}-rapport.md")
    if any(_same(source, path) for path in (target, report)):
        raise SameFileError(path=source)
    text = import_report(converted, source.name, target.name)
    _write_both({target: converted.text, report: text}, overwrite=overwrite)
    return Imported(converted, target, report)


def convert(source: Path) -> Converted:
    """Return what a foreign file gives, without writing anything.

    Raises:
        CapError: It cannot be read or used.
    """
    raw = _read(source)
    name, suffix = source.stem, source.suffix.casefold()
    if raw.startswith(_BOOK_STARTS):
        return convert_sheets(_sheets(raw), name)
    if suffix in _ROWS:
        return convert_csv(raw, name)
    if suffix in _YAML:
        return convert_library(raw, source.name, language())
    raise NotSpreadsheetError


def _read(source: Path) -> bytes:
    try:
        if source.exists() and not source.is_file():
            raise NotSpreadsheetError
        with source.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFileError(path=source, reason=reason) from error
    if len(raw) > MAX_FILE:
        raise ForeignTooBigError(limit=_("{count} MB").format(count=MAX_FILE // 1_000_000))
    return raw


def _sheets(raw: bytes) -> list[Sheet]:
    """Return the sheets of a workbook as rows.

    Raises:
        CapError: It is not a workbook that a spreadsheet program could write, or it is too large.
    """
    try:
        book = Book(Parts(raw, LARGE))
        return list(_read_sheets(book))
    except NotWorksheetError as error:
        raise NotSpreadsheetError from error
    except OversizedWorksheetError as error:
        raise _too_large() from error


def _read_sheets(book: Book) -> Iterator[Sheet]:
    """Yield each sheet, as long as all of them together hold no more cells than the largest one may."""
    room = MAX_ROWS * MAX_COLUMNS
    for name in book.sheets:
        rows = _rows(book.cells(name))
        room -= sum(map(len, rows))
        if room < 0:
            raise _too_large()
        yield Sheet(name, rows)


def _rows(cells: Cells) -> list[list[str]]:
    if not cells:
        return []
    height, width = max(row for row, _column in cells), max(column for _row, column in cells)
    if height > MAX_ROWS or width > MAX_COLUMNS:
        raise _too_large()
    rows = [[""] * width for _row in range(height)]
    for (row, column), cell in cells.items():
        if row and column:
            rows[row - 1][column - 1] = cell.text
    return rows


def _too_large() -> ForeignTooBigError:
    limit = _("{rows} rows of {columns} cells").format(rows=MAX_ROWS, columns=MAX_COLUMNS)
    return ForeignTooBigError(limit=limit)


def _target(output: Path | None, questionnaire_id: str) -> Path:
    path = output or Path()
    with suppress(
        OSError, RuntimeError
    ):  # a name too long or an unknown ~person: the writing refuses them in a sentence
        path = path.expanduser()
        if path.is_dir():
            path /= f"{questionnaire_id}.yaml"
    return path.absolute()


def _same(source: Path, path: Path) -> bool:
    """Return whether two paths lead to one file, whatever way they go there."""
    try:
        return path.samefile(source)
    except (OSError, ValueError):  # nothing there yet, or no such name
        return False


def _write_both(texts: dict[Path, str], *, overwrite: bool) -> None:
    """Write two files, or none: both are put back as they were when one cannot be surely put in its place."""
    for path in texts:
        check_destination(path, overwrite=overwrite)
    (first, one), (second, other) = texts.items()
    before = {path: _content(path) for path in texts}
    try:
        with write_beside(second, overwrite=overwrite) as waiting:
            waiting.write_text(other, encoding="utf-8", newline="\n")
            with write_beside(first, overwrite=overwrite) as ready:
                ready.write_text(one, encoding="utf-8", newline="\n")
    except ExportError:
        for path, text in texts.items():
            with suppress(ExportError):
                if _content(path) == text.encode():  # in its place, perhaps without that being sure
                    _put_back(path, before[path])
        raise


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise export_error(error, path) from error


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
        return
    with write_beside(path, overwrite=True) as again:
        again.write_bytes(before)
