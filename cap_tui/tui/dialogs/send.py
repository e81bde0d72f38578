"""Where a file to send goes, and the passphrase that locks it if one is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.dialogs.prompt import LONGEST_LINE
from cap_tui.tui.received_files import typed_source
from cap_tui.tui.widgets.path_field import PathField

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Sending:
    """How a file is written.

    Attributes:
        path: Where, whole.
        passphrase: Empty for none.
    """

    path: Path
    passphrase: str = ""


class SendDialog(Dialog[Sending]):
    """Asks where the file goes.

    Args:
        title: For whom, shown verbatim.
        path: Proposed.
        lockable: Whether a passphrase may be given.
        wrong: Why it is asked again; empty the first time.
    """

    DEFAULT_CSS = """
    SendDialog > #box { width: 96%; }
    SendDialog .label { color: $muted; height: auto; }
    SendDialog #wrong { color: $alert; text-style: bold; height: auto; }
    SendDialog Input { border: none; height: 1; padding: 0; background: $background; margin-bottom: 1; }
    SendDialog Input:focus { border: none; background: $panel; }
    """

    def __init__(self, title: str, path: Path, *, lockable: bool, wrong: str = "") -> None:
        super().__init__(title, _("Enter: write the file · Tab: next field · Esc: go back"))
        self._path = path
        self._lockable = lockable
        self._wrong = wrong

    def body(self) -> ComposeResult:
        """Yield the path and the passphrase."""
        yield Static(Content(_("Where the file goes")), classes="label")
        yield PathField(str(self._path), id="path")
        if self._lockable:
            said = _(
                "Passphrase (may be left empty). It is shown as you type; tell it by phone, never in the message that "
                "carries the file."
            )
            yield Static(Content(said), classes="label")
            yield Input(id="passphrase", max_length=LONGEST_LINE)
        yield Static(Content(self._wrong), id="wrong")

    def on_mount(self) -> None:
        """Begin in the path, all that is needed being proposed."""
        self.query_one("#wrong").display = bool(self._wrong)
        field = self.query_one("#path", Input)
        field.focus()
        self.call_after_refresh(field.action_end)  # the name is at the end, and tells what the file is

    def on_input_submitted(self) -> None:
        """Answer; a bare name goes to the folder proposed, the extension is added when missing."""
        text = self.query_one("#path", Input).value.strip()
        if not text:
            self.hint(_("Write where the file goes: a folder and a file name."))
            return
        path = typed_source(text, self._path.parent)
        if path.is_dir():
            path /= self._path.name
        if path.suffix.lower() != self._path.suffix:
            path = path.with_name(path.name + self._path.suffix)
        passphrase = self.query_one("#passphrase", Input).value if self._lockable else ""
        self.dismiss(Sending(path, passphrase))
