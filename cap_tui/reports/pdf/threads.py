"""Remarks and their answers, as they stand on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak

from cap_tui.core.review import NOTE_NAMES
from cap_tui.i18n import _
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import SideLabel
from cap_tui.reports.runs import bold, join
from cap_tui.reports.wording.people import state_of
from cap_tui.reports.wording.reader import excerpt
from cap_tui.reports.wording.views import who

if TYPE_CHECKING:
    from cap_tui.core.review import Note, Thread
    from cap_tui.reports.pdf.book import Book

_NAME = 300
"""Most characters of a name above what this person wrote."""


def thread_story(book: Book, thread: Thread, *, limit: int = 0) -> list[Any]:
    """Return a remark and its answers, oldest first.

    Args:
        book: The report.
        thread: The remark.
        limit: Most characters of each text, 0 for all of it.
    """
    label = _(NOTE_NAMES[thread.kind]) + "\n" + state_of(thread)
    story: list[Any] = [CondPageBreak(60), SideLabel(book.words.paragraph(label, styles.LABEL))]
    for index, note in enumerate(thread.notes):
        story += note_story(book, note, answer=index > 0, limit=limit)
    return story


def note_story(book: Book, note: Note, *, answer: bool = False, limit: int = 0) -> list[Any]:
    """Return who wrote a remark, when, and its text verbatim; a text that was erased is said to be.

    Args:
        book: The report.
        note: The remark or the answer.
        answer: Whether it answers another one.
        limit: Most characters of the text, 0 for all of it.
    """
    words = book.words
    author = words.safe(who(excerpt(note.author, _NAME), note.role))
    when = book.moment(note.at)
    if note.edited:
        when += " · " + _("changed since")
    line = join(bold(author), words.safe(when), separator=" · ")
    if answer:
        line = join(words.safe("↳ "), line)
    style = styles.META_ANSWER if answer else styles.META
    story: list[Any] = [CondPageBreak(40), words.compose(line, style)]
    if note.erased:
        return [*story, words.paragraph(_("This text was erased on request."), styles.ERASED)]
    text = excerpt(note.text, limit) if limit else note.text
    return [*story, *words.paragraphs(text, styles.BESIDE)]
