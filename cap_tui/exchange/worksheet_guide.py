"""The second sheet: how to fill the first, in a few large lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.exchange.worksheet_style import DARK, SIZE, Look, height, protect, put, set_page
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from cap_tui.core.questionnaire import Questionnaire

_WIDTH = 105


def write_guide(sheet: Worksheet, questionnaire: Questionnaire, choices: Sequence[str], title: str) -> None:
    """Fill an empty sheet with the instructions.

    Args:
        sheet: Where to write.
        questionnaire: Whose status is told.
        choices: The answers of the drop-down list.
        title: What stands above everything.
    """
    sheet.column_dimensions["A"].width = _WIDTH
    sheet.sheet_view.showGridLines = False
    put(sheet, 1, 1, title, Look(size=18, bold=True, ink=DARK, wrapped=False))
    sheet.row_dimensions[1].height = 34
    row = 2
    for heading, texts in _chapters(questionnaire, choices):
        put(sheet, row, 1, heading, Look(size=15, bold=True, ink=DARK, down="bottom"))
        sheet.row_dimensions[row].height = 32
        for text in texts:
            row += 1
            put(sheet, row, 1, text, Look(SIZE + 1))
            sheet.row_dimensions[row].height = height((text, _WIDTH * 0.92))
        row += 1
    protect(sheet)
    set_page(sheet)


def _chapters(questionnaire: Questionnaire, choices: Sequence[str]) -> list[tuple[str, list[str]]]:
    levels, unknown, not_concerned = ", ".join(choices[:-2]), choices[-2], choices[-1]
    steps = [
        _("1. Read the question, then what each level looks like."),
        _("2. In the yellow cell, click on the small arrow and choose the level nearest to what you see: {levels}."),
        _("3. You have no idea? Choose “{unknown}”. The question has no meaning for the structure? Choose “{not_concerned}” and say why in the comment."),
        _("4. Add a comment if you like: a fact, an example, an idea."),
        _("5. Save the file as .xlsx and give it back to whoever gave it to you. You may leave questions empty."),
    ]  # fmt: skip
    secrecy = [
        _(
            "Your name is not asked. Answers are counted together; with fewer than three voices nothing is shown."
        ),
        _("The nickname is yours to choose, or to leave empty: it only avoids counting your sheet twice."),
        _("In comments, avoid what would let others recognise you, and do not name anyone."),
    ]
    values = {"levels": levels, "unknown": unknown, "not_concerned": not_concerned}
    chapters = [
        (_("How to answer"), [text.format(**values) for text in steps]),
        (_("Nobody is named"), secrecy),
    ]
    if questionnaire.status == "proposed":
        chapters.append(
            (
                _("Where the questions come from"),
                [_("Proposed questionnaire, not the federation’s official text.")],
            )
        )
    return chapters
