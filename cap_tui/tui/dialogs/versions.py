"""Several versions of one text, written apart: each can be read whole, and one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _
from cap_tui.i18n.formats import clock, short_date
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import ComposeResult

    from cap_tui.core.review import VersionedField


class VersionsDialog(Dialog[str]):
    """Asks which version of a field is kept; returns the hash of its entry.

    Args:
        field: The field and its versions.
        local: Brings a moment to the reader's time zone.
    """

    DEFAULT_CSS = """
    VersionsDialog > #box { width: 96%; height: 90%; }
    VersionsDialog RowList { height: auto; max-height: 6; min-height: 2; }
    VersionsDialog LinesView { margin-top: 1; }
    """

    def __init__(self, field: VersionedField, local: Callable[[datetime], datetime]) -> None:
        super().__init__(
            _("{what}: which version do you keep?").format(what=field.what),
            _(
                "↑ ↓: read the other version · Enter: keep this one, the history keeps both · Esc: choose later"
            ),
        )
        self._versions = field.versions
        self._local = local

    def body(self) -> ComposeResult:
        """Yield the versions and the text of the one under the cursor."""
        yield RowList(self._row, on_move=self._read)
        yield LinesView()

    def on_mount(self) -> None:
        """Begin with the one shown meanwhile."""
        rows = self.query_one(RowList)
        rows.styles.height = min(len(self._versions), 6)
        shown = next((place for place, version in enumerate(self._versions) if version.shown), 0)
        rows.set_rows(len(self._versions), cursor=shown)
        rows.focus()
        self._read(rows.cursor)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Keep the version under the cursor."""
        self.dismiss(self._versions[event.index].hash)

    def _read(self, index: int) -> None:
        lines = self._versions[index].text.split("\n")
        self.query_one(LinesView).show([Block(Content(line)) for line in lines])

    def _row(self, index: int, width: int) -> Content:
        version = self._versions[index]
        at = self._local(version.at)
        who = Content.styled(f"{short_date(at.date())} {clock(at)}  {version.author}", "bold")
        mark = Content.styled("  " + _("shown meanwhile"), "$muted") if version.shown else ""
        return Content.assemble(who, mark).truncate(width, ellipsis=True)
