"""A few fields about one thing, typed or chosen; what does not fit is said beneath, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult

LONGEST = 500
SEVERAL = "/"
"""What separates several values chosen of one field."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form.

    Attributes:
        name: Of the field, as it is returned.
        label: Ready to show.
        options: Value and label of what is chosen among; none for a text that is typed.
        several: Whether several may be chosen.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str]] = ()
    several: bool = False


class FormDialog(Dialog[dict[str, str]]):
    """Asks for the fields; returns all of them as texts.

    Args:
        title: Shown verbatim.
        fields: From top to bottom.
        values: What is known, by name.
        typed: What they hold at first, when that was refused; None the first time.
        wrong: Why it was.
    """

    DEFAULT_CSS = """
    FormDialog > #box { width: 96; }
    FormDialog VerticalScroll { height: auto; max-height: 16; }
    FormDialog Horizontal { height: auto; }
    FormDialog .label { width: 24; height: 1; color: $muted; }
    FormDialog Input { width: 1fr; border: none; height: 1; padding: 0; background: $background; }
    FormDialog Input:focus { border: none; background: $panel; }
    FormDialog Choice { width: 1fr; }
    FormDialog #wrong { height: auto; max-height: 4; color: $alert; text-style: bold; display: none; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, str],
        typed: Mapping[str, str] | None = None,
        wrong: str = "",
    ) -> None:
        super().__init__(title, _("Enter: save · Tab: next field · ← → Space: choose · Esc: go back"))
        self._fields, self._values, self._wrong = fields, dict(values), wrong
        self._shown = self._values if typed is None else typed

    def body(self) -> ComposeResult:
        """Yield the fields."""
        with VerticalScroll(can_focus=False):
            for field in self._fields:
                with Horizontal():
                    yield Static(Content(field.label), classes="label")
                    yield self._made(field)
        yield Sentence(Content(""), id="wrong")

    def _made(self, field: Field) -> Input | Choice:
        value = self._shown.get(field.name, "")
        if not field.options:
            return Input(value, id=field.name, max_length=LONGEST, select_on_focus=False)
        chosen = value.split(SEVERAL) if field.several else [value]
        return Choice(field.options, several=field.several, chosen=chosen, id=field.name)

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query_one(f"#{self._fields[0].name}").focus()
        if self._wrong:
            self.warn(self._wrong)

    def on_key(self, event: events.Key) -> None:
        """Save from a choice too; move between texts with the arrows."""
        if event.key == "enter":
            self.dismiss(self._typed_values())
        elif event.key in ("up", "down"):
            (self.focus_next if event.key == "down" else self.focus_previous)()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_input_submitted(self) -> None:
        """Keep it from whichever field one is in."""
        self.dismiss(self._typed_values())

    def unsaved(self) -> str:
        """Return how to keep what was typed."""
        return (
            ""
            if self._typed_values() == self._values
            else _("Enter saves this text. Esc once more drops it.")
        )

    def _typed_values(self) -> dict[str, str]:
        return {field.name: self._value(field) for field in self._fields}

    def _value(self, field: Field) -> str:
        if not field.options:
            return one_line(self.query_one(f"#{field.name}", Input).value, limit=LONGEST)
        return SEVERAL.join(self.query_one(f"#{field.name}", Choice).values)
