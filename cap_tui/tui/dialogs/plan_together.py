"""What several lines of the plan get at once: an owner, a due date, a priority, a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.core.dates import parse_day
from cap_tui.core.errors import CapError
from cap_tui.core.plan import PRIORITIES, State
from cap_tui.core.scoring import FULL
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain
from cap_tui.i18n.labels import action_field_label, state_label
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

LONGEST_LINE = 500
OWNER, DUE, PRIORITY, STATE, REASON = "owner", "due", "priority", "state", "reason"


class TogetherDialog(Dialog[dict[str, Any]]):
    """Asks for the values to give; returns the fields of an action that change, none when all stays.

    Args:
        title: How many lines, shown verbatim.
        today: Relative dates count from it.
        fields: Which of `OWNER`, `DUE`, `PRIORITY` and `STATE` may be written.
    """

    DEFAULT_CSS = """
    TogetherDialog > #box { width: 90; }
    TogetherDialog Horizontal { height: 1; }
    TogetherDialog .label { width: 14; height: 1; color: $muted; }
    TogetherDialog Choice, TogetherDialog Input { width: 1fr; height: 1; }
    TogetherDialog Input { border: none; padding: 0; background: $background; }
    TogetherDialog Input:focus { border: none; background: $panel; }
    TogetherDialog #wrong { height: auto; color: $alert; text-style: bold; display: none; }
    """

    def __init__(self, title: str, today: date, fields: tuple[str, ...]) -> None:
        super().__init__(title, _("Enter: change them all · Tab: next field · ← →: choose · Esc: go back"))
        self._today, self._fields = today, fields

    def body(self) -> ComposeResult:
        """Yield the fields, each as it is left when nothing is said."""
        for name in self._fields:
            with Horizontal():
                yield Static(Content(action_field_label(name)), classes="label")
                yield self._control(name)
        with Horizontal():
            yield Static(Content(_("Reason")), classes="label")
            hint = _("for a date that moves, or actions that are abandoned")
            yield Input("", hint, id=REASON, max_length=LONGEST_LINE)
        yield Sentence(Content(""), id="wrong")

    @staticmethod
    def _control(name: str) -> Widget:
        same = ("", _("as it is"))
        if name == PRIORITY:
            return Choice([same, *((value, value) for value in PRIORITIES)], id=name)
        if name == STATE:
            return Choice([same, *((state.value, state_label(state)) for state in State)], id=name)
        hint = _("unchanged; 15/03/2027, 15/3 or +3m") if name == DUE else _("as it is")
        return Input("", hint, id=name, max_length=LONGEST_LINE)

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query_one(f"#{self._fields[0]}").focus()

    def on_key(self, event: events.Key) -> None:
        """Keep what is said from wherever one is."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._keep()

    def on_input_submitted(self) -> None:
        """Keep what is said from a field."""
        self._keep()

    def _text(self, name: str) -> str:
        control = self.query_one(f"#{name}")
        if isinstance(control, Choice):
            return str(control.values[0])
        return one_line(control.value, limit=LONGEST_LINE) if isinstance(control, Input) else ""

    def _keep(self) -> None:
        try:
            values = self._values()
        except CapError as error:
            self.warn(explain(error))
            self.query_one(f"#{DUE}").focus()
            return
        if values:
            self.dismiss(values)
        else:
            self.warn(_("Nothing to change yet: fill in a field, or press Esc to go back."))

    def _values(self) -> dict[str, Any]:
        said = {name: text for name in self._fields if (text := self._text(name))}
        values: dict[str, Any] = dict(said)
        reason = self._text(REASON)
        if DUE in said:
            values[DUE] = parse_day(said[DUE], self._today)
            if reason:
                values["due_reason"] = reason
        if STATE in said:
            state = State(said[STATE])
            values[STATE] = state
            if state in (
                State.DONE,
                State.TO_START,
            ):  # carried out is complete, and what starts again is at nothing
                values["progress"] = FULL if state is State.DONE else 0
            if state is State.DROPPED and reason:
                values["drop_reason"] = reason
        return values
