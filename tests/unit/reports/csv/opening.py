"""Reading a file as Excel in France does: by its mark, cut at `;`, commas in numbers."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal


def opened(file: bytes) -> list[dict[str, str]]:
    """Return the lines by the titles of their columns; a file Excel would misread fails."""
    assert file.startswith(b"\xef\xbb\xbf"), "without its mark, Excel reads é as Ã©"
    text = file.decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert "\r" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    titles = [title.replace("\u00a0", " ") for title in rows[0]]
    assert len(set(titles)) == len(titles)
    return [dict(zip(titles, row, strict=True)) for row in rows[1:]]


def runs(field: str) -> bool:
    """Return whether a spreadsheet would run a field rather than show it."""
    number = re.fullmatch(r"-?\d+(,\d+)?", field) is not None
    return field.lstrip()[:1] in tuple("=+-@\t\r") and field != "" and not number


def number(field: str) -> Decimal:
    """Return a number as a French Excel reads it: a point would make it a text."""
    assert re.fullmatch(r"-?\d+(,\d+)?", field), field
    return Decimal(field.replace(",", "."))
