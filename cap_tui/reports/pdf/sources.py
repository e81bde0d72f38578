"""Where the questionnaire comes from, how well founded it is, and the seal of this report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.i18n import _
from cap_tui.i18n.formats import long_date
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, heading, labelled
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.facts import foundations
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from cap_tui.reports.pdf.book import Book


def sources(book: Book) -> list[Any]:
    """Return the last chapter."""
    words, data = book.words, book.data
    story = chapter(book, "sources", _("Sources and seal"), PORTRAIT)
    if book.status:
        text = book.notice
        story.append(words.paragraph(text, styles.NOTICE))
    story += heading(book, _("How well founded the criteria are"))
    story += [words.paragraph(line, styles.BODY) for line in foundations(book)]
    if book.questionnaire.sources:
        story += heading(book, _("Sources of the questionnaire"))
        for source in book.questionnaire.sources:
            story.append(words.paragraph(content(source.title), styles.SMALL))
            story += [words.paragraph(source.url, styles.FAINT)] if source.url else []
            story.append(gap(4))
    story += heading(book, _("Seal"))
    edition = _("{title}, version {version}").format(title=book.title, version=book.questionnaire.version)
    day = _("Report made on {day} with cap-tui.").format(day=long_date(data.generated))
    story += [words.paragraph(edition, styles.BODY), words.paragraph(day, styles.BODY)]
    story += labelled(book, _("Digest of the questionnaire"), book.questionnaire.digest)
    story += labelled(book, _("Digest of what was evaluated"), data.seal)
    if data.seal:
        meaning = _(
            "Two reports with the same digests were made from exactly the same questionnaire and the same answers."
        )
        story += [gap(4), words.paragraph(meaning, styles.FAINT)]
    return story
