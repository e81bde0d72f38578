"""Letting someone in: their fingerprint typed, checked at each key, or their invitation card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.core.errors import CapError
from cap_tui.core.fingerprints import LENGTH, fingerprint, parse_start, spaced
from cap_tui.core.text import one_line
from cap_tui.exchange.cards import MAX_SIZE, SUFFIX, Card, CardError, read_card
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.labels import role_label
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.received_files import received, typed_source, usual_folders
from cap_tui.tui.screens.people_lines import GIVEN
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.widgets.path_field import PathField
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult

    from cap_tui.core.permissions import Role

MOST_CARDS = 4
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is let in.

    Attributes:
        whom: Their card, or the twenty characters of their fingerprint.
    """

    whom: Card | str
    role: Role
    name: str
    organisation: str


class InviteDialog(Dialog[Invitation]):
    """Asks who comes and as what.

    Args:
        folders: Where cards are looked for; by default where files are received.
    """

    DEFAULT_CSS = """
    InviteDialog > #box { width: 90; }
    InviteDialog .label { color: $muted; height: 1; }
    InviteDialog Input { border: none; height: 1; padding: 0 1; background: $background; }
    InviteDialog Input:focus { border: none; background: $panel; }
    InviteDialog #checked { height: auto; max-height: 3; }
    InviteDialog RowList { height: auto; background: $surface; }
    InviteDialog Choice:focus { background: $panel; }
    """

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        super().__init__(
            _("Let someone in"), _("Tab: next field · ← →: change the role · Enter: let in · Esc: go back")
        )
        self._folders = list(usual_folders() if folders is None else folders)
        self._cards = received(self._folders, (SUFFIX,))[:MOST_CARDS]
        self._whom: Card | str | None = None

    def body(self) -> ComposeResult:
        """Yield the fingerprint, the cards received, the name, the organisation and the role."""
        yield Static(
            Content(_("Their fingerprint (20 characters), or the path of their card")), classes="label"
        )
        yield PathField(suffixes=(SUFFIX,), id="whom")
        yield Static(Content(""), id="checked")
        if self._cards:
            yield Static(Content(_("Cards received:")), classes="label")
            yield RowList(self._card)
        yield Static(Content(_("Their first name and name")), classes="label")
        yield Input(id="name", max_length=LONGEST_NAME, select_on_focus=False)
        yield Static(Content(_("Where they work (may be left empty)")), classes="label")
        yield Input(id="organisation", max_length=LONGEST_NAME, select_on_focus=False)
        yield Static(Content(_("What they are here")), classes="label")
        yield Choice([(role, role_label(role)) for role in GIVEN], id="role")

    def on_mount(self) -> None:
        """Begin with who."""
        if self._cards:
            rows = self.query_one(RowList)
            rows.styles.height = len(self._cards)
            rows.set_rows(len(self._cards))
        self.query_one("#whom").focus()
        self._say(_("They find it with the key F6 of cap-tui; have it read to you over the phone."))

    def _card(self, index: int, width: int) -> Content:
        return Content(self._cards[index].path.name).truncate(width, ellipsis=True)

    def _say(self, sentence: str, style: str = "$muted") -> None:
        self.query_one("#checked", Static).update(Content.styled(sentence, style))

    @on(Input.Changed, "#whom")
    def _check(self, event: Input.Changed) -> None:
        """Say at each key whether the fingerprint is whole and possible."""
        self._whom = None
        text = event.value.strip()
        if not text:
            self._say(_("They find it with the key F6 of cap-tui; have it read to you over the phone."))
        elif text.lower().strip("\"'").endswith(SUFFIX):
            self._read(typed_source(text, self._folders[0]))
        elif "/" not in text and "\\" not in text:
            self._check_typed(text)

    def _check_typed(self, text: str) -> None:
        try:
            found = parse_start(text)
        except CapError as error:
            self._say(explain(error), "bold $alert")
            return
        left = LENGTH - len(found)
        if left:
            more = ngettext("{count} character left", "{count} characters left", left).format(count=left)
            self._say(f"{spaced(found)}  {more}")
        else:
            self._whom = found
            self._say("✓ " + _("{fingerprint}: complete").format(fingerprint=spaced(found)), "bold $good")

    def _read(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                card = read_card(file.read(MAX_SIZE + 1))
        except OSError:
            self._say(_("No card can be read there. Check the path, or type the fingerprint."), "bold $alert")
            return
        except CardError as error:
            self._say(explain(error), "bold $alert")
            return
        self._whom = card
        for name, value in (("#name", card.name), ("#organisation", card.organisation)):
            self.query_one(name, Input).value = value
        said = _("Card of {name}. Check by phone that its fingerprint is theirs: {fingerprint}")
        mark = spaced(fingerprint(card.public))
        self._say("✓ " + said.format(name=card.name, fingerprint=mark), "bold $good")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the card chosen."""
        self.query_one("#whom", Input).value = str(self._cards[event.index].path)
        self.query_one("#name").focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Let in when everything is there; else go to what is missing and say so."""
        name = one_line(self.query_one("#name", Input).value, limit=LONGEST_NAME)
        if self._whom is None:
            self._say(_("Type the twenty characters of their fingerprint, or choose a card."), "bold $alert")
            self.query_one("#whom").focus()
        elif not name:
            self.hint(_("Write their name: it is what everyone will read."))
            self.query_one("#name").focus()
        elif self.focused is not None and self.focused.id == "whom":
            self.query_one("#role").focus()
        else:
            self._let_in(name)

    def on_key(self, event: events.Key) -> None:
        """Let in with Enter from the role too."""
        if event.key == "enter" and isinstance(self.focused, Choice):
            event.stop()
            self._submitted()

    def _let_in(self, name: str) -> None:
        organisation = one_line(self.query_one("#organisation", Input).value, limit=LONGEST_NAME)
        (role,) = self.query_one(Choice).values
        if self._whom is not None:
            self.dismiss(Invitation(self._whom, role, name, organisation))
