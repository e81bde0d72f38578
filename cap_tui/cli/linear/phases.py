"""From phase to phase, and “I have finished”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear.criterion import left_sentence
from cap_tui.cli.linear.menus import Way, menu
from cap_tui.i18n import _
from cap_tui.i18n.labels import phase_label

if TYPE_CHECKING:
    from cap_tui.cli.linear.menus import Room


def phases(room: Room) -> None:
    """Offer the next phase and the previous one."""

    def heading() -> list[str]:
        return [_("Phase: {phase}").format(phase=phase_label(room.dossier.summary.phase))]

    def ways() -> list[Way]:
        dossier = room.dossier
        following, before = dossier.next_phase(), dossier.previous_phase()
        onward = (
            _("Go to the phase “{phase}”").format(phase=phase_label(following))
            if following
            else _("Go to the next phase")
        )
        back = (
            _("Go back to the phase “{phase}”").format(phase=phase_label(before))
            if before
            else _("Go back to the previous phase")
        )
        return [
            Way(onward, lambda: _advance(room), following is not None and dossier.may("phase.advance")),
            Way(back, lambda: _reopen(room), before is not None and dossier.may("phase.reopen")),
        ]  # fmt: skip

    menu(room.dialogue, heading, ways)


def _advance(room: Room) -> None:
    dossier = room.dossier
    dossier.demand("phase.advance")
    following = dossier.next_phase()
    if following is None:
        room.dialogue.say(_("This is the last phase."))
        return
    if dossier.previous_phase() is None:
        room.dialogue.say(left_sentence(room))
    question = _(
        "Go to the phase “{phase}”? What the present phase leaves open closes; you can come back, saying why."
    )
    if room.dialogue.agreed(question.format(phase=phase_label(following))):
        dossier.advance()
        room.dialogue.say(_("Saved. Phase: {phase}").format(phase=phase_label(dossier.summary.phase)))


def _reopen(room: Room) -> None:
    dossier = room.dossier
    dossier.demand("phase.reopen")
    if dossier.previous_phase() is None:
        room.dialogue.say(_("This is the first phase."))
        return
    dossier.reopen(room.dialogue.text(_("Why do you go back? The reason stays in the history:")))
    room.dialogue.say(_("Saved. Phase: {phase}").format(phase=phase_label(dossier.summary.phase)))


def finish(room: Room) -> None:
    """Ask for a yes and say “I have finished”, or open one's positions again.

    Raises:
        CapError: Refused.
        BackError: The person goes back.
    """
    dossier, dialogue = room.dossier, room.dialogue
    dossier.demand("opinion.finish")
    if dossier.finished:
        if dialogue.agreed(_("You have finished. Open your positions again?")):
            dossier.finish(on=False)
            dialogue.say(_("Saved: your positions are open again."))
        return
    dialogue.say(left_sentence(room))
    if dialogue.agreed(
        _("Say “I have finished”? Your positions and your texts close; you can open them again.")
    ):
        dossier.finish()
        dialogue.say(_("Saved: you have finished. Send your file now, so that the others receive it."))
