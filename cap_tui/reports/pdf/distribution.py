"""How many criteria stand at each level, and where: stacked bars and the grid of all criteria."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reportlab.platypus.flowables import Flowable

from cap_tui.core.positions import Position, Stance
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.marks import Box, cell, look
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.questionnaire import Criterion, Scale, Section
    from cap_tui.reports.pdf.book import Book

_LABEL = 150.0
_CELL, _LINE = 23.0, 26.0
"""Least width of a cell, and height of a line of cells with their codes."""
_APART = 5.0
"""Points between two codes side by side."""


def every_position(scale: Scale) -> list[Position | None]:
    """Return what a criterion can be, lowest level first, then out of the score, unknown and unanswered."""
    levels = [Position(Stance.LEVEL, level.id) for level in sorted(scale.levels, key=lambda item: item.rank)]
    return [*levels, Position(Stance.UNKNOWN), None, Position(Stance.NOT_APPLICABLE)]


def plain_position(position: Position | None) -> Position | None:
    """Return a position without the reason that goes with it, so that equals are counted together."""
    return Position(position.stance, position.level) if position else None


class Legend(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Symbol, shade and name of each position."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._items = every_position(book.questionnaire.scale)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take as many lines of four as needed."""
        self._width = width
        self._lines = -(-len(self._items) // 4)
        return width, self._lines * 17.0 + 4

    def draw(self) -> None:
        """Draw the items in rows of four."""
        book = self._book
        for index, position in enumerate(self._items):
            x = (index % 4) * self._width / 4
            y = (self._lines - 1 - index // 4) * 17.0 + 6
            shown = look(book.questionnaire.scale, position)
            cell(self.canv, book.words, shown, (book.symbol(position),), Box(x, y, 16, 12))
            book.words.draw(
                self.canv, book.label(position), styles.placed(8), x + 21, y + 11, self._width / 4 - 24
            )


class Stack(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One stacked bar: a part per position, with its symbol and count."""

    def __init__(self, book: Book, name: str, criteria: Iterable[Criterion]) -> None:
        super().__init__()
        self._book = book
        self._name = book.words.paragraph(name, styles.BAR)
        self._counts = Counter(plain_position(book.data.opinion(item.id).position) for item in criteria)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width of the page."""
        self._width = width
        self._tall = float(self._name.wrap(_LABEL - 8, 10_000)[1])
        self._high = max(self._tall, 18.0) + 7
        return width, self._high

    def draw(self) -> None:
        """Draw the name, then the parts."""
        book, canvas = self._book, self.canv
        self._name.drawOn(canvas, 0, self._high - 2 - self._tall)
        total = sum(self._counts.values())
        x, room = _LABEL, self._width - _LABEL
        for position in every_position(book.questionnaire.scale):
            count = self._counts[position]
            if count:
                part = room * count / total
                texts = (f"{book.symbol(position)} {count}", str(count))
                shown = look(book.questionnaire.scale, position)
                cell(canvas, book.words, shown, texts, Box(x, self._high - 20, part, 17))
                x += part


class GridRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """An objective and one cell per criterion: its symbol, and its code underneath.

    Args:
        named: Whether to say which objective it is; not when the heading above just did.
    """

    def __init__(self, book: Book, section: Section, *, named: bool = True) -> None:
        super().__init__()
        self._book = book
        self._criteria = book.concerned(section)
        name = f"{section.code} {content(section.title)}" if named else ""
        self._name = book.words.paragraph(name, styles.SMALL)
        codes = (book.words.paragraph(one.code, styles.TINY_CENTRE).length for one in self._criteria)
        room = styles.WIDTH - _LABEL
        self._cell = min(max(_CELL, _APART + max(codes, default=0)), room)
        self._across = int(room // self._cell)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take a line of cells, or several."""
        self._tall = float(self._name.wrap(_LABEL - 8, 10_000)[1])
        lines = -(-len(self._criteria) // self._across)
        self._high = max(self._tall, lines * _LINE) + 3
        return width, self._high

    def draw(self) -> None:
        """Draw the name, then the cells."""
        book, canvas = self._book, self.canv
        self._name.drawOn(canvas, 0, self._high - self._tall)
        for index, criterion in enumerate(self._criteria):
            position = book.data.opinion(criterion.id).position
            x = _LABEL + (index % self._across) * self._cell
            y = self._high - 18 - (index // self._across) * _LINE
            shown = look(book.questionnaire.scale, position)
            cell(canvas, book.words, shown, (book.symbol(position),), Box(x, y, self._cell - 3, 16))
            book.words.draw(canvas, criterion.code, styles.TINY_CENTRE, x - 1.5, y - 0.5, self._cell)


class ScaleStrip(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The position of one criterion on the scale: every level as a box, the chosen one with its name."""

    def __init__(self, book: Book, position: Position | None) -> None:
        super().__init__()
        self._book, self._position = book, position

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take one line."""
        self._width = width
        return width, 21

    def draw(self) -> None:
        """Draw the boxes, then the words."""
        book, canvas, chosen = self._book, self.canv, plain_position(self._position)
        scale = book.questionnaire.scale
        x = 0.0
        for position in every_position(scale)[: len(scale.levels)]:
            here = position == chosen
            shown = look(scale, position) if here else look(scale, None)
            cell(canvas, book.words, shown, (book.symbol(position),), Box(x, 4, 20, 14))
            if here:
                canvas.setStrokeColor(styles.colour(styles.INK))
                canvas.setLineWidth(1.4)
                canvas.rect(x, 4, 20, 14, stroke=1, fill=0)
            x += 22
        text = f"{book.symbol(chosen)} {book.label(chosen)}"
        book.words.draw(canvas, text, styles.BAR_BOLD, x + 6, 18, self._width - x - 6)
