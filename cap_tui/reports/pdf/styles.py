"""Colours, sizes and paragraph styles: the one place that decides what the report looks like."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from cap_tui.reports.pdf.fonts import BOLD, ITALIC, REGULAR

INK, MUTED = "#1d2a30", "#55666d"
ACCENT, WARM = "#0b5563", "#a8481c"
LINE, PALE = "#cfdadd", "#eff5f6"
WHITE = "#ffffff"

PORTRAIT = A4
LANDSCAPE = (A4[1], A4[0])
MARGIN = 20 * mm
TOP, BOTTOM = 24 * mm, 20 * mm
WIDTH = PORTRAIT[0] - 2 * MARGIN
"""Width of the text on a portrait page, in points."""
WIDE = LANDSCAPE[0] - 2 * MARGIN
"""The same on a landscape page."""


def colour(code: str) -> Color:
    """Return reportlab's colour for `#rrggbb`."""
    return HexColor(code)


def mix(code: str, share: float) -> str:
    """Return `code` diluted with white: 1 is the colour itself, 0 is white."""
    parts = (int(code[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in parts)


def _style(name: str, size: float, leading: float, font: str = REGULAR, ink: str = INK, **more: Any) -> Any:
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour(ink),
        bulletFontName=REGULAR,
        **more,
    )


SIDE = 92.0
"""Width of the column where labels stand, beside what they name."""

BODY = _style("body", 9.5, 13.5, spaceAfter=2)
BESIDE = _style("beside", 9.5, 13.5, spaceAfter=2, leftIndent=SIDE)
LEAD = _style("lead", 10.5, 15, ink=MUTED, spaceAfter=6)
QUESTION = _style("question", 9.5, 13.5, ITALIC, spaceAfter=4)
SMALL = _style("small", 8, 11)
FAINT = _style("faint", 7.5, 10.5, ink=MUTED)
FAINT_BESIDE = _style("faint-beside", 7.5, 10.5, ink=MUTED, spaceBefore=3, leftIndent=SIDE)
FAINT_RIGHT = _style("faint-right", 7.5, 10.5, ink=MUTED, alignment=TA_RIGHT)
TINY_CENTRE = _style("tiny-centre", 6.5, 8, ink=MUTED, alignment=TA_CENTER)
LABEL = _style("label", 7.5, 10.5, BOLD, MUTED, spaceBefore=4, spaceAfter=0)
META = _style("meta", 7.5, 10.5, ink=MUTED, spaceBefore=2, leftIndent=SIDE)
META_ANSWER = _style("meta-answer", 7.5, 10.5, ink=MUTED, spaceBefore=6, leftIndent=SIDE)
ERASED = _style("erased", 8.5, 12, ITALIC, MUTED, spaceAfter=2, leftIndent=SIDE)
OPEN_BESIDE = _style("open-beside", 9.5, 13.5, BOLD, WARM, spaceAfter=2, leftIndent=SIDE)
ASIDE = _style("aside", 8.5, 12, ink=ACCENT, spaceBefore=7, spaceAfter=1)
H1 = _style("h1", 22, 27, BOLD, ACCENT, spaceAfter=4)
THEME = _style("theme", 16, 21, BOLD, ACCENT)
H2 = _style("h2", 13, 17, BOLD, ACCENT, spaceBefore=10, spaceAfter=4)
H3 = _style("h3", 10.5, 14, BOLD, spaceAfter=2)
CELL = _style("cell", 7.5, 10)
CELL_BOLD = _style("cell-bold", 7.5, 10, BOLD)
CELL_RIGHT = _style("cell-right", 7.5, 10, alignment=TA_RIGHT)
CELL_RIGHT_BOLD = _style("cell-right-bold", 7.5, 10, BOLD, alignment=TA_RIGHT)
CELL_HEAD = _style("cell-head", 7, 9, BOLD, WHITE)
CELL_HEAD_IN = _style("cell-head-in", 7, 9, BOLD, WHITE, leftIndent=9)
CELL_IN = _style("cell-in", 7.5, 10, leftIndent=9)
CELL_HEAD_RIGHT = _style("cell-head-right", 7, 9, BOLD, WHITE, alignment=TA_RIGHT)
BAR = _style("bar", 8.5, 11)
BAR_BOLD = _style("bar-bold", 9.5, 12.5, BOLD)
VALUE = _style("value", 8.5, 11, BOLD, alignment=TA_RIGHT)
VALUE_BOLD = _style("value-bold", 10, 12.5, BOLD, ACCENT, alignment=TA_RIGHT)
COVER_KIND = _style("cover-kind", 11, 15, ink=WHITE)
COVER_SCORE = _style("cover-score", 46, 50, BOLD, ACCENT)
COVER_BAND = _style("cover-band", 14, 18, BOLD, INK)
NOTICE = _style("notice", 8.5, 12, BOLD, WARM)


@cache
def indented(depth: int, *, strong: bool = False) -> Any:
    """Return the style of a table's cell, set in by its depth."""
    return _style(f"indented-{depth}-{strong}", 7.5, 9.5, BOLD if strong else REGULAR, leftIndent=9 * depth)


@cache
def cover_title(size: float) -> Any:
    """Return the style of the structure's name on the cover at one size."""
    return _style(f"cover-{size}", size, size * 1.2, BOLD, WHITE)


@cache
def verdict(ink: str) -> Any:
    """Return the style of a verdict in a colour."""
    return _style(f"verdict-{ink}", 17, 22, BOLD, ink)


@cache
def centred(size: float, ink: str = INK, *, strong: bool = False) -> Any:
    """Return a centred style for words placed in drawings."""
    return _style(
        f"centred-{size}-{ink}-{strong}",
        size,
        size * 1.25,
        BOLD if strong else REGULAR,
        ink,
        alignment=TA_CENTER,
    )


@cache
def placed(size: float, ink: str = INK, *, strong: bool = False, right: bool = False) -> Any:
    """Return a left- or right-aligned style for words placed in drawings."""
    name = f"placed-{size}-{ink}-{strong}-{right}"
    align = {"alignment": TA_RIGHT} if right else {}
    return _style(name, size, size * 1.25, BOLD if strong else REGULAR, ink, **align)
