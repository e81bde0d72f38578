"""What the PDF of a network draws: its cover, counts as bars, levels as stacks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from cap_tui.core.network.contributions import NOT_APPLICABLE, UNANSWERED, UNKNOWN
from cap_tui.core.positions import Position, Stance
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.network_words import among_words
from cap_tui.reports.network.wording import facts, several, shown_words, title, years_words
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.boxes import BoxRow, BoxScale, Spot
from cap_tui.reports.pdf.cover import BANNER, draw_banner, draw_facts, draw_notice
from cap_tui.reports.pdf.distribution import Stack
from cap_tui.reports.wording.reader import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.reports.network.data import NetworkReport, Spread
    from cap_tui.reports.pdf.book import Book

_LABEL, _COUNT = 0.36, 64.0
_ROW = 15.0


class NetworkCover(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The first page: what it is, of which years and structures, the result in a figure, who made it."""

    def __init__(self, book: Book, data: NetworkReport) -> None:
        super().__init__()
        self._book, self._data = book, data

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole page."""
        return width, height - 1

    def draw(self) -> None:
        """Draw the banner, the result, the themes, the facts and the notices."""
        book, data, words = self._book, self._data, self._book.words
        self.canv.translate(-styles.MARGIN, -styles.BOTTOM - 1)
        draw_banner(book, self.canv, title(), _("Years: {years}").format(years=years_words(data)))
        top, left, side = styles.PORTRAIT[1] - BANNER - 42, styles.MARGIN, 160.0
        mean = _("Mean of the evaluations") if several(data) else _("Mean of the structures")
        words.draw(self.canv, mean, styles.LABEL, left, top, side)
        words.draw(self.canv, percent(data.whole.all.mean), styles.COVER_SCORE, left, top - 12, side)
        right, room = left + side + 20, styles.WIDTH - side - 20
        words.draw(self.canv, data.whole.all.band or NOTHING, styles.COVER_BAND, right, top - 8, room)
        words.draw(self.canv, shown_words(data), styles.placed(9.5), right, top - 32, room)
        self._themes(top - 92)
        draw_facts(book, self.canv, facts(data), styles.PORTRAIT[1] - BANNER - 262)
        draw_notice(book, self.canv)

    def _themes(self, top: float) -> None:
        rows: list[Any] = [BoxScale(self._book, "")]
        rows += [
            BoxRow(self._book, Spot(node.name, node.all.quartiles, node.all.mean, percent(node.all.mean)))
            for node in self._data.themes[:6]
        ]
        for row in rows:
            _width, high = row.wrap(styles.WIDTH, 0)
            top -= high
            row.drawOn(self.canv, styles.MARGIN, top)


class CountBar(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A name, a bar as long as its share of the largest, its count.

    Args:
        most: The largest count of the same picture.
        total: What the count is of.
    """

    def __init__(self, book: Book, name: str, count: int, most: int, total: int) -> None:
        super().__init__()
        self._book, self._count, self._most = book, count, most
        self._told = _("{count} of {total}").format(count=count, total=total)
        self._name = book.words.paragraph(name, styles.BAR)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the width of the page and the height of the name."""
        self._room = width * _LABEL
        self._bar = width - self._room - _COUNT - 8
        self._tall = float(self._name.wrap(self._room, 10_000)[1])
        return width, max(self._tall + 2, _ROW)

    def draw(self) -> None:
        """Draw the name, the bar and the count."""
        high = max(self._tall + 2, _ROW)
        self._name.drawOn(self.canv, 0, high - self._tall - 1)
        self.canv.setFillColor(styles.colour(styles.ACCENT))
        length = self._bar * self._count / max(self._most, 1)
        self.canv.rect(self._room + 8, high / 2 - 4, max(length, 0.8), 8, stroke=0, fill=1)
        style = styles.placed(8.5, strong=True)
        self._book.words.draw(self.canv, self._told, style, self._room + 14 + length, high / 2 + 6, _COUNT)


class LevelStack(Stack):
    """One stacked bar of how often each level was chosen."""

    def __init__(self, book: Book, name: str, levels: Mapping[str, int]) -> None:
        super().__init__(book, name, ())
        aside = {
            UNKNOWN: Position(Stance.UNKNOWN),
            UNANSWERED: None,
            NOT_APPLICABLE: Position(Stance.NOT_APPLICABLE),
        }
        self._counts = Counter(
            {
                aside[key] if key in aside else Position(Stance.LEVEL, key): count
                for key, count in levels.items()
            }
        )


def box_row(book: Book, name: str, spread: Spread, *, strong: bool = False) -> BoxRow:
    """Return the box of some structures at a node, with its mean and how many they are."""
    told = (
        f"{percent(spread.mean, 1)} · {among_words(spread.count, spread.of)}"
        if spread.count
        else _("too few")
    )
    return BoxRow(book, Spot(name, spread.quartiles, spread.mean, told, strong))
