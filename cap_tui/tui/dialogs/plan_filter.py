"""Which lines of the plan to show: several answers to several questions, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cap_tui.i18n import _
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult


class FilterDialog(Dialog[dict[str, tuple[str, ...]]]):
    """Asks for the values to keep; returns them by facet.

    Args:
        facets: Facet to its label, in order.
        options: Facet to the values to choose from, with their labels, shown verbatim.
        chosen: Facet to the values ticked at first.
    """

    DEFAULT_CSS = """
    FilterDialog > #box { width: 100; }
    FilterDialog VerticalScroll { height: auto; max-height: 16; }
    FilterDialog Horizontal { height: auto; }
    FilterDialog .label { width: 22; height: 1; color: $muted; }
    FilterDialog Choice { width: 1fr; }
    """

    def __init__(
        self,
        facets: Mapping[str, str],
        options: Mapping[str, Sequence[tuple[str, str]]],
        chosen: Mapping[str, tuple[str, ...]],
    ) -> None:
        super().__init__(
            _("Show only some actions"),
            _("← → then Space: tick · Tab: next line · Enter: show · Delete: untick all · Esc: go back"),
        )
        self._facets, self._choices, self._chosen = facets, options, chosen

    def body(self) -> ComposeResult:
        """Yield the questions with their answers to tick."""
        with VerticalScroll(can_focus=False):
            for facet, label in self._facets.items():
                with Horizontal():
                    yield Static(Content(label), classes="label")
                    yield Choice(
                        self._choices[facet], several=True, chosen=self._chosen.get(facet, ()), id=facet
                    )

    def on_mount(self) -> None:
        """Begin with the first question."""
        self.query(Choice).first().focus()

    def on_key(self, event: events.Key) -> None:
        """Keep what is ticked, or untick all."""
        if event.key == "enter":
            self.dismiss({facet: self.query_one(f"#{facet}", Choice).values for facet in self._facets})
        elif event.key == "delete":
            for choice in self.query(Choice):
                choice.set_options(choice.options)
        else:
            return
        event.stop()
        event.prevent_default()
