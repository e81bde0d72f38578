"""The sheet to fill: headings, one row per criterion, a drop-down list and a comment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.worksheet.datavalidation import DataValidation

from cap_tui.core.text import MAX_TEXT
from cap_tui.exchange.worksheet import (
    ANSWER_MARK,
    CODE_MARK,
    COMMENT_MARK,
    HEADS_MARK,
    ID_MARK,
    MAX_NICKNAME,
    NICKNAME_MARK,
)
from cap_tui.exchange.worksheet_choices import said
from cap_tui.exchange.worksheet_style import (
    ANSWER,
    DARK,
    FONT,
    INK,
    LIGHT,
    PAPER,
    SIZE,
    Look,
    dress,
    height,
    literal,
    protect,
    put,
    set_page,
)
from cap_tui.i18n import _, language
from cap_tui.i18n.typography import NBSP

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from cap_tui.core.questionnaire import Criterion, Questionnaire, Section

_ID, _CODE, _QUESTION, _LEVELS, _ANSWER, _COMMENT = range(1, 7)
_WIDTHS = {_ID: 4, _CODE: 9, _QUESTION: 30, _LEVELS: 72, _ANSWER: 20, _COMMENT: 40}
_MARKS, _TITLE, _HEADS, _NOTE, _NICKNAME, _FIRST = range(1, 7)  # rows

_CELL = Look(framed=True)
_TYPED = Look(size=SIZE + 1, framed=True, typed=True, fill=ANSWER)


def write_sheet(
    sheet: Worksheet, questionnaire: Questionnaire, concerned: frozenset[str], *, title: str, choices: str
) -> None:
    """Fill an empty sheet.

    Args:
        sheet: Where to write.
        questionnaire: What is asked.
        concerned: Ids of the criteria to ask.
        title: What stands above everything.
        choices: The cells that hold the answers of the drop-down list.
    """
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[chr(ord("A") + column - 1)].width = width
    _write_head(sheet, title)
    row, asked = _FIRST, list[int]()
    above: tuple[Section, ...] = ()
    for criterion in questionnaire.criteria.values():
        if criterion.id not in concerned:
            continue
        path = questionnaire.path[criterion.id]
        for depth, section in enumerate(path):
            if section not in above:
                _write_section(sheet, row, section, depth)
                row += 1
        above = path
        _write_criterion(sheet, row, questionnaire, criterion)
        asked.append(row)
        row += 1
    _add_lists(sheet, asked, choices)
    _set_view(sheet, row - 1)
    protect(sheet)
    set_page(sheet, f"{_TITLE}:{_HEADS}")


def _write_head(sheet: Worksheet, title: str) -> None:
    """Write the title, the heads of columns, and the line that says nobody is named."""
    marks = {_ID: ID_MARK, _CODE: CODE_MARK, _ANSWER: ANSWER_MARK, _COMMENT: COMMENT_MARK}
    for column, mark in marks.items():
        put(sheet, _MARKS, column, mark)
    put(sheet, _TITLE, _CODE, title, Look(size=18, bold=True, ink=DARK, wrapped=False, down="center"))
    put(sheet, _HEADS, _ID, HEADS_MARK)
    heads = {
        _CODE: _("Code"), _QUESTION: _("Question"), _LEVELS: _("What each level looks like"),
        _ANSWER: _("My answer ▾"), _COMMENT: _("My comment"),
    }  # fmt: skip
    for column, text in heads.items():
        put(
            sheet,
            _HEADS,
            column,
            text,
            Look(SIZE, bold=True, ink=PAPER, fill=DARK, framed=True, down="center"),
        )
    note = _(
        "Nobody is named. Answers are counted together, and with fewer than three voices nothing is shown. "
        "Choose an answer in the yellow cells; you may leave some empty."
    )
    put(sheet, _NOTE, _CODE, note, Look(SIZE + 1, bold=True, down="center"))
    sheet.merge_cells(start_row=_NOTE, end_row=_NOTE, start_column=_CODE, end_column=_COMMENT)
    put(sheet, _NICKNAME, _ID, NICKNAME_MARK)
    label = _("A nickname, if you like, to find your own sheet again. Not your name:")
    put(sheet, _NICKNAME, _LEVELS, label, Look(across="right", down="center"))
    put(sheet, _NICKNAME, _ANSWER, "", _TYPED)
    for row, points in {_TITLE: 30, _HEADS: 24, _NOTE: 44, _NICKNAME: 28}.items():
        sheet.row_dimensions[row].height = points


def _write_section(sheet: Worksheet, row: int, section: Section, depth: int) -> None:
    look = (
        Look(16, bold=True, ink=PAPER, fill=DARK) if depth == 0 else Look(14, bold=True, ink=DARK, fill=LIGHT)
    )
    look = replace(look, wrapped=False, down="center")
    for column in range(_CODE, _COMMENT + 1):
        dress(sheet.cell(row, column), look)
    put(sheet, row, _CODE, f"{section.code} {said(section.title)}".strip(), look)
    sheet.row_dimensions[row].height = 30 if depth == 0 else 26


def _write_criterion(sheet: Worksheet, row: int, questionnaire: Questionnaire, criterion: Criterion) -> None:
    question = said(criterion.question)
    if criterion.expected:
        question += "\n\n" + said(criterion.expected)
    levels = [
        (f"{level.symbol} {said(level.label)}", said(criterion.levels.get(level.id, "")))
        for level in sorted(questionnaire.scale.levels, key=lambda level: level.rank)
    ]
    put(sheet, row, _ID, criterion.id)
    put(sheet, row, _CODE, criterion.code, replace(_CELL, bold=True))
    put(sheet, row, _QUESTION, question, replace(_CELL, bold=True))
    put(sheet, row, _LEVELS, _level_texts(levels), _CELL)
    put(sheet, row, _ANSWER, "", replace(_TYPED, bold=True))
    put(sheet, row, _COMMENT, "", _TYPED)
    facts = "\n".join(label + _colon() + text for label, text in levels)
    sheet.row_dimensions[row].height = height(
        (question, _WIDTHS[_QUESTION] * 0.92),
        (facts, _WIDTHS[_LEVELS]),
    )


def _colon() -> str:
    return f"{NBSP}: " if language() == "fr" else ": "


def _level_texts(levels: list[tuple[str, str]]) -> CellRichText:
    """Return the levels one under the other, their labels bold."""
    bold = InlineFont(rFont=FONT, sz=SIZE, b=True, color=Color(INK))
    plain = InlineFont(rFont=FONT, sz=SIZE, color=Color(INK))
    texts = CellRichText()
    for number, (label, text) in enumerate(levels):
        texts.append(TextBlock(bold, ("\n" if number else "") + literal(label)))
        if text:
            texts.append(TextBlock(plain, _colon() + literal(text)))
    return texts


def _add_lists(sheet: Worksheet, asked: list[int], choices: str) -> None:
    """Say what each cell expects, and refuse at once what is not an answer."""
    answers = DataValidation("list", formula1=choices, allow_blank=True, showErrorMessage=True)
    answers.errorTitle, answers.error = (
        _("Not in the list"),
        _("Choose an answer in the list: click on the small arrow."),
    )
    comments = DataValidation(
        "textLength", operator="lessThanOrEqual", formula1=str(MAX_TEXT), allow_blank=True
    )
    for row in asked:
        answers.add(f"E{row}")
        comments.add(f"F{row}")
    nickname = DataValidation(
        "textLength", operator="lessThanOrEqual", formula1=str(MAX_NICKNAME), allow_blank=True
    )
    nickname.add(f"E{_NICKNAME}")
    for one in (comments, nickname):
        one.showErrorMessage, one.errorTitle, one.error = True, _("Too long"), _("Write a shorter text.")
    for one in (answers, comments, nickname):
        sheet.add_data_validation(one)


def _set_view(sheet: Worksheet, last: int) -> None:
    sheet.row_dimensions[_MARKS].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"A{_NOTE}"
    for pane in sheet.sheet_view.selection:
        pane.activeCell = pane.sqref = f"E{_NICKNAME}"
    sheet.print_area = f"B{_TITLE}:F{last}"
