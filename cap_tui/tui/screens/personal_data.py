"""Données personnelles: all that one person wrote, handed over as a file or erased for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work

from cap_tui.core.errors import N_
from cap_tui.core.fingerprints import GROUP
from cap_tui.core.permissions import Role
from cap_tui.i18n import _
from cap_tui.i18n.formats import sort_key
from cap_tui.services.export_places import export_folder
from cap_tui.services.personal_files import BACKUPS_KEPT, personal_name, write_personal_data
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.export_paths import free_name
from cap_tui.tui.screens.personal_data_lines import Written, data_blocks, may_erase, written
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.screens.rights import may_have
from cap_tui.tui.screens.ways import WAYS
from cap_tui.tui.widgets.lines import LinesView
from cap_tui.tui.words import person_name

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from cap_tui.core.assessments import Changes
    from cap_tui.core.review import Participant
    from cap_tui.services.dossier import Dossier


class PersonalDataScreen(DossierScreen):
    """What one person wrote in an evaluation: one's own, or anyone's for the director.

    Args:
        dossier: The open assessment.
        person: Whose data it is.
        folder: Where the file goes; by default where exports go.
    """

    NAME = N_("Personal data")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("data-copy", ("x", "ctrl+s"), N_("Make the file"), N_("Write all that this person wrote to a file for them"), "copy"),
        Command("data-erase", ("w", "delete"), N_("Erase…"), N_("Erase for good the words of all that this person wrote"), "erase"),
        Command("data-read-on", ("space", "down", "pagedown"), N_("Read on"), N_("Scroll down"), "page(1)", bar=False),
        Command("data-read-back", ("backspace", "up", "pageup"), N_("Read back"), N_("Scroll up"), "page(-1)", bar=False),
        *WAYS,
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    PersonalDataScreen LinesView { padding: 0 2; }
    """

    def __init__(self, dossier: Dossier, person: Participant, folder: Path | None = None) -> None:
        super().__init__(dossier)
        self.person = person
        self.folder = folder or export_folder()
        self._wrote = Written({})

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield LinesView()

    def on_mount(self) -> None:
        """Show what there is."""
        self._read()

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        if self.is_mounted:
            self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer one's own, and anyone's to the director."""
        if action == "copy":
            return may_have(self.dossier, self.person)
        if action == "erase":
            something = may_erase(self.person, self._wrote, directs=self._directs)
            own = self.person.me or self._directs
            return something and own and self.dossier.may("personal_data.erase")
        return super().check_action(action, parameters)

    @property
    def _directs(self) -> bool:
        return Role.DIRECTOR in self.dossier.roles

    def _read(self) -> None:
        people = self.dossier.people()
        self.person = next((one for one in people if one.id == self.person.id), self.person)
        if may_have(self.dossier, self.person):
            self._wrote = written(self.dossier.personal_data(self.person.id))
        blocks = data_blocks(self.person, self._wrote, directs=self._directs, backups=BACKUPS_KEPT)
        self.query_one(LinesView).show(blocks)
        self.refresh_bar()

    def action_copy(self) -> None:
        """Write the file, and say where it is."""
        path = free_name(self.folder / personal_name(self.dossier.summary, self.person.name))

        def done(made: Path) -> None:
            if self.is_mounted:
                self.tell(_("All that this person wrote is in the file:\n{path}").format(path=made))

        write = partial(write_personal_data, self.dossier, path, self.person.id)
        self.shell.saver.submit(write, done, self.fail, keep=False)

    @work
    async def action_erase(self) -> None:
        """Ask why, have the name typed, and erase."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        why = await self.app.push_screen_wait(
            PromptDialog(
                _("Why is what {name} wrote erased?").format(name=person_name(self.person.name)),
                _("The reason stays in the history and travels with the evaluation: name nobody in it."),
                needed=_("Say why in a few words, or press Esc to erase nothing."),
            )
        )
        if why is None:
            return
        name = self.person.name or self.person.fingerprint[:GROUP]
        typed = await self.app.push_screen_wait(
            PromptDialog(
                _("To erase for good, type: {name}").format(name=name),
                _("It cannot be undone, here or on the computers that receive it. Esc: erase nothing."),
            )
        )
        if typed is None:
            return
        if sort_key(typed.strip())[0] != sort_key(name)[0]:
            self.tell(
                _("Nothing was erased: “{typed}” is not “{name}”.").format(typed=typed, name=name), error=True
            )
            return
        self._erase(why)

    def _erase(self, why: str) -> None:
        def done(_changes: Changes) -> None:
            if self.is_mounted:
                self._read()
                self.refresh_frame()
                self.tell(_("Erased. Send your file to the others so that they erase it too (F7)."))

        erase = partial(self.dossier.erase_person, self.person.id, why)
        self.shell.saver.submit(erase, done, self.fail, keep=False)

    def action_page(self, pages: int) -> None:
        """Scroll the page."""
        self.query_one(LinesView).page(pages / 2)
