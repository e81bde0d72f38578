"""One line of a file, read as what it says of one structure; all that is wrong with it is told, never the first only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from cap_tui.core.errors import CapError
from cap_tui.core.network.register import Certificate, Engagement, Headcount
from cap_tui.core.network.schemes import SCHEMES
from cap_tui.core.text import one_line
from cap_tui.i18n.formats import short_date
from cap_tui.reports.csv.dialect import unguarded
from cap_tui.services.network.register_columns import HEADS, SIRET, YEAR
from cap_tui.services.network.register_errors import (
    CellFormulaError,
    HalfCountError,
    LostDigitsError,
    NoCountYearError,
    NoSchemeError,
    NoSiretError,
    SerialRemark,
    YearOnlyRemark,
    ZerosRemark,
)
from cap_tui.services.network.register_fields import (
    CERTIFICATE_FIELDS,
    DATES,
    ENGAGEMENT_FIELDS,
    MEMBER_FIELDS,
    check_order,
    field_value,
)
from cap_tui.services.network.register_spellings import BODY_LABELS
from cap_tui.services.network.register_values import (
    awarded_scheme,
    count_of,
    group_of,
    schemes_of,
    serial_day,
    year_alone,
    year_of,
)
from cap_tui.services.structures import SIRET_LENGTH, SiretError, checked_siret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cap_tui.core.network.register import Record
    from cap_tui.services.network.register_columns import Column

T = TypeVar("T")

_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')  # how some programs keep the zeros of a CSV cell
_DECIMALS = re.compile(r"([0-9]{12,14})[.,]0{1,2}")
_FEWEST_DIGITS = 12


@dataclass(slots=True)
class Line:
    """What one line says.

    Attributes:
        number: As a spreadsheet shows it, from 1.
        siret: Fourteen digits; empty when it could not be read.
        name: As written, for who looks for the line.
        fields: Fields of the structure that are filled in.
        errors: All that is wrong.
        remarks: What was understood rather than read.
    """

    number: int
    siret: str = ""
    name: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    engagements: tuple[Engagement, ...] = ()
    groups: tuple[str, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    headcounts: tuple[Headcount, ...] = ()
    errors: list[CapError] = field(default_factory=list)
    remarks: list[CapError] = field(default_factory=list)

    def said(self) -> tuple[object, ...]:
        """Return what it says, without its number."""
        return self.fields, self.engagements, self.groups, self.certificates, self.headcounts

    def onto(self, record: Record) -> Record:
        """Return a record with what the line says; what it leaves empty stays."""
        record = replace(record, member=replace(record.member, **self.fields)).with_groups(self.groups)
        for engagement in self.engagements:
            record = record.with_engagement(engagement)
        for certificate in self.certificates:
            record = record.with_certificate(certificate)
        for headcount in self.headcounts:
            record = record.with_headcount(headcount)
        return record


def read_siret(typed: str) -> tuple[str, CapError | None]:
    """Return the digits of a SIRET as spreadsheets leave it, and what to remark.

    Raises:
        CapError: There is none, Excel lost its digits, or it is wrong.
    """
    text = typed.strip()
    if not text:
        raise NoSiretError
    if found := _SCIENTIFIC.fullmatch(text):
        digits = found[1] + (found[2] or "")
        if len(digits) != SIRET_LENGTH or int(found[3]) != SIRET_LENGTH - 1:
            raise LostDigitsError(text=text)
        return checked_siret(digits), None
    whole = "".join(text.split())
    if found := _DECIMALS.fullmatch(whole):
        whole = found[1]
    if whole.isdecimal() and _FEWEST_DIGITS <= len(whole) < SIRET_LENGTH:
        try:
            digits = checked_siret(whole.zfill(SIRET_LENGTH))
        except SiretError:
            return checked_siret(whole), None  # says how many digits there are
        return digits, ZerosRemark(siret=digits)
    return checked_siret(whole), None


class LineReader:
    """Reads the lines of one file.

    Args:
        columns: What its columns hold.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns

    def read(self, number: int, cells: Sequence[str]) -> Line | None:
        """Return what a line says, or None for an empty one."""
        filled = [column for column in self._columns if column.place < len(cells)]
        texts = {column: text for column in filled if (text := self._text(cells[column.place]))}
        formulas = [column for column in texts if _formula(cells[column.place])]
        if formulas:
            errors: list[CapError] = [CellFormulaError(column=column.head) for column in formulas]
            names = (
                cells[column.place] for column in texts if column.meaning == "name" and column not in formulas
            )
            return Line(number, name=one_line(next(names, ""), limit=80), errors=errors)
        return _Reading(number, texts).read() if texts else None

    @staticmethod
    def _text(cell: str) -> str:
        found = _TEXT_FORMULA.fullmatch(cell.strip())
        return found[1].strip() if found else unguarded(cell.strip()).strip()


class _Reading:
    """One line being read."""

    def __init__(self, number: int, texts: Mapping[Column, str]) -> None:
        self._line = Line(number)
        self._texts = {column.meaning: (column, text) for column, text in texts.items() if not column.counted}
        self._people = {column: text for column, text in texts.items() if column.counted}

    def read(self) -> Line:
        line = self._line
        line.name = one_line(self._texts["name"][1], limit=80) if "name" in self._texts else ""
        self._try(self._siret)
        line.fields = {name: value for name in MEMBER_FIELDS if (value := self._value(name)) is not None}
        self._engagements()
        if "groups" in self._texts:
            groups: tuple[str, ...] | None = self._try(lambda: _groups(self._texts["groups"][1]))
            line.groups = groups or ()
        self._certificate()
        self._try(self._counts)
        return line

    def _try(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except CapError as error:
            self._line.errors.append(error)
            return None

    def _siret(self) -> None:
        self._line.siret, remark = read_siret(self._texts[SIRET][1] if SIRET in self._texts else "")
        self._line.remarks += [remark] if remark else []

    def _value(self, meaning: str) -> Any:
        """Return the value of a cell, None when it is empty or wrong."""
        if meaning not in self._texts:
            return None
        column, text = self._texts[meaning]
        if meaning in DATES:
            return self._day(column, text)
        return self._try(lambda: field_value(meaning, text))

    def _day(self, column: Column, text: str) -> Any:
        if day := year_alone(text):
            self._line.remarks.append(YearOnlyRemark(column=column.head, year=day.year))
            return day
        if day := serial_day(text):
            self._line.remarks.append(SerialRemark(column=column.head, text=text, date=short_date(day)))
            return day
        return self._try(lambda: field_value(column.meaning, text))

    def _engagements(self) -> None:
        values = {name: value for name in ENGAGEMENT_FIELDS if (value := self._value(name)) is not None}
        schemes = self._try(lambda: schemes_of(self._texts["scheme"][1])) if "scheme" in self._texts else ()
        if values and schemes == ():
            self._lacks_scheme(ENGAGEMENT_FIELDS, "scheme")
        lines = tuple(Engagement(scheme, **values) for scheme in schemes or ())
        if lines:
            self._try(lambda: check_order(lines[0]))
        self._line.engagements = lines

    def _certificate(self) -> None:
        values = {name: value for name in CERTIFICATE_FIELDS if (value := self._value(name))}
        if "certificate" in self._texts:
            scheme = self._try(lambda: awarded_scheme(self._texts["certificate"][1]))
        else:
            awarded = [one.scheme for one in self._line.engagements if SCHEMES[one.scheme].awarded]
            scheme = awarded[0] if len(awarded) == 1 and values else None
            if values and scheme is None:
                self._lacks_scheme(CERTIFICATE_FIELDS, "certificate")
        if scheme is not None:
            line = Certificate(scheme, **values)
            self._try(lambda: check_order(line))
            self._line.certificates = (line,)

    def _lacks_scheme(self, fields: Sequence[str], meaning: str) -> None:
        head = next(self._texts[name][0].head for name in fields if name in self._texts)
        self._line.errors.append(NoSchemeError(column=head, scheme=HEADS[meaning]))

    def _counts(self) -> None:
        year = year_of(self._texts[YEAR][1]) if YEAR in self._texts and self._people else 0
        counted: dict[tuple[int, str], dict[str, int]] = {}
        for column, text in self._people.items():
            if not (column.year or year):
                raise NoCountYearError(column=HEADS[YEAR])
            counted.setdefault((column.year or year, column.counted), {})[column.meaning] = count_of(text)
        for (_year, body), counts in counted.items():
            if len(counts) == 1:
                raise HalfCountError(body=BODY_LABELS[body])
        self._line.headcounts = tuple(
            Headcount(when, body, counts["women"], counts["men"])
            for (when, body), counts in sorted(counted.items())
        )


def _formula(cell: str) -> bool:
    """Return whether a cell is a formula; a text that was guarded when it was written begins with an apostrophe."""
    return cell.strip().startswith("=") and _TEXT_FORMULA.fullmatch(cell.strip()) is None


def _groups(text: str) -> tuple[str, ...]:
    return tuple(group_of(name) for name in re.split(r"[;\n]", text) if name.strip())
