"""`people` and `finish`: who takes part, in what role, and who has finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, DETAILS, EVALUATION
from cap_tui.cli.errors import FormError
from cap_tui.cli.forms import expect, known_verb, word_of
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.people_lines import (
    ROLE_WORDS,
    card_or_fingerprint,
    next_reader,
    people_lines,
    person_data,
    person_named,
)
from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.cli.front import Front
    from cap_tui.services.dossier import Dossier

VERBS = ("list", "add", "remove", "blind")
VERB = Argument("list", metavar=N_("VERB"), help=N_("list, add, remove or blind; list by default."))
ROLE = Option(
    None,
    "--role",
    metavar="peer|third_party|contributor|coordinator",
    help=N_("With add: what this person is here. In French too: pair, tiers, équipe, coordination."),
)
NAME = Option(
    "",
    "--name",
    metavar=N_("NAME"),
    help=N_("With add: what to call this person; by default, as their card says."),
)
ORGANISATION = Option(
    "", "--organisation", metavar=N_("ORGANISATION"), help=N_("With add: where this person works.")
)
REOPEN = Option(False, "--reopen", help=N_("Open your answers again."))  # noqa: FBT003 - a default value
LIST_FORM = N_("cap-tui people EVALUATION list")
ADD_FORM = N_('cap-tui people EVALUATION add CARD-OR-FINGERPRINT --role peer --name "First name Name"')
REMOVE_FORM = N_("cap-tui people EVALUATION remove NAME-OR-FINGERPRINT")
BLIND_FORM = N_("cap-tui people EVALUATION blind on|off")
SWITCH = {True: ("on", "oui", "yes"), False: ("off", "non", "no")}


class PeopleCommands:
    """Letting people in, and saying that one has finished."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def people(
        self,
        reference: str = EVALUATION,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        role: str | None = ROLE,
        name: str = NAME,
        organisation: str = ORGANISATION,
        as_json: bool = AS_JSON,
    ) -> None:
        """List who takes part after one gesture, if any."""
        details = rest or []
        known_verb(verb, VERBS, "people")
        if verb != "add" and (role or name or organisation):
            raise FormError(form=_(ADD_FORM))
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if verb == "list":
                expect(details, 0, LIST_FORM)
            elif verb == "add":
                _add(dossier, details, role, name, organisation)
            elif verb == "remove":
                _remove(dossier, details)
            else:
                _blind(dossier, details)
        _show(dossier, as_json=as_json)

    def finish(self, reference: str = EVALUATION, *, reopen: bool = REOPEN) -> None:
        """Say “I have finished”, or open one's answers again."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            dossier.finish(not reopen)
            left = unanswered(dossier)
        if reopen:
            say(_("Your answers are open again. When you have finished: cap-tui finish {assessment}").format(
                assessment=dossier.summary.id[:8]
            ))  # fmt: skip
            return
        say(_("You have finished: your answers are closed. Send them with: cap-tui export bundle {assessment} --for {role}").format(
            assessment=dossier.summary.id[:8], role=next_reader(dossier)
        ))  # fmt: skip
        if left:
            say(_left(left))


def unanswered(dossier: Dossier) -> int:
    """Return how many criteria the person at the keyboard left without an answer."""
    taken = dossier.positions()
    return sum(taken.get(key) is None for key in dossier.concerned)


def _left(count: int) -> str:
    return ngettext(
        "{count} criterion is left without your answer.",
        "{count} criteria are left without your answer.",
        count,
    ).format(count=count)


def _show(dossier: Dossier, *, as_json: bool) -> None:
    people = dossier.people()
    if as_json:
        out_json([person_data(person) for person in people])
    for line in () if as_json else people_lines(people):
        out(line)
    if dossier.blind:
        say(
            _("Blind: the peer and the third party see the others’ positions once they have finished theirs.")
        )


def _add(dossier: Dossier, details: Sequence[str], role: str | None, name: str, organisation: str) -> None:
    expect(details, 1, ADD_FORM)
    if role is None:
        raise FormError(form=_(ADD_FORM))
    given = word_of(role, ROLE_WORDS, "--role")
    dossier.grant(card_or_fingerprint(details[0]), given, name=name, organisation=organisation)
    say(_("Added. Send them the evaluation: cap-tui export bundle {assessment} --for {role}").format(
        assessment=dossier.summary.id[:8], role=given.value
    ))  # fmt: skip


def _remove(dossier: Dossier, details: Sequence[str]) -> None:
    expect(details, 1, REMOVE_FORM)
    person = person_named(dossier, details[0])
    dossier.revoke(person.id)
    say(
        _("{name} takes no part any more. What they wrote until now stays.").format(
            name=person.name or person.fingerprint
        )
    )


def _blind(dossier: Dossier, details: Sequence[str]) -> None:
    expect(details, 1, BLIND_FORM)
    dossier.set_blind(word_of(details[0], SWITCH, "blind"))
