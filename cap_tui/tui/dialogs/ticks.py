"""Several among a list, each ticked with Space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

TALLEST = 14
"""Rows shown at once; the others scroll."""


class TicksDialog(Dialog[tuple[str, ...]]):
    """Asks for some values of a list; none ticked means all of them.

    Args:
        title: Shown verbatim.
        options: Value and label, shown verbatim.
        chosen: Values ticked at first.
    """

    DEFAULT_CSS = """
    TicksDialog > #box { width: 60; }
    TicksDialog RowList { height: auto; margin: 1 0; }
    """

    def __init__(self, title: str, options: Sequence[tuple[str, str]], chosen: Sequence[str] = ()) -> None:
        super().__init__(title, _("Space: tick · Delete: untick all · Enter: show · Esc: go back"))
        self._options = options
        self._chosen = set(chosen)
        self._ticked = False

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield RowList(self._row)

    def on_mount(self) -> None:
        """Begin on the first value ticked."""
        rows = self.query_one(RowList)
        rows.styles.height = min(max(len(self._options), 1), TALLEST)
        ticked = (place for place, (value, _label) in enumerate(self._options) if value in self._chosen)
        rows.set_rows(len(self._options), cursor=next(ticked, 0))
        rows.focus()

    def on_row_list_chosen(self) -> None:
        """Keep what is ticked; the value under the cursor alone when nothing is."""
        rows = self.query_one(RowList)
        if not self._chosen and not self._ticked:
            self._chosen = {self._options[rows.cursor][0]}
        self.dismiss(tuple(value for value, _label in self._options if value in self._chosen))

    def on_key(self, event: events.Key) -> None:
        """Tick or untick."""
        rows = self.query_one(RowList)
        if event.key == "space" and rows.cursor >= 0:
            self._chosen ^= {self._options[rows.cursor][0]}
            self._ticked = True
            rows.refresh_row(rows.cursor)
        elif event.key == "delete":
            self._chosen.clear()
            self._ticked = True
            rows.refresh()
        else:
            return
        event.stop()
        event.prevent_default()

    def _row(self, index: int, width: int) -> Content:
        value, label = self._options[index]
        box = "[x]" if value in self._chosen else "[ ]"
        return Content(f"{box} {label}").truncate(width, ellipsis=True)
