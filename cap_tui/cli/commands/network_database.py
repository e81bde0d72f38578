"""`network database`: several people on one shared database, let in by whoever owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, DETAILS
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.forms import expect, known_verb, word_of
from cap_tui.cli.output import agreed, out, out_json, say
from cap_tui.cli.people_lines import card_or_fingerprint
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.core.fingerprints import spaced
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.services.network.shared_logins import Person

VERB = Argument("list", metavar=N_("VERB"), help=N_("list, add or remove; list by default."))
PUBLIC = Option("", "--public", metavar=N_("KEY"), help=N_("With add: the public key of the person."))
CARD = Option(
    "", "--card", metavar=N_("FILE"), help=N_("With add: the invitation card that the person sent.")
)
ROLE = Option("", "--role", metavar=N_("ROLE"), help=N_("With add: “coordinator” opens the register."))
YES = Option(False, "--yes", "-y", help=N_("With remove: do not ask."))  # noqa: FBT003 - a default value
FORMS = {
    "list": N_("cap-tui network database login list"),
    "add": N_("cap-tui network database login add NAME --card FILE"),
    "remove": N_("cap-tui network database login remove NAME"),
}


class DatabaseCommands:
    """Preparing a shared database, and saying who may enter."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def prepare(self) -> None:
        """Set the rules of the shared database up."""
        from cap_tui.services.network.shared_logins import prepare

        with self._front.opened() as workspace:
            prepare(workspace)
            say(
                _(
                    "The shared database {path} is ready for several people. Let each one in: cap-tui network database login add"
                ).format(path=workspace.database)
            )

    def login(
        self,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        public: str = PUBLIC,
        card: str = CARD,
        role: str = ROLE,
        yes: bool = YES,
        as_json: bool = AS_JSON,
    ) -> int:
        """Print who may enter, after the change that is asked; 1 when it was given up."""
        from cap_tui.services.network.shared_logins import logins, remove_login

        known_verb(verb, tuple(FORMS), "network database login")
        details = rest or []
        expect(details, 0 if verb == "list" else 1, FORMS[verb])
        with self._front.opened() as workspace:
            if verb == "add":
                coordinator = bool(role) and word_of(role, {True: ("coordinator", "coordination")}, "--role")
                return self._add(workspace, details[0], _key(public, card), coordinator, as_json=as_json)
            if verb == "remove":
                question = _("Let {name} in no more? What they wrote in evaluations stays.")
                if not (yes or agreed(question.format(name=details[0]))):
                    return REFUSED
                remove_login(workspace, details[0])
            _print(logins(workspace), as_json=as_json)
        return DONE

    @staticmethod
    def _add(workspace: Any, name: str, public: str, coordinator: bool, *, as_json: bool) -> int:  # noqa: FBT001 - passed on
        from cap_tui.services.network.shared_logins import add_login

        person, password = add_login(workspace, name, public, coordinator=coordinator)
        if as_json:
            out_json(_data(person) | {"password": password})
            return DONE
        say(
            _("{name} may enter; the fingerprint is {fingerprint}: compare it by phone.").format(
                name=person.name, fingerprint=", ".join(map(spaced, person.fingerprints))
            )
        )
        if password:
            say(
                _(
                    "Password, shown this once; give it by another way than the address of the database:"
                ).strip()
            )
            out(password)
        return DONE


def _key(public: str, card: str) -> str:
    from cap_tui.services.network.shared_errors import NoKeyError

    if bool(public) == bool(card):
        raise NoKeyError
    if public:
        return public.strip().lower()
    found = card_or_fingerprint(card)
    if isinstance(found, str):
        raise NoKeyError
    return found.public


def _data(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "fingerprints": list(person.fingerprints),
        "coordinator": person.coordinator,
    }


def _print(people: list[Person], *, as_json: bool) -> None:
    if as_json:
        out_json([_data(person) for person in people])
        return
    if not people:
        say(_("Nobody may enter yet. Let someone in: cap-tui network database login add"))
        return
    rows = [
        [one.name, ", ".join(map(spaced, one.fingerprints)), _("yes") if one.coordinator else ""]
        for one in people
    ]
    for line in table([_("Name"), _("Fingerprint"), _("Register")], rows, flexible=0, width=terminal_width()):
        out(line)
