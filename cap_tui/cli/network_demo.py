"""`demo --network`: the demonstration network, put in or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.output import say
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from cap_tui.cli.front import Front


def play_network(front: Front, *, remove: bool) -> None:
    """Put the demonstration network in, or take it out, and say what that did.

    Raises:
        CapError: The data cannot be opened or written; nothing was done.
    """
    from cap_tui.services.network.demonstration import load_network, remove_network

    with front.opened() as workspace:
        done = (remove_network if remove else load_network)(workspace)
    structures = ngettext("{count} structure", "{count} structures", done.structures).format(
        count=done.structures
    )
    evaluations = ngettext("{count} evaluation", "{count} evaluations", done.evaluations).format(
        count=done.evaluations
    )
    words = {"structures": structures, "evaluations": evaluations}
    if not (done.structures or done.evaluations):
        say(
            _("The demonstration network is not here.") if remove else _("The demonstration network is here.")
        )
    elif remove:
        say(_("Demonstration network taken out: {structures}, {evaluations}.").format(**words))
    else:
        say(_("Demonstration network: {structures}, {evaluations}.").format(**words))
    if not remove:
        say(_("Its structures are fictional. To take it out: cap-tui demo --network --remove"))
