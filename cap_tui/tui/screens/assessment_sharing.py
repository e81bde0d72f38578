"""What an evaluation shares with others: “I have finished”, actions proposed, versions written apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.tui.commands import Command
from cap_tui.tui.dialogs.confirm import ConfirmDialog
from cap_tui.tui.screens.assessment_texts import Texts
from cap_tui.tui.screens.crossed_roles import finish_question, finished_sentence
from cap_tui.tui.screens.remarks_gestures import INBOX_COMMAND, REMARK_COMMAND, REMARKS_COMMAND, Remarking

if TYPE_CHECKING:
    from cap_tui.core.assessments import Changes

SHARING_COMMANDS = (
    REMARK_COMMAND,
    Command("finish", ("t",), N_("I have finished"), N_("Say that you have finished, or open your positions again"), "finish"),
    Command("views", ("v",), N_("Views"), N_("Show what the others say of this criterion"), "view_named('crossed')", bar=False),
    REMARKS_COMMAND,
    INBOX_COMMAND,
    Command("pooling", ("o",), N_("Pooling"), N_("Compare the views of everyone and retain a position"), "place('pooling')"),
    Command("versions", ("d",), N_("Versions"), N_("Choose between versions written apart"), "versions"),
)  # fmt: skip


class Sharing(Texts, Remarking):
    """The gestures of an evaluation that concern the others."""

    def criterion_here(self) -> str:
        """Return the criterion shown."""
        return self.current

    def review_changed(self, changes: Changes) -> None:
        """Draw again what a shared write changed."""
        self.desk.forget()
        self.stored(changes, self.current)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to finish where one may, and to choose where there are several versions."""
        if action == "finish":
            return self.dossier.may("opinion.finish")
        if action == "versions":
            return self.desk.apart(self.current)
        return super().check_action(action, parameters)

    @work
    async def action_finish(self) -> None:
        """Say what finishing closes and opens, and do it once confirmed; or open one's positions again."""
        self.end_stay()
        if self.shell.saver.failed:
            self.tell(
                _("Something is not saved yet: press F5 first, then say that you have finished."), error=True
            )
            return
        dossier = self.dossier
        if dossier.finished:
            question = _(
                "Open your positions and texts again? You will say “I have finished” once more afterwards."
            )
            if await self.app.push_screen_wait(ConfirmDialog(question, _("Open again"), _("Stay finished"))):
                self.share(partial(dossier.finish, False), _("Your positions are open again."), keep=False)  # noqa: FBT003 - the value written
            return
        left = sum(1 for _key in self.desk.unanswered())
        dialog = ConfirmDialog(finish_question(dossier, left), _("I have finished"), _("Not yet"))
        if await self.app.push_screen_wait(dialog):
            self.share(dossier.finish, finished_sentence(dossier), keep=False)

    @work
    async def action_versions(self) -> None:
        """Choose, field by field, between the versions of this criterion written apart."""
        from cap_tui.tui.dialogs.versions import VersionsDialog

        self.end_stay()
        for field in [item for item in self.dossier.versions() if item.criterion == self.current]:
            kept = await self.app.push_screen_wait(VersionsDialog(field, self.shell.local))
            if kept is None:
                return
            write = partial(self.dossier.keep_version, field.target, field.field, kept)
            self.share(write, _("Kept: {what}").format(what=field.what))
