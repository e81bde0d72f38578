"""An open evaluation: where it stands, and every place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.criterion import found, left_sentence, unanswered
from cap_tui.cli.linear.exchange import send
from cap_tui.cli.linear.inbox import inbox
from cap_tui.cli.linear.judged import options_way
from cap_tui.cli.linear.measures import indicators_way
from cap_tui.cli.linear.menus import Room, Way, menu
from cap_tui.cli.linear.people import people
from cap_tui.cli.linear.phases import finish, phases
from cap_tui.cli.linear.plan import plan
from cap_tui.cli.linear.pooling import pooling
from cap_tui.cli.linear.remarks import all_remarks
from cap_tui.cli.linear.results import results
from cap_tui.cli.linear.visa import visa
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label

if TYPE_CHECKING:
    from cap_tui.cli.linear.dialogue import Dialogue
    from cap_tui.services.workspace import Workspace


def evaluation(dialogue: Dialogue, workspace: Workspace, reference: str) -> None:
    """Open an evaluation and offer all there is to do in it.

    Raises:
        CapError: It cannot be opened.
    """
    room = Room(dialogue, workspace, workspace.open(reference))
    menu(dialogue, lambda: _heading(room), lambda: _ways(room))


def _heading(room: Room) -> list[str]:
    dossier = room.dossier
    dossier.refresh()
    roles = ", ".join(role_label(role) for role in dossier.roles)
    waiting, remarks = len(dossier.inbox()), sum(not item.resolved for item in dossier.threads())
    return [
        spoken.evaluation(dossier.summary),
        _("You are here: {role}").format(role=roles or _("reader, without a role")),
        left_sentence(room),
        ngettext("{count} thing waits for you", "{count} things wait for you", waiting).format(count=waiting),
        ngettext("{count} open remark", "{count} open remarks", remarks).format(count=remarks),
    ]


def _ways(room: Room) -> list[Way]:
    may, dialogue = room.dossier.may, room.dialogue
    done = _("Open my positions again") if room.dossier.finished else _("I have finished")
    return [
        Way(_("Go through the criteria without an answer"), lambda: unanswered(room)),
        Way(_("Go to a criterion, by its code or its words"), lambda: found(room)),
        Way(_("Remarks"), lambda: all_remarks(room)),
        Way(_("What waits for me"), lambda: inbox(room)),
        Way(done, lambda: finish(room), may("opinion.finish")),
        Way(_("Results"), lambda: results(room)),
        Way(_("Progress plan"), lambda: plan(room)),
        Way(_("Pooling"), lambda: pooling(room)),
        Way(_("Visa"), lambda: visa(room)),
        Way(_("Phase"), lambda: phases(room)),
        Way(_("Send, export"), lambda: send(room)),
        Way(_("Who takes part"), lambda: people(room)),
        *options_way(room),
        *indicators_way(room),
        Way(_("Undo my last gesture"), lambda: _undo(room)),
        Way(_("Help"), lambda: dialogue.say(*guide())),
    ]


def _undo(room: Room) -> None:
    done = room.dossier.undo()
    room.dialogue.say(
        _("Saved: your last gesture is undone.") if done is not None else _("There is nothing to undo.")
    )


def guide() -> list[str]:
    """Return what a newcomer hears of this mode."""
    return [
        _("Each question waits for one line: a number, a letter or a text, then Enter."),
        _("Everywhere: r goes back, q leaves, ? helps. Everything is saved as you go."),
        _(
            "A reviewer: answer the criteria, write remarks, say “I have finished”, then send the file to the director."
        ),
    ]
