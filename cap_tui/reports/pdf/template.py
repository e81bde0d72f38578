"""The document: pages, header and footer, bookmarks, and numbers known only at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from cap_tui.i18n import _, language
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.fonts import REGULAR

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from cap_tui.reports.pdf.book import Book

COVER, PORTRAIT, LANDSCAPE = "cover", "portrait", "landscape"
_NUMBER_WIDTH = 120.0


class Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """One PDF. The same data give the same bytes: no clock, no random identifier.

    Args:
        file: Where the bytes go.
        book: What is printed.
        step: Called after each element with how many were placed; may raise to stop.
    """

    def __init__(self, file: BinaryIO, book: Book, step: Callable[[int], None]) -> None:
        data = book.data
        rl_config.useA85 = 0  # bytes as they are: a fifth smaller than in the printable alphabet of old mail
        super().__init__(
            file,
            pagesize=styles.PORTRAIT,
            title=_("{questionnaire} — {structure} — {year}").format(
                questionnaire=book.title, structure=data.structure.name, year=data.year
            ),
            author=data.structure.name,
            subject=_("Self-evaluation and progress plan"),
            creator="cap-tui",
            keywords=f"{data.questionnaire.id} {data.questionnaire.version}",
            lang=language(),
            invariant=1,
            initialFontName=REGULAR,
        )
        self._book = book
        self._step = step
        self._placed = 0
        self._headers: dict[float, tuple[Any, Any]] = {}
        self.addPageTemplates(
            [
                PageTemplate(COVER, [_frame(styles.PORTRAIT)], pagesize=styles.PORTRAIT),
                PageTemplate(PORTRAIT, [_frame(styles.PORTRAIT)], self._furnish, pagesize=styles.PORTRAIT),
                PageTemplate(LANDSCAPE, [_frame(styles.LANDSCAPE)], self._furnish, pagesize=styles.LANDSCAPE),
            ]
        )

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Date the file as the report, and show the outline when it opens."""
        day = self._book.data.generated
        self.canv.setDateFormatter(lambda *_now: f"D:{day:%Y%m%d}000000Z")
        self.canv.showOutline()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: ARG002, N802 - reportlab's name and signature
        """Count what was placed."""
        self._placed += 1
        self._step(self._placed)

    def _furnish(self, canvas: Any, _document: Any) -> None:
        """Draw the header and the footer of one page."""
        book, words = self._book, self._book.words
        width, height = canvas._pagesize  # noqa: SLF001 - the only place where the page's own size stands
        left, right = styles.MARGIN, width - styles.MARGIN
        name, edition = self._header((right - left) / 2)
        words.place(canvas, name, left, height - 26, (right - left) / 2)
        words.place(canvas, edition, (left + right) / 2, height - 26, (right - left) / 2)
        canvas.setStrokeColor(styles.colour(styles.LINE))
        canvas.setLineWidth(0.5)
        canvas.line(left, height - 41, right, height - 41)
        canvas.line(left, 42, right, 42)
        notices = " · ".join(text for text in (book.fiction, book.status) if text)
        words.draw(canvas, notices, styles.FAINT, left, 36, right - left - _NUMBER_WIDTH)
        canvas.saveState()
        canvas.translate(right, 36)
        canvas.doForm(_page_form(canvas.getPageNumber()))
        canvas.restoreState()

    def _header(self, width: float) -> tuple[Any, Any]:
        """Return the two texts of the header, cut to `width` once for all pages of that width."""
        if width not in self._headers:
            book = self._book
            self._headers[width] = (
                book.words.one_line(book.data.structure.name, styles.FAINT, width),
                book.words.one_line(f"{book.title} · {book.data.year}", styles.FAINT_RIGHT, width),
            )
        return self._headers[width]


def _frame(size: tuple[float, float]) -> Frame:
    return Frame(
        styles.MARGIN,
        styles.BOTTOM,
        size[0] - 2 * styles.MARGIN,
        size[1] - styles.TOP - styles.BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _page_form(page: int) -> str:
    return f"page-{page}"


def chapter_form(key: str) -> str:
    """Return the name of the drawing that will hold a chapter's page number, right-aligned at its origin."""
    return f"chapter-{key}"


class Anchor(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A bookmark and its line of the outline, at the place where the next element comes.

    Args:
        level: Depth in the outline, from 0.
        chapter: Whether the contents give its page.
    """

    def __init__(self, book: Book, key: str, title: str, level: int, *, chapter: bool = False) -> None:
        super().__init__()
        self._book, self._key, self._title, self._level, self._chapter = book, key, title, level, chapter

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        self.canv.bookmarkHorizontal(self._key, 0, 24)
        self.canv.addOutlineEntry(self._title, self._key, self._level, closed=self._level > 0)
        if self._chapter:
            self._book.pages[self._key] = self.canv.getPageNumber()


class LastWord(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Comes last: draws the numbers that no page could know before."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Define what the pages before refer to."""
        total = self.canv.getPageNumber()
        for page in range(1, total + 1):
            self._number(
                _page_form(page), _("page {page}/{total}").format(page=page, total=total), styles.FAINT_RIGHT
            )
        for key, _title in self._book.chapters:
            self._number(chapter_form(key), str(self._book.pages[key]), styles.VALUE)

    def _number(self, name: str, text: str, style: Any) -> None:
        self.canv.beginForm(name, -_NUMBER_WIDTH, -20, 0, 20)
        self._book.words.draw(self.canv, text, style, -_NUMBER_WIDTH, 0, _NUMBER_WIDTH)
        self.canv.endForm()
