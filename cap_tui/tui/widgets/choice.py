"""Choosing among a few: several as boxes to tick, or one as a value turned with the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.message import Message
from textual.style import Style

from cap_tui.i18n.typography import NBSP
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

GAP = "  "


class Choice(Sentence, can_focus=True):
    """Some of a few options.

    Args:
        options: Pairs of value and label, labels shown verbatim.
        several: Whether more than one may be chosen.
        chosen: Values chosen at first.
    """

    DEFAULT_CSS = """
    Choice { height: auto; background: $background; }
    Choice:focus { background: $surface; text-style: none; }
    """

    class Changed(Message):
        """What is chosen changed.

        Attributes:
            choice: The widget.
        """

        def __init__(self, choice: Choice) -> None:
            self.choice = choice
            super().__init__()

    def __init__(
        self, options: Sequence[tuple[Any, str]], *, several: bool = False, chosen: Sequence[Any] = (),
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:  # fmt: skip
        super().__init__(Content(""), id=id)
        self._options = list(options)
        self._several = several
        self._chosen = {value for value, _label in options if value in chosen}
        self._place = next((place for place, (value, _label) in enumerate(options) if value in chosen), 0)

    @property
    def values(self) -> tuple[Any, ...]:
        """What is chosen, in the order of the options."""
        if not self._several:
            return (self._options[self._place][0],) if self._options else ()
        return tuple(value for value, _label in self._options if value in self._chosen)

    @property
    def options(self) -> list[tuple[Any, str]]:
        """What is offered: pairs of value and label."""
        return list(self._options)

    def set_options(self, options: Sequence[tuple[Any, str]], chosen: Sequence[Any] = ()) -> None:
        """Offer other options; the first chosen unless it is said which."""
        self._options = list(options)
        self._chosen = {value for value, _label in options if value in chosen}
        self._place = next((place for place, (value, _label) in enumerate(options) if value in chosen), 0)
        self._paint()

    def on_mount(self) -> None:
        """Draw."""
        self._paint()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Show where one is, or hide where one was."""
        super().watch_has_focus(has_focus)
        self._paint()

    def on_key(self, event: events.Key) -> None:
        """Turn with the arrows, tick with Space."""
        steps = {"left": -1, "right": 1, "up": -1, "down": 1}
        if event.key in steps and self._options:
            self._place = (self._place + steps[event.key]) % len(self._options)
        elif event.key == "space" and self._several:
            self._tick(self._place)
        else:
            return
        event.stop()
        event.prevent_default()
        self._changed()

    def on_click(self, event: events.Click) -> None:
        """Tick the box clicked; turn a single value."""
        if not self._several:
            self._place = (self._place + 1) % max(len(self._options), 1)
            self._changed()
            return
        here = event.style.meta.get("option")
        if isinstance(here, int):
            self._place = here
            self._tick(here)
            self._changed()

    def _tick(self, place: int) -> None:
        value = self._options[place][0]
        self._chosen ^= {value}

    def _changed(self) -> None:
        self._paint()
        self.post_message(self.Changed(self))

    def _paint(self) -> None:
        if not self._options:
            self.update(Content("—"))
        elif self._several:
            boxes = [self._box(place) for place in range(len(self._options))]
            self.update(Content(GAP).join(boxes))
        else:
            label = self._options[self._place][1]
            count = f"  ({self._place + 1}/{len(self._options)})" if len(self._options) > 1 else ""
            style = "bold reverse" if self.has_focus else "bold"
            self.update(Content.assemble("‹ ", (label, style), " ›", (count, "$muted")))

    def _box(self, place: int) -> Content:
        value, label = self._options[place]
        ticked = value in self._chosen
        here = self.has_focus and place == self._place
        # A label stays with its box when the line wraps.
        text = f"[{'x' if ticked else ' '}] {label}".replace(" ", NBSP)
        style = Style(bold=here or ticked, reverse=here) + Style.from_meta({"option": place})
        return Content(text).stylize(style)
