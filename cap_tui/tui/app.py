"""The terminal application: paints first, connects to the data afterwards, and writes through one queue."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from textual import events, work
from textual.app import App
from textual.message import Message

from cap_tui.core.errors import CapError
from cap_tui.i18n import _, activate
from cap_tui.tui.commands import Keymap, key_label
from cap_tui.tui.hang_up import HangUp
from cap_tui.tui.let_go import let_go_of_closed_screens
from cap_tui.tui.only_text import OnlyText
from cap_tui.tui.saver import Saver
from cap_tui.tui.screens.base import CommandScreen
from cap_tui.tui.screens.home import HomeScreen
from cap_tui.tui.theme import DARK_NAME, LIGHT_NAME, THEMES
from cap_tui.tui.tidying import Tidying
from cap_tui.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.filter import LineFilter
    from textual.screen import Screen

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from cap_tui.tui.following import Follower
    from cap_tui.tui.lens import Lens


class CapTuiApp(App[None]):
    """The shell of every screen.

    Args:
        connect: Opens the data; called once, in a thread, after the first paint. Slow imports belong to it.
        open_reference: Assessment to open at once, or None for the home screen.
        clock: Now, aware, in the reader's time zone.
        language: `fr` or `en`.
        keymap: The person's own keys.
        new_id: Makes an identifier that was never used.

    Attributes:
        saver: The queue of writes.
        type_ahead: Keys typed while something is being opened.
        lenses: How the criteria of each evaluation are looked at, by its id.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[Any]] = []

    class Connected(Message):
        """The data are open.

        Attributes:
            workspace: Where they are.
        """

        def __init__(self, workspace: Workspace) -> None:
            self.workspace = workspace
            super().__init__()

    class Refused(Message):
        """The data could not be opened.

        Attributes:
            error: Why.
        """

        def __init__(self, error: CapError) -> None:
            self.error = error
            super().__init__()

    class Delivery(Message):
        """Something to be called on the application's own thread.

        Attributes:
            call: What.
        """

        def __init__(self, call: Callable[[], None]) -> None:
            self.call = call
            super().__init__()

    def __init__(
        self,
        connect: Callable[[], Workspace],
        *,
        clock: Callable[[], datetime],
        open_reference: str | None = None,
        language: str = "fr",
        keymap: Keymap | None = None,
        new_id: Callable[[], str] = lambda: uuid4().hex,
    ) -> None:
        activate(language)
        let_go_of_closed_screens()
        super().__init__()
        self._connect = connect
        self._reference = open_reference
        self._workspace: Workspace | None = None
        self.clock = clock
        self.language = language
        self.new_id = new_id
        self.lenses: dict[str, Lens] = {}
        self.keymap = keymap or Keymap()
        self.saver = Saver(self._bring, clock, self._saving_changed)
        self.type_ahead = TypeAhead(self, super().on_event)
        self.type_ahead.hold()
        self._tidying = Tidying(self)
        self._only_text = OnlyText()
        self._follower: Follower | None = None
        self._hang_up = HangUp(lambda: self._bring(self._terminal_gone))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK_NAME

    @property
    def workspace(self) -> Workspace:
        """The data; there is one from the moment the home screen answers keys."""
        if self._workspace is None:
            raise CapError
        return self._workspace

    @property
    def connected(self) -> bool:
        """Whether the data are open."""
        return self._workspace is not None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own colours, so that a stylesheet may name them before a theme is chosen."""
        return dict(THEMES[0].variables)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through on its way to the terminal."""
        return [self._only_text, *super().get_line_filters()]

    def get_default_screen(self) -> Screen[None]:
        """Begin at home."""
        return HomeScreen()

    def local(self, moment: datetime) -> datetime:
        """Return `moment` in the reader's time zone."""
        return moment.astimezone(self.clock().tzinfo)

    def on_ready(self) -> None:
        """Open the data now that something is on the screen."""
        if not self.is_headless:
            self._hang_up.start()
        self._open_data()

    @work(thread=True, exit_on_error=True)
    def _open_data(self) -> None:
        try:
            workspace = self._connect()
        except CapError as error:
            self.post_message(self.Refused(error))
        else:
            self.post_message(self.Connected(workspace))

    @work
    async def on_cap_tui_app_connected(self, event: Connected) -> None:
        """Show what is there, then answer the keys typed meanwhile."""
        self._workspace = event.workspace
        if event.workspace.shared:
            from cap_tui.tui.following import Follower

            self._follower = Follower(self, self._bring, event.workspace)
        home = self.screen_stack[0]
        if isinstance(home, HomeScreen):
            await home.reload()
            home.notices()
        self._tidying.begin()
        if self._reference is not None:
            self.open_assessment(self._reference)
        else:
            self.type_ahead.release()

    def on_cap_tui_app_refused(self, event: Refused) -> None:
        """Tell why the data could not be opened; only leaving is possible then."""
        if isinstance(self.screen, CommandScreen):
            self.screen.fail(event.error)
        self.type_ahead.release()

    def open_assessment(self, reference: str, where: str = "assessment", criterion: str = "") -> None:
        """Open an assessment and go to one of its screens; keys typed meanwhile wait for it.

        Args:
            reference: As `Workspace.open` takes it.
            where: `assessment`, `results`, `plan` or `export`.
            criterion: What it shows first, when not empty.
        """
        self.type_ahead.hold()
        self._go_through(lambda: self.workspace.open(reference), where, criterion)

    def open_demo(self) -> None:
        """Load the demonstration if it is not there, and open it."""
        self.type_ahead.hold()
        self._go_through(lambda: self.workspace.open(self.workspace.load_demos()[0].id), "assessment")

    @work
    async def _go_through(self, opened: Callable[[], Dossier], where: str, criterion: str = "") -> None:
        from cap_tui.tui.places import screen_for

        try:
            dossier = await asyncio.to_thread(opened)
            await self.push_screen(screen_for(where, dossier, self.workspace, criterion))
        except CapError as error:
            if isinstance(self.screen, CommandScreen):
                self.screen.fail(error)
        finally:
            self.type_ahead.release()

    def create_assessment(
        self, create: Callable[[Workspace], AssessmentSummary], on_error: Callable[[CapError], None]
    ) -> None:
        """Create an assessment and go to it in place of the form; `on_error` is told what prevents it."""
        self.type_ahead.hold()
        self._create(partial(create, self.workspace), on_error)

    @work
    async def _create(
        self, create: Callable[[], AssessmentSummary], on_error: Callable[[CapError], None]
    ) -> None:
        try:
            summary = await asyncio.to_thread(create)
        except CapError as error:
            on_error(error)
            self.type_ahead.release()
        else:
            await self.pop_screen()
            self.open_assessment(summary.id)

    def visit(self, screen: CommandScreen) -> None:
        """Go to a screen; keys typed meanwhile are for it."""
        self.type_ahead.hold()
        self._visit(screen)

    @work
    async def _visit(self, screen: CommandScreen) -> None:
        try:
            await self.push_screen(screen)
        finally:
            self.type_ahead.release()

    def go(self, where: str, dossier: Dossier, criterion: str = "") -> None:
        """Go to a screen of an open assessment: back to it if it is beneath, else to a new one.

        Args:
            where: `assessment`, `results`, `plan` or `export`.
            dossier: The assessment.
            criterion: What it shows, when not empty: a criterion, or a line of the plan.
        """
        from cap_tui.tui.places import is_at, screen_for

        screens = [screen for screen in self.screen_stack if isinstance(screen, CommandScreen)]
        beneath = [screen for screen in screens if is_at(screen, where, dossier)]
        if not beneath:
            self.visit(screen_for(where, dossier, self.workspace, criterion))
        else:
            self.type_ahead.hold()
            self._return_to(beneath[-1], criterion)

    @work
    async def _return_to(self, screen: CommandScreen, criterion: str) -> None:
        try:
            while self.screen is not screen:
                await self.pop_screen()
            if criterion:
                screen.show_criterion(criterion)
        finally:
            self.type_ahead.release()

    async def on_event(self, event: events.Event) -> None:
        """Answer what is typed in its turn."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._tidying.put_off()
            self.type_ahead.take(event)
        else:
            await super().on_event(event)

    def _bring(self, call: Callable[[], None]) -> None:
        self.post_message(self.Delivery(call))

    def disconnect(self) -> None:
        """Let go of the data, once the application has ended."""
        self._hang_up.stop()
        if self._follower is not None:
            self._follower.stop()
        if self._workspace is not None:
            self._workspace.close()

    @property
    def fault(self) -> Exception | None:
        """The fault of the program that ended the application, if one did."""
        return self._exception

    def _fatal_error(self) -> None:
        """Save what was typed, then end without a word: Textual's own account shows variables, thus what people wrote."""
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                with suppress(Exception):  # the screen at fault may be beyond saving; the others are not
                    screen.flush()
        self.saver.close()
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        """Write what is still queued, however the application ends."""
        self.saver.close()

    def on_cap_tui_app_delivery(self, event: Delivery) -> None:
        """Call what another thread has sent."""
        event.call()

    def _saving_changed(self) -> None:
        # Only the screen in view: drawing one beneath makes Textual draw the whole terminal again.
        screens = self.screen_stack if self.is_running else ()
        shown = next((screen for screen in reversed(screens) if isinstance(screen, CommandScreen)), None)
        if shown is not None:
            shown.show_saving()

    def action_help(self) -> None:
        """Show the keys of the screen."""
        from cap_tui.tui.dialogs.help import HelpDialog

        if isinstance(self.screen, CommandScreen):
            self.push_screen(HelpDialog(self.screen.commands(), self.keymap))

    @work
    async def action_palette(self) -> None:
        """Find anything by its name."""
        from cap_tui.tui.palette import ask_palette

        if isinstance(self.screen, CommandScreen):
            await ask_palette(self, self.screen)

    @work
    async def action_profile(self) -> None:
        """Show who is at the keyboard; what is open is opened again for whoever takes it."""
        from cap_tui.tui.passing_on import pass_keyboard

        if self.connected:
            await pass_keyboard(self)

    def action_light_dark(self) -> None:
        """Switch between the two themes."""
        self.theme = LIGHT_NAME if self.theme == DARK_NAME else DARK_NAME

    def action_retry(self) -> None:
        """Try again to save what failed."""
        if isinstance(self.screen, CommandScreen):
            self.screen.hush()
        self.saver.retry()

    async def action_quit(self) -> None:
        """Leave as our own key does: Textual's would not wait for what is being saved."""
        await self.action_leave()

    def action_help_quit(self) -> None:
        """Say how to leave to whom tries Ctrl+C."""
        if isinstance(self.screen, CommandScreen):
            self.screen.tell(_("To leave the application: {key}").format(key=key_label("ctrl+q")))

    async def action_leave(self) -> None:
        """Save everything, then leave; ask first when something cannot be saved."""
        self._flush_screens()
        self.saver.when_idle(self._leave)

    def _flush_screens(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.flush()

    def _terminal_gone(self) -> None:
        """Save everything, then leave; nobody is there to be asked."""
        self._flush_screens()
        self.saver.when_idle(self._end)

    def _end(self) -> None:
        self.saver.close()
        self.exit()

    def _leave(self) -> None:
        self._leaving()

    @work
    async def _leaving(self) -> None:
        from cap_tui.tui.dialogs.confirm import ask_to_lose

        if not self.saver.failed or await ask_to_lose(self, len(self.saver.failed)):
            self._end()
