"""The poster: one A3 page on the wall of the meeting room, where everybody sees what was found and what was decided.

Sizes of letters, on A3: what must be read from two metres is never smaller than 18 points, and 24 wherever there is room.
In Noto Sans a capital of 18 points is 4.5 mm high, which from two metres makes 7.8 minutes of arc, half as much again as
the 5 minutes that a normal eye (10/10) just reads; 24 points make twice as much. Names of objectives around the radar
and the last line are smaller, for those who come near. On A4, which is 0.7 times as wide, the same holds from 1.4 metres.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A3
from reportlab.platypus import Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import long_date, percent
from cap_tui.i18n.verdict_words import verdict_title
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.book import Book
from cap_tui.reports.pdf.fonts import register
from cap_tui.reports.pdf.poster_plan import STRIP, first_actions, how_far
from cap_tui.reports.pdf.poster_scores import bars, shape, strong_points
from cap_tui.reports.pdf.poster_space import GAP, LEAST, NEAR, READ, Area
from cap_tui.reports.pdf.template import Anchor, Document
from cap_tui.reports.pdf.text import Words
from cap_tui.reports.stopping import silent
from cap_tui.reports.wording.reader import interval

if TYPE_CHECKING:
    from cap_tui.reports.pdf.paragraph import Text
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell

PAGE = (A3[1], A3[0])
_EDGE, _BANNER, _FOOT = 34.0, 104.0, 34.0
_FIGURE = 54.0
_NAMES = (40.0, 34.0, 29.0, READ)
"""Sizes of the letters of the structure’s name: the largest at which it holds on one line, else two lines of the least."""
_LEFT = 0.46
"""Share of the width that goes to the radar and the strong points."""


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the poster as a PDF of one page; see `cap_tui.reports.formats.Maker`."""
    tell(0.0)
    book, file = Book(data.for_its_audience(), Words(register())), BytesIO()
    document = Document(file, book, lambda _placed: tell(0.5))
    frame = Frame(0, 0, *PAGE, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.pageTemplates = [PageTemplate("poster", [frame], pagesize=PAGE)]
    document.build([Anchor(book, "poster", book.data.structure.name, 0), Poster(book)])
    tell(1.0)
    return file.getvalue()


class Poster(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The whole page, drawn at fixed places."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole page."""
        return width, height

    def draw(self) -> None:
        """Draw the banner, both columns, how far the plan is, and the last line."""
        width, height = PAGE
        room = width - 2 * _EDGE
        self._banner(Area(self._book, self.canv, 0, height, width, _BANNER))
        self._last_line(room)
        top, bottom = height - _BANNER - GAP, _FOOT + STRIP + GAP
        how_far(Area(self._book, self.canv, _EDGE, bottom - GAP, room, STRIP))
        left = Area(self._book, self.canv, _EDGE, top, (room - 2 * GAP) * _LEFT, top - bottom)
        right = Area(
            self._book,
            self.canv,
            left.x + left.width + 2 * GAP,
            top,
            room - left.width - 2 * GAP,
            left.height,
        )
        strong_points(shape(left))
        first_actions(bars(right))

    def _banner(self, area: Area) -> None:
        book, canvas, words = self._book, self.canv, self._book.words
        canvas.setFillColor(styles.colour(styles.ACCENT))
        canvas.rect(0, area.top - area.height, area.width, area.height, stroke=0, fill=1)
        result = 330.0
        room = area.width - 2 * _EDGE - result - GAP
        name = _name(book, room)
        tall = words.place(canvas, name, _EDGE, area.top - 6, room)
        below = f"{book.title} · {book.data.year}"
        shown = words.one_line(below, styles.placed(20.0, styles.WHITE), room)
        words.place(canvas, shown, _EDGE, area.top - max(tall + 10, 62), room)
        whole, left = book.data.whole, area.width - _EDGE - result
        figure = words.paragraph(percent(whole.score), styles.placed(_FIGURE, styles.WHITE, strong=True))
        words.place(canvas, figure, left, area.top - 14, result)
        left += figure.length + GAP
        room = area.width - _EDGE - left
        judged = book.data.judgements[:1]
        told = verdict_title(judged[0].outcome) if judged else book.band(whole.score)
        style = styles.placed(
            area.size_of([told], room, 2 * READ * 1.25, strong=True), styles.WHITE, strong=True
        )
        area.write(told, style, left, 20, room, 3 * style.leading)

    def _last_line(self, room: float) -> None:
        book = self._book
        whole = book.data.whole
        told = [
            _("As of {day}").format(day=long_date(book.data.generated)),
            book.status,
            ngettext(
                "{count} of {total} criterion rated", "{count} of {total} criteria rated", whole.positioned
            ).format(count=whole.positioned, total=whole.applicable),
            _("Depending on what is still open: {interval}").format(interval=interval(whole))
            if interval(whole)
            else "",
        ]
        left = 0.0
        if book.fiction:
            mark = book.words.one_line(book.fiction, styles.placed(LEAST, styles.WARM, strong=True), room)
            book.words.place(self.canv, mark, _EDGE, _FOOT - 4, room)
            left = mark.length + GAP
        style, parts = styles.placed(NEAR, styles.MUTED), [part for part in told if part]
        if book.words.paragraph(" · ".join(parts), style).length > room - left:
            parts = parts[:3]  # the interval is drawn in the bars too: rather left out than cut
        line = book.words.one_line(" · ".join(parts), style, room - left)
        book.words.place(self.canv, line, _EDGE + left, _FOOT - 7, room - left)


def _name(book: Book, room: float) -> Text:
    """Return the structure’s name on one line as large as it can, else on two."""
    name, words = " ".join(book.data.structure.name.split()), book.words
    for size in _NAMES:
        style = styles.placed(size, styles.WHITE, strong=True)
        if words.paragraph(name, style).length <= room:
            return words.paragraph(name, style)
    return words.within(name, style, room, 2 * style.leading)
