"""The cover: whose evaluation, with what, when, and the result in one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus.flowables import Flowable

from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.verdict_words import verdict_title
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.bars import draw_bar
from cap_tui.reports.wording.facts import facts_of
from cap_tui.reports.wording.reader import content, excerpt, interval

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.reports.pdf.book import Book

BANNER = 330.0
"""Height of the head, in points."""
_MOST = 400
_SIZES = (32, 26, 21, 17, 14, 11)
_ROOM = 150.0
_SIRET = 14
_MOST_THEMES = 6
_NAMES = 190.0
_LOWEST = 68.0
"""Where the notices begin, in points from the foot of the page."""
_FEW = 2
"""People who each get a line of their own."""


def cover(book: Book) -> list[Any]:
    """Return the first page."""
    return [Cover(book)]


class Cover(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A whole page, drawn at fixed places."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole page."""
        return width, height - 1

    def draw(self) -> None:
        """Draw the banner, the result, the facts and the notices."""
        self.canv.translate(-styles.MARGIN, -styles.BOTTOM - 1)
        self._banner()
        self._result(styles.PORTRAIT[1] - BANNER - 42)
        self._themes(styles.PORTRAIT[1] - BANNER - 136)
        self._facts(styles.PORTRAIT[1] - BANNER - 250)
        self._notices()

    def _banner(self) -> None:
        year = _("Self-evaluation and progress plan {year}").format(year=self._book.data.year)
        draw_banner(self._book, self.canv, self._book.data.structure.name, year)

    def _result(self, top: float) -> None:
        book, canvas, words = self._book, self.canv, self._book.words
        whole, left = book.data.whole, styles.MARGIN
        words.draw(canvas, _("Overall score"), styles.LABEL, left, top, 200)
        words.draw(canvas, percent(whole.score), styles.COVER_SCORE, left, top - 12, 200)
        right, room = left + _NAMES, styles.WIDTH - _NAMES
        band = book.band(whole.score) if whole.score is not None else _("No criterion rated yet")
        judged = book.data.judgements[:1]
        if judged:
            told = words.one_line(verdict_title(judged[0].outcome), styles.COVER_BAND, room)
            words.place(canvas, told, right, top - 8, room)
        else:
            words.draw(canvas, band, styles.COVER_BAND, right, top - 8, room)
        target = book.questionnaire.scale.target_level
        draw_bar(canvas, whole, target.score, right, top - 46, room, 12)
        facts = [
            *([band] if judged else []),
            _("{count} of {total} applicable criteria rated ({share})").format(
                count=whole.positioned,
                total=whole.applicable,
                share=percent(whole.coverage and whole.coverage * 100),
            ),
        ]
        if interval(whole):
            facts.append(_("Depending on what is still open: {interval}").format(interval=interval(whole)))
        words.draw(canvas, " · ".join(facts), styles.FAINT, right, top - 56, room)

    def _themes(self, top: float) -> None:
        """Draw one short bar per theme, when they are few enough."""
        book, canvas, words = self._book, self.canv, self._book.words
        themes = [section for depth, section in book.sections() if depth == 0]
        if len(themes) > _MOST_THEMES:
            return
        left, room = styles.MARGIN + _NAMES, styles.WIDTH - _NAMES
        for section in themes:
            totals = book.data.totals[section.id]
            name = words.one_line(f"{section.code} {content(section.title)}", styles.placed(8.5), _NAMES - 10)
            words.place(canvas, name, styles.MARGIN, top, _NAMES - 10)
            draw_bar(
                canvas,
                totals,
                book.questionnaire.scale.target_level.score,
                left,
                top - 9,
                room - 44,
                6,
            )
            words.draw(canvas, percent(totals.score), styles.VALUE, left + room - 40, top, 40)
            top -= 17

    def _facts(self, top: float) -> None:
        draw_facts(self._book, self.canv, facts_of(self._book), top)

    def _notices(self) -> None:
        draw_notice(self._book, self.canv)


def draw_banner(book: Book, canvas: Any, name: str, below: str) -> None:
    """Draw the head of a cover: the questionnaire, a name as large as fits, what stands below it."""
    words = book.words
    width, height = styles.PORTRAIT
    canvas.setFillColor(styles.colour(styles.ACCENT))
    canvas.rect(0, height - BANNER, width, BANNER, stroke=0, fill=1)
    canvas.setFillColor(styles.colour(styles.WARM))
    canvas.rect(0, height - BANNER - 5, width, 5, stroke=0, fill=1)
    left, room = styles.MARGIN, styles.WIDTH
    words.place(canvas, words.one_line(book.title, styles.COVER_KIND, room), left, height - 64, room)
    name = excerpt(name, _MOST)
    style = next(
        (one for one in map(styles.cover_title, _SIZES) if words.height(name, one, room) <= _ROOM),
        styles.cover_title(_SIZES[-1]),
    )
    used = words.draw(canvas, name, style, left, height - 98, room)
    words.draw(canvas, below, styles.COVER_KIND, left, height - 98 - used - 12, room)
    if book.fiction:
        canvas.setFillColor(styles.colour(styles.WHITE))
        canvas.rect(left, height - BANNER + 24, room, 20, stroke=0, fill=1)
        style = styles.centred(9, styles.WARM, strong=True)
        words.draw(canvas, book.fiction, style, left, height - BANNER + 40, room)


def draw_facts(book: Book, canvas: Any, facts: Sequence[tuple[str, str]], top: float) -> None:
    """Draw names and values between lines, down from a height in points."""
    words, style, room = book.words, styles.placed(9.5), styles.WIDTH - 135
    tall = sum(max(words.height(value, style, room), 12) for _label, value in facts)
    between = min(max((top - _LOWEST - tall) / len(facts), 3.0), 8.0)
    for label, value in facts:
        canvas.setStrokeColor(styles.colour(styles.LINE))
        canvas.setLineWidth(0.5)
        canvas.line(styles.MARGIN, top + 5, styles.MARGIN + styles.WIDTH, top + 5)
        words.draw(canvas, label, styles.placed(8.5, styles.MUTED), styles.MARGIN, top, 130)
        used = words.draw(canvas, value, style, styles.MARGIN + 135, top + 1, room)
        top -= max(used, 12) + between


def draw_notice(book: Book, canvas: Any) -> None:
    """Draw at the foot what must be said of the questionnaire."""
    if book.status:
        book.words.draw(canvas, book.notice, styles.NOTICE, styles.MARGIN, 62, styles.WIDTH)
