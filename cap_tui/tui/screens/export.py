"""Exporter: the report in one of its forms, for oneself or for partners, where one wants it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Static

from cap_tui.core.errors import N_, CapError
from cap_tui.core.network.contributions import SEALED
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.reports.formats import FORMS, PDF
from cap_tui.reports.peers import HOLDING
from cap_tui.services.export_places import export_folder, file_name
from cap_tui.tui.commands import Command
from cap_tui.tui.dialogs.confirm import ConfirmDialog
from cap_tui.tui.screens.export_paths import free_name, open_file, typed_path
from cap_tui.tui.screens.export_words import INTERNAL, PARTNERS, RIGHTS, carried_audience, later, who_reads
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.screens.ways import WAYS
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.words import progress_bar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

CARRIED, PEERS = "bundle", "peers"
BAR = 40
STEPS = 1_000
"""Grain of the progress bar."""


class ExportScreen(DossierScreen):
    """Makes a report of an assessment.

    Args:
        dossier: The open assessment.
        workspace: Where it comes from.
        folder: Where to propose to put it; by default the exports of a checkout, else the documents.
    """

    PLACE = "export"
    NAME = N_("Export")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("export-make", ("ctrl+s",), N_("Export"), N_("Make the file"), "make", in_text=True),
        Command("export-open", ("o",), N_("Open"), N_("Open the file just made"), "open_made"),
        Command(
            "export-back",
            ("escape",),
            N_("Back"),
            N_("Stop making the file, or go back"),
            "back",
            in_text=True,
        ),
        Command("export-results", ("r",), N_("Results"), N_("Go to the results"), "results", bar=False),
        Command("export-plan", ("p",), N_("Plan"), N_("Go to the progress plan"), "plan", bar=False),
        *WAYS,
    )
    DEFAULT_CSS = """
    ExportScreen #fields { padding: 0 2; }
    ExportScreen .label { text-style: bold; margin-top: 1; height: auto; }
    ExportScreen .help { color: $muted; height: auto; }
    ExportScreen Input { border: none; height: 1; padding: 0; background: $panel; }
    ExportScreen Input:focus { border: none; }
    ExportScreen #wrong { color: $alert; text-style: bold; height: auto; }
    ExportScreen #carry { margin-top: 1; }
    ExportScreen Horizontal { height: 3; margin-top: 1; }
    ExportScreen Button { margin-right: 2; }
    ExportScreen #progress { height: auto; margin-top: 1; }
    """

    class Progressed(Message):
        """Some of the file is made.

        Attributes:
            share: 0 to 1.
        """

        def __init__(self, share: float) -> None:
            self.share = share
            super().__init__()

    class Finished(Message):
        """The file is made, or could not be.

        Attributes:
            path: Where it is; None when it could not be made.
            error: Why.
        """

        def __init__(self, path: Path | None, error: CapError | None = None) -> None:
            self.path = path
            self.error = error
            super().__init__()

    class Compared(Message):
        """The structure can be shown among its peers."""

    def __init__(self, dossier: Dossier, workspace: Workspace, folder: Path | None = None) -> None:
        super().__init__(dossier)
        self.workspace = workspace
        self.folder = folder or export_folder()
        self.made: Path | None = None
        self._making = False
        self._compared = False
        self._stop = Event()
        self._offered: list[tuple[str, str]] = []

    def body(self) -> ComposeResult:
        """Yield the form, the progress and the buttons."""
        with VerticalScroll(id="fields", can_focus=False):
            yield Static(Content(_("In which form")), classes="label")
            yield Choice([(name, _(form.label)) for name, form in FORMS.items()], id="form")
            yield Static(Content(_("For whom")), classes="label")
            self._offered = self._audiences()
            yield Choice(self._offered, id="audience")
            yield Static(Content(""), id="later", classes="help")
            yield Choice([(CARRIED, _("Attach the evaluation (.capx) to the PDF"))], several=True, id="carry")
            yield Static(Content(""), id="readers", classes="help")
            yield Choice(
                [(PEERS, _("Add where the structure stands among its peers"))], several=True, id="peers"
            )
            yield Static(Content(_("Where to save the file")), classes="label")
            yield Input(str(self.folder / file_name(self.dossier.summary)), id="path")
            yield Static(Content(""), id="wrong")
            yield Static(Content(self._reminder()), classes="help")
            with Horizontal():
                yield Button(Content(_("Export")), id="make", variant="primary")
                yield Button(Content(_("Open")), id="open")
                yield Button(Content(_("Stop")), id="stop")
            yield Static(Content(""), id="progress")

    def _audiences(self) -> list[tuple[str, str]]:
        names = {
            INTERNAL: _("internal: everything, for the team and the board"),
            PARTNERS: _("partners: no names of people, no findings, no remarks"),
        }
        return [(audience, name) for audience, name in names.items() if self.dossier.may(RIGHTS[audience])]

    @property
    def form(self) -> str:
        """The form chosen, one of `FORMS`."""
        return str(next(iter(self.query_one("#form", Choice).values), PDF))

    @property
    def audience(self) -> str:
        """For whom the file is."""
        return str(next(iter(self.query_one("#audience", Choice).values), INTERNAL))

    @property
    def carries(self) -> bool:
        """Whether the file carries the evaluation: a PDF only, and never the one for partners."""
        return self._may_carry() and CARRIED in self.query_one("#carry", Choice).values

    def _may_carry(self) -> bool:
        opened = self.dossier.may(RIGHTS[INTERNAL]) and self.dossier.may("bundle.export")
        return opened and self.audience == INTERNAL and self.form == PDF

    @property
    def stands(self) -> bool:
        """Whether the file says where the structure stands among its peers."""
        return self._may_stand() and PEERS in self.query_one("#peers", Choice).values

    def _may_stand(self) -> bool:
        return self._compared and self.form in HOLDING

    def _fit(self) -> None:
        """Show what the role, the phase and the audience chosen leave to choose."""
        for name, sentence in (
            ("later", later(self.dossier)),
            ("readers", who_reads(self.dossier) if self.carries else ""),
        ):
            line = self.query_one(f"#{name}", Static)
            line.update(Content(sentence))
            line.display = bool(sentence)
        self.query_one("#carry", Choice).display = self._may_carry()
        self.query_one("#peers", Choice).display = self._may_stand()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Say who could read what is carried; propose the name that goes with another form."""
        if event.choice.id == "form":
            self._rename()
        self._fit()

    def _rename(self) -> None:
        """Propose the name of the form chosen, in the folder already chosen; a name of one's own only changes its end."""
        field, summary = self.query_one("#path", Input), self.dossier.summary
        path = Path(field.value)
        proposed = {file_name(summary, form) for form in FORMS}
        name = file_name(summary, self.form) if path.name in proposed else ""
        field.value = str(path.with_name(name) if name else path.with_suffix(FORMS[self.form].suffix))

    def on_screen_resume(self) -> None:
        """Offer what the phase, which may have changed meanwhile, allows."""
        if self.is_mounted:
            audiences = self._audiences()
            if audiences != self._offered:
                self._offered = audiences
                self.query_one("#audience", Choice).set_options(audiences)
            self._fit()
            self._buttons()

    def _reminder(self) -> str:
        """Return what the file will lack, so that nobody discovers it in a meeting."""
        totals = self.dossier.summary.totals
        if totals.unanswered:
            said = ngettext(
                "{count} criterion is still unanswered: the report will say so.",
                "{count} criteria are still unanswered: the report will say so.",
                totals.unanswered,
            )
            return said.format(count=totals.unanswered)
        return _("Every criterion has an answer.")

    def on_mount(self) -> None:
        """Begin in the path, all that is needed being proposed."""
        self._fit()
        self._buttons()
        self.query_one("#make", Button).focus()
        if self.dossier.summary.phase in SEALED:  # before, no evaluation is among its peers
            self.run_worker(asyncio.to_thread(self._compare))

    def _compare(self) -> None:
        from cap_tui.services.network.giving_back import peers_of

        with suppress(CapError):  # too few peers, or it does not count: nothing is offered
            peers_of(self.workspace, self.dossier.summary.id)
            self.post_message(self.Compared())

    def on_export_screen_compared(self) -> None:
        """Offer the page among the peers."""
        self._compared = True
        self._fit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action makes sense now."""
        if action == "open_made":
            return self.made is not None
        if action == "make":
            return not self._making and any(map(self.dossier.may, RIGHTS.values()))
        return super().check_action(action, parameters)

    def _buttons(self) -> None:
        self.query_one("#make", Button).display = bool(self.check_action("make", ()))
        self.query_one("#stop", Button).display = self._making
        self.query_one("#open", Button).display = self.made is not None and not self._making
        self.refresh_bar()

    def _wrong(self, sentence: str) -> None:
        self.query_one("#wrong", Static).update(Content(sentence))

    def _progress(self, text: str) -> None:
        self.query_one("#progress", Static).update(Content(text))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        actions = {"make": self.action_make, "open": self.action_open_made, "stop": self._cancel}
        actions[str(event.button.id)]()

    def on_input_submitted(self) -> None:
        """Make the file."""
        self.action_make()

    def action_make(self) -> None:
        """Make the report of all that is typed, what is being saved included."""
        if not self.check_action("make", ()):
            return
        self._wrong("")
        try:
            path = typed_path(self.query_one("#path", Input).value, self.folder, FORMS[self.form].suffix)
        except CapError as error:
            self._wrong(explain(error))
            return
        self.query_one("#path", Input).value = str(path)
        self._start(path, overwrite=False)

    def _start(self, path: Path, *, overwrite: bool) -> None:
        audience, carries = self.audience, self.carries
        self._making, self.made = True, None
        self._stop = Event()
        self._buttons()
        self.query_one("#stop", Button).focus()
        self.show_progress(0)
        self.shell.saver.when_idle(lambda: self._make(path, audience, overwrite=overwrite, carries=carries))

    def _make(self, path: Path, audience: str, *, overwrite: bool, carries: bool) -> None:
        from cap_tui.services.exchanging import bundle_bytes
        from cap_tui.services.exports import export_report
        from cap_tui.services.network.giving_back import peers_of

        stop, whom, form, stands = self._stop, carried_audience(self.dossier), self.form, self.stands

        def progress(share: float) -> None:
            self.post_message(self.Progressed(share))

        def run() -> None:
            try:
                made = export_report(
                    self.dossier,
                    path,
                    form=form,
                    audience=audience,
                    overwrite=overwrite,
                    progress=progress,
                    cancelled=stop.is_set,
                    bundle=bundle_bytes(self.workspace, self.dossier, whom) if carries else b"",
                    peers=peers_of(self.workspace, self.dossier.summary.id) if stands else None,
                )
            except CapError as error:
                self.post_message(self.Finished(path, error))
            else:
                self.post_message(self.Finished(made))

        self.run_worker(asyncio.to_thread(run))

    def show_progress(self, share: float) -> None:
        """Draw how much of the file is made, 0 to 1."""
        done = round(share * STEPS)
        bar = progress_bar(done, STEPS, min(BAR, max(self.size.width - 20, 10)))
        self._progress(
            _("Making the file: {bar} {share}").format(bar=bar, share=percent(done * 100 // STEPS))
        )

    def on_export_screen_progressed(self, event: Progressed) -> None:
        """Draw how much is made."""
        if self._making:
            self.show_progress(event.share)

    async def on_export_screen_finished(self, event: Finished) -> None:
        """Say where the file is, or why there is none."""
        from cap_tui.reports.files import ExportExistsError

        self._making = False
        if event.error is None:
            self.made = event.path
            self._progress(_("The file is made:\n{path}").format(path=event.path))
        else:
            self._progress("")
        self._buttons()
        if event.error is None:
            self.query_one("#open", Button).focus()
        elif isinstance(event.error, ExportExistsError) and event.path is not None:
            self._ask_to_replace(event.path)
        else:
            self._wrong(explain(event.error))
            self.query_one("#path", Input).focus()

    @work
    async def _ask_to_replace(self, path: Path) -> None:
        question = _("A file is already there:\n{path}\nReplace it?").format(path=path)
        asked = ConfirmDialog(question, _("Replace it"), _("Another name"))
        if await self.app.push_screen_wait(asked):
            self._start(path, overwrite=True)
        else:
            field = self.query_one("#path", Input)
            field.value = str(free_name(path))
            self._wrong(_("Another name is proposed: change it if you wish, then Enter."))
            field.focus()

    def _cancel(self) -> None:
        self._stop.set()
        self._progress(_("Stopping…"))

    def action_back(self) -> None:
        """Stop making the file; else go back."""
        if self._making:
            self._cancel()
        else:
            super().action_back()

    def action_open_made(self) -> None:
        """Open the file with the program of the system."""
        if self.made is None:
            return
        if open_file(self.made):
            self.tell(_("Opened in another window."))
        else:
            said = _("Nothing here can open this file. It is there:\n{path}")
            self.tell(said.format(path=self.made))
