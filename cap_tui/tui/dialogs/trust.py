"""Trusting a key for the first time: the twenty characters, large, and the answer that does nothing has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from cap_tui.core.fingerprints import spaced
from cap_tui.i18n import _
from cap_tui.tui.dialogs.confirm import ConfirmDialog
from cap_tui.tui.words import person_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class TrustDialog(ConfirmDialog):
    """Asks whether the fingerprints were compared by phone.

    Args:
        people: Name and fingerprint of each key to trust: the sender's, and the director's where they differ.
    """

    DEFAULT_CSS = """
    TrustDialog .who { height: auto; margin-top: 1; }
    TrustDialog .mark { height: auto; margin: 0 2; text-style: bold; color: $accent; }
    """

    def __init__(self, people: Sequence[tuple[str, str]]) -> None:
        question = _(
            "First file from this person. Call them, and read these characters to them: they must see exactly the same on "
            "their screen (key F6). If one differs, do not accept."
        )
        super().__init__(question, _("I checked: accept"), _("Not now"))
        self._people = people

    def body(self) -> ComposeResult:
        """Yield the names with their characters in groups of five, then the answers."""
        for name, mark in self._people:
            yield Static(Content(person_name(name)), classes="who")
            yield Static(Content("   ".join(spaced(mark).split("-"))), classes="mark")
        yield from super().body()
