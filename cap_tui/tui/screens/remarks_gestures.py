"""Remarks from wherever a criterion is shown: begin one, read those there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from cap_tui.core.errors import N_
from cap_tui.core.permissions import Role
from cap_tui.i18n import _
from cap_tui.tui.commands import Command
from cap_tui.tui.screens.phase_moves import PhaseMoves
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from cap_tui.core.assessments import Changes

REMARK_COMMAND = Command("remark", ("m",), N_("Remark"), N_("Write a remark on this criterion"), "remark")
REMARKS_COMMAND = Command("remarks", ("c",), N_("Remarks"), N_("Read the remarks on this criterion, answer them, close them"), "remarks", bar=False)  # fmt: skip
INBOX_COMMAND = Command("inbox", ("b",), N_("Inbox"), N_("See what waits for you, and all the remarks"), "inbox", bar=False)  # fmt: skip


class Remarking(PhaseMoves):
    """A screen over one assessment, from which remarks are written."""

    def criterion_here(self) -> str:
        """Return the id of the criterion one is on; empty for none."""
        raise NotImplementedError

    def review_changed(self, changes: Changes) -> None:
        """Draw again what several people share."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer remarks where one may write them, on a criterion."""
        if action == "remark":
            return bool(self.criterion_here()) and self.dossier.may("annotation.write")
        if action == "remarks":
            return bool(self.criterion_here())
        return super().check_action(action, parameters)

    @work
    async def action_remark(self) -> None:
        """Ask for a remark on the criterion one is on."""
        from cap_tui.tui.dialogs.note import NoteDialog

        key = self.criterion_here()
        criterion = self.dossier.questionnaire.criteria[key]
        title = _("Remark on {code} {title}").format(code=criterion.code, title=said(criterion.title))
        may_hide = self.dossier.may("annotation.write_private")
        unmasks = Role.CONTRIBUTOR in self.dossier.roles
        note = await self.app.push_screen_wait(NoteDialog(title, may_hide=may_hide, unmasks=unmasks))
        if note is not None:
            write = partial(self.dossier.annotate, key, note.kind, note.text, private=note.private)
            self.share(write, _("Remark saved on {code}.").format(code=criterion.code))

    def action_remarks(self) -> None:
        """Go to the remarks on the criterion one is on."""
        self.flush()
        self.shell.go("inbox", self.dossier, self.criterion_here())

    def action_inbox(self) -> None:
        """Go to what waits, and to every remark."""
        self.flush()
        self.shell.go("inbox", self.dossier)

    def share(self, write: Any, told: str = "", *, keep: bool = True) -> None:
        """Submit a write of what several people share; draw again and say `told` once it is stored."""

        def stored(changes: Changes) -> None:
            if self.is_mounted:
                self.review_changed(changes)
                self.refresh_frame()
                if told:
                    self.tell(told)

        self.shell.saver.submit(write, stored, self.fail, keep=keep)
