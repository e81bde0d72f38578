"""“Visa”: who signed, as what, over what exactly, and what was written since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import KeepTogether, Table, TableStyle

from cap_tui.i18n import _
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, grid, labelled, lead
from cap_tui.reports.pdf.fonts import REGULAR
from cap_tui.reports.pdf.template import PORTRAIT, Anchor
from cap_tui.reports.runs import bold, coloured
from cap_tui.reports.wording.reader import excerpt
from cap_tui.reports.wording.views import who
from cap_tui.reports.wording.visas import NAME, change_words, covered, modified_words

if TYPE_CHECKING:
    from cap_tui.core.review import Visa
    from cap_tui.reports.pdf.book import Book

_NAME, _COVER_NAME, _VALUE = 300, 60, 160
"""Most characters of a name here, and on the cover; and of a value that changed, which the history gives whole."""

_SHORT = 16
"""Digits printed of a digest: enough to compare two papers by eye."""

_BOX = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("BACKGROUND", (0, 0), (-1, -1), styles.colour(styles.PALE)),
        ("LINEABOVE", (0, 0), (-1, 0), 1.5, styles.colour(styles.ACCENT)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, 0), 7),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
    ]
)


def visas(book: Book) -> list[Any]:
    """Return the chapter, newest visa first, or nothing when nobody signed."""
    signed = book.data.visas
    if not signed:
        return []
    story = chapter(book, "visas", _("Visa"), PORTRAIT)
    text = _(
        "An internal review visa: it says who read what, and when. It is not a qualified electronic signature."
    )
    story.append(lead(book, text))
    for index, visa in enumerate(signed):
        story += _visa(book, index, visa)
    return story


def _visa(book: Book, index: int, visa: Visa) -> list[Any]:
    words = book.words
    title = _("Visa of {moment}").format(moment=book.moment(visa.at, long=True))
    rows = [
        [words.paragraph(name, styles.FAINT), words.paragraph(value, styles.SMALL)]
        for name, value in covered(visa)
    ]
    head = [
        Anchor(book, f"visa-{index}", title, 1),
        words.paragraph(title, styles.H2),
        _state(book, visa),
        gap(4),
        Table(rows, colWidths=[150, styles.WIDTH - 150], style=_BOX),
        gap(4),
    ]
    story: list[Any] = [KeepTogether(head), *labelled(book, _("Comment"), visa.comment)]
    if visa.changes and book.private:
        story += [gap(4), _changes(book, visa)]
    return [*story, gap(14)]


def _state(book: Book, visa: Visa) -> Any:
    words = book.words
    if not visa.changes:
        text = "✓ " + _("The evaluation and the plan stand as they were signed.")
        return words.compose(bold(coloured(words.safe(text), styles.ACCENT)), styles.BODY)
    modified = modified_words(visa)
    return words.paragraph(f"▲ {modified[:1].upper()}{modified[1:]}", styles.NOTICE)


def _changes(book: Book, visa: Visa) -> Any:
    words = book.words
    names = (_("When"), _("Who"), _("What was written after the visa"))
    head = [words.paragraph(text, styles.CELL_HEAD) for text in names]
    rows = [
        [
            words.paragraph(book.moment(line.at), styles.CELL),
            words.paragraph(who(excerpt(line.author, NAME), line.role), styles.CELL),
            words.paragraph(change_words(line), styles.CELL),
        ]
        for line in visa.changes
    ]
    return grid(head, rows, [84, 120, styles.WIDTH - 204])
