"""Typing the path of a file to take in, or of a folder; its end is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.received_files import typed_source
from cap_tui.tui.widgets.path_field import PathField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult


class OpenPathDialog(Dialog[str]):
    """Asks for a path; returns it as it was typed.

    Args:
        folder: Where a bare name is looked for, and what is proposed at first.
        suffixes: Of the files whose names are proposed.
        folders: Whether a folder alone answers.
    """

    DEFAULT_CSS = """
    OpenPathDialog > #box { width: 96%; }
    OpenPathDialog #wrong { color: $alert; height: auto; }
    """

    def __init__(self, folder: Path, suffixes: Sequence[str], *, folders: bool = False) -> None:
        super().__init__(
            _("Path of the folder") if folders else _("Path of the file or of the folder"),
            _("→: take what is proposed · Enter: this folder · Esc: go back")
            if folders
            else _("→: take what is proposed · Enter: see what it holds · Esc: go back"),
        )
        self._folder = folder
        self._suffixes = suffixes
        self._folders = folders

    def body(self) -> ComposeResult:
        """Yield the path."""
        yield PathField(f"{self._folder}/", self._suffixes, id="path")
        yield Static(Content(""), id="wrong")

    def on_mount(self) -> None:
        """Begin in the path."""
        self.query_one("#path").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer when there is something at that path."""
        try:
            path = typed_source(event.value, self._folder)
            found = bool(event.value.strip()) and (path.is_dir() if self._folders else path.exists())
        except (OSError, ValueError):  # a character no path holds, a disk that was taken away
            found = False
        if found:
            self.dismiss(event.value)
        else:
            said = (
                _("No folder is there. Check the path.")
                if self._folders
                else _("Nothing is there. Check the path.")
            )
            self.query_one("#wrong", Static).update(Content(said))
