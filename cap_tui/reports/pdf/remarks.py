"""“Remarques”: what people said to each other of the criteria, the actions they proposed, the notes of the follow-up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak

from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, criterion_title, gap, heading, labelled, lead
from cap_tui.reports.pdf.template import PORTRAIT, Anchor
from cap_tui.reports.pdf.threads import note_story, thread_story
from cap_tui.reports.runs import bold
from cap_tui.reports.wording.actions import criteria_names, day
from cap_tui.reports.wording.people import decision_words
from cap_tui.reports.wording.reader import content
from cap_tui.reports.wording.views import who

if TYPE_CHECKING:
    from cap_tui.core.review import Proposal, Thread
    from cap_tui.reports.pdf.book import Book

_FIELDS = (
    "constat",
    "evidence",
    "cause",
    "correction",
    "axis",
    "owner",
    "contributors",
    "means",
    "indicator",
    "baseline",
    "target",
    "notes",
)
"""Texts of an action that are printed of one proposed."""


def remarks(book: Book) -> list[Any]:
    """Return the chapter, or nothing when there is nothing that this audience may read."""
    data = book.data
    if not book.private or not (data.threads or data.proposals or data.followups):
        return []
    story = chapter(book, "remarks", _("Remarks"), PORTRAIT)
    story.append(lead(book, _("What people said to each other, as they wrote it.")))
    return [*story, *_threads(book), *_proposals(book), *_followups(book)]


def _threads(book: Book) -> list[Any]:
    threads = book.data.threads
    if not threads:
        return []
    count = ngettext("{count} remark", "{count} remarks", len(threads)).format(count=len(threads))
    waiting = sum(not thread.resolved for thread in threads)
    still = ngettext("{count} still open", "{count} still open", waiting).format(count=waiting)
    story = heading(book, _("Remarks by criterion"))
    story.append(book.words.paragraph(_("{count}, {open}.").format(count=count, open=still), styles.BODY))
    by_criterion: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        by_criterion[thread.criterion].append(thread)
    known = book.questionnaire.criteria
    order = [
        *(key for key in known if key in by_criterion),
        *(key for key in by_criterion if key not in known),
    ]
    for key in order:
        story += _criterion(book, key, by_criterion[key])
    return story


def _criterion(book: Book, key: str, threads: list[Thread]) -> list[Any]:
    """Return the remarks on one criterion; one that left the questionnaire keeps its id."""
    criterion = book.questionnaire.criteria.get(key)
    name = f"{criterion.code} {content(criterion.title)}" if criterion else key
    title = criterion_title(book, criterion) if criterion else book.words.paragraph(key, styles.H3)
    story = [CondPageBreak(100), gap(6), Anchor(book, f"remarks-{key}", name, 1), title]
    for thread in threads:
        story += [*thread_story(book, thread), gap(8)]
    return story


def _proposals(book: Book) -> list[Any]:
    if not book.data.proposals:
        return []
    story = heading(book, _("Actions proposed"), 110)
    for proposal in book.data.proposals:
        story += _proposal(book, proposal)
    return story


def _proposal(book: Book, proposal: Proposal) -> list[Any]:
    words, line = book.words, proposal.line
    author = _("{name}, {moment}").format(
        name=who(proposal.author, proposal.role), moment=book.moment(proposal.at)
    )
    story = [CondPageBreak(70), words.compose(bold(words.safe(line.title)), styles.BODY)]
    story += labelled(book, _("Proposed by"), author)
    story += labelled(book, _("Criteria"), criteria_names(book, line))
    for field in _FIELDS:
        story += labelled(book, action_field_label(field), getattr(line, field))
    story += labelled(book, action_field_label("due"), day(line.due))
    story += labelled(book, _("Decision"), decision_words(book, proposal))
    return [*story, *labelled(book, _("Why"), proposal.reason), gap(8)]


def _followups(book: Book) -> list[Any]:
    if not book.data.followups:
        return []
    story = heading(book, _("Notes of the follow-up"), 100)
    for note in book.data.followups:
        story += note_story(book, note)
    return story
