"""The follow-up meeting: the late and due actions one by one, and the minutes when it is over."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.core.meetings import Urgency, urgency
from cap_tui.i18n import _
from cap_tui.tui.screens.meeting_commands import MEETING_COMMANDS, ON_ACTION, RIGHTS
from cap_tui.tui.screens.meeting_gestures import MeetingGestures
from cap_tui.tui.screens.meeting_lines import about, draw_line, group_title, standing
from cap_tui.tui.widgets.lines import LinesView
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from cap_tui.core.assessments import Changes
    from cap_tui.core.errors import CapError
    from cap_tui.core.plan import Action
    from cap_tui.reports.minutes.data import Line
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.commands import Command


class MeetingScreen(MeetingGestures):
    """A follow-up meeting of an assessment.

    What is gone through is settled when the screen opens: an action whose date moves stays in its place.
    """

    PLACE = "meeting"
    NAME = N_("Follow-up meeting")
    OFFERED: ClassVar[tuple[Command, ...]] = MEETING_COMMANDS
    DEFAULT_CSS = """
    MeetingScreen #state { height: 1; padding: 0 1; background: $panel; }
    MeetingScreen #rows { height: 1fr; min-height: 4; }
    MeetingScreen #about { height: 1fr; min-height: 5; padding: 0 1; border-top: solid $secondary; }
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self._groups: dict[str, Urgency] = {}
        self._rows: list[Action | Urgency] = []
        self._since: dict[str, Line] = {}
        self._others = False

    def body(self) -> ComposeResult:
        """Yield where the meeting stands, the list, and what is known of the action one is on."""
        yield Static(Content(""), id="state")
        yield RowList(self._draw, on_move=self._moved, id="rows")
        yield LinesView(id="about")

    def on_mount(self) -> None:
        """Settle what is gone through, and begin with the first that is not seen."""
        today = self.shell.clock().date()
        self._groups = {one.id: urgency(one, today) for one in self.dossier.agenda()}
        self._others = not any(group is not Urgency.OTHER for group in self._groups.values())
        self.rows.focus()
        first = next(
            (key for key in self._groups if self._shown(key) and key not in self.dossier.room.reviewed), ""
        )
        self.show(first)
        if not self.dossier.room.empty:
            self.take_up(self.dossier.room)

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        if self._groups:
            self.show()

    def phase_changed(self) -> None:
        """Show what the phase opens."""
        self.show()

    def review_changed(self, _changes: Changes) -> None:
        """Show what was written elsewhere."""
        self.show()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    @property
    def action(self) -> Action | None:
        """The action one is on."""
        place = self.rows.cursor if self.is_mounted else -1
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        return None if isinstance(row, Urgency) else row

    @property
    def current(self) -> str:
        """Id of the criterion of the action one is on; empty for none."""
        known = self.dossier.questionnaire.criteria
        return next((key for key in self.action.criteria if key in known), "") if self.action else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the role, the phase and the row one is on allow."""
        if action in ON_ACTION and self.action is None:
            return False
        if action in RIGHTS:
            return self.dossier.may(RIGHTS[action])
        if action == "minutes":
            return bool(self.dossier.meetings())
        return super().check_action(action, parameters)

    def show(self, cursor: str = "") -> None:
        """Show what was written, the cursor on an action, by default the one it is on."""
        self._list(cursor)
        self._look_back()

    def _list(self, cursor: str = "") -> None:
        here = cursor or (self.action.id if self.action else "")
        lines = {one.id: one for one in self.dossier.agenda()}
        self._groups |= {key: Urgency.OTHER for key in lines if key not in self._groups}
        self._rows = []
        for group in Urgency:
            found = [lines[key] for key, of in self._groups.items() if of is group and key in lines]
            shown = [one for one in found if self._shown(one.id)]
            self._rows += [group, *shown] if shown else []
        places = [place for place, row in enumerate(self._rows) if not isinstance(row, Urgency)]
        keys = {row.id: place for place, row in enumerate(self._rows) if not isinstance(row, Urgency)}
        self.rows.set_rows(len(self._rows), places, cursor=keys.get(here, max(self.rows.cursor, 0)))
        self._stand()
        self._moved(self.rows.cursor)

    def _shown(self, key: str) -> bool:
        return self._others or self._groups[key] is not Urgency.OTHER or key in self.dossier.room.reviewed

    def _stand(self) -> None:
        room, shown = self.dossier.room, [row.id for row in self._rows if not isinstance(row, Urgency)]
        seen = sum(key in room.reviewed for key in shown)
        text = standing(len(self.dossier.meetings()) + 1, seen, len(shown), room)
        self.query_one("#state", Static).update(text, layout=False)

    @work(exclusive=True, group="look-back")
    async def _look_back(self) -> None:
        """Find what happened since the last meeting, which is too slow for the time of a key."""
        found = await asyncio.to_thread(self.dossier.since_last_meeting)
        if self.is_mounted and found != self._since:
            self._since = found
            self._moved(self.rows.cursor)

    def _draw(self, index: int, width: int) -> Content:
        row = self._rows[index]
        if isinstance(row, Urgency):
            return group_title(row, sum(of is row and self._shown(key) for key, of in self._groups.items()))
        seen = row.id in self.dossier.room.reviewed
        drawn = draw_line(row, width, self.shell.clock().date(), seen=seen)
        return Content(drawn.plain) if index == self.rows.cursor else drawn

    def _moved(self, _index: int) -> None:
        line = self.action
        view = self.query_one("#about", LinesView)
        if line is None:
            view.show([])
        else:
            notes = self.dossier.followups(line.id)
            view.show(
                about(line, self._since.get(line.id), notes, self.shell.clock().date(), self.shell.local)
            )
        self.refresh_bar()

    def on_row_list_chosen(self) -> None:
        """Mark the action as gone through, where one may."""
        if self.check_action("seen", ()):
            self.action_seen()

    def action_step(self, rows: int) -> None:
        """Go to the next or the previous action."""
        before = self.rows.cursor
        self.rows.move(rows)
        if rows > 0 and self.rows.cursor == before:
            self.tell(self._over())

    def action_seen(self) -> None:
        """Mark the action as gone through, and go to the next one that is not."""
        line = self.action
        if line is None:
            return
        room = self.dossier.room
        self.hold(replace(room, reviewed=tuple(dict.fromkeys((*room.reviewed, line.id)))))
        keys = [row.id for row in self._rows if not isinstance(row, Urgency)]
        after = keys[keys.index(line.id) + 1 :]
        following = next((key for key in (*after, *keys) if key not in self.dossier.room.reviewed), "")
        self._list(following)
        if not following:
            self.tell(self._over())

    def _over(self) -> str:
        left = sum(not self._shown(key) for key in self._groups)
        if left:
            return _(
                "All that is late or due soon is seen. a: the other actions ({count}) · c: conclude."
            ).format(count=left)
        return _("That was the last action. c: conclude.")

    def action_others(self) -> None:
        """Show or hide the actions that are neither late nor due soon."""
        self._others = not self._others
        self._list()

    def write(self, write: Callable[[], Any], said: str = "") -> None:
        """Ask for a write; show the list again, and `said`, once it is durable."""

        def done(changes: Changes | None) -> None:
            if self.is_mounted:
                self.show()
                if said and changes:
                    self.tell(said)
                else:
                    self.hush()

        def failed(error: CapError) -> None:
            if self.is_mounted:
                self.fail(error)

        self.shell.saver.submit(write, done, failed, keep=False)
