"""What a plan changed in Excel would change here, read before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _
from cap_tui.services.plan_return_words import return_lines
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.dialogs.page import PAGES
from cap_tui.tui.widgets.lines import Block, LinesView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult

    from cap_tui.services.plan_return import Edit, PlanReturn

_INDENT = "  "


class PlanReturnDialog(Dialog[tuple["Edit", ...]]):
    """Shows the changes; answers with the conflicts in which the file is taken, once they are to be written.

    Args:
        found: The preview.
        name: Of the file.
    """

    DEFAULT_CSS = """
    PlanReturnDialog > #box { height: 90%; width: 90%; }
    """

    def __init__(self, found: PlanReturn, name: str) -> None:
        self._found = found
        self._theirs = False
        super().__init__(_("What {file} changes in the plan").format(file=name), self._keys())

    def _keys(self) -> str:
        if self._found.changes_nothing:
            return _("↑ ↓: scroll · Esc: go back")
        keys = [_("Enter: write it in the plan"), _("Esc: change nothing")]
        if self._found.conflicts:
            choice = _("t: keep what is here") if self._theirs else _("t: take the file where both changed")
            keys.insert(1, choice)
        return " · ".join(keys)

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield LinesView()

    def on_mount(self) -> None:
        """Fill the page."""
        self._show()

    def _taken(self) -> tuple[Edit, ...]:
        return self._found.conflicts if self._theirs else ()

    def _show(self) -> None:
        self.query_one(LinesView).show(tuple(self._blocks()))
        self.hint(self._keys())

    def _blocks(self) -> Iterator[Block]:
        choices = (_("what is here stays"), _("theirs is taken"))
        for line in return_lines(self._found, self._taken(), choices):
            if line.startswith(_INDENT):
                yield Block(Content(line.removeprefix(_INDENT)), margin=Content("   "))
            else:
                yield Block(Content.styled(line, "bold"))

    def on_key(self, event: events.Key) -> None:
        """Scroll, choose a side, write."""
        if event.key in PAGES:
            event.stop()
            self.query_one(LinesView).page(PAGES[event.key])
        elif event.key == "t" and self._found.conflicts:
            event.stop()
            self._theirs = not self._theirs
            self._show()
        elif event.key == "enter":
            event.stop()
            self._write()

    def _write(self) -> None:
        """Answer, unless there is nothing to write."""
        writes = bool(self._found.edits or self._found.added or self._taken())
        if writes:
            self.dismiss(self._taken())
        elif self._found.conflicts:
            self.hint(_("Nothing to write while what is here stays. t: take the file where both changed"))
        else:
            self.dismiss(None)
