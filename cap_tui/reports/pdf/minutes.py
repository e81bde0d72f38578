"""The minutes of a follow-up meeting: a short document of its own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, NextPageTemplate

from cap_tui.i18n import _
from cap_tui.i18n.labels import said
from cap_tui.reports.minutes.outline import facts, parts, title
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import gap, heading, labelled
from cap_tui.reports.pdf.book import Book
from cap_tui.reports.pdf.fonts import register
from cap_tui.reports.pdf.template import PORTRAIT, Anchor, Document, LastWord
from cap_tui.reports.pdf.text import Words
from cap_tui.reports.report_data import ReportData
from cap_tui.reports.stopping import silent

if TYPE_CHECKING:
    from cap_tui.reports.minutes.data import Minutes
    from cap_tui.reports.minutes.outline import Item
    from cap_tui.reports.stopping import Tell

_TOGETHER = 90.0
"""Least room, in points, for an action to begin at the foot of a page."""


def make_minutes(minutes: Minutes, tell: Tell = silent) -> bytes:
    """Return the minutes as a PDF; the same minutes give the same bytes.

    Args:
        minutes: What to print; for those who take part, never for partners.
        tell: Called now and then with the share done, 0 to 1.

    Raises:
        StoppedError: `tell` did: the caller asked to stop.
    """
    book = Book(_data(minutes), Words(register()))
    story = _story(book, minutes)
    file, total = BytesIO(), len(story)
    document = Document(file, book, lambda placed: tell(min(placed / total, 1.0)))  # what is cut counts twice
    document.title = f"{title(minutes)} — {minutes.structure.name}"
    document.subject = title(minutes)
    document.pageTemplates = [one for one in document.pageTemplates if one.id == PORTRAIT]
    document.build(story)
    return file.getvalue()


def _data(minutes: Minutes) -> ReportData:
    """Return what the header and the footer of a page need; nothing else is printed from it."""
    return ReportData(
        structure=minutes.structure,
        questionnaire=minutes.questionnaire,
        year=minutes.year,
        phase=minutes.phase,
        generated=minutes.meeting.day,
        concerned=(),
        opinions={},
        totals={},
        zone=minutes.zone,
    )


def _story(book: Book, minutes: Minutes) -> list[Any]:
    words = book.words
    story: list[Any] = [
        NextPageTemplate(PORTRAIT),
        Anchor(book, "minutes", title(minutes), 0),
        words.paragraph(title(minutes), styles.H1),
        words.paragraph(f"{said(minutes.questionnaire.title)} · {minutes.year}", styles.LEAD),
    ]
    for label, text in facts(minutes):
        story += labelled(book, label, text)
    for place, part in enumerate(parts(minutes)):
        story += [gap(8), Anchor(book, f"part-{place}", part.title, 1), *heading(book, part.title)]
        if not part.items:
            story.append(words.paragraph(part.empty, styles.BODY))
        for item in part.items:
            story += _item(book, item)
    return [*story, LastWord(book)]


def _item(book: Book, item: Item) -> list[Any]:
    story: list[Any] = [CondPageBreak(_TOGETHER)] if item.title else []
    if item.title:
        story += [gap(4), book.words.paragraph(item.title, styles.H3)]
    if item.brief:
        told = (
            _("{label}: {text}").format(label=label, text=text) for label, text in item.facts[: item.brief]
        )
        story.append(book.words.paragraph(" · ".join(told), styles.SMALL))
    for label, text in item.facts[item.brief :]:
        if label:
            story += labelled(book, label, text)
        else:
            story += book.words.paragraphs(text, styles.BODY)
    return story
