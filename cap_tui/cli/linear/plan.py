"""The plan: heard, proposed from the results, changed, and what others propose for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.actions import action_line, follow_up, new_action, open_action
from cap_tui.cli.linear.meeting import hold_meeting
from cap_tui.cli.linear.menus import Way, menu, pick
from cap_tui.cli.linear.minutes import past_meetings
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.review import Proposal


def plan(room: Room) -> None:
    """Offer the plan."""

    def heading() -> list[str]:
        actions = room.dossier.actions()
        late = sum(action.late(room.dossier.today()) for action in actions)
        told = [
            ngettext("The plan: {count} action", "The plan: {count} actions", len(actions)).format(
                count=len(actions)
            )
        ]
        if late:
            told.append(ngettext("{count} is late", "{count} are late", late).format(count=late))
        waiting = sum(not proposal.decision for proposal in room.dossier.proposals())
        if waiting:
            told.append(
                ngettext(
                    "{count} action proposed waits for a decision",
                    "{count} actions proposed wait for a decision",
                    waiting,
                ).format(count=waiting)
            )
        return told

    def ways() -> list[Way]:
        may = room.dossier.may
        writes, proposes = may("action.write"), may("action.propose")
        return [
            Way(_("Hear the plan and open an action"), lambda: _open_one(room)),
            Way(_("Add the actions the results call for"), lambda: _propose(room), writes),
            Way(_("Propose an action to the director") if proposes and not writes else _("Add an action"), lambda: new_action(room), writes or proposes),
            Way(_("Actions proposed"), lambda: _proposals(room)),
            Way(_("Write a note of follow-up on the whole plan"), lambda: follow_up(room), may("followup.note")),
            Way(_("Hear the notes of follow-up"), lambda: _notes(room)),
            Way(_("Hold the follow-up meeting"), lambda: hold_meeting(room), may("followup.note")),
            Way(_("Hear or write the minutes of a meeting"), lambda: past_meetings(room)),
        ]  # fmt: skip

    menu(room.dialogue, heading, ways)


def _open_one(room: Room) -> None:
    action = pick(
        room.dialogue,
        room.dossier.actions(),
        lambda line: action_line(room, line),
        _("Which action? (number of the list or word, Enter for none)"),
        _("The plan has no action yet."),
    )
    if action is not None:
        open_action(room, action.id)


def _propose(room: Room) -> None:
    count = len(room.dossier.propose().actions)
    room.dialogue.say(
        ngettext(
            "{count} action added from the results.", "{count} actions added from the results.", count
        ).format(count=count)
    )


def _notes(room: Room) -> None:
    notes = room.dossier.followups()
    room.dialogue.say(*map(spoken.note, notes) if notes else [_("No note yet.")])


def _proposals(room: Room) -> None:
    chosen = pick(
        room.dialogue,
        sorted(room.dossier.proposals(), key=lambda proposal: bool(proposal.decision)),
        proposal_line,
        _("Which proposal? (number or word, Enter for none)"),
        _("Nothing was proposed yet."),
    )
    if chosen is not None:
        decide(room, chosen)


def proposal_line(proposal: Proposal) -> str:
    """Return a proposal in one sentence: what, who, what became of it."""
    states = {"accepted": _("accepted"), "declined": _("declined")}
    state = states.get(proposal.decision, _("waiting"))
    line = _("{title}, proposed by {name}, {state}").format(
        title=proposal.line.title, name=spoken.person(proposal.author), state=state
    )
    return (
        _("{position}, because: {reason}").format(position=line, reason=proposal.reason)
        if proposal.reason
        else line
    )


def decide(room: Room, proposal: Proposal) -> None:
    """Accept or decline a proposal.

    Raises:
        CapError: Refused.
        BackError: The person goes back.
    """
    room.dossier.demand("action.decide")
    room.dialogue.say(proposal_line(proposal))
    place = room.dialogue.choose(_("Your choice:"), [_("Accept: it joins the plan"), _("Decline")])
    if place == 0:
        room.dossier.decide(proposal.id, accepted=True)
        room.dialogue.say(_("Saved: accepted, the action is in the plan."))
    elif place == 1:
        room.dossier.decide(
            proposal.id, accepted=False, reason=room.dialogue.text(_("Why? (Enter for no reason)"))
        )
        room.dialogue.say(_("Saved: declined."))
