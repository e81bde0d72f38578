"""Radar and bars drawn in the page: numbers and codes only; names and values are said in the description."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from cap_tui.core.scoring import FULL
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.reports.html.escaping import escaped
from cap_tui.reports.html.style import ACCENT, LINE, OPEN, PALE, WARM

if TYPE_CHECKING:
    from fractions import Fraction

    from cap_tui.reports.outline.blocks import Axis, Picture

_WIDTH, _RADIUS, _BESIDE = 320, 112, 16
_ROW, _BAR, _LEFT, _RIGHT = 26, 12, 40, 50
_RINGS = (25, 50, 75, FULL)


def picture(shown: Picture, name: str) -> str:
    """Return a figure with its title, its description and its legend.

    Args:
        shown: What to draw.
        name: Unique in the page, made by us.
    """
    told = _("{title}: {values}. Target: {target}.").format(
        title=shown.title,
        values=" ; ".join(f"{axis.name} {percent(axis.score)}" for axis in shown.axes),
        target=percent(shown.target),
    )
    height = 2 * (_RADIUS + 2 * _BESIDE) if shown.round else _ROW * len(shown.axes) + 12
    lines = _radar(shown, height / 2) if shown.round else _bars(shown)
    legend = _("Full: score. Pale: what is still open. Dashes: target.")
    return (
        f'<figure><figcaption>{escaped(shown.title)}</figcaption>'
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escaped(shown.title)}</title><desc id="{name}-d">{escaped(told)}</desc>'
        f'{"".join(lines)}</svg><p class="quiet">{escaped(legend)}</p></figure>\n'
    )  # fmt: skip


def _share(value: Fraction) -> float:
    return float(value / FULL)


def _bars(shown: Picture) -> list[str]:
    room, lines = _WIDTH - _LEFT - _RIGHT, []
    for index, axis in enumerate(shown.axes):
        top = 6 + index * _ROW
        middle = top + _BAR - 2
        lines.append(f'<text x="0" y="{middle}">{escaped(axis.code)}</text>')
        lines.append(
            f'<rect x="{_LEFT}" y="{top}" width="{room}" height="{_BAR}" fill="{PALE}" stroke="{LINE}"/>'
        )
        if axis.low is not None and axis.high is not None:
            start, width = _LEFT + room * _share(axis.low), room * _share(axis.high - axis.low)
            lines.append(_rect(start, top, width, OPEN))
            lines.append(_rect(_LEFT, top, room * _share(axis.low), ACCENT))
        if axis.score is not None:
            at = _LEFT + room * _share(axis.score)
            lines.append(_line((at, top - 2), (at, top + _BAR + 2), ACCENT, 2))
        lines.append(f'<text x="{_LEFT + room + 6}" y="{middle}">{escaped(percent(axis.score))}</text>')
    at = _LEFT + room * _share(shown.target)
    return [*lines, _line((at, 2), (at, 8 + _ROW * len(shown.axes)), WARM, 1.5, dashed=True)]


def _rect(x: float, y: float, width: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}" fill="{fill}"/>'


def _line(
    start: tuple[float, float], end: tuple[float, float], ink: str, width: float, *, dashed: bool = False
) -> str:
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{ink}" stroke-width="{width}"{dash}/>'
    )


def _radar(shown: Picture, middle: float) -> list[str]:
    axes = shown.axes

    def point(index: int, share: float) -> tuple[float, float]:
        angle = 2 * pi * index / len(axes)
        return _WIDTH / 2 + _RADIUS * share * sin(angle), middle - _RADIUS * share * cos(angle)

    def outline(share: float, more: str) -> str:
        return _polygon([point(index, share) for index in range(len(axes))], more)

    lines = [outline(ring / FULL, f'fill="none" stroke="{LINE}" stroke-width=".5"') for ring in _RINGS]
    lines += [_line(point(index, 0), point(index, 1), LINE, 0.5) for index in range(len(axes))]
    lines += [
        _line(point(index, _share(axis.low)), point(index, _share(axis.high)), OPEN, 6)
        for index, axis in enumerate(axes)
        if axis.low is not None and axis.high is not None and axis.low != axis.high
    ]
    known = [(index, axis.score) for index, axis in enumerate(axes) if axis.score is not None]
    points = [point(index, _share(score)) for index, score in known]
    look = f'fill="{ACCENT}" fill-opacity=".16" stroke="{ACCENT}" stroke-width="2"'
    lines += [_polygon(points, look)] if len(points) > 1 else []
    lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ACCENT}"/>' for x, y in points]
    dashes = f'fill="none" stroke="{WARM}" stroke-width="1.5" stroke-dasharray="4 3"'
    lines.append(outline(_share(shown.target), dashes))
    labels = (_label(axis, point(index, 1 + _BESIDE / _RADIUS)) for index, axis in enumerate(axes))
    return [*lines, *labels]


def _polygon(points: list[tuple[float, float]], more: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{places}" {more}/>'


def _label(axis: Axis, place: tuple[float, float]) -> str:
    x, y = place
    return f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{escaped(axis.code)}</text>'
