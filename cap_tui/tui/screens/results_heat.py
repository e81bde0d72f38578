"""The map of the criteria among the results: a row of cells per objective, under each theme how many at each level. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.distribution import distribution
from cap_tui.core.positions import Stance
from cap_tui.i18n.labels import (
    NOT_APPLICABLE_SYMBOL,
    UNANSWERED_SYMBOL,
    UNKNOWN_SYMBOL,
    position_symbol,
)
from cap_tui.tui.screens.results_lines import Line, coded
from cap_tui.tui.screens.results_verdict import HEADING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Scale, Section
    from cap_tui.services.dossier import Dossier

CELL = 3
"""Cells of one criterion: its symbol with a blank on either side, where the brackets of the cursor go."""
WIDE, LABEL, SHORT = 70, 40, 24
"""Width from which the names of the objectives have `LABEL` cells; `SHORT` below."""


def label_cells(width: int) -> int:
    """Return how many cells the names of the objectives have in a width."""
    return min(LABEL if width > WIDE else SHORT, max(width - CELL, 1))


def heat_lines(dossier: Dossier, width: int) -> list[Line]:
    """Return the rows: a heading per theme with its counts, then its objectives, cut into as many rows as needed."""
    across = max((width - label_cells(width)) // CELL, 1)
    lines: list[Line] = []
    for theme in dossier.questionnaire.sections:
        if theme.id not in dossier.scores:
            continue
        lines.append(Line(HEADING, 0, "", coded(theme), word=theme_counts(dossier, theme)))
        for section in _objectives(theme):
            keys = [one.id for one in section.criteria if one.id in dossier.scores]
            for start in range(0, len(keys), across):
                title = "" if start else coded(section)
                lines.append(Line(section.id, 1, "", title, cells=tuple(keys[start : start + across])))
    return lines


def _objectives(section: Section) -> Iterator[Section]:
    yield section
    for one in section.sections:
        yield from _objectives(one)


def theme_counts(dossier: Dossier, theme: Section) -> str:
    """Return how many criteria of a theme stand at each level: `○ 2  ◔ 3  ● 1`."""
    counts = distribution(dossier.questionnaire, dossier.official(), dossier.concerned, theme.id)
    parts = [(level.symbol, counts.levels[level.id]) for level in dossier.questionnaire.scale.levels]
    parts += [
        (NOT_APPLICABLE_SYMBOL, counts.not_applicable),
        (UNKNOWN_SYMBOL, counts.unknown),
        (UNANSWERED_SYMBOL, counts.unanswered),
    ]
    return "  ".join(f"{symbol} {count}" for symbol, count in parts if count)


def draw_heat(
    line: Line, width: int, scale: Scale, positions: Mapping[str, Position | None], place: int | None
) -> Content:
    """Return a row in exactly `width` cells.

    Args:
        line: One of `heat_lines`.
        width: Of the row.
        scale: Whose symbols are drawn.
        positions: By criterion id.
        place: Of the cell one is on; None on any other row.
    """
    room = label_cells(width)
    if line.node == HEADING:
        counts = Content(line.word).truncate(max(width - room, 0), ellipsis=True)
        head = Content(line.title).stylize("bold")
        head = head.truncate(max(width - counts.cell_length - 2, 1), ellipsis=True, pad=True)
        return Content.assemble(head, "  ", counts)
    label = Content(f"  {line.title}").truncate(max(room - 1, 1), ellipsis=True, pad=True).pad_right(1)
    cells = [
        _cell(scale, positions.get(key), here=index == place, plain=place is not None)
        for index, key in enumerate(line.cells)
    ]
    return Content.assemble(label, *cells)


def _cell(scale: Scale, position: Position | None, *, here: bool, plain: bool) -> Content:
    symbol = position_symbol(scale, position)
    if here:
        return Content.styled(f"[{symbol}]", "bold reverse")
    return Content(f" {symbol} ") if plain else Content.styled(f" {symbol} ", cell_style(scale, position))


def cell_style(scale: Scale, position: Position | None) -> str:
    """Return the colour of a position: below, at or above the target; the symbol says it without."""
    level = scale.level(position.level) if position is not None and position.stance is Stance.LEVEL else None
    if level is None:
        return "$muted"
    target = scale.target_level
    if level.rank == min(one.rank for one in scale.levels) != target.rank:
        return "bold $alert"
    if level.rank < target.rank:
        return "$warning"
    return "$secondary" if level.rank == target.rank else "$good"
