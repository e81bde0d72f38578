"""“Mise en commun”: what was retained where several people spoke, why, and who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.positions import Stance
from cap_tui.i18n import _, ngettext
from cap_tui.reports.pdf.action_sheets import Sheet
from cap_tui.reports.pdf.blocks import chapter, criterion_title, gap, labelled, lead
from cap_tui.reports.pdf.template import PORTRAIT, Anchor
from cap_tui.reports.wording.reader import content
from cap_tui.reports.wording.views import compared, divergence_text, views_text

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import CrossedViews, Retained
    from cap_tui.reports.pdf.book import Book


def pooled(book: Book) -> list[Any]:
    """Return the chapter, or nothing when no position was retained or when reasons are not for this audience."""
    if not book.private:
        return []
    criteria, views = book.questionnaire.criteria, book.data.views
    found = [
        (criteria[key], views[key])
        for key in book.data.concerned
        if key in views and views[key].retained is not None
    ]
    if not found:
        return []
    summary = ngettext(
        "{count} criterion was settled together. The position retained is the one that counts in the score.",
        "{count} criteria were settled together. The position retained is the one that counts in the score.",
        len(found),
    )
    story = chapter(book, "pooled", _("Pooling"), PORTRAIT)
    story.append(lead(book, summary.format(count=len(found))))
    return [*story, gap(6), *(Sheet(_item(book, criterion, said)) for criterion, said in found)]


def retained_story(book: Book, retained: Retained) -> list[Any]:
    """Return the position retained, why, who agreed, and who wrote it down."""
    position = retained.position
    agreed = ", ".join(name for name in retained.agreed if name)
    written = _("{name}, {moment}").format(name=retained.by, moment=book.moment(retained.at))
    story = labelled(book, _("Position retained"), book.level(position))
    if position.stance is Stance.NOT_APPLICABLE:
        story += labelled(book, _("Reason"), position.reason)
    story += labelled(book, _("Why"), retained.reason)
    story += labelled(book, _("Agreed by"), agreed)
    return [*story, *labelled(book, _("Recorded by"), written if retained.by else book.moment(retained.at))]


def _item(book: Book, criterion: Criterion, views: CrossedViews) -> list[Any]:
    title = f"{criterion.code} {content(criterion.title)}"
    story = [
        Anchor(book, f"pooled-{criterion.id}", title, 1),
        criterion_title(book, criterion),
    ]
    story += labelled(book, _("Views"), views_text(book, views))
    if compared(book, views):
        story += labelled(book, _("Divergence"), divergence_text(book, views))
    if views.retained:
        story += retained_story(book, views.retained)
    return [*story, gap(12)]
