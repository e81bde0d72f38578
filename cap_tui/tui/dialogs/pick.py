"""Finding one thing among many by typing a part of it: criteria, commands, evaluations."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widgets import Input

from cap_tui.i18n import _, ngettext
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class PickItem:
    """One thing to find.

    Attributes:
        label: What is read first, searched, shown verbatim.
        detail: Shown after it, searched too.
        value: What is returned when it is chosen.
        also: Searched and not shown.
    """

    label: str
    detail: str
    value: Any
    also: str = ""


def folded(text: str) -> str:
    """Return `text` without accents nor case, so that “evaluer” finds “Évaluer”."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFD", text.replace("’", "'"))
        if not unicodedata.combining(char)
    )
    return plain.casefold().replace("œ", "oe")


class Finder:
    """Finds items by the words typed, those whose label begins with them first."""

    def __init__(self, items: Sequence[PickItem]) -> None:
        self._items = [
            (folded(item.label), folded(f"{item.label} {item.detail} {item.also}"), item) for item in items
        ]

    def find(self, typed: str) -> list[PickItem]:
        """Return the items holding every word of `typed`, best first, in the given order between equals."""
        words = folded(typed).split()
        found = [entry for entry in self._items if all(word in entry[1] for word in words)]
        if words:
            found.sort(
                key=lambda entry: (not entry[0].startswith(words[0]), not all(w in entry[0] for w in words))
            )
        return [item for _label, _text, item in found]


class PickDialog(Dialog[Any]):
    """A field and the list of what it finds.

    Args:
        title: What is looked for.
        items: Among what.
    """

    DEFAULT_CSS = """
    PickDialog > #box { height: 90%; width: 90%; }
    PickDialog Input { border: none; height: 1; padding: 0; background: $background; margin-bottom: 1; }
    PickDialog Input:focus { border: none; }
    """

    def __init__(self, title: str, items: Sequence[PickItem]) -> None:
        super().__init__(title, "")
        self._finder = Finder(items)
        self._found: list[PickItem] = []

    def body(self) -> ComposeResult:
        """Yield the field and the list."""
        yield Input(id="typed", max_length=200)
        rows = RowList(self._row)
        rows.can_focus = False
        yield rows

    def on_mount(self) -> None:
        """Show everything at first."""
        self._show("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the words typed find."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Choose the row under the cursor."""
        index = self.query_one(RowList).cursor
        if 0 <= index < len(self._found):
            self.dismiss(self._found[index].value)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Choose the row clicked."""
        self.dismiss(self._found[event.index].value)

    def on_key(self, event: events.Key) -> None:
        """Move in the list without leaving the field."""
        rows = self.query_one(RowList)
        steps = {"up": -1, "down": 1, "pageup": -rows.size.height, "pagedown": rows.size.height}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            rows.move(steps[event.key])

    def _show(self, typed: str) -> None:
        self._found = self._finder.find(typed)
        self.query_one(RowList).set_rows(len(self._found))
        count = len(self._found)
        if count:
            said = ngettext("{count} found", "{count} found", count).format(count=count)
            self.hint(_("{found} · ↑ ↓: move · Enter: choose · Esc: go back").format(found=said))
        else:
            self.hint(_("Nothing holds these words. Try fewer or shorter ones."))

    def _row(self, index: int, width: int) -> Content:
        item = self._found[index]
        return Content.assemble((item.label, "bold"), "  ", item.detail).truncate(width, ellipsis=True)
