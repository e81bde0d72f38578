"""Pooling: the criteria where views differ, the largest divergence first, and the position retained with its reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.criterion import asked_criterion, coded, read_aloud, typed_position
from cap_tui.cli.linear.menus import Way, attempt, menu
from cap_tui.core.review import Divergence
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import phase_label

if TYPE_CHECKING:
    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.positions import Position
    from cap_tui.core.review import CrossedViews


def pooling(room: Room) -> None:
    """Offer to compare views and to retain positions."""

    def heading() -> list[str]:
        left = len(_to_settle(room))
        told = ngettext(
            "{count} criterion where views differ and nothing is retained",
            "{count} criteria where views differ and nothing is retained",
            left,
        ).format(count=left)
        return [_("Pooling, phase “{phase}”").format(phase=phase_label(room.dossier.summary.phase)), told]

    def ways() -> list[Way]:
        return [
            Way(_("Go through the divergences, the largest first"), lambda: _go_through(room)),
            Way(_("Choose a criterion"), lambda: _choose(room)),
            Way(_("Hear what is retained"), lambda: _hear(room)),
        ]

    menu(room.dialogue, heading, ways)


def _to_settle(room: Room) -> list[CrossedViews]:
    return [
        views
        for views in room.dossier.divergences()
        if views.divergence is not Divergence.NONE and views.retained is None
    ]


def _go_through(room: Room) -> None:
    waiting = _to_settle(room)
    for views in waiting:
        settle(room, views.criterion)
    if not waiting:
        room.dialogue.say(_("Nothing is left to settle."))


def _choose(room: Room) -> None:
    key = asked_criterion(room)
    if key:
        settle(room, key)


def _hear(room: Room) -> None:
    told = []
    for key in room.dossier.concerned:
        kept = room.dossier.retained(key)
        if kept is not None:
            words = spoken.position(room.dossier.questionnaire.scale, kept.position)
            told.append(
                _("{name}: {text}").format(name=room.dossier.questionnaire.criteria[key].code, text=words)
            )
    room.dialogue.say(*told or [_("Nothing is retained yet.")])


def settle(room: Room, key: str) -> None:
    """Read everyone's view of a criterion and ask what is retained; Enter leaves it as it is.

    A refusal, such as a reason that is missing where views differ, is told and the question asked again.

    Raises:
        CapError: Nothing is retained by this person in this phase.
        BackError: The person goes back.
    """
    criterion, most = room.dossier.questionnaire.criteria[key], len(room.dossier.questionnaire.scale.levels)
    room.dialogue.say(*read_aloud(room, criterion))
    question = _("Retained position (1 to {most}, n, e to withdraw it, Enter to go on):").format(most=most)
    hint = _(
        "1 to {most}: the level agreed. n: not applicable. e: withdraw what was retained. Enter: go on."
    ).format(most=most)
    while True:
        typed = room.dialogue.ask(question, hint)
        if not typed:
            return
        room.dossier.demand("position.retain")
        if typed.lower() == "e":
            room.dossier.retain(key, None)
            room.dialogue.say(_("Saved: nothing is retained on {code} any more.").format(code=criterion.code))
            return
        position = typed_position(room, typed)
        if position is not None and attempt(room.dialogue, partial(_retain, room, key, position)):
            return


def _retain(room: Room, key: str, position: Position) -> None:
    dialogue, dossier = room.dialogue, room.dossier
    voices = dossier.views(key).voices
    reason = dialogue.text(_("Why this position? (needed where views differ; Enter for none)"))
    names = [spoken.person(voice.name) for voice in voices]
    agreed: list[str] = []
    if len(voices) > 1:
        proposed = ", ".join(names)
        typed = dialogue.ask(
            _("Who agreed? (names with commas between them; Enter for {names})").format(names=proposed)
        )
        agreed = [name.strip() for name in (typed or proposed).split(",") if name.strip()]
    dossier.retain(key, position, reason=reason, agreed=agreed)
    criterion = dossier.questionnaire.criteria[key]
    words = spoken.position(dossier.questionnaire.scale, position)
    dialogue.say(_("Retained on {name}: {position}.").format(name=coded(criterion), position=words))
