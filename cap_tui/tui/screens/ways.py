"""The ways from one screen of an evaluation to the others: one key for the list of them, and one each for the shared ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.tui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACES: Mapping[str, str] = {
    "assessment": N_("Evaluation"),
    "results": N_("Results"),
    "plan": N_("Progress plan"),
    "export": N_("Export"),
    "exchange": N_("Exchange files"),
    "people": N_("People"),
    "visa": N_("Visa"),
    "history": N_("History of the evaluation"),
    "pooling": N_("Pooling"),
    "inbox": N_("Remarks"),
}
"""Where one can go, as `shell.go` takes it, and what it is called; in the order of the list and of its digits."""

VERSIONS = "upgrade"
"""Where the versions of the questionnaire are; in the list only when there are several."""

INDICATORS = "indicators"
"""Where the indicators are; in the list only when the questionnaire has some."""

MEETING = "meeting"
"""Where the plan is gone through together; in the list only once it is followed up."""

WAYS = (
    Command(
        "go-to", ("f3", ":"), N_("Go to"), N_("Choose another screen of this evaluation"), "go_to", in_text=True
    ),
    Command(
        "go-exchange", ("f7",), N_("Exchange files"), N_("Send this evaluation, or take in a file received"),
        "place('exchange')", in_text=True, bar=False,
    ),
    Command(
        "go-people", ("f8",), N_("People"), N_("See who takes part, and let someone in"), "place('people')",
        in_text=True, bar=False,
    ),
    Command(
        "go-visa", ("f9",), N_("Visa"), N_("See what a visa would cover, and sign it"), "place('visa')",
        in_text=True, bar=False,
    ),
    Command(
        "go-history", ("f10",), N_("History of the evaluation"), N_("See all that was written, by whom and when"),
        "place('history')", in_text=True, bar=False,
    ),
    Command(
        "go-indicators", ("I",), N_("Indicators"), N_("See the indicators over the years, and write their figures"),
        "indicators", bar=False,
    ),
    Command(
        "go-meeting", ("M",), N_("Follow-up meeting"), N_("Go through the plan together, and keep the minutes"),
        "meeting", bar=False,
    ),
)  # fmt: skip
