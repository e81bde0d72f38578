"""The keys of the plan, the line of the permissions each needs, and those that change with the row one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS
from cap_tui.tui.screens.plan_views import VIEW, VIEW_COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

EDIT = Command("plan-edit", ("enter",), N_("Edit"), N_("Edit every field of the action"), "edit")
DECIDE = Command(
    "plan-decide", ("enter",), N_("Decide"), N_("Accept the proposed action into the plan, or decline it"), "decide"
)  # fmt: skip
ADD = Command("plan-add", ("a",), N_("Add"), N_("Add an action of one’s own"), "add")
SUGGEST = Command(
    "plan-suggest", ("a",), N_("Propose an action"), N_("Propose an action; the director decides"), "suggest"
)  # fmt: skip
"""The same key as `ADD`, for those who do not write the plan."""

STATE = Command("plan-state", ("t",), N_("State"), N_("Move the action to its next state"), "state")
NOTE = Command("plan-note", ("n",), N_("Note"), N_("Note how this action goes"), "note(False)")
MORE = Command("plan-more", ("+",), N_("Further on"), N_("Add 10% progress"), "progress(1)")
LESS = Command("plan-less", ("-",), N_("Further back"), N_("Take off 10% progress"), "progress(-1)")
FILTER = Command(
    "plan-filter", ("f",), N_("Filter"), N_("Show only some actions: whose, which theme, priority, service, state"),
    "filter",
)  # fmt: skip
MARK = Command("plan-mark", ("space",), N_("Mark"), N_("Mark the action, or take its mark away"), "mark")
MARK_ALL = Command(
    "plan-mark-all", ("*",), N_("Mark all"), N_("Mark all actions shown, or none"), "mark_all", bar=False
)
TOGETHER = Command(
    "plan-together", ("e",), N_("Together"), N_("Change the owner, date, priority or state of all that is marked"),
    "together",
)  # fmt: skip

PLAN_COMMANDS = (
    EDIT,
    ADD,
    Command("plan-propose", ("o",), N_("Propose"), N_("Add the actions the results call for, never twice"), "propose"),
    STATE,
    VIEW,
    FILTER,
    MARK,
    TOGETHER,
    NOTE,
    Command("plan-notes", ("j",), N_("Notes"), N_("Read the notes of the follow-up, the newest first"), "notes"),
    Command("plan-note-all", ("N",), N_("Note on all"), N_("Note how the whole plan goes"), "note(True)", bar=False),
    Command("plan-sort", ("s",), N_("Sort"), N_("Sort by the next column, then by your own order"), "sort"),
    Command("plan-up", ("m", "shift+up"), N_("Move up"), N_("Move the action up in your order"), "move(-1)"),
    Command("plan-down", ("d", "shift+down"), N_("Down"), N_("Move the action down in your order"), "move(1)"),
    Command("plan-undo", ("z", "ctrl+z"), N_("Undo"), N_("Undo the last change"), "undo"),
    Command("plan-redo", ("y", "ctrl+y"), N_("Redo"), N_("Redo what was undone"), "redo", bar=False),
    Command("plan-results", ("r",), N_("Results"), N_("Go to the results"), "results"),
    Command("plan-export", ("x",), N_("Export"), N_("Make the PDF"), "export"),
    Command("plan-history", ("h",), N_("History"), N_("Show what happened to this action"), "history"),
    *PHASE_COMMANDS,
    MORE,
    LESS,
    MARK_ALL,
    Command("plan-duplicate", ("u",), N_("Duplicate"), N_("Copy the action under itself"), "duplicate", bar=False),
    Command("plan-link", ("l",), N_("Link"), N_("Choose the criteria that the action answers"), "link", bar=False),
    *VIEW_COMMANDS,
    Command("plan-return", ("i",), N_("From Excel"), N_("Bring back a plan changed in Excel"), "bring_back", bar=False),
    Command("plan-remove", ("delete", "w"), N_("Remove"), N_("Take the action out of the plan"), "remove", bar=False),
    Command("plan-criterion", ("c",), N_("Criterion"), N_("Go to the criterion of the action"), "criterion", bar=False),
    BACK,
)  # fmt: skip

FOLLOWING_FIRST = (STATE, MORE, LESS, NOTE)
"""What a follow-up is made of: shown first once the plan is followed up."""

MARKED_FIRST = (TOGETHER, MARK, MARK_ALL)
"""What is shown first while lines are marked."""

WRITES, PROGRESSES = ("action.write",), ("action.write", "action.progress")
RIGHTS: Mapping[str, tuple[str, ...]] = {
    "add": ("action.write", "action.propose"),
    "suggest": ("action.propose",),
    "propose": WRITES,
    "move": WRITES,
    "remove": WRITES,
    "undo": WRITES,
    "redo": WRITES,
    "edit": PROGRESSES,
    "state": PROGRESSES,
    "progress": PROGRESSES,
    "mark": PROGRESSES,
    "mark_all": PROGRESSES,
    "together": PROGRESSES,
    "bring_back": PROGRESSES,
    "duplicate": WRITES,
    "link": WRITES,
    "decide": ("action.decide",),
    "note": ("followup.note",),
}
"""Action of a command to the lines of the permissions that open it, any of which is enough."""

ON_ACTION = frozenset({
    "edit", "state", "progress", "move", "remove", "history", "criterion", "mark", "duplicate", "link",
})  # fmt: skip
"""What is done to an action, hence not to a proposal."""
