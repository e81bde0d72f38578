"""What is written during a follow-up meeting: of the actions, of the meeting itself, and its minutes in the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from cap_tui.core.dates import parse_day
from cap_tui.core.errors import CapError
from cap_tui.core.meetings import names_typed
from cap_tui.core.plan import State
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import state_label
from cap_tui.reports.minutes.outline import title as minutes_title
from cap_tui.services.export_places import export_folder
from cap_tui.services.minutes_export import MARKDOWN, PDF, export_minutes, minutes_name
from cap_tui.tui.screens.export_paths import free_name, typed_path
from cap_tui.tui.screens.meeting_lines import minutes_page
from cap_tui.tui.screens.plan_edit import Editing
from cap_tui.tui.screens.plan_gestures import STEP, progressed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cap_tui.core.assessments import Changes
    from cap_tui.core.meetings import Meeting
    from cap_tui.services.meeting_draft import Room

READ = "read"


class MeetingGestures(Editing):
    """A meeting in which things are written."""

    def write(self, write: Callable[[], Any], said: str = "") -> None:
        """Ask for a write, then show the list again."""
        raise NotImplementedError

    # The action one is on

    @work
    async def action_state(self) -> None:
        """Choose where the action stands; to be settled, one that lacks something is completed first."""
        from cap_tui.tui.dialogs.ways import WaysDialog

        line = self.action
        if line is None:
            return
        ways = [(state.value, state_label(state)) for state in State]
        answer = await self.app.push_screen_wait(
            WaysDialog(f"{line.number}. {line.title}", ways, line.state.value)
        )
        if answer is None or answer == line.state:
            return
        values: dict[str, Any] = {"state": State(answer)}
        if values["state"] is State.DONE:
            values["progress"] = 100
        if values["state"] is State.CLOSED and self.lacks_to_settle(replace(line, **values)):
            self.show_form(line, values, self.unsettled(line))
            return
        why = await self.reasons(line, values)
        if why is not None:
            self.write(partial(self.dossier.set_action, line.id, **values, **why))

    def action_progress(self, direction: int) -> None:
        """Add or take away a step of progress, from what it is when the write comes."""
        if self.action is None:
            return
        key = self.action.id

        def write() -> Any:
            line = next((one for one in self.dossier.actions() if one.id == key), None)
            return self.dossier.set_action(key, **(progressed(line, direction * STEP) if line else {}))

        self.write(write)

    @work
    async def action_date(self) -> None:
        """Ask for the new due date, then why."""
        line = self.action
        if line is None:
            return
        title = _("New due date of action {number}: {title}").format(number=line.number, title=line.title)
        due = await self._day(title, line.due)
        if due is None or due == line.due:
            return
        values = {"due": due}
        why = await self.reasons(line, values)
        if why is not None:
            said = _("Action {number} is now due on {date}.").format(number=line.number, date=short_date(due))
            self.write(partial(self.dossier.set_action, line.id, **values, **why), said)

    async def _day(self, title: str, known: date | None) -> date | None:
        """Ask for a day until one can be read; None when the person goes back."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        hint, typed = _("15/03/2027, 15/3 or +3m"), short_date(known) if known else ""
        while True:
            answer = await self.app.push_screen_wait(PromptDialog(title, hint, initial=typed))
            if answer is None:
                return None
            try:
                return parse_day(answer, self.shell.clock().date())
            except CapError as error:
                hint, typed = explain(error), answer

    @work
    async def action_note(self, whole: bool) -> None:  # noqa: FBT001 - what the command says
        """Ask for a note on the action one is on, or on the whole plan."""
        line = None if whole else self.action
        text = await self.ask_note(line)
        if text is not None:
            about = line.id if line is not None else ""
            self.write(partial(self.dossier.note_followup, text, about), _("Note saved."))

    def action_undo(self) -> None:
        """Take back the last change of an action."""
        self.write(self.dossier.undo, _("Undone."))

    # The meeting itself

    def hold(self, room: Room) -> None:
        """Note something of the meeting: at once on the screen, and on the disk as soon as it can."""
        self.dossier.room = room
        self.shell.saver.submit(
            self.dossier.keep_room, on_error=self.fail, key=("room", self.dossier.summary.id)
        )

    @work
    async def take_up(self, room: Room) -> None:
        """Say that a meeting goes on, or ask whether to take up one begun another day."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        if room.begun is None or room.begun == self.dossier.today():
            self.tell(_("The meeting goes on: what was noted is here. c: conclude."))
            return
        noted = [
            _("Present: {names}").format(names=one_line(", ".join(room.present), limit=60))
            if room.present
            else "",
            _("Next meeting: {date}").format(date=short_date(room.next_day)) if room.next_day else "",
            _("Actions gone through: {count}.").format(count=len(room.reviewed)) if room.reviewed else "",
        ]
        facts = [
            _("A meeting begun on {date} was not concluded. Take it up again?").format(
                date=short_date(room.begun)
            ),
            " · ".join(filter(None, noted)),
            _("Decisions: {text}").format(text=one_line(room.decisions, limit=120))
            if room.decisions.strip()
            else "",
        ]
        question = "\n".join(filter(None, facts))
        if await self.app.push_screen_wait(
            ConfirmDialog(question, _("Forget it, begin another"), _("Take it up again"))
        ):
            self.shell.saver.submit(
                self.dossier.forget_room, lambda _none: self.show(), self.fail, keep=False
            )

    @work
    async def action_present(self) -> None:
        """Ask who is there."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        hint = _("Names, with commas between them.")
        before = ", ".join(self.dossier.room.present)
        text = await self.app.push_screen_wait(
            PromptDialog(_("Who is there?"), hint, initial=before, required=False)
        )
        if text is not None:
            self.hold(replace(self.dossier.room, present=names_typed(text)))
            self.show()

    @work
    async def action_next_day(self) -> None:
        """Ask when the next meeting is."""
        day = await self._day(_("When is the next meeting?"), self.dossier.room.next_day)
        if day is None:
            return
        if day < self.dossier.today():
            self.tell(_("The next meeting would be before this one. Check its date."), error=True)
            return
        self.hold(replace(self.dossier.room, next_day=day))
        self.show()

    @work
    async def action_decisions(self) -> None:
        """Ask what is decided beyond the plan."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        title, hint = (
            _("Decisions"),
            _("What is decided beyond the lines of the plan; it goes into the minutes."),
        )
        before = self.dossier.room.decisions
        text = await self.app.push_screen_wait(
            PromptDialog(title, hint, initial=before, multiline=True, required=False)
        )
        if text is not None:
            self.hold(replace(self.dossier.room, decisions=text))
            self.show()

    @work
    async def action_conclude(self) -> None:
        """Record the meeting once confirmed, then show its minutes."""
        from cap_tui.tui.dialogs.confirm import ConfirmDialog

        room = self.dossier.room
        facts = [
            _("Conclude the meeting?"),
            _("Actions gone through: {count}.").format(count=len(room.reviewed)),
            "" if room.present else _("Nobody is named as present (g)."),
            "" if room.next_day else _("The next meeting has no date (r)."),
        ]
        question = "\n".join(filter(None, facts))
        if not await self.app.push_screen_wait(ConfirmDialog(question, _("Conclude"), _("Not yet"))):
            return

        def done(_changes: Changes) -> None:
            if self.is_mounted:
                self.show()
                self.offer(self.dossier.meetings()[-1])

        self.shell.saver.submit(partial(self.dossier.conclude_meeting, room), done, self.fail, keep=False)

    # Minutes

    @work
    async def action_minutes(self) -> None:
        """Choose a meeting, the last one first, and offer its minutes."""
        from cap_tui.tui.dialogs.pick import PickDialog, PickItem

        held = self.dossier.meetings()
        items = [
            PickItem(
                _("Meeting {number}").format(number=one.number), f"{short_date(one.day)} {', '.join(one.present)}", one
            )
            for one in reversed(held)
        ]  # fmt: skip
        chosen = (
            held[0] if len(held) == 1 else await self.app.push_screen_wait(PickDialog(_("Minutes"), items))
        )
        if chosen is not None:
            self.offer(chosen)

    @work
    async def offer(self, meeting: Meeting) -> None:
        """Show what can be done with the minutes of a meeting, until the person goes back."""
        from cap_tui.tui.dialogs.page import PageDialog
        from cap_tui.tui.dialogs.ways import WaysDialog

        found = await asyncio.to_thread(self.dossier.minutes, meeting.id)
        minutes = replace(found, zone=self.shell.clock().tzinfo)
        title = minutes_title(minutes)
        ways = [(READ, _("Read the minutes"))]
        if self.dossier.may("report.export_internal"):
            ways += [(PDF, _("Save them as PDF")), (MARKDOWN, _("Save them as Markdown"))]
        while answer := await self.app.push_screen_wait(WaysDialog(title, ways)):
            if answer == READ:
                await self.app.push_screen_wait(PageDialog(title, minutes_page(minutes)))
            else:
                await self._save(meeting, answer)

    async def _save(self, meeting: Meeting, form: str) -> None:
        """Ask where the minutes go, and write them there."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        folder = export_folder()
        proposed = free_name(folder / minutes_name(self.dossier.summary, meeting, form))
        prompt = PromptDialog(
            _("Where do the minutes go?"), _("A file that exists is never replaced."), initial=str(proposed)
        )
        typed = await self.app.push_screen_wait(prompt)
        if typed is None:
            return
        try:
            path = typed_path(typed, folder, f".{form}")
            written = await asyncio.to_thread(export_minutes, self.dossier, meeting.id, path, form=form)
        except CapError as error:
            self.fail(error)
        else:
            self.tell(_("The minutes are in {path}").format(path=written))
