"""In the annex, beside what the director wrote of a criterion: what the others said, what was retained, the remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak

from cap_tui.core.permissions import Role
from cap_tui.core.positions import TEXT_FIELDS, Stance
from cap_tui.i18n import _
from cap_tui.i18n.labels import opinion_field_label, role_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import gap, labelled
from cap_tui.reports.pdf.pooled import retained_story
from cap_tui.reports.pdf.threads import thread_story
from cap_tui.reports.runs import bold, join
from cap_tui.reports.wording.reader import excerpt
from cap_tui.reports.wording.views import position_of, team_text, voice_of

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import CrossedViews, TeamView, Voice
    from cap_tui.reports.pdf.book import Book

_EXCERPT = 320
"""Characters of a remark; the whole text is in the chapter of remarks."""


def beside(book: Book, criterion: Criterion) -> list[Any]:
    """Return what several people made of a criterion; nothing for partners, or when the director is alone."""
    if not book.private:
        return []
    views = book.data.views.get(criterion.id)
    return [*(views_story(book, views) if views else []), *_threads(book, criterion)]


def views_story(book: Book, views: CrossedViews) -> list[Any]:
    """Return what the others said of a criterion and what was retained."""
    story: list[Any] = []
    for role in (Role.PEER, Role.THIRD_PARTY):
        voice = voice_of(views, role)
        story += _voice(book, voice) if voice else []
    if views.team:
        story += _team(book, views.team)
    if views.retained:
        own = position_of(views, Role.DIRECTOR)
        story += _side(book, _("Pooling"))
        story += labelled(book, role_label(Role.DIRECTOR), book.level(own)) if own else []
        story += retained_story(book, views.retained)
    return story


def _side(book: Book, side: str, name: str = "") -> list[Any]:
    words = book.words
    title = bold(words.safe(side))
    if name:
        title = join(title, words.safe(excerpt(name, _EXCERPT)), separator=" · ")
    return [CondPageBreak(54), words.compose(title, styles.ASIDE)]


def _voice(book: Book, voice: Voice) -> list[Any]:
    opinion = voice.opinion
    texts = [(opinion_field_label(field), opinion.text(field)) for field in TEXT_FIELDS]
    if opinion.position is None and not any(text for _label, text in texts):
        return []
    story = _side(book, role_label(voice.role), voice.name)
    story += labelled(book, _("Position"), book.level(opinion.position))
    if opinion.position and opinion.position.stance is Stance.NOT_APPLICABLE:
        story += labelled(book, _("Reason"), opinion.position.reason)
    for label, text in texts:
        story += labelled(book, label, text)
    return story


def _team(book: Book, team: TeamView) -> list[Any]:
    story = _side(book, _("Team"))
    story += labelled(book, _("Position"), team_text(book, team))
    for comment in team.comments:
        story += labelled(book, _("Comment"), comment)
    return story


def _threads(book: Book, criterion: Criterion) -> list[Any]:
    threads = [thread for thread in book.data.threads if thread.criterion == criterion.id]
    if not threads:
        return []
    story = _side(book, _("Remarks"))
    for thread in threads:
        story += thread_story(book, thread, limit=_EXCERPT)
    if any(len(note.text) > _EXCERPT for thread in threads for note in thread.notes):
        text = _("The whole text is in the chapter “Remarks”.")
        story.append(book.words.paragraph(text, styles.FAINT_BESIDE))
    return [*story, gap(4)]
