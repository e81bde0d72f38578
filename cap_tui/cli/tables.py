"""Aligned columns of plain text: one row a line in a file or a pipe, wrapped to the width of a terminal."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

from cap_tui.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

GAP = "  "
LEAST = 12
"""Cells below which the flexible column is not squeezed; the lines are then longer than the terminal."""


def terminal_width() -> int | None:
    """Return the columns of the terminal that standard output is, or None when it is not one."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    flexible: int,
    width: int | None,
) -> list[str]:
    """Return the lines of a table, the headers first.

    Args:
        headers: One title per column.
        rows: Texts, one per column; put on one line and cleaned. Leading spaces are kept.
        right: Columns aligned to the right.
        flexible: The column that wraps when `width` is too small.
        width: Cells available; None for as many as needed.
    """
    cells = [list(headers), *([_cell(text) for text in row] for row in rows)]
    widths = [max(cell_len(row[column]) for row in cells) for column in range(len(headers))]
    if width is not None:
        excess = sum(widths) + len(GAP) * (len(widths) - 1) - width
        if excess > 0:
            widths[flexible] = max(min(LEAST, widths[flexible]), widths[flexible] - excess)
    return [line for row in cells for line in _lines(row, widths, right, flexible)]


def _cell(text: str) -> str:
    indent = len(text) - len(text.lstrip(" "))
    return " " * indent + one_line(text, limit=2_000)


def _lines(row: list[str], widths: list[int], right: Collection[int], flexible: int) -> list[str]:
    found = []
    for place, part in enumerate(wrapped(row[flexible], widths[flexible])):
        cells = [part if column == flexible else "" if place else text for column, text in enumerate(row)]
        padded = [
            _padded(text, widths[column], to_right=column in right) for column, text in enumerate(cells)
        ]
        found.append(GAP.join(padded).rstrip(" "))
    return found


def _padded(text: str, width: int, *, to_right: bool) -> str:
    blank = " " * (width - cell_len(text))
    return blank + text if to_right else text + blank


def wrapped(text: str, width: int) -> list[str]:
    """Return a text cut between words into lines of at most `width` cells; a longer word is cut within."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    room = max(width - len(indent), 1)
    lines = [""]
    for word in text.split(" "):
        for part in chop_cells(word, room) if cell_len(word) > room else [word]:
            if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(part) <= room:
                lines[-1] += f" {part}"
            elif lines[-1]:
                lines.append(part)
            else:
                lines[-1] = part
    return [indent + line for line in lines]
