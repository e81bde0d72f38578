"""Ten strengths and ten priorities, with what people wrote of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak

from cap_tui.core.plan import improvements, strengths
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import decimal
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, criterion_title, gap, heading, lead
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import content, excerpt

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.reports.pdf.book import Book

_MOST = 10
_EXCERPT = 320


def highlights(book: Book) -> list[Any]:
    """Return both lists, each says so when it is empty; nothing where findings have lists of their own."""
    if any(level.requires.position for level in book.questionnaire.scale.levels):
        return []
    data, words = book.data, book.words
    strong = strengths(book.questionnaire, data.positions, data.concerned)
    weak = improvements(book.questionnaire, data.positions, data.concerned)
    target = content(book.questionnaire.scale.target_level.label)
    story = chapter(book, "highlights", _("Strengths and priorities"), PORTRAIT)
    story += heading(book, _("What we can rely on"))
    if strong:
        story.append(
            lead(book, _("Criteria above the target ({target}), the heaviest first.").format(target=target))
        )
    else:
        story.append(words.paragraph(_("No criterion is above the target yet."), styles.BODY))
    for criterion in strong[:_MOST]:
        opinion = data.opinion(criterion.id)
        story += shown_criterion(book, criterion, "", opinion.strengths or opinion.constat)
    story += _others(book, len(strong))
    story += [gap(8), *heading(book, _("What to work on first"))]
    if weak:
        story.append(
            lead(
                book,
                _("Criteria below the target ({target}), the most pressing first.").format(target=target),
            )
        )
    else:
        story.append(words.paragraph(_("No rated criterion is below the target."), styles.BODY))
    for item in weak[:_MOST]:
        opinion = data.opinion(item.criterion.id)
        note = _("{priority} · {gap} points below the target").format(
            priority=item.priority, gap=decimal(item.gap)
        )
        story += shown_criterion(book, item.criterion, note, opinion.improvements or opinion.constat)
    return [*story, *_others(book, len(weak))]


def shown_criterion(book: Book, criterion: Criterion, note: str, text: str) -> list[Any]:
    """Return a criterion, where it stands, a note on it, and the beginning of a text."""
    words = book.words
    position = book.data.opinion(criterion.id).position
    level = " · ".join(part for part in (f"{book.symbol(position)} {book.label(position)}", note) if part)
    story = [CondPageBreak(54), criterion_title(book, criterion), words.paragraph(level, styles.FAINT)]
    if text:
        shown = excerpt(text, _EXCERPT)
        story.append(words.paragraph(shown, styles.BODY))
        if shown != text:
            story.append(words.paragraph(_("The whole text is in the annex."), styles.FAINT))
    return [*story, gap(7)]


def _others(book: Book, count: int) -> list[Any]:
    if count <= _MOST:
        return []
    rest = count - _MOST
    text = ngettext(
        "{count} other criterion is in the annex.", "{count} other criteria are in the annex.", rest
    )
    return [book.words.paragraph(text.format(count=rest), styles.FAINT)]
