"""The texts of an evaluation: read in a view that costs nothing to change, typed in a field that is there meanwhile."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import SuspendNotSupported
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import CapError
from cap_tui.core.text import MAX_TEXT
from cap_tui.i18n import _
from cap_tui.i18n.formats import decimal
from cap_tui.i18n.verdict_words import still_to_write
from cap_tui.tui.dialogs.prompt import PromptDialog
from cap_tui.tui.outside_editor import edit_outside, editor_command
from cap_tui.tui.screens.assessment_gestures import Gestures
from cap_tui.tui.text_keeper import DELAY, Place, TextKeeper
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.tabs import TabLine
from cap_tui.tui.widgets.text_field import TextField
from cap_tui.tui.words import field_name

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widgets import TextArea

    from cap_tui.core.assessments import Changes

WRITE = "write"
"""What a click on a text means."""


class Texts(Gestures):
    """The texts of the current criterion: `#fields` names them, `#reading` shows one, `#text` takes what is typed."""

    texts: tuple[str, ...]

    def __init__(self) -> None:
        super().__init__()
        self._keeper: TextKeeper | None = None
        self._timer: Timer | None = None

    def text_stored(self, changes: Changes) -> None:
        """Draw again what a saved text changed."""
        raise NotImplementedError

    def writable(self) -> bool:
        """Return whether the text chosen may be changed now."""
        raise NotImplementedError

    @property
    def keeper(self) -> TextKeeper:
        """The texts being typed."""
        if self._keeper is None:
            shell = self.shell
            self._keeper = TextKeeper(
                self.desk.dossier, shell.saver, shell.new_id, self.text_stored, self.fail
            )
        return self._keeper

    @property
    def fields(self) -> TabLine:
        """The names of the texts."""
        return self.query_one("#fields", TabLine)

    def paint_texts(self) -> None:
        """Show which texts are written, and the one chosen."""
        places = [Place(self.current, field) for field in self.texts]
        texts = [self.keeper.text(place) for place in places]
        lacking = self.desk.lacking(self.current, dict(zip(self.texts, texts, strict=True)))
        self.fields.mark([bool(text) for text in texts], [name in lacking for name in self.texts])
        self._show_lacking(lacking)
        here = texts[self.fields.place]
        self.query_one("#reading", LinesView).show(
            [Block(Content(line), key=WRITE) for line in here.split("\n")]
        )

    def _show_lacking(self, lacking: tuple[str, ...]) -> None:
        """Say under the criterion what its level still asks for, and which key goes there."""
        position = self.desk.opinion(self.current).position
        level = self.desk.scale.level(position.level) if position is not None else None
        sentence = still_to_write(level, lacking) if level is not None else ""
        line = self.query_one("#lacking", Static)
        room = max(line.size.width, 1)
        hinted = (
            _("{sentence} (Enter)").format(sentence=sentence) if sentence and self.writable() else sentence
        )
        shown = Content(hinted if len(hinted) <= room else sentence).truncate(room, ellipsis=True)
        line.update(shown, layout=False)

    @on(events.DescendantFocus)
    def begin_stay(self) -> None:
        """Begin to type in the text chosen, however one came to the field."""
        # A stay is what one undo takes back.
        field = self.query_one(TextField)
        if not field.display:
            return
        field.read_only = not self.writable()
        text = self.keeper.enter(Place(self.current, self.texts[self.fields.place]))
        if field.text != text:
            field.load_text(text)
            field.move_cursor(field.document.end)

    @on(events.DescendantBlur)
    def _pause(self) -> None:
        self.flush()

    def end_stay(self) -> None:
        """Save what was typed and put the field away."""
        if self.keeper.place is not None:
            self.flush()
            self.keeper.leave()
            self._show_field(shown=False)
            self.set_focus(None)

    def _show_field(self, *, shown: bool) -> None:
        self.query_one(TextField).display = shown
        self.query_one("#reading", LinesView).display = not shown

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Save what is typed soon after its first keystroke."""
        if self.keeper.typed(event.text_area.text) and self._timer is None:
            self._timer = self.set_timer(DELAY, self.flush)
        self.paint_texts()

    def flush(self) -> None:
        """Submit what was typed."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._keeper is not None:
            self._keeper.flush(self.query_one(TextField).text)

    def on_text_field_too_long(self, event: TextField.TooLong) -> None:
        """Say that what was pasted or typed does not fit, and that nothing of it was taken."""
        self.tell(
            _("Not taken: the text would have {count} characters; the most is {most}. Name a document as evidence instead.")
            .format(count=decimal(event.count), most=decimal(MAX_TEXT)),
            error=True,
        )  # fmt: skip

    def action_write_lacking(self) -> None:
        """Go to the first text that the level chosen asks for, else to the one chosen."""
        texts = {name: self.keeper.text(Place(self.current, name)) for name in self.texts}
        lacking = self.desk.lacking(self.current, texts)
        if lacking:
            self.choose_field(self.texts.index(lacking[0]))
        else:
            self.action_write()

    def action_write(self) -> None:
        """Go to the text, from the list to the criterion first when they take turns."""
        self.remove_class("-listing")
        self._show_field(shown=True)
        self.begin_stay()
        self.query_one(TextField).focus()

    def action_leave_field(self) -> None:
        """Save the text and go back to the criteria."""
        self.end_stay()
        self.paint_texts()
        self.refresh_bar()

    def action_field(self, steps: int) -> None:
        """Go to another text of the criterion."""
        self.choose_field((self.fields.place + steps) % len(self.texts))

    def choose_field(self, place: int) -> None:
        """Save the text being typed and go to another."""
        self.flush()
        self.fields.choose(place)
        self.refresh_bar()
        self.action_write()

    @work
    async def action_editor(self) -> None:
        """Edit the text in the person's editor, or on a full page when there is none."""
        self.flush()
        place = Place(self.current, self.texts[self.fields.place])
        before = self.keeper.text(place)
        command = editor_command(os.environ)
        text: str | None = None
        try:
            if command is not None:
                with self.app.suspend():
                    text = edit_outside(command, before)
        except SuspendNotSupported:
            command = None
        except CapError as error:
            self.fail(error)
        if command is None:
            title = f"{self.desk.criterion(place.criterion).code} · {field_name(place.field)}"
            page = PromptDialog(title, initial=before, multiline=True, required=False)
            text = await self.app.push_screen_wait(page)
        if text is not None:
            self.keeper.replace(place, text)
            if self.keeper.place == place:
                self.begin_stay()
            self.paint_texts()
