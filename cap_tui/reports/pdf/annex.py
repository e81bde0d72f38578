"""The annex: every criterion, what was chosen and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, HRFlowable

from cap_tui.core.positions import TEXT_FIELDS, Stance
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import opinion_field_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.beside import beside
from cap_tui.reports.pdf.blocks import chapter, criterion_title, gap, labelled, lead
from cap_tui.reports.pdf.distribution import ScaleStrip
from cap_tui.reports.pdf.former import former
from cap_tui.reports.pdf.template import PORTRAIT, Anchor
from cap_tui.reports.wording.facts import references
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Section
    from cap_tui.reports.pdf.book import Book


_ROOM, _HEADING = 260.0, 90.0
"""Points wanted below a section's top for its first criterion; and for the heading of a section within it."""


def annex(book: Book) -> list[Any]:
    """Return the chapter: sections in reading order, each with its criteria."""
    story = chapter(book, "annex", _("Annex: criterion by criterion"), PORTRAIT)
    story.append(
        lead(
            book,
            _("For each criterion: the question, the level chosen and what it means, and what was written."),
        )
    )
    for depth, section in book.sections():
        story += _section(book, depth, section)
        for criterion in book.concerned(section):
            story += _criterion(book, criterion, depth + 2)
    return [*story, *_others(book), *former(book)]


def _section(book: Book, depth: int, section: Section) -> list[Any]:
    words, totals = book.words, book.data.totals[section.id]
    title = f"{section.code} {content(section.title)}"
    result = _("No criterion rated yet")
    if totals.score is not None:
        result = f"{percent(totals.score)} · {book.band(totals.score)}"
    story = [
        CondPageBreak(_ROOM if section.criteria else _ROOM + _HEADING),
        gap(6),
        Anchor(book, f"section-{section.id}", title, depth + 1),
        words.paragraph(title, styles.THEME if depth == 0 else styles.H2),
        words.paragraph(result, styles.FAINT),
    ]
    intro = content(section.intro)
    if intro:
        story.append(words.paragraph(intro, styles.LEAD))
    offered = [
        book.questionnaire.services[key] for key in section.services if key in book.questionnaire.services
    ]
    if offered:
        names = " · ".join(content(service.title) for service in offered)
        story.append(
            words.paragraph(_("Services to call on: {services}").format(services=names), styles.SMALL)
        )
    return [*story, gap(6)]


def _criterion(book: Book, criterion: Criterion, level: int) -> list[Any]:
    words, opinion = book.words, book.data.opinion(criterion.id)
    name = f"{criterion.code} {content(criterion.title)}"
    story = [
        CondPageBreak(165),
        HRFlowable(
            width="100%", thickness=0.5, color=styles.colour(styles.LINE), spaceBefore=4, spaceAfter=5
        ),
        Anchor(book, f"criterion-{criterion.id}", f"{book.symbol(opinion.position)} {name}", level),
        criterion_title(book, criterion),
        words.paragraph(content(criterion.question), styles.QUESTION),
        ScaleStrip(book, opinion.position),
        *_meaning(book, criterion, opinion.position),
    ]
    if criterion.expected:
        story += labelled(book, _("Expected"), content(criterion.expected))
    if opinion.flagged and book.private:
        story.append(words.paragraph(_("Marked: to be looked at again"), styles.NOTICE))
    for field in TEXT_FIELDS:
        story += labelled(book, opinion_field_label(field), opinion.text(field))
    story += beside(book, criterion)
    story += [words.paragraph(line, styles.FAINT_BESIDE) for line in references(book, criterion)]
    return [*story, gap(8)]


def _meaning(book: Book, criterion: Criterion, position: Position | None) -> list[Any]:
    if position is None:
        return []
    if position.stance is Stance.NOT_APPLICABLE:
        return labelled(book, _("Reason"), position.reason)
    text = criterion.levels.get(position.level)
    return [book.words.paragraph(content(text), styles.BODY)] if text else []


def _others(book: Book) -> list[Any]:
    """Say which criteria were not asked, so that their absence surprises nobody."""
    asked = set(book.data.concerned)
    codes = [criterion.code for key, criterion in book.questionnaire.criteria.items() if key not in asked]
    if not codes:
        return []
    text = _("Criteria that do not concern this kind of structure: {codes}.").format(codes=", ".join(codes))
    return [gap(10), book.words.paragraph(text, styles.SMALL)]
