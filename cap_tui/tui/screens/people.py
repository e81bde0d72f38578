"""Personnes: who takes part, in what role, and how far they are; let in, change, withdraw."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.labels import role_label
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.people_lines import GIVEN, blind_sentence, person_details, person_row, role_names
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.screens.rights import may_have
from cap_tui.tui.screens.ways import WAYS
from cap_tui.tui.widgets.lines import LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.widgets.sentence import Sentence
from cap_tui.tui.words import person_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import ComposeResult

    from cap_tui.core.review import Participant
    from cap_tui.services.dossier import Dossier


class PeopleScreen(DossierScreen):
    """Everyone of an assessment.

    Args:
        dossier: The open assessment.
        folders: Where invitation cards are looked for; by default where files are received.
    """

    PLACE = "people"
    NAME = N_("People")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("people-invite", ("a",), N_("Let in"), N_("Let someone in, with their fingerprint or their card"), "invite"),
        Command("people-role", ("enter",), N_("Role"), N_("Give the person under the cursor another role"), "role"),
        Command("people-withdraw", ("w", "delete"), N_("Withdraw"), N_("Withdraw the role of the person under the cursor"), "withdraw"),
        Command("people-blind", ("b",), N_("Blind"), N_("Choose whether reviewers write before they see the others’ positions"), "blind"),
        Command("people-data", ("d",), N_("Data"), N_("Hand over or erase all that the person under the cursor wrote"), "data"),
        *WAYS,
        BACK,
    )  # fmt: skip
    AUTO_FOCUS: ClassVar[str] = "RowList"
    DEFAULT_CSS = """
    PeopleScreen #blind { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    PeopleScreen RowList { margin: 1 0; min-height: 3; }
    PeopleScreen #details { height: 7; padding: 0 2; background: $surface; border-top: solid $panel; }
    """

    def __init__(self, dossier: Dossier, folders: Sequence[Path] | None = None) -> None:
        super().__init__(dossier)
        self._folders = folders
        self._people: tuple[Participant, ...] = ()

    def body(self) -> ComposeResult:
        """Yield the blind setting, everyone, and the one under the cursor."""
        yield Sentence(Content(""), id="blind")
        yield RowList(self._row, on_move=self._show)
        yield LinesView(id="details")

    def on_mount(self) -> None:
        """Show everyone."""
        self.phase_changed()

    def on_screen_resume(self) -> None:
        """Show what an import brought meanwhile."""
        if self._people:
            self.phase_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what this person may do in this phase, with the person under the cursor."""
        if action == "invite":
            return self.dossier.may("participant.grant")
        if action == "role":
            return self._others() and self.dossier.may("participant.grant")
        if action == "withdraw":
            person = self._person()
            return self._others() and bool(person and person.roles) and self.dossier.may("participant.revoke")
        if action == "blind":
            return self.dossier.may("participant.grant")
        if action == "data":
            person = self._person()
            return person is not None and may_have(self.dossier, person)
        return super().check_action(action, parameters)

    def phase_changed(self) -> None:
        """Show everyone again."""
        self._people = self.dossier.people()
        rows = self.query_one(RowList)
        rows.set_rows(len(self._people), cursor=max(rows.cursor, 0))
        self.query_one("#blind", Static).update(Content(blind_sentence(blind=self.dossier.blind)))
        self._show(rows.cursor)

    def _person(self) -> Participant | None:
        rows = self.query_one(RowList) if self.is_mounted else None
        place = rows.cursor if rows is not None else -1
        return self._people[place] if 0 <= place < len(self._people) else None

    def _others(self) -> bool:
        person = self._person()
        return person is not None and not person.me and not person.transcribed_by

    def _row(self, index: int, width: int) -> Content:
        return person_row(self._people[index], width)

    def _show(self, index: int) -> None:
        blocks = person_details(self._people[index]) if 0 <= index < len(self._people) else []
        self.query_one("#details", LinesView).show(blocks)
        self.refresh_bar()

    def on_row_list_chosen(self) -> None:
        """Change the role of the person clicked."""
        if self.check_action("role", ()):
            self.action_role()

    @work
    async def action_invite(self) -> None:
        """Ask who comes and as what, and let them in."""
        from cap_tui.tui.dialogs.invite import InviteDialog

        asked = await self.app.push_screen_wait(InviteDialog(self._folders))
        if asked is not None:
            said = _("{name} takes part. Send them this evaluation with the key F7.")
            self._write(
                lambda: self.dossier.grant(
                    asked.whom, asked.role, name=asked.name, organisation=asked.organisation
                ),
                said.format(name=person_name(asked.name)),
            )

    @work
    async def action_role(self) -> None:
        """Ask for another role, which replaces those the person has."""
        from cap_tui.tui.dialogs.ways import WaysDialog

        person = self._person()
        if person is None:
            return
        name = person_name(person.name)
        ways = [(role.value, role_label(role)) for role in GIVEN]
        here = person.roles[0].value if person.roles else ""
        chosen = await self.app.push_screen_wait(
            WaysDialog(_("Role of {name}").format(name=name), ways, here)
        )
        role = next((role for role in GIVEN if role.value == chosen), None)
        if role is None or person.roles == (role,):
            return

        def give() -> Any:
            if person.roles:
                self.dossier.revoke(person.fingerprint)
            return self.dossier.grant(
                person.fingerprint, role, name=person.name, organisation=person.organisation
            )

        self._write(give, _("{name}: {role}.").format(name=name, role=role_names((role,))))

    @work
    async def action_withdraw(self) -> None:
        """Say what withdrawing changes, and do it once confirmed."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        person = self._person()
        if person is None:
            return
        question = _(
            "Withdraw the role of {name}? What they wrote and that has arrived stays and still counts. What they write "
            "from now on will have no effect."
        ).format(name=person_name(person.name))
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Withdraw"), _("Keep"))):
            self._write(partial(self.dossier.revoke, person.fingerprint), _("Role withdrawn."))

    def action_data(self) -> None:
        """Go to what the person under the cursor wrote."""
        person = self._person()
        if person is not None:
            from cap_tui.tui.screens.personal_data import PersonalDataScreen

            self.shell.visit(PersonalDataScreen(self.dossier, person))

    @work
    async def action_blind(self) -> None:
        """Say what writing blind changes, and switch it once confirmed."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        on = not self.dossier.blind
        question = (
            _("Set this evaluation blind? The peer and the third party will see the others’ positions only once they have "
              "said that they have finished theirs.")
            if on
            else _("End the blind evaluation? The peer and the third party will see the others’ positions at once.")
        )  # fmt: skip
        yes = _("Set blind") if on else _("Show the positions")
        if await self.app.push_screen_wait(ConfirmDialog(question, yes, _("Change nothing"))):
            self._write(
                partial(self.dossier.set_blind, on), _("Saved. It will reach the others with your next file.")
            )

    def _write(self, write: Callable[[], Any], said: str) -> None:
        def done(_changes: Any) -> None:
            if self.is_mounted:
                self.phase_changed()
                self.refresh_frame()
                self.tell(said)

        self.shell.saver.submit(write, done, self.fail, keep=False)
