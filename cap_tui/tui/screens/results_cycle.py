"""“Before and after” among the results: a row for the whole, for each section and each criterion. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.cycles import Shift
from cap_tui.core.questionnaire import ROOT
from cap_tui.i18n import _
from cap_tui.i18n.cycle_words import (
    SYMBOLS,
    common_sentence,
    counts_sentence,
    levels_words,
    points,
    scores_words,
    shift_label,
    shift_words,
    step_sentences,
    step_title,
    symbols_words,
    totals_sentence,
)
from cap_tui.tui.screens.results_lines import Line, coded
from cap_tui.tui.screens.results_verdict import HEADING

if TYPE_CHECKING:
    from cap_tui.core.cycles import Cycle, NodeStep, Step
    from cap_tui.core.questionnaire import Questionnaire, Section

WIDE = 70
"""Width from which a row has room for the words beside the symbols."""
MOVE_CELLS, NOTE_CELLS, SHORT_CELLS = 15, 22, 14
STYLES = {Shift.ROSE: "bold $good", Shift.FELL: "bold $alert", Shift.APART: "$warning"}
"""Colour of a change; its symbol and its words differ too."""


def cycle_lines(cycle: Cycle, questionnaire: Questionnaire) -> list[Line]:
    """Return the rows in reading order, then those of the criteria that are no longer asked."""
    steps = {step.key: step for step in cycle.steps if step.key}
    lines = [_node_line(cycle, cycle.whole, ROOT, _("The whole"), 0)]

    def add(section: Section, depth: int) -> None:
        if section.id not in cycle.nodes:
            return
        lines.append(_node_line(cycle, cycle.nodes[section.id], section.id, coded(section), depth))
        told = (steps[criterion.id] for criterion in section.criteria if criterion.id in steps)
        lines.extend(_step_line(cycle, questionnaire, step, depth + 1) for step in told)
        for one in section.sections:
            add(one, depth + 1)

    for section in questionnaire.sections:
        add(section, 0)
    gone = [step for step in cycle.steps if not step.key]
    if gone:
        lines.append(Line(HEADING, 0, "", _("Asked in {year}, no longer asked").format(year=cycle.before)))
    return [*lines, *(_step_line(cycle, questionnaire, step, 1) for step in gone)]


def _node_line(cycle: Cycle, node: NodeStep, key: str, title: str, depth: int) -> Line:
    told = "\n".join((common_sentence(cycle, node), counts_sentence(node)))
    return Line(key, depth, "", title, word=scores_words(node), note=points(node.delta), detail=told)


def _step_line(cycle: Cycle, questionnaire: Questionnaire, step: Step, depth: int) -> Line:
    change = shift_words(step.shift) + (f", {points(step.delta)}" if step.delta else "")
    told = (f"{levels_words(cycle, questionnaire, step)} · {change}", *step_sentences(cycle, step))
    return Line(
        step.key or step.old[0],
        depth,
        SYMBOLS[step.shift],
        step_title(cycle, questionnaire, step),
        word=symbols_words(cycle, questionnaire, step),
        note=shift_label(step.shift),
        detail="\n".join(told),
        shift=step.shift.value,
    )


def cycle_head(cycle: Cycle, questionnaire: Questionnaire) -> Content:
    """Return the two lines above the rows: both years with their scores, then what rests on the same criteria."""
    return Content.assemble(
        (totals_sentence(cycle, questionnaire), "bold"), "\n", common_sentence(cycle, cycle.whole)
    )


def draw_change(line: Line, width: int) -> Content:
    """Return a row in exactly `width` cells: what changed, the title, from where to where, and the words."""
    mark = f"{line.mark} " if line.mark else ""
    style = STYLES.get(Shift(line.shift), "") if line.shift else ""
    head = Content.assemble("  " * line.depth, (mark, style), line.title)
    if line.node == HEADING:
        return head.stylize("bold").truncate(max(width, 1), ellipsis=True, pad=True)
    note = NOTE_CELLS if width >= WIDE else SHORT_CELLS
    tail = Content.assemble("  ", _cell(line.word, MOVE_CELLS), " ", _cell(line.note, note).stylize(style))
    head = head.truncate(max(width - tail.cell_length, 1), ellipsis=True, pad=True)
    return Content.assemble(head if line.mark or line.depth else head.stylize("bold"), tail)


def _cell(text: str, width: int) -> Content:
    return Content(text).truncate(width, ellipsis=True, pad=True)
