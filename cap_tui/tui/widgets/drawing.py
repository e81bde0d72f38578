"""Contents as strips, drawn plainly.

Textual's own drawing gives each piece of text a style of its own, which bears its place so that the mouse can select it: as
many styles as pieces, which fill every cache. What our widgets draw line by line cannot be selected so anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from cap_tui.i18n.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content
    from textual.style import Style

GLUE = "\ue000"
"""Stands for a non-breaking space while lines are broken: Textual breaks at every space, and no text holds this one."""


def one_line(content: Content, width: int, style: Style, parse: Callable[[str | Style], Style]) -> Strip:
    """Return a line of exactly `width` cells, cut or filled.

    Args:
        content: What to draw, without line breaks.
        width: Cells.
        style: Under it and after it.
        parse: Turns a style name into a style, theme colours included.
    """
    segments = [
        Segment(text, (style + part).rich_style)
        for text, part in content.render(style, end="", parse_style=parse)
    ]
    return Strip(segments).adjust_cell_length(width, style.rich_style)


def wrapped(content: Content, width: int, style: Style, parse: Callable[[str | Style], Style]) -> list[Strip]:
    """Return lines of exactly `width` cells, broken between words, never at a non-breaking space; same arguments."""
    plain = content.plain
    if NBSP not in plain:
        return [one_line(line, width, style, parse) for line in content.wrap(width)]
    glued = type(content)(plain.replace(NBSP, GLUE), spans=list(content.spans))
    return [unglued(one_line(line, width, style, parse)) for line in glued.wrap(width)]


def unglued(strip: Strip) -> Strip:
    """Return a line with the non-breaking spaces that the glue stood for."""
    segments = [Segment(part.text.replace(GLUE, NBSP), part.style) for part in strip]
    return Strip(segments, strip.cell_length)
