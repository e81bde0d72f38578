"""How a measure grows with the network: one chart each, both axes by powers of ten."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import HexColor

from benchmarks.network.naming import duration, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, BOTTOM, TOP = 76, 176, 52, 44
INK, GREY, PALE = HexColor("#1F2933"), HexColor("#5F6B76"), HexColor("#DDE2E7")
COLOURS = (HexColor("#0B6E8A"), HexColor("#B3541E"), HexColor("#6A4C93"))
DASHES = (None, (6, 3), (2, 2))
FONT, BOLD = "Helvetica", "Helvetica-Bold"
FAMILIES = {
    FONT: "font-family: Helvetica, Arial, sans-serif;",
    BOLD: "font-family: Helvetica, Arial, sans-serif; font-weight: bold;",
}
"""How a browser is told of them: by the name of a font file it would take any other."""
APART = 13
"""Least points between two names at the right."""
BESIDE = 14
"""Points below the end of the line of proportion at which it is named, clear of the line."""

Series = tuple[tuple[int, float], ...]
"""Structures and seconds, the smallest network first."""


class _Scale(NamedTuple):
    """From powers of ten to points."""

    low: int
    high: int
    start: float
    length: float

    def at(self, value: float) -> float:
        return self.start + self.length * (log10(value) - self.low) / (self.high - self.low)

    def ticks(self) -> list[int]:
        return list(range(self.low, self.high + 1))


def save(title: str, series: Mapping[str, Series], path: Path) -> None:
    """Write the chart of one measure as SVG.

    Args:
        title: Above it.
        series: Name to points; three at most.
        path: Of the file, replaced.
    """
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.add(Rect(0, 0, WIDTH, HEIGHT, fillColor=HexColor("#FFFFFF"), strokeColor=None))
    drawing.add(String(16, HEIGHT - 26, title, fontName=BOLD, fontSize=15, fillColor=INK))
    across, up = _scales(series.values())
    _axes(drawing, across, up)
    _straight(drawing, next(iter(series.values())), across, up)
    ends = [_curve(drawing, place, points, across, up) for place, points in enumerate(series.values())]
    _names(drawing, list(series), ends)
    drawn: str = renderSVG.drawToString(drawing)
    for name, family in FAMILIES.items():
        drawn = drawn.replace(f"font-family: {name};", family)
    path.write_text(drawn, encoding="utf-8")


def _scales(every: Iterable[Series]) -> tuple[_Scale, _Scale]:
    points = [point for series in every for point in series]
    sizes, seconds = [size for size, _ in points], [taken for _, taken in points]
    return (
        _Scale(floor(log10(min(sizes))), ceil(log10(max(sizes))), LEFT, WIDTH - LEFT - RIGHT),
        _Scale(
            floor(log10(min(seconds))),
            max(ceil(log10(max(seconds))), floor(log10(min(seconds))) + 1),
            BOTTOM,
            HEIGHT - BOTTOM - TOP,
        ),
    )


def _axes(drawing: Drawing, across: _Scale, up: _Scale) -> None:
    right, top = WIDTH - RIGHT, HEIGHT - TOP
    for power in across.ticks():
        x = across.at(10**power)
        drawing.add(Line(x, BOTTOM, x, top, strokeColor=PALE, strokeWidth=0.8))
        drawing.add(_text(x, BOTTOM - 17, number(10**power), "middle"))
    for power in up.ticks():
        y = up.at(10.0**power)
        drawing.add(Line(LEFT, y, right, y, strokeColor=PALE, strokeWidth=0.8))
        drawing.add(_text(LEFT - 8, y - 4, _round(10.0**power), "end"))
    drawing.add(_text((LEFT + right) / 2, 14, "structures du réseau", "middle"))


def _straight(drawing: Drawing, points: Series, across: _Scale, up: _Scale) -> None:
    """Draw what growth in proportion would be, from the first point on, as far as the chart goes."""
    (size, taken), last = points[0], points[-1][0]
    end = min(float(last), size * 10**up.high / taken)
    x, y = across.at(end), up.at(taken * end / size)
    drawing.add(
        Line(
            across.at(size), up.at(taken), x, y,
            strokeColor=GREY, strokeWidth=0.9, strokeDashArray=(1, 3),
        )
    )  # fmt: skip
    rise = (up.at(10.0) - up.at(1.0)) / (across.at(10) - across.at(1))
    drawing.add(_text(x - BESIDE / rise - 10, y - BESIDE, "proportionnel", "end"))


def _curve(drawing: Drawing, place: int, points: Series, across: _Scale, up: _Scale) -> float:
    """Draw one series and return how high its last point is."""
    spots = [(across.at(size), up.at(taken)) for size, taken in points]
    flat = [value for spot in spots for value in spot]
    drawing.add(PolyLine(flat, strokeColor=COLOURS[place], strokeWidth=2, strokeDashArray=DASHES[place]))
    for x, y in spots:
        drawing.add(Circle(x, y, 3.5, fillColor=COLOURS[place], strokeColor=None))
    return spots[-1][1]


def _names(drawing: Drawing, names: Sequence[str], ends: Sequence[float]) -> None:
    """Write each name at the end of its line, none over another."""
    below = float("inf")
    for place in sorted(range(len(names)), key=lambda one: -ends[one]):
        y = min(ends[place], below - APART)
        below = y
        drawing.add(
            String(WIDTH - RIGHT + 8, y - 4, names[place], fontName=BOLD, fontSize=11, fillColor=COLOURS[place])
        )  # fmt: skip


def _round(seconds: float) -> str:
    """Return a power of ten without decimals that say nothing."""
    return duration(seconds).replace(",0", "")


def _text(x: float, y: float, words: str, anchor: str) -> String:
    return String(x, y, words, fontName=FONT, fontSize=10.5, fillColor=GREY, textAnchor=anchor)
