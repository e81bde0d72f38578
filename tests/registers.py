"""Registers for tests: SIRET whose keys are right, records made in a line, files as people save them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from cap_tui.core.network.register import Certificate, Member, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ONE, TWO, THREE, FOUR, FIVE, SIX = (
    "73282932000074", "10000000910008", "00000001800010", "00000002600013", "00000003400017", "00000004200010",
)  # fmt: skip
"""SIRET with the right keys; the last four begin with zeros, as no structure's does."""
ZEROS = "00542005400016"
"""A SIRET whose first two zeros a spreadsheet takes away: SIREN 005420054, NIC 00016."""


def member(siret: str = ONE, name: str = "Structure fictive", **more: Any) -> Member:
    """Return a structure."""
    return Member(siret, name, **{"kinds": ("AI",), "region": "Normandie", **more})


def record(siret: str = ONE, name: str = "Structure fictive", **more: Any) -> Record:
    """Return the record of a structure of which nothing else is written."""
    return Record(member(siret, name, **more))


def certificate(scheme: str = "cedre-iso", **more: Any) -> Certificate:
    """Return a certificate valid from 1 June 2025 to 31 May 2028."""
    dates = {"issued": date(2025, 6, 1), "expires": date(2028, 5, 31)}
    return Certificate(scheme, **{**dates, **more})


def csv_file(
    folder: Path, *lines: str, encoding: str = "utf-8", name: str = "registre.csv", ends: str = "\r\n"
) -> Path:
    """Write lines as a file and return where it is."""
    path = folder / name
    path.write_bytes(ends.join([*lines, ""]).encode(encoding))
    return path


def xlsx_file(
    folder: Path, rows: Iterable[Sequence[object]], name: str = "registre.xlsx", above: Sequence[str] = ()
) -> Path:
    """Write rows as the first sheet of a workbook, as Excel would hold them; `above` are lines before the heads."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in above:
        sheet.append([line])
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    path = folder / name
    path.write_bytes(out.getvalue())
    return path
