"""What every screen shares: title, banner, keys, and the place where a failure is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.actions import parse
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.i18n import _, explain
from cap_tui.i18n.formats import clock
from cap_tui.tui.commands import APP_COMMANDS, QUIT, RETRY, Command, key_label, key_of
from cap_tui.tui.saver import Saving
from cap_tui.tui.widgets.key_bar import KeyBar
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.widgets.sentence import Sentence
from cap_tui.tui.widgets.title_bar import TitleBar
from cap_tui.tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.core.errors import CapError
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.app import CapTuiApp


KEPT_MEANWHILE = N_(
    "The shared database does not answer. What you type is kept here, and is saved when it is back: stay, and go on."
)


class CommandScreen(Screen[None]):
    """A screen whose keys, key bar, help and palette come from its `OFFERED`.

    Attributes:
        OFFERED: What this screen offers, most useful first. Availability is Textual's `check_action`.
        PLACE: Its name among the screens of an evaluation, as `shell.go` takes it; empty for the others.
    """

    PLACE: ClassVar[str] = ""
    OFFERED: ClassVar[tuple[Command, ...]] = ()
    DEFAULT_CSS = """
    CommandScreen { layers: default too-small; overflow: hidden; }
    CommandScreen > #body { height: 1fr; }
    CommandScreen > #banner { dock: bottom; height: auto; max-height: 5; display: none; padding: 0 1; margin-bottom: 1;
        background: $panel; color: $foreground; }
    CommandScreen > #banner.-error { background: $error; color: $on-primary; text-style: bold; }
    """

    @property
    def shell(self) -> CapTuiApp:
        """The application, typed."""
        return cast("CapTuiApp", self.app)

    @property
    def is_mounted(self) -> bool:
        """Whether its parts are there; Textual's own stays true once a screen has closed, and writes end after that."""
        return super().is_mounted and self.display and self.is_attached

    def evaluation(self) -> Dossier | None:
        """Return the evaluation it shows, or None."""
        return getattr(self, "dossier", None)

    def body(self) -> ComposeResult:
        """Yield what the screen shows between its title and its keys."""
        yield from ()

    def heading(self) -> Content:
        """Return what the title says."""
        return Content("")

    def compose(self) -> ComposeResult:
        """Put the body between the title, the banner and the keys."""
        yield TitleBar()
        with Vertical(id="body"):
            yield from self.body()
        yield KeyBar()
        yield Sentence(Content(""), id="banner")
        yield TooSmall()

    def commands(self) -> list[Command]:
        """Return what can be asked for now, the screen's first."""
        return [command for command in (*self.OFFERED, *APP_COMMANDS) if self.offers(command)]

    def offers(self, command: Command) -> bool:
        """Return whether `command` can be asked for now."""
        if command.action.startswith("app."):
            return True
        _namespace, name, arguments = parse(command.action)
        return bool(self.check_action(name, arguments))

    def in_text(self) -> bool:
        """Return whether characters typed are text."""
        focused = self.focused
        if focused is None or isinstance(focused, RowList):
            return False
        # Not needed by the first paint, which they would delay.
        from textual.widgets import Input, TextArea

        return isinstance(focused, Input | TextArea)

    async def ask(self, command: Command) -> None:
        """Do what `command` says; what the last one said has been read."""
        banner = self.query_one("#banner", Static)
        if banner.display and not banner.has_class("-error"):
            banner.display = False
        await self.run_action(command.action)

    async def on_key(self, event: events.Key) -> None:
        """Run the command asked for, before any widget sees the key as its own."""
        command = self.shell.keymap.find(self.commands(), key_of(event), in_text=self.in_text())
        if command is not None:
            event.stop()
            event.prevent_default()
            await self.ask(command)

    @on(KeyBar.Asked)
    async def _clicked(self, event: KeyBar.Asked) -> None:
        """Run the command clicked."""
        await self.ask(event.command)

    @on(events.Mount)
    def _begin(self) -> None:
        """Draw the frame."""
        self.shell.keymap.check([*self.OFFERED, *APP_COMMANDS])
        self.refresh_frame()

    @on(events.ScreenResume)
    def _return(self) -> None:
        """Draw the frame again: things may have changed meanwhile."""
        self.refresh_frame()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        """Show the keys of the place one is in."""
        self.refresh_bar()

    @on(events.Resize)
    def _resized(self, event: events.Resize) -> None:
        """Say so when the terminal is too small."""
        self.query_one(TooSmall).fit(event.size)

    def refresh_frame(self) -> None:
        """Draw the title, the state of saving and the key bar again."""
        if self.is_mounted:
            self.query_one(TitleBar).show(heading=self.heading())
            self.show_saving()
            self.refresh_bar()

    def refresh_bar(self) -> None:
        """Draw the key bar again: what can be asked for has changed."""
        if not self.is_mounted:
            return
        text = self.in_text()
        shown = [
            command
            for command in self.commands()
            if command.bar and command.acts(in_text=text) and command is not QUIT
        ]
        self.query_one(KeyBar).show(shown, self.shell.keymap)

    def show_saving(self) -> None:
        """Say whether all is saved."""
        if self.is_mounted:
            self.query_one(TitleBar).show(status=self._saving())

    def _saving(self) -> Content:
        saver = self.shell.saver
        if saver.state is Saving.FAILED:
            key = key_label(self.shell.keymap.keys(RETRY)[0])
            return Content.styled(_("NOT SAVED: {key} to try again").format(key=key), "reverse")
        if saver.state in (Saving.UNSAVED, Saving.WRITING):
            return Content(_("not saved yet…"))
        if saver.saved_at is not None:
            return Content(_("Saved at {time}").format(time=clock(self.shell.local(saver.saved_at))))
        return Content("")

    def tell(self, text: str | Content, *, error: bool = False) -> None:
        """Show a sentence above the keys until the next one, or `hush`."""
        banner = self.query_one("#banner", Static)
        banner.update(Content(text) if isinstance(text, str) else text)
        banner.set_class(error, "-error")
        banner.display = True

    def hush(self) -> None:
        """Hide the sentence."""
        banner = self.query_one("#banner", Static)
        if banner.display:
            banner.display = False

    def fail(self, error: CapError) -> None:
        """Tell what could not be done, and what to do."""
        if self.is_mounted:
            kept = error.passing and self.shell.saver.failed
            self.tell(_(KEPT_MEANWHILE) if kept else explain(error), error=True)

    def flush(self) -> None:
        """Submit to the saver what was typed and not yet submitted; screens with text fields say how."""

    def show_criterion(self, key: str) -> None:
        """Go to a criterion, on a screen that shows them."""

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.app.pop_screen()
