"""Créer: a structure and its evaluation; what is wrong is said beside each field."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.core.errors import N_, CapError
from cap_tui.core.structures import KINDS, REGIONS, Structure
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.create_check import FIELDS, SIRET_LENGTH, Draft, digits_of, problems
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.words import proposed_mark, said

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.questionnaire import Questionnaire

NOBODY = Structure("", "", (), "")
"""What is proposed when there is no evaluation before."""
TALL = 30
"""Lines from which the fields are spaced."""


class CreateScreen(CommandScreen):
    """The form of a new evaluation; Enter creates it as soon as everything is right.

    Args:
        before: An evaluation of the same structure, whose name, SIRET and so on are proposed; None for none.
    """

    AUTO_FOCUS = "#name"
    DEFAULT_CSS = """
    CreateScreen VerticalScroll { padding: 0 2; }
    CreateScreen .label { text-style: bold; height: 1; }
    CreateScreen .wrong { color: $alert; height: auto; display: none; }
    CreateScreen .hint { color: $muted; height: auto; }
    CreateScreen Input { border: none; height: 1; padding: 0 1; background: $panel; }
    CreateScreen Input:focus { border: none; background: $primary; color: $on-primary; }
    CreateScreen Choice { padding: 0 1; }
    CreateScreen Choice:focus { background: $panel; }
    CreateScreen.-tall .label { margin-top: 1; }
    """
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("create", ("enter", "ctrl+s"), N_("Create"), N_("Create the evaluation and open it"), "create", in_text=True),
        Command("next-field", ("tab", "down"), N_("Next field"), N_("Go to the next field"), "field(1)", in_text=True),
        Command("previous-field", ("shift+tab", "up"), N_("Previous field"), N_("Go to the previous field"), "field(-1)", in_text=True, bar=False),
        Command(BACK.id, BACK.keys, BACK.label, N_("Go back to the home screen without creating anything"), "back", in_text=True),
    )  # fmt: skip

    def __init__(self, before: AssessmentSummary | None = None) -> None:
        super().__init__()
        self._before = before
        self._questionnaires: list[Questionnaire] = []
        self._touched: set[str] = set()
        self._busy = False

    def heading(self) -> Content:
        """Name the screen."""
        return Content("cap-tui › " + _("New evaluation"))

    def body(self) -> ComposeResult:
        """Yield the fields, each with its label, its hint and the place of what is wrong."""
        known, replaced = self._before.structure if self._before else NOBODY, self._before is not None
        regions = [("", _("not given")), *((region, region) for region in REGIONS)]
        fields: dict[str, Widget] = {
            "name": Input(known.name, id="name", max_length=200, select_on_focus=replaced),
            "siret": Input(known.siret, id="siret", max_length=20, select_on_focus=replaced),
            "kinds": Choice([(kind, kind) for kind in KINDS], several=True, chosen=known.kinds, id="kinds"),
            "region": Choice(regions, chosen=(known.region,), id="region"),
            "questionnaire": Choice([], id="questionnaire"),
            "options": Choice([], several=True, id="options"),
            "year": Input(str(self.shell.clock().year), id="year", max_length=4),
            "person": Input(id="person", max_length=120, select_on_focus=False),
        }
        with VerticalScroll(can_focus=False):
            for name, label, hint in FIELDS:
                words = Content.assemble(_(label), ("  " + _(hint) if hint else "", "$muted not bold"))
                yield Static(words, classes="label", id=f"label-{name}")
                yield fields[name]
                yield Static(Content(""), id=f"wrong-{name}", classes="wrong")

    async def on_mount(self) -> None:
        """Offer the questionnaires of this machine; ask the person's name until it is given once."""
        if self._before is not None:
            self.tell(_("Taken from the evaluation under the cursor: change what is no longer so."))
        self._ask_name(asked=False)
        self._offer_options()
        self._ask_name(asked=await asyncio.to_thread(self._is_nameless))
        found = await asyncio.to_thread(self.shell.workspace.questionnaires)
        self._questionnaires = [item.questionnaire for item in found if item.questionnaire is not None]
        options = []
        for item in self._questionnaires:
            mark = proposed_mark(item).plain
            options.append((item.id, f"{said(item.title)} ({item.version})" + (f" · {mark}" if mark else "")))
        followed = (self._before.questionnaire_id,) if self._before else ()
        self.query_one("#questionnaire", Choice).set_options(options, followed)
        self._offer_options()

    def _offer_options(self) -> None:
        """Show the options of the questionnaire chosen, if it has any."""
        chosen = next(iter(self.query_one("#questionnaire", Choice).values), "")
        found = next((item.options for item in self._questionnaires if item.id == chosen), ())
        choice = self.query_one("#options", Choice)
        labels = [(option.id, said(option.label)) for option in found]
        if labels != choice.options:
            choice.set_options(labels)
        choice.display = self.query_one("#label-options").display = bool(found)

    def _is_nameless(self) -> bool:
        try:
            return not self.shell.workspace.profile.name
        except CapError:  # told when the evaluation is created, by what needs it
            return False

    def _ask_name(self, *, asked: bool) -> None:
        self.query_one("#label-person").display = asked
        self.query_one("#person").display = asked

    def on_resize(self, event: events.Resize) -> None:
        """Space the fields where there is room."""
        self.set_class(event.size.height >= TALL, "-tall")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field one leaves."""
        name = event.widget.id or ""
        if name in ("name", "siret", "year") and self._value(name):
            self._touched.add(name)
        self._show_problems()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check a SIRET as soon as it is complete, and whatever was wrong as it is corrected."""
        if event.input.id == "siret" and len(digits_of(event.value)) >= SIRET_LENGTH:
            self._touched.add("siret")
        self._show_problems()

    @on(Choice.Changed)
    def _choice_changed(self, event: Choice.Changed) -> None:
        if event.choice.id == "questionnaire":
            self._offer_options()
        self._show_problems()

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def _draft(self) -> Draft:
        return Draft(
            self._value("name"),
            self._value("siret"),
            self.query_one("#kinds", Choice).values,
            next(iter(self.query_one("#region", Choice).values), ""),
            next(iter(self.query_one("#questionnaire", Choice).values), ""),
            self._value("year"),
            one_line(self._value("person"), limit=120),
            self.query_one("#options", Choice).values,
        )

    def _show_problems(self) -> dict[str, CapError]:
        found = problems(self._draft())
        for name, _label, _hint in FIELDS:
            wrong = self.query_one(f"#wrong-{name}", Static)
            shown = name in found and name in self._touched
            wrong.update(Content(explain(found[name]) if shown else ""))
            wrong.display = shown
        return found

    def action_field(self, steps: int) -> None:
        """Go to another field."""
        if steps > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_create(self) -> None:
        """Create when everything is right; else go to the first field that is not, and say why."""
        if self._busy:
            return
        found = self._show_problems()
        if not found:
            self._busy = True
            self._create(self._draft())
            return
        # What was not reached yet is not reproached: one problem at a time, the next after the field one is in.
        names = [name for name, _label, _hint in FIELDS]
        here = names.index(self.focused.id) if self.focused and self.focused.id in names else 0
        first = next(name for name in (*names[here:], *names[:here]) if name in found)
        self._touched.add(first if first == names[here] or self._filled(first) else names[here])
        self._show_problems()
        self.query_one(f"#{first}").focus()

    @work
    async def _create(self, draft: Draft) -> None:
        try:
            if draft.person:
                await asyncio.to_thread(self.shell.workspace.rename_profile, draft.person)
        except CapError as error:
            self._refused(error)
        else:
            self.shell.create_assessment(draft.create, self._refused)

    def _filled(self, name: str) -> bool:
        return bool(self._value(name)) if name in ("name", "siret", "year") else False

    def _refused(self, error: CapError) -> None:
        self._busy = False
        self.fail(error)
