"""The position agreed: which level, why, and who agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.dialogs.prompt import LONG
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed.

    Attributes:
        value: The option chosen.
        agreed: Ids of who is ticked.
    """

    value: Any
    reason: str
    agreed: tuple[str, ...]


class RetainDialog(Dialog[Agreement]):
    """Asks for the position retained on a criterion.

    Args:
        title: The criterion, shown verbatim.
        options: Pairs of value and label: what may be retained.
        chosen: The value shown first.
        people: Who may have agreed, by id and name, names shown verbatim.
        agreed: Ids ticked at first.
        reason: Already given.
        asks_why: Whether an empty reason is refused for a value.
    """

    DEFAULT_CSS = """
    RetainDialog > #box { width: 100; }
    RetainDialog Horizontal { height: auto; }
    RetainDialog .label { width: 12; height: 1; color: $muted; }
    RetainDialog Choice, RetainDialog Input { width: 1fr; }
    RetainDialog Input { border: none; height: 1; padding: 0; background: $background; }
    RetainDialog Input:focus { border: none; background: $panel; }
    RetainDialog #names { max-height: 6; }
    RetainDialog #wrong { height: auto; color: $alert; text-style: bold; display: none; }
    """

    def __init__(
        self, title: str, options: Sequence[tuple[Any, str]], *, chosen: Any,
        people: Sequence[tuple[str, str]], agreed: Sequence[str], reason: str, asks_why: Callable[[Any], bool],
    ) -> None:  # fmt: skip
        super().__init__(
            title, _("Enter: retain · Tab: level, reason, who agreed · ← → Space: choose · Esc: go back")
        )
        self._options, self._value = list(options), chosen
        self._people, self._agreed = list(people), tuple(agreed)
        self._reason, self._asks_why = reason, asks_why

    def body(self) -> ComposeResult:
        """Yield the level, the reason and the names."""
        with Horizontal():
            yield Static(Content(_("Retained")), classes="label")
            yield Choice(self._options, chosen=(self._value,), id="level")
        with Horizontal():
            yield Static(Content(_("Reason")), classes="label")
            yield Input(self._reason, id="reason", max_length=LONGEST_REASON)
        with Horizontal():
            yield Static(Content(_("Agreed by")), classes="label")
            yield Choice(self._people, several=True, chosen=self._agreed, id="names")
        yield Sentence(Content(""), id="wrong")

    def on_mount(self) -> None:
        """Begin with the reason: the level is already the one asked for."""
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Keep it from wherever one is."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._keep()

    def unsaved(self) -> str:
        """Return how to keep a reason that would be painful to type again."""
        reason = self.query_one(Input).value
        if reason == self._reason or len(reason.strip()) < LONG:
            return ""
        return _("Enter saves this text. Esc once more drops it.")

    def on_input_submitted(self) -> None:
        """Keep it from the reason."""
        self._keep()

    def _keep(self) -> None:
        reason = one_line(self.query_one(Input).value, limit=LONGEST_REASON)
        value = self.query_one("#level", Choice).values[0]
        if not reason and self._asks_why(value):
            self.warn(
                _("The views differ here: say in a few words why this level, so that it is understood later.")
            )
            self.query_one(Input).focus()
            return
        self.dismiss(Agreement(value, reason, tuple(self.query_one("#names", Choice).values)))
