"""The plan as one landscape table, in the order people chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, grid, lead
from cap_tui.reports.pdf.template import LANDSCAPE
from cap_tui.reports.runs import bold
from cap_tui.reports.wording.actions import criteria_codes, day, indicator_text, state_text
from cap_tui.reports.wording.reader import excerpt

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.reports.pdf.book import Book

_TITLE, _CELL = 500, 260
"""Most characters in a cell; the whole text is in the action's sheet."""


def plan_table(book: Book) -> list[Any]:
    """Return the chapter; it says so when there is no action."""
    actions = book.data.actions
    story = chapter(book, "plan", _("Progress plan"), LANDSCAPE)
    if not actions:
        return [*story, book.words.paragraph(_("The plan has no action yet."), styles.BODY)]
    late = sum(action.late(book.data.generated) for action in actions)
    summary = ngettext("{count} action", "{count} actions", len(actions)).format(count=len(actions))
    if late:
        summary += ", " + ngettext("{count} of them late", "{count} of them late", late).format(count=late)
    story.append(lead(book, summary + "."))
    columns = _columns(book)
    head = [book.words.paragraph(name, styles.CELL_HEAD) for name, _width in columns]
    rows = [_row(book, action) for action in actions]
    return [*story, grid(head, rows, [width for _name, width in columns])]


def _columns(book: Book) -> list[tuple[str, float]]:
    label = action_field_label
    owner = [(label("owner"), 84.0)] if book.private else []
    fixed = [
        (label("number"), 28.0),
        (label("title"), 0.0),
        (label("criteria"), 58.0),
        (label("priority"), 46.0),
        *owner,
        (label("due"), 58.0),
        (_("Indicator → target"), 176.0),
        (label("state"), 84.0),
    ]
    rest = styles.WIDE - sum(width for _name, width in fixed)
    return [(name, width or rest) for name, width in fixed]


def _row(book: Book, action: Action) -> list[Any]:
    words = book.words

    def cell(text: str) -> Any:
        return words.paragraph(excerpt(text, _CELL) or "—", styles.CELL)

    state = state_text(book, action)
    if action.progress:
        state += f"\n{percent(action.progress)}"
    owner = [cell(action.owner)] if book.private else []
    return [
        str(action.number),
        words.compose(bold(words.safe(excerpt(action.title, _TITLE))), styles.CELL),
        cell(", ".join(criteria_codes(book, action))),
        cell(action.priority),
        *owner,
        cell(day(action.due)),
        cell(indicator_text(action)),
        cell(state),
    ]
