"""Gestures on several lines of the plan at once, and from one line to another: mark, change together, copy, link."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from cap_tui.core.permissions import Phase
from cap_tui.i18n import _, explain, ngettext
from cap_tui.tui.screens.plan_commands import FOLLOWING_FIRST, MARKED_FIRST
from cap_tui.tui.screens.plan_lines import code_of
from cap_tui.tui.screens.plan_sharing import SharedPlan
from cap_tui.tui.screens.results_lines import coded
from cap_tui.tui.widgets.lines import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.assessments import Changes
    from cap_tui.core.plan import Action
    from cap_tui.services.arranging import Refused, Together
    from cap_tui.tui.commands import Command

LINKED, LOOSE = "✓", "·"


class Arranging(SharedPlan):
    """A plan whose lines are marked, changed together, copied and linked to criteria.

    Attributes:
        actions: The lines shown.
        marked: Ids of those that the next gesture changes together; all of them are shown.
    """

    actions: Sequence[Action] = ()
    marked: frozenset[str] = frozenset()

    def advance(self) -> None:
        """Go to the next line."""

    def commands(self) -> list[Command]:
        """Return what can be asked for now, what is needed most here first."""
        following = self.dossier.summary.phase is Phase.FOLLOW_UP
        first = MARKED_FIRST if self.marked else FOLLOWING_FIRST if following else ()
        return sorted(
            super().commands(), key=lambda command: first.index(command) if command in first else len(first)
        )

    def mark(self, marked: frozenset[str]) -> None:
        """Mark these lines and no others."""
        self.marked = marked
        self.show()
        self.refresh_bar()

    def action_mark(self) -> None:
        """Mark the line one is on, or take its mark away; then go to the next."""
        if self.action is not None:
            self.mark(self.marked ^ {self.action.id})
            self.advance()

    def action_mark_all(self) -> None:
        """Mark all lines shown; when they all are, none."""
        shown = frozenset(line.id for line in self.actions)
        self.mark(frozenset() if shown == self.marked else shown)

    @work
    async def action_together(self) -> None:
        """Ask for what the marked lines get, and give it to all in one gesture."""
        from cap_tui.tui.dialogs.plan_together import DUE, OWNER, PRIORITY, STATE, TogetherDialog

        if not self.marked:
            self.tell(_("Mark lines first: Space marks the one you are on, * all those shown."))
            return
        lines = {line.id: line for line in self.actions if line.id in self.marked}
        fields = (OWNER, DUE, PRIORITY, STATE) if self.dossier.may("action.write") else (DUE, STATE)
        title = ngettext("Change {count} action", "Change {count} actions together", len(lines))
        dialog = TogetherDialog(title.format(count=len(lines)), self.shell.clock().date(), fields)
        values = await self.app.push_screen_wait(dialog)
        if not values:
            return

        def done(result: Together) -> None:
            if self.is_mounted:
                self.show()
                self._tell_together(result, lines)

        self.shell.saver.submit(partial(self.dossier.set_actions, tuple(lines), **values), done, self.fail)

    def _tell_together(self, result: Together, lines: Mapping[str, Action]) -> None:
        """Say how many lines changed; name those that did not, each with why."""
        count = sum(key in lines for key in result.changes.actions)
        if count:
            said = ngettext("{count} action changed. z takes it back.",
                            "{count} actions changed. z takes them back together.", count).format(count=count)  # fmt: skip
        else:
            said = _("Nothing changed.")
        self.tell(said)
        if result.refused:
            self._show_refused(said, result.refused, lines)

    def _show_refused(self, said: str, refused: Sequence[Refused], lines: Mapping[str, Action]) -> None:
        from cap_tui.tui.dialogs.page import PageDialog

        blocks = [Block(Content(said)), Block(Content(""))]
        for one in refused:
            line = lines[one.action]
            blocks.append(Block(Content.styled(f"{line.number}. {line.title}", "bold")))
            blocks.append(Block(Content(explain(one.error)), margin=Content("   ")))
        count = len(refused)
        title = ngettext("{count} action left as it was", "{count} actions left as they were", count)
        self.app.push_screen(PageDialog(title.format(count=count), blocks))

    def action_duplicate(self) -> None:
        """Add a copy of the line under it, and go there."""
        line = self.action
        if line is None:
            return

        def done(changes: Changes) -> None:
            copy = next((one for one in changes.actions.values() if one is not None), None)
            if self.is_mounted and copy is not None:
                self.show(copy.id)
                said = _("Action {number} is a copy of action {first}. Enter edits it.")
                self.tell(said.format(number=copy.number, first=line.number))

        self.shell.saver.submit(partial(self.dossier.duplicate_action, line.id), done, self.fail)

    @work
    async def action_link(self) -> None:
        """Choose the criteria that the line answers, one after the other."""
        from cap_tui.tui.dialogs.pick import PickDialog, PickItem

        line = self.action
        if line is None:
            return
        key, chosen = line.id, list(line.criteria)
        criteria = self.dossier.questionnaire.criteria
        while True:
            codes = ", ".join(code_of(item, self.dossier.questionnaire) for item in chosen) or "—"
            title = _("Criteria of action {number}: {codes}. Enter links or unlinks, Esc ends.")
            mine = sorted(criteria.values(), key=lambda criterion: criterion.id not in chosen)
            items = [
                PickItem(f"{LINKED if one.id in chosen else LOOSE} {coded(one)}", "", one.id) for one in mine
            ]
            dialog = PickDialog(title.format(number=line.number, codes=codes), items)
            picked = await self.app.push_screen_wait(dialog)
            if picked is None:
                return
            linked = picked not in chosen
            chosen = [*chosen, picked] if linked else [one for one in chosen if one != picked]
            self.write(partial(self.dossier.link_criterion, key, picked, linked=linked))
