"""Pictures made of text: bars, stacked bars and the radar, as rows of (text, style name).

Pure geometry: no colour, no terminal. A style name says what a piece is (`score`, `open`, `target`…); front ends choose
how it looks. Every piece differs by its character too, so that a picture can be read without colour; `ascii_only` keeps
to characters any terminal draws.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cap_tui.core.scoring import FULL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

Run = tuple[str, str]
"""A text and the name of its style."""
Row = tuple[Run, ...]
"""One line of a picture, left to right."""

SCORE, RAISED, OPEN, TARGET, TRACK, GRID, LABEL, BLANK = (
    "score", "raised", "open", "target", "track", "grid", "label", "",
)  # fmt: skip

_BAR = {SCORE: "█", RAISED: "▓", OPEN: "░", TRACK: "·", TARGET: "│"}
_ASCII_BAR = {SCORE: "#", RAISED: "=", OPEN: "-", TRACK: ".", TARGET: "|"}


def column(value: Fraction, width: int) -> int:
    """Return how many of `width` cells a percent fills, rounded half up."""
    return min(width, max(0, math.floor(value * width / FULL + 0.5)))


def _runs(cells: Iterable[Run]) -> Row:
    """Join neighbours of one style."""
    return tuple(
        ("".join(text for text, _style in group), style)
        for style, group in groupby(cells, key=lambda cell: cell[1])
    )


def bar(
    score: Fraction | None,
    low: Fraction | None,
    high: Fraction | None,
    width: int,
    *,
    target: Fraction | None = None,
    ascii_only: bool = False,
) -> Row:
    """Return a bar of `width` cells: sure up to `low`, the score above it, then what is open up to `high`.

    Args:
        score: Percent, or None when nothing is positioned: the bar then shows no score at all.
        low: Score if all that is open were 0.
        high: Score if all that is open were 100.
        width: Cells, at least 1.
        target: Percent of the level to reach, marked where the bar does not reach it.
        ascii_only: Use characters of ASCII.
    """
    marks = _ASCII_BAR if ascii_only else _BAR
    kinds = [TRACK] * width
    if score is not None and low is not None and high is not None:
        sure, reached, possible = (column(value, width) for value in (low, score, high))
        kinds[:possible] = [OPEN] * possible
        kinds[:reached] = [RAISED] * reached
        kinds[:sure] = [SCORE] * sure
    if target is not None:
        place = min(width - 1, column(target, width))
        if kinds[place] in (TRACK, OPEN):
            kinds[place] = TARGET
    return _runs((marks[kind], kind) for kind in kinds)


def stacked(parts: Sequence[tuple[str, int, str]], width: int) -> Row:
    """Return `parts` (symbol, count, style) as one bar of `width` cells, each symbol in proportion to its count.

    A part that is not empty keeps at least one cell when there is room for all; the rest goes by largest remainder.
    """
    shown = [part for part in parts if part[1] > 0]
    total = sum(count for _symbol, count, _style in shown)
    if not total or width < len(shown):
        return ()
    free = width - len(shown)
    exact = [(count * free, index) for index, (_symbol, count, _style) in enumerate(shown)]
    cells = [1 + share // total for share, _index in exact]
    rest = width - sum(cells)
    for share, index in sorted(exact, key=lambda item: (-(item[0] % total), item[1]))[:rest]:
        cells[index] += bool(share)
    return _runs(
        (symbol, style)
        for (symbol, _count, style), number in zip(shown, cells, strict=True)
        for _cell in range(number)
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """One spoke of a radar.

    Attributes:
        label: Written at its end.
        value: Percent, or None: the outline is open there.
    """

    label: str
    value: Fraction | None


LEAST_AXES = 3
"""Below, a radar encloses nothing; bars say it better."""

_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_ASCII = {SCORE: "*", TARGET: "o", GRID: "."}
_RANK = (GRID, TARGET, SCORE)
_VERTEX = ("●", "@")
_ACROSS = 0.2
"""Sine below which a label stands above or below its spoke rather than beside it."""


class _Canvas:
    """Dots within cells: 2 × 4 a cell in braille, one in ASCII; a cell is twice as high as wide."""

    def __init__(self, width: int, height: int, *, ascii_only: bool) -> None:
        self.width, self.height, self.ascii_only = width, height, ascii_only
        self.per_cell = (1, 1) if ascii_only else (2, 4)
        self.dots: dict[tuple[int, int], str] = {}
        self.written: dict[tuple[int, int], Run] = {}

    def place(self, across: float, down: float) -> tuple[float, float]:
        """Return the dot of a point given in cell widths from the top left."""
        return across * self.per_cell[0], down / 2 * self.per_cell[1]

    def line(self, start: tuple[float, float], end: tuple[float, float], kind: str, every: int = 1) -> None:
        """Draw a line between two points; `every` nth dot only, when dashed."""
        (x0, y0), (x1, y1) = self.place(*start), self.place(*end)
        steps = max(1, math.ceil(max(abs(x1 - x0), abs(y1 - y0))))
        for step in range(0, steps + 1, every):
            spot = (round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps))
            if _RANK.index(kind) >= _RANK.index(self.dots.get(spot, GRID)):
                self.dots[spot] = kind

    def write(self, across: float, down: float, text: str, style: str, *, over: bool = False) -> None:
        """Write `text` from a point; left out where it would leave the picture or cover another text."""
        left, row = round(across), round(down / 2)
        cells = [(left + offset, row) for offset in range(len(text))]
        inside = 0 <= row < self.height and left >= 0 and left + len(text) <= self.width
        if inside and (over or not any(cell in self.written for cell in cells)):
            self.written.update({cell: (char, style) for cell, char in zip(cells, text, strict=True)})

    def rows(self) -> list[Row]:
        """Return the picture."""
        cells: dict[tuple[int, int], list[tuple[tuple[int, int], str]]] = {}
        for (x, y), kind in self.dots.items():
            cell = (x // self.per_cell[0], y // self.per_cell[1])
            cells.setdefault(cell, []).append(((x % self.per_cell[0], y % self.per_cell[1]), kind))
        drawn = {cell: self._glyph(dots) for cell, dots in cells.items()} | self.written
        return [_runs(drawn.get((x, y), (" ", BLANK)) for x in range(self.width)) for y in range(self.height)]

    def _glyph(self, dots: list[tuple[tuple[int, int], str]]) -> Run:
        kind = max((kind for _dot, kind in dots), key=_RANK.index)
        if self.ascii_only:
            return _ASCII[kind], kind
        return chr(_BRAILLE + sum(_DOTS[y][x] for (x, y), _kind in dots)), kind


def radar(
    axes: Sequence[Axis], width: int, height: int, *, target: Fraction | None = None, ascii_only: bool = False
) -> list[Row]:
    """Return a radar of `height` rows of `width` cells; no row below `LEAST_AXES` axes or without room.

    The first axis points up, the others follow clockwise. The scores are a full line with a dot at each axis, the
    target a dashed ring, 100 a sparse one. An axis without value opens the outline: it is never drawn as 0.
    """
    margin = max((len(axis.label) for axis in axes), default=0) + 1
    radius = min(width / 2 - margin, float(height - 3))
    if len(axes) < LEAST_AXES or radius < LEAST_AXES:
        return []
    canvas = _Canvas(width, height, ascii_only=ascii_only)
    middle = (width / 2, float(height))
    angles = [2 * math.pi * index / len(axes) for index in range(len(axes))]

    def at(angle: float, share: float) -> tuple[float, float]:
        return (
            middle[0] + radius * share * math.sin(angle),
            middle[1] - radius * share * math.cos(angle),
        )

    for angle in angles:
        canvas.line(middle, at(angle, 1), GRID, every=3)
    for one, other in pairwise([*angles, angles[0]]):
        canvas.line(at(one, 1), at(other, 1), GRID, every=2)
        if target is not None:
            canvas.line(at(one, float(target / FULL)), at(other, float(target / FULL)), TARGET, every=2)
    ends = [
        None if axis.value is None else at(angle, float(axis.value / FULL))
        for angle, axis in zip(angles, axes, strict=True)
    ]
    for start, end in pairwise([*ends, ends[0]]):
        if start is not None and end is not None:
            canvas.line(start, end, SCORE)
    for point in ends:
        if point is not None:
            across, down = canvas.place(*point)
            cell = (int(across // canvas.per_cell[0]), 2 * int(down // canvas.per_cell[1]))
            canvas.write(*cell, _VERTEX[ascii_only], SCORE, over=True)
    _write_labels(canvas, axes, [(angle, at(angle, 1)) for angle in angles])
    return canvas.rows()


def _write_labels(
    canvas: _Canvas, axes: Sequence[Axis], ends: Sequence[tuple[float, tuple[float, float]]]
) -> None:
    for axis, (angle, (across, down)) in zip(axes, ends, strict=True):
        side = math.sin(angle)
        if abs(side) < _ACROSS:
            left, row = across - len(axis.label) / 2, down - 2 * math.cos(angle)
        else:
            left = across + 1 if side > 0 else across - 1 - len(axis.label)
            row = down - math.cos(angle)
        canvas.write(left, row - 0.5, axis.label, LABEL)
