"""One sheet per action, with every field of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import KeepTogether, Table, TableStyle

from cap_tui.core.plan import missing
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, labelled, lead
from cap_tui.reports.pdf.fonts import REGULAR
from cap_tui.reports.pdf.template import PORTRAIT, Anchor
from cap_tui.reports.runs import bold, coloured, join
from cap_tui.reports.wording.actions import TEXTS, action_fields, state_text
from cap_tui.reports.wording.reader import excerpt

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.reports.pdf.book import Book

_SHORT = 160
"""Longest text set in a column; a longer one flows over the width, and over pages."""

_MOST_WASTE = 190.0
"""White space, in points, left at the foot of a page rather than begin there a sheet that does not end there."""

_LONGEST_TITLE = 1_000
"""Characters of a title that surely fits on a page with the columns below it."""

_STYLE = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
)
BANNER = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("BACKGROUND", (0, 0), (-1, -1), styles.colour(styles.PALE)),
        ("LINEABOVE", (0, 0), (-1, 0), 1.5, styles.colour(styles.ACCENT)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
)


def action_sheets(book: Book) -> list[Any]:
    """Return the chapter, or nothing when the plan has no action."""
    if not book.data.actions:
        return []
    story = chapter(book, "sheets", _("Action sheets"), PORTRAIT)
    story.append(lead(book, _("Each action of the plan, with all that is known of it.")))
    for index, action in enumerate(book.data.actions):
        sheet = _sheet(book, index, action)
        story.append(Sheet(sheet))
    return story


class Sheet(KeepTogether):  # type: ignore[misc]  # reportlab has no types
    """A sheet kept on one page, unless that would leave too much of the page before it white."""

    def split(self, width: float, height: float) -> list[Any]:
        """Return what to place instead: the same after a page break, or its parts one by one."""
        return list(self._content) if height > _MOST_WASTE else list(super().split(width, height))


def _sheet(book: Book, index: int, action: Action) -> list[Any]:
    short, long = _fields(book, action)
    number = _("Action {number}").format(number=action.number)
    anchor = Anchor(book, f"action-{index}", f"{action.number}. {excerpt(action.title, 90)}", 1)
    head = [_banner(book, number, action), gap(4), *([_columns(book, short)] if short else [])]
    story = [anchor, *(head if len(action.title) > _LONGEST_TITLE else [KeepTogether(head)])]
    for label, text in long:
        story += labelled(book, label, text)
    lacking = missing(action, book.questionnaire, book.data.positions) if book.private else ()
    if lacking:
        names = ", ".join(action_field_label(name).lower() for name in lacking)
        story.append(book.words.paragraph(_("To be completed: {fields}").format(fields=names), styles.NOTICE))
    return [*story, gap(16)]


def _banner(book: Book, number: str, action: Action) -> Any:
    words = book.words
    state = f"{state_text(book, action)}\n{action.priority} · {percent(action.progress)}"
    title = words.compose(
        join(
            bold(coloured(words.safe(number), styles.ACCENT)), bold(words.safe(action.title)), separator="  "
        ),
        styles.BODY,
    )
    right = words.paragraph(state, styles.CELL_RIGHT_BOLD)
    widths = [styles.WIDTH - 100, 100]
    return Table([[title, right]], colWidths=widths, style=BANNER, splitInRow=1)


def _fields(book: Book, action: Action) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the labelled fields that have a value: those that fit a column, and the others."""
    flowing = {action_field_label(name) for name in (*TEXTS, "effectiveness_proof")}
    filled = [(said, words) for _name, said, words in action_fields(book, action) if words]
    short = [(name, value) for name, value in filled if name not in flowing and _fits(value)]
    return short, [pair for pair in filled if pair not in short]


def _fits(value: str) -> bool:
    return len(value) <= _SHORT and "\n" not in value


def _columns(book: Book, pairs: list[tuple[str, str]]) -> Any:
    words = book.words
    cells: list[list[Any]] = [
        [words.paragraph(name, styles.FAINT), words.paragraph(value, styles.SMALL)] for name, value in pairs
    ]
    if len(cells) % 2:
        cells.append(["", ""])
    rows = [cells[at] + cells[at + 1] for at in range(0, len(cells), 2)]
    label, value = styles.SIDE, styles.WIDTH / 2 - styles.SIDE
    return Table(rows, colWidths=[label, value, label, value], style=_STYLE)
