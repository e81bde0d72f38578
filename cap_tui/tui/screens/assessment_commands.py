"""The keys of an evaluation. None needs AltGr on a French keyboard."""

from __future__ import annotations

from cap_tui.core.errors import N_
from cap_tui.tui.commands import BACK, DIGITS, Command
from cap_tui.tui.screens.assessment_lens import LENS_COMMAND
from cap_tui.tui.screens.assessment_sharing import SHARING_COMMANDS
from cap_tui.tui.screens.assessment_whole import SECTION_COMMAND, WHOLE_COMMANDS
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS

RATES = tuple(
    Command(
        f"rate-{number}", (str(number), DIGITS[number - 1]), N_("Rate"), N_("Rate the criterion at this level"),
        f"rate({number})", bar=number == 1,
    )
    for number in range(1, 10)
)  # fmt: skip

WRITE_TEXTS = Command(
    "write",
    ("enter",),
    N_("Write"),
    N_("Write the finding, strengths, improvements and evidence"),
    "write_lacking",
)
READ_TEXTS = Command(
    "write",
    ("enter",),
    N_("Read the texts"),
    N_("Read the finding, strengths, improvements and evidence"),
    "write",
)
"""The same key where nothing can be written: it must not promise what it does not do."""  # fmt: skip

ASSESSMENT_COMMANDS = (
    *RATES,
    WRITE_TEXTS,
    Command("leave-field", ("escape",), N_("Save and leave"), N_("Save the text and go back to the criteria"), "leave_field", text_only=True),
    Command("next-field", ("tab",), N_("Next field"), N_("Go to the next text field; the text is saved"), "field(1)", text_only=True),
    Command("previous-field", ("shift+tab",), N_("Previous field"), N_("Go to the previous text field"), "field(-1)", text_only=True, bar=False),
    Command("enter-fields", ("tab",), N_("Write"), N_("Go to the text fields"), "write", bar=False),
    Command("next-unanswered", ("u",), N_("To do"), N_("Go to the next criterion without an answer"), "next_unanswered"),
    Command("not-applicable", ("n",), N_("Not applicable"), N_("Set the criterion aside, with the reason"), "not_applicable"),
    SECTION_COMMAND,
    Command("dont-know", ("s",), N_("Don’t know"), N_("Answer “don’t know”; the criterion stays to be settled"), "dont_know"),
    Command("show", ("i",), N_("See more"), N_("Show evidence, references, history, standing, one after the other"), "view(1)"),
    LENS_COMMAND,
    Command("list", ("l",), N_("List"), N_("Show or hide the list of criteria, on a narrow screen"), "listing"),
    Command("results", ("r",), N_("Results"), N_("See the results of the evaluation"), "go('results')"),
    Command("plan", ("p",), N_("Plan"), N_("Open the progress plan"), "go('plan')"),
    Command("action", ("a",), N_("Action"), N_("Note an action for this criterion in the plan"), "note_action"),
    *SHARING_COMMANDS,
    Command("flag", ("f",), N_("Flag"), N_("Mark the criterion to come back to, or take the mark away"), "flag"),
    Command("undo", ("z", "ctrl+z"), N_("Undo"), N_("Undo the last change; the history keeps both"), "undo"),
    Command("redo", ("y", "ctrl+y"), N_("Redo"), N_("Redo what was undone"), "redo", bar=False),
    Command("search", ("/", "ctrl+f"), N_("Search"), N_("Find a criterion by its words"), "search"),
    Command("clear", ("0", DIGITS[9]), N_("Clear"), N_("Take the answer away"), "clear", bar=False),
    Command("next", ("down", "j"), N_("Next"), N_("Go to the next criterion"), "next(1)", bar=False),
    Command("previous", ("up", "k"), N_("Previous"), N_("Go to the previous criterion"), "next(-1)", bar=False),
    Command("next-section", ("shift+down", "J"), N_("Next objective"), N_("Go to the next objective"), "next_section(1)", bar=False),
    Command("previous-section", ("shift+up", "K"), N_("Previous objective"), N_("Go to the previous objective"), "next_section(-1)", bar=False),
    Command("first", ("home",), N_("First"), N_("Go to the first criterion"), "next(-100000)", bar=False),
    Command("last", ("end",), N_("Last"), N_("Go to the last criterion"), "next(100000)", bar=False),
    Command("page-down", ("pagedown", "space"), N_("Read on"), N_("Scroll the criterion down"), "page(1)", bar=False),
    Command("page-up", ("pageup",), N_("Read back"), N_("Scroll the criterion up"), "page(-1)", bar=False),
    Command("history", ("h",), N_("History"), N_("Show what happened to this criterion"), "view_named('history')", bar=False),
    Command("editor", ("f4", "e"), N_("Full page"), N_("Edit the text on a full page, or in your own editor ($EDITOR)"), "editor", in_text=True, bar=False),
    Command("export", ("x",), N_("Export"), N_("Make a PDF of the evaluation"), "go('export')"),
    *PHASE_COMMANDS,
    *WHOLE_COMMANDS,
    Command(BACK.id, BACK.keys, BACK.label, N_("Go back to the home screen"), "back"),
)  # fmt: skip
"""Most useful first: the key bar shows as many as fit. `leave-field` and `back` share Esc, one in a text, one outside."""
