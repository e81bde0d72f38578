"""Where to go from here: a short list, each line with its digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _
from cap_tui.tui.commands import DIGITS, key_of
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

ORDER = "1234567890abcdefgh"
"""The keys of the digit row, from left to right, then letters for what has no digit left."""


class WaysDialog(Dialog[str]):
    """A few things to choose from, with the arrows or by number.

    Args:
        title: Shown verbatim.
        ways: Value returned and label, shown verbatim; ten at most have a digit, the next a letter.
        here: The value one is at.
    """

    DEFAULT_CSS = """
    WaysDialog > #box { width: 60; }
    WaysDialog RowList { height: auto; margin: 1 0; }
    """

    def __init__(self, title: str, ways: Sequence[tuple[str, str]], here: str = "") -> None:
        hint = (
            _("Digit or letter, or ↑ ↓ and Enter · Esc: go back")
            if len(ways) > len(DIGITS)
            else _("Digit, or ↑ ↓ and Enter · Esc: go back")
        )
        super().__init__(title, hint)
        self._ways = ways
        self._here = here

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield RowList(self._row)

    def on_mount(self) -> None:
        """Begin on where one is."""
        rows = self.query_one(RowList)
        rows.styles.height = len(self._ways)
        place = next((place for place, (value, _label) in enumerate(self._ways) if value == self._here), 0)
        rows.set_rows(len(self._ways), cursor=place)
        rows.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go where the cursor is."""
        self.dismiss(self._ways[event.index][0])

    def on_key(self, event: events.Key) -> None:
        """Go where the digit says."""
        key = key_of(event)
        place = DIGITS.index(key) if key in DIGITS else ORDER.find(key) if len(key) == 1 else -1
        if 0 <= place < len(self._ways):
            event.stop()
            self.dismiss(self._ways[place][0])

    def _row(self, index: int, width: int) -> Content:
        value, label = self._ways[index]
        number = ORDER[index] if index < len(ORDER) else " "
        mark = "►" if value == self._here else " "
        return Content.assemble((f"{number} ", "bold $accent"), f"{mark} ", label).truncate(
            width, ellipsis=True
        )
