"""What is still owed to an edition of the standard that comes: its dates, and the criteria it adds something to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.editions import new_in, owed
from cap_tui.core.plan import State
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.edition_words import edition_dates, owed_title, whats_new
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, criterion_cell, gap, grid, heading, lead
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.actions import day
from cap_tui.reports.wording.reader import content, excerpt

if TYPE_CHECKING:
    from cap_tui.core.editions import Edition
    from cap_tui.reports.pdf.book import Book

NOTHING = "—"
_BULLET = "•\u00a0"
_TITLE = 160
"""Characters of an action's title in a cell; the whole is in its sheet."""


def what_is_owed(book: Book) -> list[Any]:
    """Return a chapter for each edition after the first; nothing when there is one at most."""
    return [part for edition in book.questionnaire.editions[1:] for part in _chapter(book, edition)]


def _chapter(book: Book, edition: Edition) -> list[Any]:
    data, questionnaire, words = book.data, book.questionnaire, book.words
    label = content(edition.label)
    story = chapter(
        book, f"owed-{edition.id}", _("What is still owed to {edition}").format(edition=label), PORTRAIT
    )
    keys = owed(questionnaire, data.positions, data.concerned, edition.id)
    story.append(lead(book, owed_title(questionnaire, edition.id, len(keys))))
    if edition.dates:
        story += heading(book, _("Dates of the passage"))
        dates = edition_dates(edition, data.generated)
        story += [words.paragraph(_BULLET + line, styles.BODY) for line in dates]
        story.append(gap(6))
    if keys:
        story += [*heading(book, _("What it adds, and where we stand"), 110), _table(book, edition, keys)]
    brought = sum(new_in(questionnaire, questionnaire.criteria[key], edition.id) for key in data.concerned)
    done = brought - len(keys)
    if done:
        told = ngettext(
            "{count} other criterion to which it adds something is already at the level to reach, or set aside.",
            "{count} other criteria to which it adds something are already at the level to reach, or set aside.",
            done,
        )
        story += [gap(6), words.paragraph(told.format(count=done), styles.SMALL)]
    return story


def _table(book: Book, edition: Edition, keys: tuple[str, ...]) -> Any:
    words = book.words
    heads = (_("Criterion"), _("What the edition adds"), _("Position"), _("Action"))
    rows = [
        [
            criterion_cell(book, book.questionnaire.criteria[key]),
            words.paragraph(
                whats_new(book.questionnaire, book.questionnaire.criteria[key], edition.id), styles.CELL
            ),
            words.paragraph(book.level(book.data.opinion(key).position), styles.CELL),
            words.paragraph(_actions(book, key), styles.CELL),
        ]
        for key in keys
    ]
    widths = [118.0, styles.WIDTH - 118 - 84 - 118, 84.0, 118.0]
    return grid([words.paragraph(text, styles.CELL_HEAD) for text in heads], rows, widths)


def _actions(book: Book, key: str) -> str:
    """Return the lines of the plan that answer a criterion, with their due dates."""
    lines = []
    for action in book.data.actions:
        if key in action.criteria and action.state is not State.DROPPED:
            due = f" ({day(action.due)})" if action.due else ""
            lines.append(f"{action.number}. {excerpt(action.title, _TITLE)}{due}")
    return "\n".join(lines) or NOTHING
