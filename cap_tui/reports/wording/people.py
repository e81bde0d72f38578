"""Who takes part, and where what they said stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.reports.wording.reader import NOTHING, excerpt

if TYPE_CHECKING:
    from cap_tui.core.review import Participant, Proposal, Thread
    from cap_tui.reports.wording.reader import Reader

_NAME = 300
"""Most characters of a name or an organisation."""


def state_of(thread: Thread) -> str:
    """Return whether a remark waits for an answer, with a sign."""
    if not thread.resolved:
        return "○ " + _("Still open")
    if thread.resolved_by:
        return "✓ " + _("Closed by {name}").format(name=excerpt(thread.resolved_by, _NAME))
    return "✓ " + _("Remark closed")


def decision_words(book: Reader, proposal: Proposal) -> str:
    """Return what became of an action proposed, with a sign."""
    if proposal.decision == "declined":
        return "✗ " + _("Declined")
    if proposal.decision != "accepted":
        return "○ " + _("Waiting for an answer")
    number = next((action.number for action in book.data.actions if action.id == proposal.action), 0)
    return "✓ " + (_("Accepted: action {number}").format(number=number) if number else _("Accepted"))


def person_name(person: Participant) -> str:
    """Return a name and an organisation."""
    organisation = f" ({excerpt(person.organisation, _NAME)})" if person.organisation else ""
    return (excerpt(person.name, _NAME) or NOTHING) + organisation


def part_taken(person: Participant) -> str:
    """Return how far someone is."""
    if not person.roles:
        return NOTHING
    if person.transcribed_by:
        return _("Worksheet entered by {name}").format(name=excerpt(person.transcribed_by, _NAME))
    if person.finished:
        return _("Has finished")
    return _("Has begun") if person.present else _("Nothing received yet")
