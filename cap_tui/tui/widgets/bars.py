"""Pictures of `cap_tui.core.plotting` with the colours of the theme."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.plotting import (
    BLANK,
    GRID,
    LABEL,
    OPEN,
    RAISED,
    SCORE,
    TARGET,
    TRACK,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.plotting import Row

STYLES: Mapping[str, str] = {
    SCORE: "$secondary",
    RAISED: "$secondary",
    OPEN: "$accent",
    TARGET: "$warning bold",
    TRACK: "$muted",
    GRID: "$muted",
    LABEL: "$foreground",
    BLANK: "",
}
"""Colour of each piece; the characters differ too, colour only helps."""


def row_content(row: Row) -> Content:
    """Return one line of a picture; style names that are not in `STYLES` are Textual styles already."""
    return Content.assemble(*((text, STYLES.get(style, style)) for text, style in row))


def picture_content(rows: Sequence[Row]) -> Content:
    """Return a whole picture."""
    return Content("\n").join(row_content(row) for row in rows)


def ascii_only(encoding: str) -> bool:
    """Return whether pictures must keep to ASCII: an output that is not Unicode, or a terminal that says it is dumb."""
    return not encoding.lower().startswith("utf") or os.environ.get("TERM", "") == "dumb"
