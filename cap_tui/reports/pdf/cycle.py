"""“Depuis 2025”: this evaluation beside the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.cycles import Shift
from cap_tui.core.questionnaire import ROOT
from cap_tui.i18n import _
from cap_tui.i18n.cycle_words import (
    cycle_sentences,
    levels_words,
    points,
    shift_words,
    step_sentences,
    step_title,
)
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, grid, heading, lead
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from cap_tui.core.cycles import Cycle, Step
    from cap_tui.reports.pdf.book import Book

_ORDER = (
    Shift.ROSE, Shift.FELL, Shift.PLACED, Shift.UNPLACED, Shift.APPLIES, Shift.SET_ASIDE, Shift.NEW, Shift.GONE, Shift.APART,
)  # fmt: skip
"""What has a row of its own, in this order; the rest is only counted."""
_SCORE, _COUNT, _CHANGE, _WORDS = 46.0, 62.0, 62.0, 128.0
"""Widths of the columns, in points; the first takes what is left."""


def since(book: Book) -> list[Any]:
    """Return the chapter; nothing when no evaluation before is here."""
    cycle = book.data.cycle
    if cycle is None:
        return []
    story = [
        *chapter(book, "cycle", _("Since {year}").format(year=cycle.before), PORTRAIT),
        lead(
            book, _("From one evaluation to the next: what rose, what fell, what can no longer be compared.")
        ),
    ]
    told = cycle_sentences(cycle, book.questionnaire)
    story += [book.words.paragraph(sentence, styles.BODY) for sentence in told]
    story += [gap(4), *heading(book, _("Scores, year after year"), 110), _scores(book, cycle)]
    steps = [step for shift in _ORDER for step in cycle.steps if step.shift is shift]
    if steps:
        story += [gap(6), *heading(book, _("Criterion by criterion"), 110), _criteria(book, cycle, steps)]
        if len(steps) < len(cycle.steps):
            unchanged = _("Every other criterion is unchanged.")
            story += [gap(4), book.words.paragraph(unchanged, styles.SMALL)]
    return story


def _scores(book: Book, cycle: Cycle) -> Any:
    words = book.words
    heads = ("", str(cycle.before), str(cycle.after), _("Placed both times"), _("On these criteria"))
    themes = [(0, section) for depth, section in book.sections() if depth == 0]
    named = [(ROOT, _("The whole")), *((one.id, f"{one.code} {content(one.title)}") for _d, one in themes)]
    rows = []
    for key, name in named:
        node = cycle.nodes[key]
        figures = (
            percent(node.before.score),
            percent(node.after.score),
            str(node.common),
            points(node.delta),
        )
        rows.append(
            [
                words.paragraph(name, styles.CELL if key != ROOT else styles.CELL_BOLD),
                *(words.paragraph(figure, styles.CELL_RIGHT) for figure in figures),
            ]
        )
    widths = [styles.WIDTH - 2 * _SCORE - 2 * _COUNT, _SCORE, _SCORE, _COUNT, _COUNT]
    first, *others = heads
    head = [
        words.paragraph(first, styles.CELL_HEAD),
        *(words.paragraph(one, styles.CELL_HEAD_RIGHT) for one in others),
    ]
    return grid(head, rows, widths, strong=(0,))


def _criteria(book: Book, cycle: Cycle, steps: list[Step]) -> Any:
    words = book.words
    heads = (_("Criterion"), _("Then and now"), _("Change"), _("Explanation"))
    rows = [
        [
            words.paragraph(step_title(cycle, book.questionnaire, step), styles.CELL),
            words.paragraph(levels_words(cycle, book.questionnaire, step), styles.CELL),
            words.paragraph(_change(step), styles.CELL_BOLD),
            words.paragraph("\n".join(step_sentences(cycle, step)), styles.CELL),
        ]
        for step in steps
    ]
    widths = [styles.WIDTH - 118.0 - _CHANGE - _WORDS, 118.0, _CHANGE, _WORDS]
    return grid([words.paragraph(text, styles.CELL_HEAD) for text in heads], rows, widths)


def _change(step: Step) -> str:
    told = shift_words(step.shift)
    return f"{told}\n{points(step.delta)}" if step.delta else told
