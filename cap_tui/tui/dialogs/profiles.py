"""The people of this machine: who is at the keyboard, who comes next, and the fingerprint read over the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from cap_tui.core.fingerprints import spaced
from cap_tui.i18n import _
from cap_tui.tui.commands import DIGITS, key_of
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from cap_tui.services.profiling import ProfileLine

NEW, SHOW, CARD, NAME, PASSPHRASE = "new", "show", "card", "name", "passphrase"
KEYS = {"n": NEW, "e": SHOW, "c": CARD, "m": NAME, "p": PASSPHRASE}
"""What each letter asks for."""

_ROOM = 30
"""Columns taken by the number, the mark and the fingerprint of a row."""


class ProfilesDialog(Dialog[str]):
    """Everyone of this machine; returns a fingerprint to pass the keyboard to, or one of the values of `KEYS`.

    Args:
        lines: In the order they are shown.
        told: What just happened, or why it could not.
    """

    DEFAULT_CSS = """
    ProfilesDialog > #box { width: 96%; height: auto; }
    ProfilesDialog RowList { height: auto; max-height: 12; min-height: 1; }
    ProfilesDialog #told { height: auto; max-height: 4; color: $alert; margin-top: 1; }
    """

    def __init__(self, lines: Sequence[ProfileLine], told: str = "") -> None:
        super().__init__(
            _("Who is at the keyboard?"),
            _("Enter or digit: pass the keyboard · n: new · e: my fingerprint · c: my card · m: my name · "
              "p: my passphrase · Esc: go back"),
        )  # fmt: skip
        self._lines = lines
        self._told = told

    def body(self) -> ComposeResult:
        """Yield the list, and what just happened."""
        yield RowList(self._row)
        yield Static(Content(self._told), id="told")

    def on_mount(self) -> None:
        """Begin on the person at the keyboard."""
        rows = self.query_one(RowList)
        rows.styles.height = min(len(self._lines), 12)
        place = next((place for place, line in enumerate(self._lines) if line.current), 0)
        rows.set_rows(len(self._lines), cursor=place)
        rows.focus()
        self.query_one("#told").display = bool(self._told)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Pass the keyboard to the row chosen."""
        self.dismiss(self._lines[event.index].fingerprint)

    def on_key(self, event: events.Key) -> None:
        """Do what a letter asks for, or pass the keyboard to whose number was typed."""
        key = key_of(event)
        number = DIGITS.index(key) + 1 if key in DIGITS else int(key) if key in "123456789" else 0
        if event.key in KEYS:
            event.stop()
            self.dismiss(KEYS[event.key])
        elif 0 < number <= len(self._lines):
            event.stop()
            self.dismiss(self._lines[number - 1].fingerprint)

    def _row(self, index: int, width: int) -> Content:
        line = self._lines[index]
        number = str(index + 1) if index < len("123456789") else " "
        name = line.name or _("(no name)")
        word = _("passphrase")
        lock = f"  ({word})" if line.locked else ""
        place = f"  {line.organisation}" if line.organisation else ""
        words = Content.assemble((name, "bold"), lock, place)
        room = max(width - _ROOM, 8)
        head = f"{number} {'►' if line.current else ' '} "
        shown = words.truncate(room, ellipsis=True)
        return Content.assemble(
            head, shown.pad_right(max(room - shown.cell_length, 0)), "  ", spaced(line.fingerprint)
        )


class FingerprintDialog(Dialog[str]):
    """One's own fingerprint, large, to read over the phone; returns `CARD` when the card is asked for.

    Args:
        line: Whose.
    """

    DEFAULT_CSS = """
    FingerprintDialog #groups { height: auto; width: auto; margin: 1 4; text-style: bold; }
    FingerprintDialog #why { height: auto; color: $muted; }
    """

    def __init__(self, line: ProfileLine) -> None:
        super().__init__(
            _("Fingerprint of {name}").format(name=line.name or _("(no name)")),
            _("c: write my card · Esc: go back"),
        )
        self._line = line

    def body(self) -> ComposeResult:
        """Yield the four groups, one a line, and what they are for."""
        groups = spaced(self._line.fingerprint).split("-")
        yield Static(Content("\n\n".join("   ".join(group) for group in groups)), id="groups")
        why = _("Read it to the person who invites you, group by group: it must be the one on their screen. "
                "It holds neither I, L, O nor U.")  # fmt: skip
        yield Static(Content(why), id="why")

    def on_key(self, event: events.Key) -> None:
        """Ask for the card, or leave."""
        if event.key == "c":
            event.stop()
            self.dismiss(CARD)
        elif event.key == "enter":
            event.stop()
            self.dismiss(None)
