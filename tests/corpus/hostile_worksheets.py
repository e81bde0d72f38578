"""Files that pass for a worksheet and are not, or are one meant to harm; each is built here, none is kept."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook

from cap_tui.core.structures import Structure
from cap_tui.exchange.worksheet_write import worksheet_bytes
from tests.building import ALL, questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cap_tui.core.questionnaire import Questionnaire

SHEET, HIDDEN, BOOK = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
ASSESSMENT = "5e" * 32
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{_LAUGHS}]><sst><si><t>&l9;</t></si></sst>'
FETCH = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'

EXPECTED = {
    "empty": "NotWorksheetError",
    "a csv": "NotWorksheetError",
    "a docx": "NotWorksheetError",
    "another workbook": "NotWorksheetError",
    "a dossier that is no hash": "NotWorksheetError",
    "a year that is no year": "NotWorksheetError",
    "an xls": "OldExcelError",
    "an xlsb": "OldExcelError",
    "an ods": "OpenDocumentError",
    "a password": "LockedWorksheetError",
    "a zip with a password": "LockedWorksheetError",
    "cut in half": "DamagedWorksheetError",
    "a byte changed": "DamagedWorksheetError",
    "a sheet missing": "DamagedWorksheetError",
    "not xml": "DamagedWorksheetError",
    "a text out of the table": "DamagedWorksheetError",
    "a row number of five thousand digits": "DamagedWorksheetError",
    "a sheet outside": "DamagedWorksheetError",
    "a sheet on the network": "DamagedWorksheetError",
    "a document type": "UnsafeWorksheetError",
    "a document type in UTF-16": "UnsafeWorksheetError",
    "a billion laughs": "UnsafeWorksheetError",
    "an external entity": "UnsafeWorksheetError",
    "a part twice": "UnsafeWorksheetError",
    "an unusual compression": "UnsafeWorksheetError",
    "a bomb": "OversizedWorksheetError",
    "a million cells": "OversizedWorksheetError",
    "nested too deep": "OversizedWorksheetError",
    "two thousand parts": "OversizedWorksheetError",
    "one heavy sheet under forty names": "OversizedWorksheetError",
    "one crowded sheet under forty names": "OversizedWorksheetError",
    "eleven million bytes": "OversizedWorksheetError",
    "a newer version": "NewerWorksheetError",
    "no marks": "ChangedColumnsError",
}
"""The class of the error each must give, by hand."""


def small() -> Questionnaire:
    """Return the small questionnaire as if read from a file."""
    return replace(questionnaire(), digest="3d" * 32)


def blank(assessment: str = ASSESSMENT) -> bytes:
    """Return an empty worksheet of the small questionnaire."""
    structure = Structure("Les Jardins de la Vallée", "73282932000074", ("AI",))
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    return worksheet_bytes(
        small(), ALL, assessment=assessment, structure=structure, year=2026, created=moment
    )


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in content:
            archive.writestr(name, part)
    return out.getvalue()


def with_part(name: str, change: Callable[[str], str], encoding: str = "utf-8") -> bytes:
    """Return the empty worksheet with one of its parts changed."""
    content = parts(blank())
    before = content.get(name, b"").decode()
    after = change(before)
    if after == before:
        raise ValueError(name)
    return packed({**content, name: after.encode(encoding)}.items())


def _other_workbook() -> bytes:
    out = io.BytesIO()
    book = Workbook()
    book.worksheets[0]["A1"] = "Budget"
    book.save(out)
    return out.getvalue()


def _sheet(cells: str) -> Callable[[str], str]:
    return lambda _before: f"<worksheet><sheetData>{cells}</sheetData></worksheet>"


def _many_names(before: str) -> str:
    sheet = '<sheet name="s{}" sheetId="{}" r:id="rId1" xmlns:r="r"/>'
    return before.replace("<sheets>", "<sheets>" + "".join(sheet.format(n, n + 9) for n in range(40)))


def _many_names_of(sheet: bytes) -> bytes:
    content = parts(with_part(BOOK, _many_names))
    content[SHEET] = b"<worksheet>" + sheet + b"</worksheet>"
    return packed(content.items())


def _twice() -> bytes:
    """Two parts whose names differ by one letter, made the same in the finished zip."""
    content = {**parts(blank()), "xl/workbooks.ml": b"<workbook/>"}
    return packed(content.items()).replace(b"xl/workbooks.ml", b"xl/workbook.xml")


def _locked_zip() -> bytes:
    data = bytearray(blank())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1  # flag of encryption, in the directory
    return bytes(data)


def _changed_byte() -> bytes:
    content = parts(blank())
    data = bytearray(packed(content.items(), zipfile.ZIP_STORED))
    place = data.index(content[HIDDEN]) + len(content[HIDDEN]) // 2
    data[place] ^= 0x20
    return bytes(data)


def _other_files() -> dict[str, bytes]:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return {
        "empty": b"",
        "a csv": "Code;Réponse\n1.1.1;Maîtrisé\n".encode(),
        "a docx": packed([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>")]),
        "another workbook": _other_workbook(),
        "an xls": ole + "Workbook".encode("utf-16-le"),
        "an xlsb": packed([("xl/workbook.bin", b"\x83\x01")]),
        "an ods": packed([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
        "a password": ole + "EncryptedPackage".encode("utf-16-le"),
        "a zip with a password": _locked_zip(),
    }


def _altered() -> dict[str, bytes]:
    whole, relation = blank(), "/xl/worksheets/sheet3.xml"
    content = parts(whole)
    text = _sheet('<row><c t="s"><v>7</v></c></row>')
    return {
        "a dossier that is no hash": blank("../../etc/passwd"),
        "a year that is no year": with_part(HIDDEN, lambda xml: xml.replace(">2026<", ">9999999<")),
        "a newer version": with_part(HIDDEN, lambda xml: xml.replace("<t>1</t>", "<t>2</t>", 1)),
        "no marks": with_part(SHEET, lambda xml: xml.replace("cap-tui:id", "identifiant")),
        "cut in half": whole[: len(whole) // 2],
        "a byte changed": _changed_byte(),
        "a sheet missing": packed((name, part) for name, part in content.items() if name != HIDDEN),
        "not xml": with_part(HIDDEN, lambda _before: "<worksheet><sheetData>"),
        "a text out of the table": with_part(HIDDEN, text),
        "a row number of five thousand digits": with_part(HIDDEN, _sheet(f'<row r="{"9" * 5000}"/>')),
        "a sheet outside": with_part(RELATIONS, lambda xml: xml.replace(relation, "../../../etc/passwd")),
        "a sheet on the network": with_part(
            RELATIONS, lambda xml: xml.replace(f'Target="{relation}"', 'Target="//x/y" TargetMode="External"')
        ),
    }


def _dangerous() -> dict[str, bytes]:
    typed = "<!DOCTYPE worksheet><worksheet/>"
    return {
        "a document type": with_part(HIDDEN, lambda _before: typed),
        "a document type in UTF-16": with_part(HIDDEN, lambda _before: typed, "utf-16"),
        "a billion laughs": with_part("xl/sharedStrings.xml", lambda _before: BOMB),
        "an external entity": with_part(BOOK, lambda _before: FETCH),
        "a part twice": _twice(),
        "an unusual compression": packed(parts(blank()).items(), zipfile.ZIP_LZMA),
    }


def _oversized() -> dict[str, bytes]:
    content = parts(blank())
    return {
        "a bomb": with_part(HIDDEN, _sheet(" " * 40_000_000)),
        "a million cells": with_part(HIDDEN, _sheet("<c><v>1</v></c>" * 500_000)),
        "nested too deep": with_part(HIDDEN, _sheet("<a>" * 400_000)),
        "two thousand parts": packed([*content.items(), *((f"xl/media/{n}.png", b"") for n in range(2_000))]),
        "one heavy sheet under forty names": _many_names_of(b" " * 900_000),
        "one crowded sheet under forty names": _many_names_of(b"<c/>" * 9_000),
        "eleven million bytes": packed(
            [*content.items(), ("xl/media/photo.png", b"\x00" * 11_000_000)], zipfile.ZIP_STORED
        ),
    }


def hostile_worksheets() -> dict[str, bytes]:
    """Return every file, by what is wrong with it."""
    return {**_other_files(), **_altered(), **_dangerous(), **_oversized()}
