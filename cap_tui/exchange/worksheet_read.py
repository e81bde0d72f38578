"""A filled worksheet, read back: tolerant of what people do to a sheet, strict about what a file could do.

Rows may be moved, sorted or deleted, columns added, levels typed by hand, the file saved again by any program.
What cannot be understood is told with its cell, and everything else is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cap_tui.core.positions import Position, Stance
from cap_tui.core.text import MAX_TEXT, clean, one_line
from cap_tui.exchange.worksheet import (
    ANSWER_MARK,
    CODE_MARK,
    COMMENT_MARK,
    FORMAT,
    HEADS_MARK,
    HIDDEN_SHEET,
    ID_MARK,
    MAX_NICKNAME,
    NICKNAME_MARK,
    Answer,
    ChangedColumnsError,
    NewerWorksheetError,
    NotWorksheetError,
    OtherDossierError,
    Problem,
    Worksheet,
)
from cap_tui.exchange.worksheet_cells import Book, Cell, Cells, cell_name
from cap_tui.exchange.worksheet_choices import Choices
from cap_tui.exchange.worksheet_parts import Parts
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.questionnaire import Questionnaire

_HASH = re.compile(r"[0-9a-f]{64}")
_YEAR = re.compile(r"[12][0-9]{3}")
_EMPTY = Cell("")


def read_worksheet(data: bytes, questionnaire: Questionnaire, *, assessment: str = "") -> Worksheet:
    """Return what a filled worksheet says.

    Args:
        data: The bytes of the file.
        questionnaire: The questionnaire of its dossier, as pinned; criteria it lacks are told as problems.
        assessment: Hash of the dossier it must belong to; any when empty.

    Raises:
        WorksheetRefusedError: One of its subclasses; the file as a whole cannot be read.
    """
    book = Book(Parts(data))
    facts = _facts(book)
    if assessment and facts["assessment"] != assessment:
        raise OtherDossierError(structure=facts["structure"], year=facts["year"])
    sheet = _Sheet(_marked_sheet(book), questionnaire)
    sheet.read()
    return Worksheet(
        assessment=facts["assessment"],
        structure=facts["structure"],
        year=int(facts["year"]),
        questionnaire_digest=facts["questionnaire"],
        mark=sheet.nickname,
        answers=tuple(sheet.answers[key] for key in questionnaire.criteria if key in sheet.answers),
        problems=tuple(sheet.problems),
    )


def worksheet_assessment(data: bytes) -> str:
    """Return the hash of the dossier that a worksheet belongs to.

    Raises:
        WorksheetRefusedError: One of its subclasses; the file as a whole cannot be read.
    """
    return _facts(Book(Parts(data)))["assessment"]


def worksheet_questionnaire(data: bytes) -> str:
    """Return the SHA-256 of the questionnaire that a worksheet was made from.

    Raises:
        WorksheetRefusedError: One of its subclasses; the file as a whole cannot be read.
    """
    return _facts(Book(Parts(data)))["questionnaire"]


def _facts(book: Book) -> Mapping[str, str]:
    """Return what the hidden sheet says, checked."""
    if HIDDEN_SHEET not in book.sheets:
        raise NotWorksheetError
    cells = book.cells(HIDDEN_SHEET)
    facts = {
        cell.text: one_line(cells.get((row, 2), _EMPTY).text)
        for (row, column), cell in cells.items()
        if column == 1
    }
    version = facts.get("format", "")
    if version.isdecimal() and version != str(FORMAT):
        raise NewerWorksheetError
    hashes = [facts.get("assessment", ""), facts.get("questionnaire", "")]
    whole = version and all(map(_HASH.fullmatch, hashes)) and _YEAR.fullmatch(facts.get("year", ""))
    if not whole or "structure" not in facts:
        raise NotWorksheetError
    return facts


def _marked_sheet(book: Book) -> Cells:
    """Return the cells of the sheet to fill, whatever it is called now."""
    for name in book.sheets:
        cells = book.cells(name) if name != HIDDEN_SHEET else {}
        if any(cell.text == ID_MARK for cell in cells.values()):
            return cells
    raise ChangedColumnsError


class _Sheet:
    """The sheet being read: one row after the other, in the order of the sheet."""

    def __init__(self, cells: Cells, questionnaire: Questionnaire) -> None:
        marks = {cell.text: column for (_row, column), cell in sorted(cells.items(), reverse=True)}
        if not {ID_MARK, ANSWER_MARK, COMMENT_MARK} <= marks.keys():
            raise ChangedColumnsError
        self._id, self._code = marks[ID_MARK], marks.get(CODE_MARK, 0)
        self._answer, self._comment = marks[ANSWER_MARK], marks[COMMENT_MARK]
        self._cells, self._questionnaire = cells, questionnaire
        self._choices = Choices(questionnaire.scale)
        self.nickname = ""
        self.answers: dict[str, Answer] = {}
        self.problems: list[Problem] = []

    def read(self) -> None:
        """Read every row."""
        for row in sorted({row for row, _column in self._cells}):
            key = self._text(row, self._id)
            if key in (ID_MARK, HEADS_MARK):
                continue
            if key == NICKNAME_MARK:
                self.nickname = one_line(self._text(row, self._answer), limit=MAX_NICKNAME)
            elif self._text(row, self._answer) or self._text(row, self._comment):
                self._read_criterion(row, key)

    def _read_criterion(self, row: int, key: str) -> None:
        code = self._text(row, self._code)
        criterion = self._questionnaire.criteria.get(key) or self._questionnaire.find(code)
        if criterion is None:
            self._tell(row, self._answer, self._astray(key, code))
            return
        comment = self._read_comment(row)
        answer = Answer(criterion.id, self._read_position(row, comment), comment)
        if answer.position is None and not comment:
            return
        if self.answers.setdefault(criterion.id, answer) != answer:
            sentence = _("Criterion {code} is already answered above: this row was left out.")
            self._tell(row, self._answer, sentence.format(code=criterion.code))

    def _astray(self, key: str, code: str) -> str:
        if key or code:
            return _("This row is not a criterion of this dossier: it was left out.")
        return _("This row no longer says which criterion it answers: it was left out.")

    def _read_position(self, row: int, comment: str) -> Position | None:
        cell = self._cells.get((row, self._answer), _EMPTY)
        text = one_line(cell.text, limit=80)
        if not text:
            return None
        position = self._choices.understood(text)  # a formula, with its sign, is none
        if position is None:
            said = _("“{text}” is not an answer: it was left out. Choose one of: {choices}.")
            formula = _("A formula is not an answer: it was left out. Choose one of: {choices}.")
            choices = ", ".join(self._choices.labels)
            self._tell(
                row, self._answer, (formula if cell.formula else said).format(text=text, choices=choices)
            )
            return None
        if position.stance is not Stance.NOT_APPLICABLE:
            return position
        if not comment and self._questionnaire.scale.justify_not_applicable:
            sentence = _("“Not concerned” without a reason in the comment: counted as “don’t know”.")
            self._tell(row, self._answer, sentence)
            return Position(Stance.UNKNOWN)
        return Position(Stance.NOT_APPLICABLE, reason=comment)

    def _read_comment(self, row: int) -> str:
        text = clean(self._text(row, self._comment), limit=MAX_TEXT + 1).strip()
        if len(text) > MAX_TEXT:
            sentence = _("This comment is too long: its first {most} characters were kept.")
            self._tell(row, self._comment, sentence.format(most=MAX_TEXT))
        return text[:MAX_TEXT].strip()

    def _text(self, row: int, column: int) -> str:
        return self._cells.get((row, column), _EMPTY).text.strip()

    def _tell(self, row: int, column: int, sentence: str) -> None:
        self.problems.append(Problem(cell_name(row, column), sentence))
