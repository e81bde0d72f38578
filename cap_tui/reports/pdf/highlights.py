"""Ten strengths and ten priorities at most, with what people wrote of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak

from cap_tui.core.plan import improvements, strengths
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import decimal
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, criterion_title, gap, heading, lead
from cap_tui.reports.pdf.filling import fitted
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import content, excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.plan import Improvement
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.reports.pdf.book import Book

_EXCERPT = 320
_WAYS = ((10, 7.0), (10, 4.0), (9, 4.0), (8, 4.0))
"""Most criteria of each list and the white space between them, in points; the first that wastes no page is taken."""


def highlights(book: Book) -> list[Any]:
    """Return both lists, each says so when it is empty; nothing where findings have lists of their own."""
    if any(level.requires.position for level in book.questionnaire.scale.levels):
        return []
    data = book.data
    strong = strengths(book.questionnaire, data.positions, data.concerned)
    weak = improvements(book.questionnaire, data.positions, data.concerned)
    begun = chapter(book, "highlights", _("Strengths and priorities"), PORTRAIT)
    head = begun.pop()
    ways = [partial(_lists, book, head, strong, weak, most, space) for most, space in _WAYS]
    return [*begun, *fitted(ways)]


def _lists(
    book: Book, head: Any, strong: Sequence[Criterion], weak: Sequence[Improvement], most: int, space: float
) -> list[Any]:
    """Return both lists under the title of the chapter, of `most` criteria each."""
    data, words = book.data, book.words
    target = content(book.questionnaire.scale.target_level.label)
    story = [head, *heading(book, _("What we can rely on"))]
    if strong:
        story.append(
            lead(book, _("Criteria above the target ({target}), the heaviest first.").format(target=target))
        )
    else:
        story.append(words.paragraph(_("No criterion is above the target yet."), styles.BODY))
    for criterion in strong[:most]:
        opinion = data.opinion(criterion.id)
        story += shown_criterion(book, criterion, "", opinion.strengths or opinion.constat, space)
    story += _others(book, len(strong) - most)
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
    for item in weak[:most]:
        opinion = data.opinion(item.criterion.id)
        note = _("{priority} · {gap} points below the target").format(
            priority=item.priority, gap=decimal(item.gap)
        )
        story += shown_criterion(book, item.criterion, note, opinion.improvements or opinion.constat, space)
    return [*story, *_others(book, len(weak) - most)]


def shown_criterion(book: Book, criterion: Criterion, note: str, text: str, space: float = 7.0) -> list[Any]:
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
    return [*story, gap(space)]


def _others(book: Book, rest: int) -> list[Any]:
    if rest <= 0:
        return []
    text = ngettext(
        "{count} other criterion is in the annex.", "{count} other criteria are in the annex.", rest
    )
    return [book.words.paragraph(text.format(count=rest), styles.FAINT)]
