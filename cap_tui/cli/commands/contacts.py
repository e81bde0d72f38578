"""`contacts`: the people whose key is trusted on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument

from cap_tui.cli.arguments import AS_JSON, DETAILS
from cap_tui.cli.forms import expect, known_verb
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.people_lines import contact_named
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.core.fingerprints import spaced
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.services.contacts import Contact

VERB = Argument("list", metavar=N_("VERB"), help=N_("list or forget; list by default."))
VERBS = ("list", "forget")
LIST_FORM = N_("cap-tui contacts list")
FORGET_FORM = N_("cap-tui contacts forget NAME-OR-FINGERPRINT")


class ContactCommand:
    """Whom one trusts."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def contacts(
        self, verb: str = VERB, rest: list[str] | None = DETAILS, *, as_json: bool = AS_JSON
    ) -> None:
        """Print the contacts, after forgetting one if asked."""
        from cap_tui.services.contacts import contacts, forget

        details = rest or []
        known_verb(verb, VERBS, "contacts")
        expect(details, 0 if verb == "list" else 1, LIST_FORM if verb == "list" else FORGET_FORM)
        with self._front.opened() as workspace:
            if verb == "forget":
                gone = contact_named(contacts(workspace), details[0])
                forget(workspace, gone.fingerprint)
                told = _("{name} is no longer trusted here. What they signed stays.")
                say(told.format(name=gone.name or spaced(gone.fingerprint)))
            known = contacts(workspace)
        if as_json:
            out_json([_data(one) for one in known])
            return
        if not known:
            say(_("No contact yet: you are asked for one the first time you import what someone sends."))
            return
        rows = [[one.name, one.organisation, spaced(one.fingerprint), short_date(one.since)] for one in known]
        headers = [_("Name"), _("Organisation"), _("Fingerprint"), _("Since")]
        for line in table(headers, rows, flexible=0, width=terminal_width()):
            out(line)


def _data(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "organisation": contact.organisation,
        "fingerprint": spaced(contact.fingerprint),
        "since": contact.since.isoformat(),
    }
