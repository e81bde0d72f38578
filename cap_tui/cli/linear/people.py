"""Who takes part: heard, let in, withdrawn, set blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.menus import Way, menu, pick
from cap_tui.cli.linear.paths import content_of, typed_path
from cap_tui.core.permissions import Role
from cap_tui.exchange.cards import SUFFIX, read_card
from cap_tui.i18n import _
from cap_tui.i18n.labels import role_label

if TYPE_CHECKING:
    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.review import Participant
    from cap_tui.exchange.cards import Card

GRANTED = (Role.PEER, Role.THIRD_PARTY, Role.CONTRIBUTOR, Role.COORDINATOR)


def people(room: Room) -> None:
    """Offer who takes part."""

    def heading() -> list[str]:
        return [_("Who takes part"), *map(_line, room.dossier.people())]

    def ways() -> list[Way]:
        dossier = room.dossier
        blind = _("End the blind evaluation") if dossier.blind else _("Set the evaluation blind")
        grants = dossier.may("participant.grant")
        return [
            Way(_("Let someone in"), lambda: _grant(room), grants),
            Way(_("Withdraw someone’s roles"), lambda: _revoke(room), dossier.may("participant.revoke")),
            Way(blind, lambda: _blind(room), grants),
        ]

    menu(room.dialogue, heading, ways)


def _line(person: Participant) -> str:
    parts = [spoken.person(person.name), *filter(None, [person.organisation])]
    parts += [role_label(role) for role in person.roles] or [_("withdrawn")]
    if person.finished:
        parts.append(_("has finished"))
    if not person.present:
        parts.append(_("nothing received yet"))
    if person.me:
        parts.append(_("you"))
    return ", ".join(parts)


def _grant(room: Room) -> None:
    room.dossier.demand("participant.grant")
    typed = room.dialogue.ask(
        _("Their fingerprint, or the path of their card:"),
        _("Twenty characters that they read to you over the phone, or a file that ends with .capid."),
    )
    if not typed:
        return
    whom = _card_or_mark(typed)
    place = room.dialogue.choose(_("Which role?"), [role_label(role) for role in GRANTED])
    if place is None:
        return
    name = room.dialogue.ask(_("Their first name and name:")) if isinstance(whom, str) else ""
    room.dossier.grant(whom, GRANTED[place], name=name)
    shown = name or (whom if isinstance(whom, str) else whom.name)
    room.dialogue.say(_("Saved: {name}, {role}.").format(name=shown, role=role_label(GRANTED[place])))


def _card_or_mark(typed: str) -> Card | str:
    """Return the card in a file, or what was typed, read as a fingerprint.

    Raises:
        CapError: The file is no sound card.
    """
    path = typed_path(typed)
    return read_card(content_of(path)) if path.suffix.lower() == SUFFIX else typed


def _revoke(room: Room) -> None:
    room.dossier.demand("participant.revoke")
    others = [person for person in room.dossier.people() if person.roles and not person.me]
    person = pick(
        room.dialogue,
        others,
        _line,
        _("Whose roles? (number or word, Enter for none)"),
        _("Nobody else takes part."),
    )
    if person is not None and room.dialogue.agreed(
        _("Withdraw the roles of {name}? What they wrote stays.").format(name=spoken.person(person.name))
    ):
        room.dossier.revoke(person.id)
        room.dialogue.say(_("Saved: roles withdrawn."))


def _blind(room: Room) -> None:
    on = not room.dossier.blind
    room.dossier.set_blind(on)
    if on:
        room.dialogue.say(
            _("Saved: reviewers see the others’ positions only once they have finished theirs.")
        )
    else:
        room.dialogue.say(_("Saved: reviewers see the others’ positions at once."))
