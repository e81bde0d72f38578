"""In the annex: what was said of criteria that the version followed does not ask any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak

from cap_tui.core.permissions import Role
from cap_tui.core.positions import NO_OPINION, TEXT_FIELDS, Stance
from cap_tui.i18n import _
from cap_tui.i18n.labels import opinion_field_label
from cap_tui.i18n.typography import typeset
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.beside import views_story
from cap_tui.reports.pdf.blocks import gap, labelled, lead
from cap_tui.reports.pdf.template import Anchor
from cap_tui.reports.wording.views import voice_of

if TYPE_CHECKING:
    from cap_tui.reports.pdf.book import Book
    from cap_tui.reports.report_data import FormerAnswer


def former(book: Book) -> list[Any]:
    """Return these answers, whole; nothing when there are none."""
    answers = book.data.former
    if not answers:
        return []
    title = _("Answers of an earlier version")
    told = _(
        "Criteria that the version followed today does not ask: what was answered stays, outside the scores, in the "
        "words of the version that asked."
    )
    story = [
        CondPageBreak(160),
        gap(12),
        Anchor(book, "former", title, 1),
        book.words.paragraph(title, styles.THEME),
        lead(book, told),
    ]
    for number, one in enumerate(answers):
        story += _answer(book, number, one)
    return story


def _answer(book: Book, number: int, one: FormerAnswer) -> list[Any]:
    asked = replace(book.questionnaire, scale=one.scale)
    there = replace(book, data=replace(book.data, questionnaire=asked))  # positions read on the scale of then
    words, opinion, label = book.words, one.opinion, typeset(one.label)
    version = _("Version {version}").format(version=one.version) if one.version else _("Version not at hand")
    story = [
        CondPageBreak(90),
        Anchor(book, f"former-{number}", label, 2),
        words.paragraph(label, styles.H3),
        words.paragraph(version, styles.FAINT),
    ]
    if opinion != NO_OPINION or voice_of(one.views, Role.DIRECTOR):
        story += labelled(book, _("Position"), there.level(opinion.position))
        if opinion.position and opinion.position.stance is Stance.NOT_APPLICABLE:
            story += labelled(book, _("Reason"), opinion.position.reason)
        for field in TEXT_FIELDS:
            story += labelled(book, opinion_field_label(field), opinion.text(field))
    story += views_story(there, one.views)
    numbers = ", ".join(str(action) for action in one.actions)
    if numbers:
        story += labelled(book, _("Plan"), _("Actions: {numbers}").format(numbers=numbers))
    return [*story, gap(10)]
