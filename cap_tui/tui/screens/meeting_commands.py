"""The keys of the follow-up meeting, and the line of the permissions that each needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

MEETING_COMMANDS = (
    Command("meeting-next", ("enter", "space"), N_("Seen, next"), N_("Mark the action as gone through, and go to the next"), "seen"),
    Command("meeting-state", ("t",), N_("State"), N_("Choose where the action stands"), "state"),
    Command("meeting-date", ("d",), N_("New date"), N_("Move the due date, saying why"), "date"),
    Command("meeting-note", ("n",), N_("Note"), N_("Note how this action goes"), "note(False)"),
    Command("meeting-conclude", ("c",), N_("Conclude"), N_("Record the meeting, and read its minutes"), "conclude"),
    Command("meeting-more", ("+",), N_("Further on"), N_("Add 10% progress"), "progress(1)"),
    Command("meeting-skip", ("s",), N_("Skip"), N_("Go to the next action without marking this one"), "step(1)"),
    Command("meeting-previous", ("p", "backspace"), N_("Previous action"), N_("Go back to the previous action"), "step(-1)"),
    Command("meeting-present", ("g",), N_("Present"), N_("Say who is there"), "present"),
    Command("meeting-day", ("r",), N_("Next meeting"), N_("Say when the next meeting is"), "next_day"),
    Command("meeting-decisions", ("o",), N_("Decisions"), N_("Write what is decided beyond the plan"), "decisions"),
    Command("meeting-others", ("a",), N_("Others"), N_("Show or hide the actions that are neither late nor due soon"), "others"),
    Command("meeting-minutes", ("m",), N_("Minutes"), N_("Read or save the minutes of a meeting"), "minutes"),
    Command("meeting-less", ("-",), N_("Further back"), N_("Take off 10% progress"), "progress(-1)", bar=False),
    Command("meeting-edit", ("e",), N_("Edit"), N_("Edit every field of the action"), "edit", bar=False),
    Command("meeting-note-all", ("N",), N_("Note on all"), N_("Note how the whole plan goes"), "note(True)", bar=False),
    Command("meeting-undo", ("z", "ctrl+z"), N_("Undo"), N_("Undo the last change"), "undo", bar=False),
    *PHASE_COMMANDS,
    BACK,
)  # fmt: skip

NOTES, PROGRESSES = "followup.note", "action.progress"
RIGHTS: Mapping[str, str] = {
    "seen": NOTES,
    "note": NOTES,
    "present": NOTES,
    "next_day": NOTES,
    "decisions": NOTES,
    "conclude": NOTES,
    "state": PROGRESSES,
    "progress": PROGRESSES,
    "date": PROGRESSES,
    "edit": PROGRESSES,
    "undo": PROGRESSES,
}
"""Action of a command to the line of the permissions that opens it."""

ON_ACTION = frozenset({"seen", "step", "state", "progress", "date", "edit"})
"""What needs an action under the cursor."""
