"""The commands for several people: who takes part, what each says, what travels, what is agreed and signed."""

from __future__ import annotations

from cap_tui.cli.tree import Branch, Leaf
from cap_tui.core.errors import N_

TAKING_PART = (
    Leaf(
        "people",
        "people:PeopleCommands.people",
        N_("List who takes part in an evaluation, let someone in, or withdraw them."),
        N_(
            "add CARD-OR-FINGERPRINT --role peer gives a role; remove NAME withdraws it; blind on hides the others’ "
            "positions from the peer and the third party until they have finished theirs."
        ),
    ),
    Leaf(
        "finish",
        "people:PeopleCommands.finish",
        N_("Say “I have finished”: your answers close, the others’ open."),
    ),
    Leaf(
        "remarks",
        "reviewing:ReviewCommands.remarks",
        N_("Read the remarks on the criteria, add one, answer, close a thread."),
        N_(
            'add 1.1.2 "Your words" --kind question begins a thread; reply 3 "Your words" answers the third; '
            "resolve 3 closes it."
        ),
    ),
    Leaf(
        "inbox",
        "reviewing:ReviewCommands.inbox",
        N_("Print what waits for you, in one evaluation or in all."),
    ),
)

DECIDING = (
    Leaf(
        "views",
        "pooling:PoolingCommands.views",
        N_("Print everyone’s views side by side, the largest divergence first."),
    ),
    Leaf(
        "retain", "pooling:PoolingCommands.retain", N_("Record the position agreed on a criterion, and why.")
    ),
    Leaf(
        "propose", "pooling:PoolingCommands.propose", N_("Propose an action to the director, for the plan.")
    ),
    Leaf(
        "proposals",
        "pooling:PoolingCommands.proposals",
        N_("List the actions proposed, accept one into the plan or decline it."),
        N_("accept 2 adds the second to the plan; decline 2 --why … says why not."),
    ),
    Leaf(
        "follow-up",
        "following:FollowUpCommand.follow_up",
        N_("Read the notes on how the plan goes, or add one."),
        N_('add "Your words" --action 3 notes how the third action goes.'),
    ),
    Leaf(
        "meeting",
        "meeting:MeetingCommand.meeting",
        N_("List the follow-up meetings, read or write the minutes of one, or record one that is over."),
        N_(
            "minutes 2 -o PATH writes the minutes of the second; conclude records what changed since the last."
        ),
    ),
    Leaf(
        "visa",
        "visa:VisaCommand.visa",
        N_("Show what the visa covers and what changed since, or sign it."),
    ),
    Leaf(
        "history",
        "history:HistoryCommands.history",
        N_("Print who wrote what, when and on which machine, or an earlier state."),
    ),
    Leaf(
        "versions",
        "history:HistoryCommands.versions",
        N_("List what was written apart in several versions, or keep one of them."),
        N_("keep 2 keeps the second version; the others stay in the history."),
    ),
)

EXCHANGING = (
    Leaf(
        "import",
        "importing:ImportCommand.take",
        N_("Show what others sent, then take it in; what is here is never overwritten."),
    ),
    Leaf(
        "contacts",
        "contacts:ContactCommand.contacts",
        N_("List the people whose key is trusted here, or forget one."),
        N_("forget NAME-OR-FINGERPRINT trusts this key no more."),
    ),
)

PERSONAL_DATA = Branch(
    "personal-data",
    N_("Hand over or erase all that one person wrote in an evaluation."),
    (
        Leaf(
            "export",
            "personal_data:PersonalDataCommands.export",
            N_("Print as JSON all that you wrote, or that someone wrote."),
        ),
        Leaf(
            "erase",
            "personal_data:PersonalDataCommands.erase",
            N_("Erase for good the words of all that you wrote, or that someone wrote."),
        ),
    ),
)
