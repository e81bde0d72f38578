"""What concerns more than one criterion: a section set aside at once, the options, and what an earlier version asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _, ngettext
from cap_tui.tui.commands import Command
from cap_tui.tui.dialogs.prompt import PromptDialog
from cap_tui.tui.screens.assessment_sharing import Sharing
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from cap_tui.core.assessments import Changes
    from cap_tui.core.questionnaire import Section

SECTION_COMMAND = Command(
    "not-applicable-section", ("N",), N_("Section not applicable"),
    N_("Set a whole section aside, with one reason"), "exclude_section", bar=False,
)  # fmt: skip
WHOLE_COMMANDS = (
    Command(
        "options", (), N_("Options of the evaluation"),
        N_("Choose what the evaluation includes, such as a group’s common approach"), "options", bar=False,
    ),
    Command(
        "orphans", (), N_("Answers of an earlier version"),
        N_("Read what was said of criteria that the version followed does not have"), "orphans", bar=False,
    ),
    Command(
        "upgrade", (), N_("Pass to another version of the questionnaire"),
        N_("See what another version would change, then pass to it or go back"), "place('upgrade')", bar=False,
    ),
)  # fmt: skip
"""Rare enough to have no key of their own: they are in the palette."""


class Whole(Sharing):
    """The gestures of an evaluation that concern more than the criterion shown."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the options where there are any, and earlier answers where there may be some."""
        if action == "options":
            return bool(self.desk.questionnaire.options) and self.dossier.may("questionnaire.upgrade")
        if action == "orphans":
            return self.desk.evolved
        return super().check_action(action, parameters)

    @work
    async def action_exclude_section(self) -> None:
        """Ask which section and why, then set aside every criterion of it that has no answer yet."""
        from cap_tui.tui.dialogs.ways import WaysDialog

        self.end_stay()
        path = self.desk.questionnaire.path[self.current]
        possible = [section for section in reversed(path) if self._refused(section) is None]
        if not possible:
            refusal = self._refused(path[-1])
            if refusal is not None:
                self.fail(refusal)
            return
        section = possible[0]
        if len(possible) > 1:
            ways = [(item.id, f"{item.code} {said(item.title)}") for item in possible]
            chosen = await self.app.push_screen_wait(WaysDialog(_("Which section does not apply?"), ways))
            if chosen is None:
                return
            section = next(item for item in possible if item.id == chosen)
        await self._exclude(section)

    def _refused(self, section: Section) -> CapError | None:
        try:
            self.dossier.to_exclude(section.id)
        except CapError as error:
            return error
        return None

    async def _exclude(self, section: Section) -> None:
        count = len(self.dossier.to_exclude(section.id))
        if not count:
            sentence = _("Every criterion of {code} has an answer already: nothing to set aside.")
            self.tell(sentence.format(code=section.code))
            return
        concerned = ngettext(
            "{count} criterion without an answer will be set aside; z takes it back.",
            "{count} criteria without an answer will be set aside; z takes them back at once.",
            count,
        ).format(count=count)
        dialog = PromptDialog(
            _("Why does {code} not apply to your structure?").format(code=section.code),
            f"{said(section.title)}. {concerned}",
            needed=_("Without a reason the criterion stays in the score. A few words are enough."),
        )
        reason = await self.app.push_screen_wait(dialog)
        if reason is None:
            return

        def done(changes: Changes) -> None:
            self.stored(changes, self.current)
            told = ngettext(
                "{count} criterion set aside: {code}", "{count} criteria set aside: {code}", count
            )
            self.tell(told.format(count=count, code=section.code))

        self.shell.saver.submit(
            partial(self.dossier.exclude, section.id, reason), done, self.fail, keep=False
        )

    @work
    async def action_options(self) -> None:
        """Choose what the evaluation includes; answers to what it includes no more are kept."""
        from cap_tui.tui.dialogs.options import OptionsDialog

        self.end_stay()
        chosen = await self.app.push_screen_wait(
            OptionsDialog(self.desk.questionnaire.options, self.dossier.options)
        )
        if chosen is None or chosen == self.dossier.options:
            return

        def done(changes: Changes) -> None:
            self.stored(changes)
            count = len(self.dossier.concerned)
            told = ngettext("{count} criterion is asked now.", "{count} criteria are asked now.", count)
            self.tell(told.format(count=count))

        self.shell.saver.submit(partial(self.dossier.choose_options, chosen), done, self.fail, keep=False)

    @work
    async def action_orphans(self) -> None:
        """Show what was said of criteria that the version followed does not have."""
        from cap_tui.tui.dialogs.page import PageDialog
        from cap_tui.tui.screens.upgrade_lines import orphan_blocks

        self.end_stay()
        blocks = orphan_blocks(self.dossier.orphans())
        await self.app.push_screen_wait(PageDialog(_("Answers of an earlier version"), blocks))
