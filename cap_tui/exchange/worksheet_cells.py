"""The cells of an .xlsx file as texts: what a person would read in them, and nothing computed.

Only the little of the format (ECMA-376, part 1, chapter 18) that holds texts is read: no style but dates and
percentages, no picture, no link, no formula. So nothing a file asks for is ever done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from cap_tui.exchange.worksheet import DamagedWorksheetError
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import clock, short_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.exchange.worksheet_parts import Parts

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DATE_FORMATS = frozenset([*range(14, 23), *range(45, 48)])  # ECMA-376, 18.8.30
_PERCENT_FORMATS = frozenset({9, 10})  # same
_LAST_DAY = 2_958_465  # 31 December 9999
_EXACT = 10**15  # digits that a spreadsheet keeps


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty.

    Attributes:
        text: What it says; a formula as it was typed, with its sign.
        formula: Whether it is a formula, which is never computed.
    """

    text: str
    formula: bool = False


Cells = dict[tuple[int, int], Cell]
"""Cells by row and column, both from 1."""


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as a spreadsheet shows it, e.g. `E14`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


class _Relations:
    """Where the parts of the workbook are, by id."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":  # an address outside names no part: it is never asked for
            target = attributes.get("Target", "")
            inside = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            self.targets[attributes.get("Id", "")] = inside

    def data(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


class _Book(_Relations):
    """The names of the sheets, and the first day of the calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}
        self.first_day = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on the wall, as the sheet shows it

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets[attributes.get("name", "")] = attributes.get("id", "")
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.first_day = datetime(1904, 1, 1)  # noqa: DTZ001 - same


class _Styles(_Relations):
    """Which styles write a number as a date, and which as a percentage."""

    def __init__(self) -> None:
        super().__init__()
        self.dates: list[bool] = []
        self.percents: list[bool] = []
        self._own: dict[str, tuple[bool, bool]] = {}
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            code = _NOT_DATE.sub("", attributes.get("formatCode", "")).lower()
            dated = code != "standard" and any(letter in code for letter in "dmyhs")
            self._own[attributes.get("numFmtId", "")] = (dated, "%" in code)
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            number = attributes.get("numFmtId", "0")
            known = int(number) if number.isdecimal() else 0
            dated, percent = self._own.get(number, (known in _DATE_FORMATS, known in _PERCENT_FORMATS))
            self.dates.append(dated)
            self.percents.append(percent)

    def end(self, name: str) -> None:
        self._inside = self._inside and name != "cellXfs"

    def dated(self, style: str) -> bool:
        """Return whether a style, by its number, writes dates."""
        return style.isdecimal() and int(style) < len(self.dates) and self.dates[int(style)]

    def percent(self, style: str) -> bool:
        """Return whether a style, by its number, writes percentages: 0.7 reads 70 %."""
        return style.isdecimal() and int(style) < len(self.percents) and self.percents[int(style)]


class _Texts(_Relations):
    """The texts that cells share; readings printed above Japanese words are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._open = self._above = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - as every receiver
        if name == "si":
            self._pieces = []
        self._above = self._above or name == "rPh"
        self._open = name == "t" and not self._above

    def data(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        self._open = False
        if name == "rPh":
            self._above = False
        elif name == "si":
            self.texts.append("".join(self._pieces))


class _Sheet(_Relations):
    """The cells of one sheet."""

    def __init__(self, book: _Book, styles: _Styles, texts: _Texts) -> None:
        super().__init__()
        self.cells: Cells = {}
        self._book, self._styles, self._texts = book, styles, texts
        self._row = self._column = 0
        self._attributes: Mapping[str, str] = {}
        self._found: dict[str, list[str]] = {}
        self._open = ""
        self._above = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdecimal() else self._row + 1
            self._column = 0
        elif name == "c":
            self._attributes, self._found = attributes, {}
            self._move(attributes.get("r", ""))
        self._above = self._above or name == "rPh"
        self._open = name if name in ("v", "f", "t") and not self._above else ""
        if self._open == "f":
            self._found["f"] = []

    def data(self, text: str) -> None:
        if self._open:
            self._found.setdefault(self._open, []).append(text)

    def end(self, name: str) -> None:
        self._open = ""
        if name == "rPh":
            self._above = False
        elif name == "c":
            cell = self._cell({key: "".join(pieces) for key, pieces in self._found.items()})
            if cell.text or cell.formula:
                self.cells[self._row, self._column] = cell

    def _move(self, place: str) -> None:
        match = _PLACE.fullmatch(place)
        if match is None:
            self._column += 1  # writers may leave the place out: the next one
            return
        self._column = 0
        for letter in match[1]:
            self._column = self._column * 26 + ord(letter) - ord("A") + 1
        self._row = int(match[2])

    def _cell(self, found: Mapping[str, str]) -> Cell:
        if "f" in found:
            # a formula copied down is written once only: below, what it showed is all there is
            return Cell("=" + (found["f"] or found.get("v", "")), formula=True)
        kind, value = self._attributes.get("t", "n"), found.get("v", "")
        if kind == "inlineStr":
            return Cell(_unescaped(found.get("t", "")))
        if kind == "s":
            if not value.isdecimal() or int(value) >= len(self._texts.texts):
                raise DamagedWorksheetError
            return Cell(_unescaped(self._texts.texts[int(value)]))
        if kind == "b":
            return Cell(_("TRUE") if value in ("1", "true") else _("FALSE"))
        return Cell(self._number(value) if kind == "n" else _unescaped(value))

    def _number(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if self._styles.dated(self._attributes.get("s", "0")) and 0 <= number < _LAST_DAY:
            return _moment(self._book.first_day + timedelta(seconds=round(number * 86_400)), number)
        if self._styles.percent(self._attributes.get("s", "0")) and abs(number) < _EXACT:
            shown = f"{round(Decimal(repr(number)) * 100, 9).normalize():f}"
            return f"{shown.replace('.', ',') if language() == 'fr' else shown} %"
        if number == round(number, 0) and abs(number) < _EXACT:
            return str(int(number))
        return value.replace(".", ",") if language() == "fr" else value


def _moment(moment: datetime, number: float) -> str:
    """Return a date, an hour or both, as a spreadsheet would have shown them."""
    if number < 1:
        return clock(moment)
    return short_date(moment) if number == int(number) else f"{short_date(moment)} {clock(moment)}"


def _unescaped(text: str) -> str:
    """Return a text without the escapes that spreadsheets write for characters XML lacks (18.18.20, ST_Xstring)."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class Book:
    """A workbook whose sheets are read when asked for."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._book, self._relations = _Book(), _Relations()
        self._styles, self._texts = _Styles(), _Texts()
        parts.parse("xl/workbook.xml", self._book)
        parts.parse("xl/_rels/workbook.xml.rels", self._relations)
        for name, receiver in (("xl/styles.xml", self._styles), ("xl/sharedStrings.xml", self._texts)):
            if name in parts:
                parts.parse(name, receiver)

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets, in order, hidden ones too."""
        return tuple(self._book.sheets)

    def cells(self, sheet: str) -> Cells:
        """Return the cells of one sheet.

        Raises:
            WorksheetRefusedError: Its part is missing, altered, unsafe or too large.
        """
        receiver = _Sheet(self._book, self._styles, self._texts)
        self._parts.parse(self._relations.targets.get(self._book.sheets[sheet], ""), receiver)
        return receiver.cells
