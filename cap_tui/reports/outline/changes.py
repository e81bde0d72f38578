"""What changed since the evaluation before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.cycles import Shift
from cap_tui.i18n import _
from cap_tui.i18n.cycle_words import (
    cycle_sentences,
    levels_words,
    points,
    scores_words,
    shift_words,
    step_sentences,
    step_title,
)
from cap_tui.reports.outline.blocks import Listing, grid, part
from cap_tui.reports.wording.reader import NOTHING, content

if TYPE_CHECKING:
    from cap_tui.core.cycles import Cycle
    from cap_tui.reports.outline.blocks import Grid, Part
    from cap_tui.reports.wording.reader import Reader

_QUIET = frozenset({Shift.STAYED, Shift.OPEN})
"""What needs no row of its own."""


def changes(reader: Reader) -> list[Part]:
    """Return the chapter; nothing when no earlier evaluation is at hand."""
    cycle = reader.data.cycle
    if cycle is None:
        return []
    title = _("Since {year}").format(year=cycle.before)
    rows = [
        (
            step_title(cycle, reader.questionnaire, step),
            shift_words(step.shift),
            levels_words(cycle, reader.questionnaire, step),
            points(step.delta),
            "\n".join(step_sentences(cycle, step)) or NOTHING,
        )
        for step in cycle.steps
        if step.shift not in _QUIET
    ]
    heads = (_("Criterion"), _("Change"), _("Levels"), _("Points"), _("What explains it"))
    blocks = (
        Listing(cycle_sentences(cycle, reader.questionnaire)),
        _nodes(reader, cycle),
        grid(_("Criteria that changed"), heads, rows, (3,)),
    )
    return [part(title, blocks)]


def _nodes(reader: Reader, cycle: Cycle) -> Grid | None:
    heads = (_("Theme or objective"), _("Score"), _("On the criteria placed both times"))
    rows = [
        (
            f"{section.code} {content(section.title)}",
            scores_words(cycle.nodes[section.id]),
            points(cycle.nodes[section.id].delta),
        )
        for _depth, section in reader.sections()
        if section.id in cycle.nodes
    ]
    return grid(_("Scores then and now"), heads, rows, (1, 2))
