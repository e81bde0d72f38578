"""How the score is made: a table whose points add up, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.explanation import explain
from cap_tui.i18n import _
from cap_tui.i18n.formats import decimal, percent
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, grid, lead
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.explanation import Contribution
    from cap_tui.reports.pdf.book import Book

_DIGITS = 1


def explain_table(book: Book) -> list[Any]:
    """Return the chapter: the whole, then every section and criterion."""
    data, words = book.data, book.words
    tree = explain(book.questionnaire, data.totals, data.positions)
    nodes = list(_walk(tree, 0))
    heads = (_("Weight"), _("Score"), _("Points"))
    head = [
        words.paragraph(_("Section or criterion"), styles.CELL_HEAD),
        words.paragraph(_("Position"), styles.CELL_HEAD),
        *(words.paragraph(text, styles.CELL_HEAD_RIGHT) for text in heads),
    ]
    strong = [index for index, (depth, node) in enumerate(nodes) if depth <= 1 and _is_section(book, node)]
    rows = [_row(book, depth, node) for depth, node in nodes]
    widths = [styles.WIDTH - 92 - 3 * 50, 92, 50, 50, 50]
    return [
        *chapter(book, "explain", _("How the score is made"), PORTRAIT),
        lead(
            book,
            _(
                "Weight: share of the level above. Points: what the line brings to the score of the level above; "
                "the points of the lines beneath a heading add up to its score, give or take rounding."
            ),
        ),
        grid(head, rows, widths, strong=strong),
    ]


def _walk(node: Contribution, depth: int) -> Iterator[tuple[int, Contribution]]:
    yield depth, node
    for child in node.children:
        yield from _walk(child, depth + 1)


def _is_section(book: Book, node: Contribution) -> bool:
    return node.node not in book.questionnaire.criteria


def _row(book: Book, depth: int, node: Contribution) -> list[Any]:
    words, section = book.words, _is_section(book, node)
    name = f"{node.code} {content(node.title)}" if node.code else content(node.title)
    position = "" if section else f"{book.symbol(node.position)} {book.label(node.position)}"
    style = styles.CELL_RIGHT_BOLD if section else styles.CELL_RIGHT
    share = percent(node.share * 100, _DIGITS) if node.share is not None else "—"
    points = decimal(node.points, _DIGITS) if node.points is not None else "—"
    return [
        words.paragraph(name, styles.indented(max(depth - 1, 0), strong=section)),
        words.paragraph(position, styles.CELL),
        *(words.paragraph(text, style) for text in (share, percent(node.totals.score, _DIGITS), points)),
    ]
