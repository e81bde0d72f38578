"""A page of a PDF read back: which words, where, in letters how large."""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader


class Said(NamedTuple):
    """Words drawn together: their left end and their line in points from the lower left corner, and the size of the letters."""

    text: str
    x: float
    y: float
    size: float


def said(file: bytes, page: int = 0) -> list[Said]:
    """Return the words of a page in the order they are drawn."""
    found: list[Said] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append(Said(" ".join(text.split()), x, y, size * cm[3]))

    PdfReader(BytesIO(file)).pages[page].extract_text(visitor_text=visit)
    return found


def text_of(file: bytes, page: int = 0) -> str:
    """Return the words of a page with single ordinary spaces."""
    return " ".join(PdfReader(BytesIO(file)).pages[page].extract_text().split())


def chapters(file: bytes) -> dict[str, int]:
    """Return the number of the page on which each chapter begins, the first page being 1, by title."""
    reader = PdfReader(BytesIO(file))
    return {
        str(one.title).replace("\u00a0", " "): int(reader.get_destination_page_number(one) or 0) + 1
        for one in reader.outline
        if not isinstance(one, list)
    }
