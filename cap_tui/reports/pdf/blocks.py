"""Elements used on several pages: headings, labelled texts, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Spacer, Table, TableStyle

from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.fonts import REGULAR
from cap_tui.reports.pdf.template import Anchor
from cap_tui.reports.runs import bold, coloured, join
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.questionnaire import Criterion
    from cap_tui.reports.pdf.book import Book
    from cap_tui.reports.pdf.paragraph import Text

_LABEL = styles.SIDE - 8
_TALL = 200  # points; a row that does not fit in this much may be cut, any other goes whole to the next page


def chapter(book: Book, key: str, title: str, page: str) -> list[Any]:
    """Return the start of a chapter: a new page of a template, a bookmark, a heading, a line of the contents."""
    book.chapters.append((key, title))
    return [
        NextPageTemplate(page),
        PageBreak(),
        Anchor(book, key, title, 0, chapter=True),
        book.words.paragraph(title, styles.H1),
    ]


def lead(book: Book, text: str) -> Any:
    """Return the sentence that says what a chapter shows."""
    return book.words.paragraph(text, styles.LEAD)


def heading(book: Book, text: str, room: float = 80) -> list[Any]:
    """Return a heading that stays with at least `room` points of what follows."""
    return [CondPageBreak(room), book.words.paragraph(text, styles.H2)]


def criterion_title(book: Book, criterion: Criterion) -> Text:
    """Return the code and the title of a criterion, as a heading."""
    words = book.words
    code, title = coloured(words.safe(criterion.code), styles.ACCENT), words.safe(content(criterion.title))
    return words.compose(bold(join(code, title, separator="  ")), styles.H3)


def criterion_cell(book: Book, criterion: Criterion) -> Text:
    """Return the code and the title of a criterion, in a cell of a table."""
    words = book.words
    code = bold(coloured(words.safe(criterion.code), styles.ACCENT))
    return words.compose(join(code, words.safe(content(criterion.title)), separator=" "), styles.CELL)


def labelled(book: Book, label: str, text: str) -> list[Any]:
    """Return a label and, beside it, a text verbatim, over as many pages as it takes; nothing when empty."""
    if not text:
        return []
    name, texts = book.words.paragraph(label, styles.LABEL), book.words.paragraphs(text, styles.BESIDE)
    story = [CondPageBreak(44), SideLabel(name), *texts]
    tall = name.wrap(_LABEL, 0)[1]
    if tall > styles.BESIDE.leading:
        story.append(gap(max(tall - sum(one.wrap(styles.WIDTH, 0)[1] for one in texts), 0)))
    return story


class SideLabel(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A label in the left column, its first line level with that of the text which comes next."""

    def __init__(self, label: Text) -> None:
        super().__init__()
        self._label = label
        self.spaceBefore = 3

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no height of its own."""
        self._label.wrap(_LABEL, 0)
        return styles.SIDE, 0

    def draw(self) -> None:
        """Draw the label down from here."""
        self._label.draw_at(self.canv, 0, styles.LABEL.fontSize - styles.BESIDE.fontSize)


def gap(points: float) -> Any:
    """Return white space."""
    return Spacer(1, points)


class _Grid(Table):  # type: ignore[misc]  # reportlab has no types
    """A table that cuts a row only when it is too tall for a page, so that its heading comes once a page."""

    def split(self, width: float, height: float) -> list[Any]:
        """Return the part that fits and the rest, or nothing to start on the next page."""
        self.splitInRow = 0
        parts: list[Any] = super().split(width, height)
        if parts or height < _TALL:
            return parts
        self.splitInRow = 1
        rest: list[Any] = super().split(width, height)
        return rest


_BASE = (
    ("BACKGROUND", (0, 0), (-1, 0), styles.colour(styles.ACCENT)),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, styles.colour(styles.LINE)),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("FONTSIZE", (0, 0), (-1, -1), styles.CELL.fontSize),
    ("LEADING", (0, 0), (-1, -1), styles.CELL.leading),
    ("TEXTCOLOR", (0, 1), (-1, -1), styles.colour(styles.INK)),
)


def grid(
    head: Sequence[Any],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *,
    strong: Sequence[int] = (),
    across: bool = False,
) -> Any:
    """Return a table whose heading comes again on every page.

    Args:
        head: Paragraphs of the heading.
        rows: Cells: paragraphs, or numbers already written, which must hold no data typed by people.
        widths: Of the columns, in points.
        strong: Indexes of the rows that stand out.
        across: Whether these rows are headings: their first cell takes the whole width, and the next row stays with
            them.
    """
    commands: list[tuple[Any, ...]] = [
        ("BACKGROUND", (0, index + 1), (-1, index + 1), styles.colour(styles.PALE)) for index in strong
    ]
    for row in strong if across else ():
        commands += [("SPAN", (0, row + 1), (-1, row + 1)), ("NOSPLIT", (0, row + 1), (-1, row + 2))]
    style = TableStyle([*_BASE, *commands])
    return _Grid([head, *rows], colWidths=list(widths), repeatRows=1, style=style)
