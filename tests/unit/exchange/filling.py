"""Filling a worksheet as a person does in a spreadsheet program: cells found by eye, saved by another library."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from cap_tui.catalogue.folders import packaged_folder
from cap_tui.catalogue.loader import accepted_questionnaire
from cap_tui.core.structures import Structure
from cap_tui.exchange.worksheet_write import worksheet_bytes

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cap_tui.core.questionnaire import Questionnaire

ASSESSMENT = "c4" * 32
GARDENS = Structure("Les Jardins de la Vallée", "73282932000074", ("AI",), "Normandie")
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@cache
def cap() -> Questionnaire:
    """Return CAP as it comes with the application."""
    return accepted_questionnaire((packaged_folder() / "cap.yaml").read_bytes(), "cap.yaml")


@cache
def blank_cap(asked: int = 8) -> bytes:
    """Return the worksheet of the first criteria of CAP."""
    return worksheet_bytes(
        cap(),
        list(cap().criteria)[:asked],
        assessment=ASSESSMENT,
        structure=GARDENS,
        year=2026,
        created=MORNING,
    )


@dataclass
class Filled:
    """A worksheet open in a spreadsheet program."""

    data: bytes = field(default_factory=blank_cap)

    def __post_init__(self) -> None:
        self.book = load_workbook(io.BytesIO(self.data), rich_text=True)
        self.sheet: Worksheet = self.book["Mon avis"]

    def row(self, code: str) -> int:
        """Return the row of a criterion."""
        return next(row for row in range(1, self.sheet.max_row + 1) if self.sheet.cell(row, 2).value == code)

    def answer(self, code: str, answer: Any = None, comment: Any = None) -> Filled:
        """Type an answer and a comment."""
        self.sheet.cell(self.row(code), 5).value = answer
        self.sheet.cell(self.row(code), 6).value = comment
        return self

    def saved(self) -> bytes:
        """Save, as another library does."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()
