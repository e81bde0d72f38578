"""A table of the network: columns, rows, and what is said of the row one is on. Pure: no widget, no state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.content import Content

from cap_tui.tui.words import cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cap_tui.tui.widgets.lines import Block

WIDE = 100
"""Cells of a row from which the columns kept for wide terminals are shown."""
LEAST = 12
"""Cells that the column without a width keeps."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        head: Ready to show.
        width: Cells, the blank after them included; 0 for what the others leave, in one column of the table.
        text: Returns what a row's value shows there.
        right: Whether it is set at the right, as figures are.
        wide: Whether only wide terminals show it.
    """

    head: str
    width: int
    text: Callable[[Any], Content | str]
    right: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        key: What tells it from the others; the cursor stays on it when the table is made again.
        value: What the columns read; None for a heading.
        heading: Shown alone when there is no value.
        opens: What Enter opens: a step further down, or empty.
        dossier: Reference of the evaluation that Enter opens; empty for none.
        criterion: Where that evaluation opens; its own choice when empty.
        explained: Definitions of what its figures count, besides those of the table.
    """

    key: str
    value: Any = None
    heading: str = ""
    opens: str = ""
    dossier: str = ""
    criterion: str = ""
    explained: tuple[str, ...] = ()


def _nothing(_value: Any, _width: int) -> list[Block]:
    return []


@dataclass(frozen=True, slots=True)
class Table:
    """What a view shows.

    Attributes:
        head: Sentences above, one a line, ready to show.
        columns: From left to right.
        rows: In order.
        about: Returns what the panel beneath says of a row's value, in a width.
        nothing: Said in the panel when there is no row.
        explained: Definitions of the figures of every row, ready to show.
    """

    head: tuple[Content, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    about: Callable[[Any, int], list[Block]] = field(default=_nothing)
    nothing: str = ""
    explained: tuple[str, ...] = ()

    def place(self, key: str) -> int:
        """Return where a row is; when it is gone, the first one that Enter opens."""
        known = next((place for place, row in enumerate(self.rows) if row.key == key), None)
        opens = (place for place, row in enumerate(self.rows) if row.opens or row.dossier)
        return known if known is not None else next(opens, 0)

    def selectable(self) -> list[int] | None:
        """Return the places of the rows that are not headings; None when all are."""
        places = [place for place, row in enumerate(self.rows) if row.value is not None]
        return None if len(places) == len(self.rows) else places

    def heads(self, width: int) -> Content:
        """Return the names of the columns over rows of `width` cells."""
        shown = self._shown(width)
        return Content.assemble(
            *(_set(column, column.head, _cells(column, shown, width)) for column in shown)
        ).stylize("bold")

    def draw(self, index: int, width: int) -> Content:
        """Return a row in `width` cells."""
        row = self.rows[index]
        if row.value is None:
            return Content.styled(row.heading, "bold $accent").truncate(width, ellipsis=True)
        shown = self._shown(width)
        return Content.assemble(
            *(_set(column, column.text(row.value), _cells(column, shown, width)) for column in shown)
        )

    def _shown(self, width: int) -> list[Column]:
        return [column for column in self.columns if width >= WIDE or not column.wide]


def _cells(column: Column, shown: Sequence[Column], width: int) -> int:
    return column.width or max(width - sum(one.width for one in shown), LEAST)


def _set(column: Column, text: Content | str, width: int) -> Content:
    if not column.right:
        return cell(text, width)
    content = Content(text) if isinstance(text, str) else text
    blank = max(width - 1 - content.cell_length, 0)
    return cell(Content.assemble(" " * blank, content), width)
