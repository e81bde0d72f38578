"""The commands for several people: who takes part, what each says, what travels, what is agreed and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.commands.contacts import ContactCommand
from cap_tui.cli.commands.following import FollowUpCommand
from cap_tui.cli.commands.history import HistoryCommands
from cap_tui.cli.commands.importing import ImportCommand
from cap_tui.cli.commands.meeting import MeetingCommand
from cap_tui.cli.commands.people import PeopleCommands
from cap_tui.cli.commands.personal_data import PersonalDataCommands
from cap_tui.cli.commands.pooling import PoolingCommands
from cap_tui.cli.commands.reviewing import ReviewCommands
from cap_tui.cli.commands.visa import VisaCommand
from cap_tui.cli.tree import add, branch
from cap_tui.core.errors import N_

if TYPE_CHECKING:
    from typer import Typer

    from cap_tui.cli.front import Front


def hang_shared(app: Typer, front: Front) -> None:
    """Hang the commands for several people in the tree."""
    _taking_part(app, front)
    _deciding(app, front)
    add(
        app,
        "import",
        ImportCommand(front).take,
        N_("Show what others sent, then take it in; what is here is never overwritten."),
    )
    add(
        app,
        "contacts",
        ContactCommand(front).contacts,
        N_("List the people whose key is trusted here, or forget one."),
        epilog=N_("forget FINGERPRINT trusts this key no more."),
    )
    data = branch(N_("Hand over or erase all that one person wrote in an evaluation."))
    commands = PersonalDataCommands(front)
    add(data, "export", commands.export, N_("Print as JSON all that you wrote, or that someone wrote."))
    add(
        data,
        "erase",
        commands.erase,
        N_("Erase for good the words of all that you wrote, or that someone wrote."),
    )
    app.add_typer(data, name="personal-data")


def _taking_part(app: Typer, front: Front) -> None:
    people, review = PeopleCommands(front), ReviewCommands(front)
    add(
        app,
        "people",
        people.people,
        N_("List who takes part in an evaluation, let someone in, or withdraw them."),
        epilog=N_(
            "add CARD-OR-FINGERPRINT --role peer gives a role; remove NAME withdraws it; blind on hides the others’ "
            "positions from the peer and the third party until they have finished theirs."
        ),
    )
    add(app, "finish", people.finish, N_("Say “I have finished”: your answers close, the others’ open."))
    add(
        app,
        "remarks",
        review.remarks,
        N_("Read the remarks on the criteria, add one, answer, close a thread."),
        epilog=N_(
            'add 1.1.2 "Your words" --kind question begins a thread; reply 3 "Your words" answers the third; '
            "resolve 3 closes it."
        ),
    )
    add(app, "inbox", review.inbox, N_("Print what waits for you, in one evaluation or in all."))


def _deciding(app: Typer, front: Front) -> None:
    pooling, looking = PoolingCommands(front), HistoryCommands(front)
    add(app, "views", pooling.views, N_("Print everyone’s views side by side, the largest divergence first."))
    add(app, "retain", pooling.retain, N_("Record the position agreed on a criterion, and why."))
    add(app, "propose", pooling.propose, N_("Propose an action to the director, for the plan."))
    add(
        app,
        "proposals",
        pooling.proposals,
        N_("List the actions proposed, accept one into the plan or decline it."),
        epilog=N_("accept 2 adds the second to the plan; decline 2 --why … says why not."),
    )
    add(
        app,
        "follow-up",
        FollowUpCommand(front).follow_up,
        N_("Read the notes on how the plan goes, or add one."),
        epilog=N_('add "Your words" --action 3 notes how the third action goes.'),
    )
    add(
        app,
        "meeting",
        MeetingCommand(front).meeting,
        N_("List the follow-up meetings, read or write the minutes of one, or record one that is over."),
        epilog=N_(
            "minutes 2 -o PATH writes the minutes of the second; conclude records what changed since the last."
        ),
    )
    add(
        app,
        "visa",
        VisaCommand(front).visa,
        N_("Show what the visa covers and what changed since, or sign it."),
    )
    add(
        app,
        "history",
        looking.history,
        N_("Print who wrote what, when and on which machine, or an earlier state."),
    )
    add(
        app,
        "versions",
        looking.versions,
        N_("List what was written apart in several versions, or keep one of them."),
        epilog=N_("keep 2 keeps the second version; the others stay in the history."),
    )
