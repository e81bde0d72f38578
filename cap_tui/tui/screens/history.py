"""Historique: all that was written in an evaluation, by whom, when, on which machine; and how it stood at any moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_, CapError
from cap_tui.core.questionnaire import ROOT
from cap_tui.i18n import _
from cap_tui.services.entry_words import kind_words
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.history_lines import (
    Filter,
    earlier_blocks,
    kinds_of,
    line_details,
    line_row,
    people_of,
    summary,
)
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.screens.ways import WAYS
from cap_tui.tui.widgets.lines import LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.words import person_name, when

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.core.review import LogLine
    from cap_tui.services.dossier import Dossier


class HistoryScreen(DossierScreen):
    """Everything that happened in an assessment, the newest first.

    Args:
        dossier: The open assessment.
    """

    PLACE = "history"
    NAME = N_("History")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("history-as-of", ("enter",), N_("State then"), N_("See the evaluation as it stood at that moment"), "as_of"),
        Command("history-search", ("/", "ctrl+f"), N_("Search"), N_("Show only what holds these words"), "search"),
        Command("history-filter", ("f",), N_("Filter"), N_("Show only one person, one kind of fact or one criterion"), "filter"),
        Command("history-all", ("t",), N_("Everything"), N_("Show everything again"), "all"),
        Command("history-criterion", ("c",), N_("Criterion"), N_("Go to the criterion of the line"), "criterion"),
        *WAYS,
        BACK,
    )  # fmt: skip
    AUTO_FOCUS: ClassVar[str] = "RowList"
    DEFAULT_CSS = """
    HistoryScreen #summary { height: 1; padding: 0 1; background: $panel; }
    HistoryScreen #details { height: 8; padding: 0 1; border-top: solid $panel; }
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self._everything: tuple[LogLine, ...] = ()
        self._lines: tuple[LogLine, ...] = ()
        self._known = 0
        self._chosen = Filter()

    def body(self) -> ComposeResult:
        """Yield what is shown, the facts, and the one under the cursor in full."""
        yield Static(Content(""), id="summary")
        yield RowList(self._row, on_move=self._show)
        yield LinesView(id="details")

    async def on_mount(self) -> None:
        """Read everything."""
        await self._read()

    async def on_screen_resume(self) -> None:
        """Show what was written or brought in meanwhile."""
        if self._everything and len(self.dossier.entries()) != self._known:
            await self._read()
            if self._chosen:
                await self._narrow(self._chosen)

    async def _read(self) -> None:
        self._known = len(self.dossier.entries())
        self._everything = await asyncio.to_thread(self.dossier.timeline)
        self._fill(self._everything)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the line under the cursor."""
        if action == "as_of":
            return bool(self._lines)
        if action == "all":
            return bool(self._chosen)
        if action == "criterion":
            return self.current != ""
        return super().check_action(action, parameters)

    @property
    def current(self) -> str:
        """Id of the criterion of the line under the cursor; empty for none."""
        line = self._line()
        return line.criterion if line is not None else ""

    def _line(self) -> LogLine | None:
        place = self.query_one(RowList).cursor if self.is_mounted else -1
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _fill(self, lines: tuple[LogLine, ...]) -> None:
        before = self._line()
        self._lines = lines
        place = next((place for place, line in enumerate(lines) if before and line.hash == before.hash), 0)
        self.query_one(RowList).set_rows(len(lines), cursor=place)
        head = summary(len(lines), self._chosen, self.dossier.questionnaire)
        self.query_one("#summary", Static).update(head)
        self._show(place)

    async def _narrow(self, chosen: Filter) -> None:
        self._chosen = chosen
        self._fill(
            await asyncio.to_thread(
                self.dossier.timeline,
                criterion=chosen.criterion,
                author=chosen.author,
                kind=chosen.kind,
                text=chosen.text,
            )
        )

    def _row(self, index: int, width: int) -> Content:
        return line_row(self._lines[index], width, self.shell.local)

    def _show(self, index: int) -> None:
        found = 0 <= index < len(self._lines)
        blocks = line_details(self._lines[index], self.shell.local) if found else []
        self.query_one("#details", LinesView).show(blocks)
        self.refresh_bar()

    async def on_row_list_chosen(self) -> None:
        """See the state at the line clicked."""
        await self.run_action("as_of")

    @work
    async def action_as_of(self) -> None:
        """Show the evaluation as it stood just after the line under the cursor."""
        from cap_tui.tui.dialogs.page import PageDialog

        line = self._line()
        if line is None:
            return
        try:
            earlier = await asyncio.to_thread(self.dossier.as_of, line.hash)
        except CapError as error:
            self.fail(error)
            return
        title = _("As it stood on {when}, after what {name} wrote").format(
            when=when(self.shell.local(line.at)), name=person_name(line.author)
        )
        blocks = earlier_blocks(earlier, earlier.questionnaire, earlier.concerned, ROOT)
        await self.app.push_screen_wait(PageDialog(title, blocks))

    @work
    async def action_search(self) -> None:
        """Ask for words, and show only what holds them."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        text = await self.app.push_screen_wait(
            PromptDialog(_("Search the history"), initial=self._chosen.text, required=False)
        )
        if text is not None:
            await self._narrow(replace(self._chosen, text=text))

    @work
    async def action_filter(self) -> None:
        """Ask for a person, a kind of fact or a criterion, and show only that."""
        from cap_tui.tui.dialogs.pick import PickDialog

        chosen = await self.app.push_screen_wait(PickDialog(_("Show only…"), self._filters()))
        if chosen is not None:
            await self._narrow(replace(self._chosen, **chosen))

    def _filters(self) -> list[Any]:
        from cap_tui.tui.dialogs.pick import PickItem
        from cap_tui.tui.palette import criteria_to_find

        people = [
            PickItem(person_name(name), role, {"author": name}) for name, role in people_of(self._everything)
        ]
        kinds = [
            PickItem(kind_words(kind), _("kind of fact"), {"kind": kind})
            for kind in kinds_of(self._everything)
        ]
        touched = {line.criterion for line in self._everything}
        criteria = [
            replace(item, value={"criterion": item.value})
            for item in criteria_to_find(self.dossier)
            if item.value in touched
        ]
        return [*people, *kinds, *criteria]

    async def action_all(self) -> None:
        """Show everything again."""
        await self._narrow(Filter())

    def action_criterion(self) -> None:
        """Go to the criterion of the line."""
        if self.current:
            self.go_to_criterion(self.current)
