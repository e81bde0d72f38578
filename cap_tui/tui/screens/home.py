"""Accueil: what is mine to do next, and the evaluations of this machine; three doors when there is none."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _, explain
from cap_tui.tui.commands import DIGITS, Command
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.home_doors import DOORS, door_details, door_row, welcome
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.timer import Timer

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.tui.screens.home_text import HomeStanding

DEMONSTRATION, NEW, RECEIVED = range(3)
REST = 0.3
"""Seconds the cursor rests on a row before its evaluation is opened to see what the person is in it."""


class HomeScreen(CommandScreen):
    """The first screen; it paints before the data are open."""

    DEFAULT_CSS = """
    HomeScreen #next { height: auto; min-height: 1; max-height: 3; margin: 1 1 0 1; text-style: bold; }
    HomeScreen #next { height: 2; }
    HomeScreen RowList { margin: 0 0 1 0; min-height: 4; background: $background; }
    HomeScreen #details { height: 8; padding: 0 2; color: $foreground; background: $surface; }
    """
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), N_("Open"), N_("Open the evaluation under the cursor"), "open"),
        Command("new", ("n",), N_("New evaluation"), N_("Create a structure and its evaluation"), "new"),
        Command("results", ("r",), N_("Results"), N_("See the results of the evaluation"), "go('results')"),
        Command("plan", ("p",), N_("Plan"), N_("Open the progress plan"), "go('plan')"),
        Command("network", ("R",), N_("Network"), N_("See where the structures of the network stand, and its register"), "network"),
        Command("export", ("x",), N_("Export"), N_("Make a PDF of the evaluation"), "go('export')"),
        Command("receive", ("i",), N_("File received"), N_("See what a file someone sent holds, and take it in"), "receive"),
        Command("demo", ("d",), N_("Demonstration"), N_("Open the demonstration, on a fictional structure"), "demo"),
        Command("backups", ("s",), N_("Backups"), N_("See the backups of your data, and put one back"), "backups", bar=False),
        *(
            Command(
                f"door-{number}", (str(number), DIGITS[number - 1]), label, N_("Open this door"),
                f"door({number - 1})", bar=False,
            )
            for number, (label, _detail) in enumerate(DOORS, 1)
        ),
    )  # fmt: skip
    AUTO_FOCUS: ClassVar[str] = "RowList"

    def __init__(self) -> None:
        super().__init__()
        self._assessments: list[AssessmentSummary] = []
        self._loaded = False
        self._network = False
        self._begun: frozenset[str] | None = None
        self._standings: dict[tuple[str, datetime | None], HomeStanding] = {}
        self._resting: Timer | None = None

    def heading(self) -> Content:
        """Name the screen."""
        return Content("cap-tui › " + _("Home screen"))

    def body(self) -> ComposeResult:
        """Yield the next step, the list, and what the cursor is on."""
        yield LinesView(id="next")
        yield RowList(self._row, on_move=self._show_details)
        yield LinesView(id="details")

    def on_mount(self) -> None:
        """Say what is happening while the data open."""
        self.query_one("#next", LinesView).show([Block(Content(_("Opening your data…")))])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the doors when there is no evaluation, and what needs one when there is."""
        del parameters
        if action == "door":
            return self._loaded and not self._assessments
        if action == "go":
            return bool(self._assessments)
        if action == "network":
            return self._network or any(one.coordinates for one in self._standings.values())
        return self._loaded or action not in ("open", "new", "demo", "receive", "backups")

    async def reload(self) -> None:
        """Read the list of evaluations again."""
        try:
            found = await asyncio.to_thread(self._read)
        except CapError as error:
            self.fail(error)
            return
        rows = self.query_one(RowList)
        before = self._just_begun(found) or self._current()
        self._assessments, self._loaded = found, True
        self._standings.clear()  # the keyboard may have been passed on
        place = next((i for i, item in enumerate(found) if before and item.id == before.id), 0)
        rows.set_rows(len(found) or len(DOORS), cursor=place)
        self._show_next()
        self._show_details(rows.cursor)
        self.refresh_bar()

    def _just_begun(self, found: Sequence[AssessmentSummary]) -> AssessmentSummary | None:
        """Return what the person created since the list was read: what they come back from, so what Enter goes on with."""
        known = {item.id for item in self._assessments}
        own = self._begun or ()
        return next((one for one in found if self._loaded and one.id in own and one.id not in known), None)

    def _read(self) -> list[AssessmentSummary]:
        """Return the evaluations, once it is known which are the person's own and whether there is a network; in a thread."""
        from cap_tui.services.network.presence import begun_here, has_network

        workspace = self.shell.workspace
        found = workspace.assessments()
        self._begun = None
        with suppress(CapError):  # told when something is opened, with what to do
            self._network = has_network(workspace)
            self._begun = begun_here(workspace) if found else None
        return found

    def _show_next(self) -> None:
        if not self._assessments:
            self.query_one("#next", LinesView).show([Block(welcome())])
            return
        from cap_tui.tui.screens.home_text import next_step

        known = {key: standing for (key, _updated), standing in self._standings.items()}
        said = next_step(self._assessments, known, begun=self._begun, network=self._network)
        self.query_one("#next", LinesView).show([Block(said)])

    def notices(self) -> None:
        """Tell once what happened when the data were opened."""
        sentences = [explain(notice) for notice in self.shell.workspace.notices]
        if sentences:
            self.tell("\n".join(sentences), error=True)

    @work
    async def on_screen_resume(self) -> None:
        """Read the list again when coming back."""
        if self.shell.connected:
            await self.reload()

    def _current(self) -> AssessmentSummary | None:
        cursor = self.query_one(RowList).cursor
        return self._assessments[cursor] if 0 <= cursor < len(self._assessments) else None

    def _row(self, index: int, width: int) -> Content:
        if self._assessments:
            from cap_tui.tui.screens.home_text import assessment_row  # what it needs delays the first paint

            return assessment_row(self._assessments[index], width)
        return door_row(index)

    def _show_details(self, index: int) -> None:
        if not self._assessments:
            self.query_one("#details", LinesView).show(door_details(index))
            return
        from cap_tui.tui.screens.home_text import assessment_details

        summary = self._assessments[index]
        known = self._standings.get((summary.id, summary.updated))
        blocks = assessment_details(summary, known)
        self.query_one("#details", LinesView).show(blocks)
        if known is None:
            if self._resting is not None:
                self._resting.stop()
            self._resting = self.set_timer(REST, partial(self._find_standing, summary))

    @work(exclusive=True, group="standing")
    async def _find_standing(self, summary: AssessmentSummary) -> None:
        """Find what the person is in the evaluation the cursor rests on, and what waits for them there."""

        def find() -> HomeStanding:
            from cap_tui.services.due import due_of
            from cap_tui.tui.screens.home_text import HomeStanding

            dossier = self.shell.workspace.open(summary.id)
            later = [one.version for one in dossier.versions_available() if one.later]
            newer = later[0] if later and dossier.may("questionnaire.upgrade") else ""
            return HomeStanding(dossier.roles, len(dossier.inbox()), newer, due_of(dossier))

        try:
            found = await asyncio.to_thread(find)
        except CapError:  # told when it is opened, with what to do
            return
        self._standings[summary.id, summary.updated] = found
        if self.is_mounted:
            self._show_next()
        if self.is_mounted and self._current() is summary:
            self._show_details(self.query_one(RowList).cursor)

    async def on_row_list_chosen(self) -> None:
        """Open what was chosen."""
        await self.run_action("open")

    def action_open(self) -> None:
        """Open the evaluation under the cursor, or the door."""
        current = self._current()
        if current is not None:
            self.shell.open_assessment(current.id)
        elif self._loaded:
            self.action_door(self.query_one(RowList).cursor)

    def action_go(self, where: str) -> None:
        """Go straight to a screen of the evaluation under the cursor."""
        current = self._current()
        if current is not None:
            self.shell.open_assessment(current.id, where)

    def action_door(self, number: int) -> None:
        """Go through one of the three doors."""
        self.query_one(RowList).move_to(number)
        if number == DEMONSTRATION:
            self.action_demo()
        elif number == NEW:
            self.action_new()
        elif number == RECEIVED:
            self.action_receive()

    def action_receive(self) -> None:
        """Go and see what was received."""
        from cap_tui.tui.screens.exchange_receive import ReceiveScreen

        self.shell.visit(ReceiveScreen(self.shell.workspace))

    def action_backups(self) -> None:
        """Go and see the backups."""
        from cap_tui.tui.screens.backups import BackupsScreen

        self.shell.visit(BackupsScreen(self.shell.workspace))

    def action_network(self) -> None:
        """Go and see the network."""
        from cap_tui.tui.screens.network import NetworkScreen

        self.shell.visit(NetworkScreen(self.shell.workspace))

    def action_demo(self) -> None:
        """Load the demonstration and open it."""
        self.shell.open_demo()

    def action_new(self) -> None:
        """Create an evaluation and open it; next year's begins from one's own under the cursor."""
        from cap_tui.tui.screens.create import CreateScreen

        current = self._current()
        own = current is not None and current.id in (self._begun or ()) and not current.structure.fictional
        self.shell.visit(CreateScreen(current if own else None))
