"""A remark: what it is, who may read it, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.review import NOTE_NAMES, NoteKind
from cap_tui.core.text import clean
from cap_tui.i18n import _
from cap_tui.i18n.formats import decimal
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.widgets.sentence import Sentence
from cap_tui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

SAVE_KEYS = ("ctrl+s", "f2")


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A remark as it was typed.

    Attributes:
        private: Whether only the peer and the third party read it.
    """

    kind: NoteKind
    private: bool
    text: str


class NoteDialog(Dialog[NoteDraft]):
    """Asks for a remark.

    Args:
        title: On what, shown verbatim.
        may_hide: Whether it may be kept between the peer and the third party.
        unmasks: Whether its author's positions bear no name, so that they must know that a remark does.
    """

    DEFAULT_CSS = """
    NoteDialog > #box { width: 96%; height: 90%; }
    NoteDialog Horizontal { height: 1; }
    NoteDialog .label { width: 16; height: 1; color: $muted; }
    NoteDialog Choice { width: 1fr; height: 1; }
    NoteDialog TextField { height: 1fr; min-height: 3; margin-top: 1; background: $background; }
    NoteDialog #unmasks { height: auto; color: $alert; }
    NoteDialog #wrong { height: auto; color: $alert; text-style: bold; display: none; }
    """

    def __init__(self, title: str, *, may_hide: bool, unmasks: bool = False) -> None:
        super().__init__(title, _("Ctrl+S: save · Shift+Tab: kind and readers, ← → to choose · Esc: go back"))
        self._may_hide, self._unmasks = may_hide, unmasks

    def body(self) -> ComposeResult:
        """Yield the kind, the readers and the words."""
        with Horizontal():
            yield Static(Content(_("Kind of remark")), classes="label")
            kinds = [(kind, _(name)) for kind, name in NOTE_NAMES.items()]
            yield Choice(kinds, chosen=(NoteKind.REMARK,), id="kind")
        if self._may_hide:
            readers = [(False, _("everyone")), (True, _("peer and third party only"))]
            with Horizontal():
                yield Static(Content(_("Read by")), classes="label")
                yield Choice(readers, chosen=(False,), id="readers")
        if self._unmasks:
            yield Sentence(Content(_("A remark bears your name; your positions do not.")), id="unmasks")
        yield TextField(id="words")
        yield Sentence(Content(""), id="wrong")

    def on_mount(self) -> None:
        """Begin with the words."""
        self.query_one(TextField).focus()

    def on_key(self, event: events.Key) -> None:
        """Keep the remark."""
        if event.key in SAVE_KEYS:
            event.stop()
            self._keep()

    def unsaved(self) -> str:
        """Return how to keep the remark."""
        typed = self.query_one(TextField).text.strip()
        return _("Ctrl+S saves this text. Esc once more drops it.") if typed else ""

    def on_text_field_too_long(self, event: TextField.TooLong) -> None:
        """Say that what was pasted does not fit."""
        self.warn(_("Not taken: the text would have {count} characters.").format(count=decimal(event.count)))

    def _keep(self) -> None:
        text = clean(self.query_one(TextField).text).strip()
        if not text:
            self.warn(_("Type something, or press Esc to go back."))
            return
        private = self._may_hide and bool(self.query_one("#readers", Choice).values[0])
        self.dismiss(NoteDraft(self.query_one("#kind", Choice).values[0], private, text))
