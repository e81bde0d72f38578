"""What an evaluation includes or not, as boxes to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.choice import Choice
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from cap_tui.core.questionnaire import Option


class OptionsDialog(Dialog[tuple[str, ...]]):
    """The options of a questionnaire; returns the ids of those ticked.

    Args:
        options: All of them.
        chosen: Ids of those the evaluation includes.
    """

    DEFAULT_CSS = """
    OptionsDialog Choice { margin: 1 0; }
    """

    def __init__(self, options: Sequence[Option], chosen: Sequence[str]) -> None:
        super().__init__(
            _("What does this evaluation include?"),
            _("← →: move · Space: tick · Enter: save · Esc: go back without changing"),
        )
        self._options, self._chosen = options, chosen

    def body(self) -> ComposeResult:
        """Yield the boxes."""
        labels = [(option.id, said(option.label)) for option in self._options]
        yield Choice(labels, several=True, chosen=self._chosen, id="options")

    def on_mount(self) -> None:
        """Begin on the boxes."""
        self.query_one(Choice).focus()

    def on_key(self, event: events.Key) -> None:
        """Keep what is ticked."""
        if event.key in ("enter", "ctrl+s"):
            event.stop()
            self.dismiss(self.query_one(Choice).values)
