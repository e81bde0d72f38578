"""The lines of the results: what each says and how it is drawn in the width it has. No widget, no state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.plan import improvements, strengths
from cap_tui.core.plotting import bar
from cap_tui.core.scoring import band
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import decimal, percent
from cap_tui.i18n.labels import position_label, position_symbol
from cap_tui.tui.widgets.bars import row_content
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Section
    from cap_tui.core.scoring import Totals
    from cap_tui.services.dossier import Dossier

WIDE_BAR, NARROW_BAR = 24, 12
"""Cells of a bar, according to the room."""
WIDE = 70
"""Width from which a line has room for the words of a band."""
SCORE_CELLS, WORD_CELLS, COUNT_CELLS = 6, 13, 6
NOTE_CELLS = 14
DASH = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the results.

    Attributes:
        node: Id of the section or criterion.
        depth: Steps of indentation.
        mark: A sign before the title: the symbol of a level, a priority, or empty for a section.
        title: Code and title, ready to show.
        totals: What the node adds up to; None on a line without a bar.
        word: Band or level.
        note: What follows the word.
        detail: A sentence for the lower panel, on a line that is one.
        target: Id of the line of the plan to go to rather than the node; empty for none.
        cells: Ids of the criteria drawn side by side, on a row of the map.
        shift: What became of a criterion, on a row of before and after; empty elsewhere.
    """

    node: str
    depth: int
    mark: str
    title: str
    totals: Totals | None = None
    word: str = ""
    note: str = ""
    detail: str = ""
    target: str = ""
    cells: tuple[str, ...] = ()
    shift: str = ""


def coded(item: Section | Criterion) -> str:
    """Return the code and title of a section or criterion."""
    return f"{item.code} {said(item.title)}".strip()


def band_word(dossier: Dossier, value: Fraction | None) -> str:
    """Return the band of an unrounded score; an em dash without a score."""
    found = band(dossier.questionnaire, value)
    return said(found.label) if found else DASH


def lines_beneath(dossier: Dossier, node: str) -> list[Line]:
    """Return two levels of lines beneath a section, or beneath the whole: what it is made of, and what that is made of."""
    questionnaire = dossier.questionnaire
    scores, positions = dossier.scores, dossier.official()
    found: list[Line] = []

    def add(sections: tuple[Section, ...], criteria: tuple[Criterion, ...], depth: int) -> None:
        for section in sections:
            if section.id in scores:
                totals = scores[section.id]
                word = band_word(dossier, totals.score)
                found.append(Line(section.id, depth, "", coded(section), totals, word))
                if not depth:
                    add(section.sections, section.criteria, depth + 1)
        found.extend(
            criterion_line(dossier, positions, item, depth) for item in criteria if item.id in scores
        )

    section = questionnaire.section_by_id.get(node)
    if section is None:
        add(questionnaire.sections, (), 0)
    else:
        add(section.sections, section.criteria, 0)
    return found


def criterion_line(
    dossier: Dossier, positions: Mapping[str, Position | None], criterion: Criterion, depth: int = 0
) -> Line:
    """Return the line of a criterion: the symbol and the name of its level, and its score."""
    scale, position = dossier.questionnaire.scale, positions.get(criterion.id)
    return Line(
        criterion.id,
        depth,
        position_symbol(scale, position),
        coded(criterion),
        dossier.scores.get(criterion.id),
        position_label(scale, position, language()),
    )


def strength_lines(dossier: Dossier) -> list[Line]:
    """Return the criteria above target, heaviest first."""
    positions = dossier.official()
    found = strengths(dossier.questionnaire, positions, dossier.concerned)
    return [criterion_line(dossier, positions, criterion) for criterion in found]


def priority_lines(dossier: Dossier) -> list[Line]:
    """Return the criteria below target, most pressing first, with the lines of the plan that answer them."""
    scale, positions = dossier.questionnaire.scale, dossier.official()
    planned: dict[str, list[int]] = {}
    for action in dossier.actions():
        for key in action.criteria:
            planned.setdefault(key, []).append(action.number)
    found = []
    for item in improvements(dossier.questionnaire, positions, dossier.concerned):
        position = positions.get(item.criterion.id)
        word = f"{position_symbol(scale, position)} {position_label(scale, position, language())}"
        gap = _("gap {points}").format(points=decimal(item.gap))
        numbers = ", ".join(str(number) for number in planned.get(item.criterion.id, ()))
        note = _("action {numbers}").format(numbers=numbers) if numbers else gap
        found.append(Line(item.criterion.id, 0, item.priority, coded(item.criterion), None, word, note))
    return found


def draw_line(line: Line, width: int, target: Fraction, *, ascii_only: bool = False) -> Content:
    """Return a line in exactly `width` cells: mark and title, bar, score, word, and how much is rated."""
    wide = width >= WIDE
    head = Content("  " * line.depth + (f"{line.mark} " if line.mark else "") + line.title)
    if line.totals is None and not line.word:
        tail = Content(f"  {line.detail}" if wide else "").truncate(
            max(width - head.cell_length, 0), ellipsis=True
        )
    elif line.totals is None:
        tail = Content.assemble("  ", _cell(line.word, WORD_CELLS + 2), " ", _cell(line.note, NOTE_CELLS))
    else:
        totals = line.totals
        cells = WIDE_BAR if wide and width > WIDE + WIDE_BAR else NARROW_BAR
        picture = bar(totals.score, totals.low, totals.high, cells, target=target, ascii_only=ascii_only)
        score = percent(totals.score).rjust(SCORE_CELLS)
        count = "" if line.mark else f"{totals.positioned}/{totals.applicable}"
        tail = Content.assemble(" ", row_content(picture), Content(score))
        if wide:
            tail = Content.assemble(tail, "  ", _cell(line.word, WORD_CELLS))
        tail = Content.assemble(tail, Content(count.rjust(COUNT_CELLS)))
    room = max(width - tail.cell_length, 1)
    head = head.truncate(room, ellipsis=True, pad=True)
    return Content.assemble(head.stylize("bold") if not line.mark and not line.depth else head, tail)


def _cell(text: str, width: int) -> Content:
    return Content(text).truncate(width, ellipsis=True, pad=True)
