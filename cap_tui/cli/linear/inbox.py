"""What waits for the person at the keyboard, each thing one number away from being done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.menus import Way, menu, pick
from cap_tui.cli.linear.phases import finish
from cap_tui.cli.linear.plan import decide
from cap_tui.cli.linear.pooling import pooling
from cap_tui.cli.linear.remarks import open_thread
from cap_tui.cli.linear.visa import visa
from cap_tui.core.review import Waiting
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.review import InboxLine, Version


def inbox(room: Room) -> None:
    """Offer what waits, in the order of the inbox."""

    def heading() -> list[str]:
        count = len(room.dossier.inbox())
        if not count:
            return [_("Nothing waits for you. r goes back.")]
        return [
            ngettext("{count} thing waits for you", "{count} things wait for you", count).format(count=count)
        ]

    def ways() -> list[Way]:
        return [
            Way(_(line.sentence).format(**line.values), _opening(room, line)) for line in room.dossier.inbox()
        ]

    menu(room.dialogue, heading, ways)


def _opening(room: Room, line: InboxLine) -> Callable[[], object]:
    doors: dict[Waiting, Callable[[], object]] = {
        Waiting.ANSWER: lambda: open_thread(room, line.target),
        Waiting.DIVERGENCE: lambda: pooling(room),
        Waiting.PROPOSAL: lambda: _proposal(room, line.target),
        Waiting.VERSIONS: lambda: _versions(room),
        Waiting.FINISH: lambda: finish(room),
        Waiting.VISA: lambda: visa(room),
    }
    return doors[line.why]


def _proposal(room: Room, proposal_id: str) -> None:
    for proposal in room.dossier.proposals():
        if proposal.id == proposal_id:
            decide(room, proposal)


def _versions(room: Room) -> None:
    field = pick(
        room.dialogue,
        room.dossier.versions(),
        lambda item: item.what,
        _("Which field? (number or word, Enter for none)"),
        _("No field has several versions any more."),
    )
    if field is None:
        return
    place = room.dialogue.choose(
        _("Which version do you keep? Enter for none."), [_version(item) for item in field.versions]
    )
    if place is not None:
        room.dossier.keep_version(field.target, field.field, field.versions[place].hash)
        room.dialogue.say(_("Saved: this version is kept; the history holds the others."))


def _version(version: Version) -> str:
    return _("{name}: {text}").format(
        name=f"{spoken.person(version.author)}, {spoken.when(version.at)}", text=version.text
    )
