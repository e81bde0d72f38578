"""Every field of an action on one page, made from `action_form_fields.FORM`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.core.errors import CapError
from cap_tui.core.plan import State
from cap_tui.core.text import MAX_TEXT
from cap_tui.i18n import _, explain
from cap_tui.i18n.labels import action_field_label
from cap_tui.tui.dialogs.action_form_fields import (
    FIELDS,
    FORM,
    Control,
    FormContext,
    FormField,
    choice_label,
    read,
    typed,
)
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.dialogs.confirm import ConfirmDialog
from cap_tui.tui.dialogs.pick import PickDialog, PickItem
from cap_tui.tui.screens.results_lines import coded
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from cap_tui.core.plan import Action

LONGEST_LINE = 1_000
SAVE_KEYS = ("ctrl+s",)


class ActionFormDialog(Dialog[dict[str, Any]]):
    """Edits an action; returns the fields that changed, None when it is left.

    Args:
        action: As it is stored; one without id is a new line.
        context: What the fields are read against.
        values: Fields already changed, shown in place of the stored ones: after a failed save nothing is typed twice.
        problem: A sentence to show first.
        title: What a new line is called here, shown verbatim; “New action” when empty.
    """

    DEFAULT_CSS = """
    ActionFormDialog > #box { width: 110; height: 96%; }
    ActionFormDialog #form { height: 1fr; }
    ActionFormDialog #form Horizontal { height: auto; }
    ActionFormDialog .part { text-style: bold; color: $accent; margin-top: 1; height: 1; }
    ActionFormDialog .note { padding-left: 23; color: $muted; height: auto; display: none; }
    ActionFormDialog .note.-wrong { color: $alert; text-style: bold; }
    ActionFormDialog .label { width: 23; height: 1; }
    ActionFormDialog Input { width: 1fr; border: none; height: 1; padding: 0; background: $background; }
    ActionFormDialog Input:focus { border: none; background: $panel; }
    ActionFormDialog TextField { height: 3; background: $background; }
    ActionFormDialog TextField:focus { background: $panel; }
    ActionFormDialog Choice { height: 1; }
    ActionFormDialog #problem { color: $alert; text-style: bold; height: auto; max-height: 3; }
    """

    def __init__(
        self,
        action: Action,
        context: FormContext,
        *,
        values: Mapping[str, Any] | None = None,
        problem: str = "",
        title: str = "",
    ) -> None:
        new = title or _("New action")
        shown = _("Action {number}").format(number=action.number) if action.id else new
        super().__init__(shown, _("Ctrl+S: save · Tab: next field · F4: choose criteria · Esc: go back"))
        self._stored = action
        self._shown = replace(action, **(values or {}))
        self._against = context
        self._problem = problem

    def body(self) -> ComposeResult:
        """Yield the fields, part by part."""
        problem = Static(Content(self._problem), id="problem")
        problem.display = bool(self._problem)
        yield problem
        lacking = self._against.lacking(self._shown) if self._stored.id else ()
        with VerticalScroll(id="form", can_focus=False):
            for part in FORM:
                yield Static(Content(_(part.title)), classes="part")
                for field in part.fields:
                    mark = " △" if field.name in lacking else ""
                    with Horizontal():
                        yield Static(Content(action_field_label(field.name) + mark), classes="label")
                        yield self._control(field)
                    yield Static(Content(""), id=f"note-{field.name}", classes="note")

    def _control(self, field: FormField) -> Widget:
        text = typed(field, self._shown, self._against)
        if field.control is Control.CHOICE:
            options = [(value, choice_label(field, value)) for value in field.values]
            return Choice(options, chosen=(text,), id=field.name)
        if field.control is Control.LONG:
            area = TextField(id=field.name)
            area.load_text(text)
            return area
        hints = {
            Control.DATE: _("15/03/2027, 15/3 or +3m"),
            Control.CRITERIA: _("codes, such as 1.1.2; F4 shows the list"),
        }
        hint = hints.get(field.control, "")
        line = Input(text, hint, id=field.name, max_length=LONGEST_LINE, select_on_focus=False)
        line.cursor_position = 0
        return line

    def on_mount(self) -> None:
        """Begin in the title; for a line that could not be settled, in the first field that this asks for."""
        settling = self._problem and self._shown.state is State.CLOSED
        lacking = self._against.lacking(self._shown) if settling else ()
        self.query_one("#form").query_one(f"#{lacking[0] if lacking else 'title'}").focus()
        self._name_criteria()

    def text(self, field: FormField) -> str:
        """Return what a field holds, as typed."""
        control = self.query_one("#form").query_one(f"#{field.name}")
        if isinstance(control, Choice):
            return str(control.values[0])
        return (
            control.text
            if isinstance(control, TextField)
            else control.value
            if isinstance(control, Input)
            else ""
        )

    def read(self, field: FormField) -> Any:
        """Return the value of a field.

        Raises:
            CapError: It cannot be read.
        """
        return read(field, self.text(field), self._against, self._stored.criteria)

    def note(self, name: str, sentence: str, *, wrong: bool = False) -> None:
        """Say something beside a field; nothing with an empty sentence."""
        line = self.query_one(f"#note-{name}", Static)
        line.update(Content(sentence))
        line.set_class(wrong, "-wrong")
        line.display = bool(sentence)

    def changed(self) -> tuple[dict[str, Any], list[str]]:
        """Return the fields that differ from what is stored, and the names of those that cannot be read."""
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for field in FIELDS:
            try:
                value = self.read(field)
            except CapError as error:
                self.note(field.name, explain(error), wrong=True)
                wrong.append(field.name)
            else:
                if value != getattr(self._stored, field.name):
                    values[field.name] = value
        return values, wrong

    def check(self, name: str) -> None:
        """Read one field again: say what is wrong beside it, or show a date as it was understood."""
        field = next((item for item in FIELDS if item.name == name), None)
        if field is None:
            return
        try:
            value = self.read(field)
        except CapError as error:
            self.note(name, explain(error), wrong=True)
            return
        self.note(name, "")
        if field.control in (Control.DATE, Control.CRITERIA, Control.NAMED):
            shown = typed(field, replace(self._stored, **{name: value}), self._against)
            self.query_one("#form").query_one(f"#{name}", Input).value = shown
        if field.control is Control.CRITERIA:
            self._name_criteria()

    def _name_criteria(self) -> None:
        criteria = self._against.questionnaire.criteria
        try:
            keys = self.read(next(field for field in FIELDS if field.control is Control.CRITERIA))
        except CapError:
            return
        self.note("criteria", " · ".join(coded(criteria[key]) for key in keys if key in criteria))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field as one leaves it."""
        if self.is_current and event.widget.id:
            self.check(event.widget.id)

    def on_input_submitted(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def on_text_field_too_long(self, event: TextField.TooLong) -> None:
        """Say that what was pasted was not taken."""
        focused = self.focused
        if focused is not None and focused.id:
            sentence = _("Not taken: {count} characters, the most is {most}.")
            self.note(focused.id, sentence.format(count=event.count, most=MAX_TEXT), wrong=True)

    def on_key(self, event: events.Key) -> None:
        """Keep, leave, choose criteria, or move between fields."""
        if event.key in SAVE_KEYS:
            self._keep()
        elif event.key == "escape":
            self._leave()
        elif event.key == "f4":
            self._pick()
        elif event.key in ("up", "down") and isinstance(self.focused, Input):
            (self.focus_next if event.key == "down" else self.focus_previous)()
        else:
            return
        event.stop()
        event.prevent_default()

    def _keep(self) -> None:
        values, wrong = self.changed()
        if wrong:
            self.query_one("#form").query_one(f"#{wrong[0]}").focus()
        else:
            self.dismiss(values)

    @work
    async def _leave(self) -> None:
        values, wrong = self.changed()
        changed = bool(values or set(wrong) - ({"title"} if not self._stored.id else set()))
        question = _("Leave without saving what you changed?")
        asked = ConfirmDialog(question, _("Leave without saving"), _("Stay"))
        sure = await self.app.push_screen_wait(asked) if changed else True
        if sure:
            self.dismiss(None)

    @work
    async def _pick(self) -> None:
        items = [
            PickItem(coded(criterion), "", criterion.code)
            for criterion in self._against.questionnaire.criteria.values()
        ]
        code = await self.app.push_screen_wait(
            PickDialog(_("Which criterion does this action answer?"), items)
        )
        field = self.query_one("#form").query_one("#criteria", Input)
        if code and code not in [part.strip() for part in field.value.split(",")]:
            field.value = ", ".join(part for part in (field.value.strip(" ,"), code) if part)
        field.focus()
        self.check("criteria")
