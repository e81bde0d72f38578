"""The visa: what a signature covers is heard before it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.menus import Way, menu
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import role_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.review import SealedState, Visa

GROUP, SHORT = 4, 16
MOST_CHANGES = 30
"""Changes told at once; the history holds the others."""


def visa(room: Room) -> None:
    """Offer to hear what a visa covers and to sign."""

    def heading() -> Iterator[str]:
        yield _("Visa")
        last = room.dossier.standing_visa()
        yield standing(last) if last else _("No visa yet.")

    def ways() -> list[Way]:
        return [
            Way(
                _("Hear what would be signed now"),
                lambda: room.dialogue.say(*covered(room.dossier.visa_state())),
            ),
            Way(_("Sign"), lambda: _sign(room), room.dossier.may_sign() is None),
            Way(_("Hear the visas and what changed since"), lambda: room.dialogue.say(*_visas(room))),
        ]

    menu(room.dialogue, heading, ways)


def covered(state: SealedState) -> list[str]:
    """Return what a signature covers, one fact a line."""
    positioned = _("{positioned} of {applicable} criteria rated").format(
        positioned=state.positioned, applicable=state.applicable
    )
    score = _("no score yet") if state.score is None else percent(state.score)
    facts = (
        (_("Score"), score),
        (_("Coverage"), positioned),
        (_("Positions retained"), str(state.retained)),
        (_("Actions in the plan"), str(state.actions)),
        (_("Facts of the history"), str(state.entries)),
        (_("Questionnaire"), _grouped(state.questionnaire)),
        (_("Seal"), _grouped(state.state)),
    )
    return [_("{name}: {text}").format(name=name, text=text) for name, text in facts]


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + GROUP] for start in range(0, SHORT, GROUP))


def standing(last: Visa) -> str:
    """Return who signed last, when, and whether the visa still covers the plan as it is."""
    count = len(last.changes)
    state = _("it stands: nothing has changed since")
    if count:
        state = ngettext(
            "modified after the visa ({count} change)", "modified after the visa ({count} changes)", count
        ).format(count=count)
    return _("Signed by {name}, {role}, on {when}: {state}.").format(
        name=spoken.person(last.by), role=role_label(last.role), when=spoken.when(last.at), state=state
    )


def _visas(room: Room) -> Iterator[str]:
    visas = room.dossier.visas()
    if not visas:
        yield _("No visa yet.")
    for one in visas:
        yield standing(one)
        if one.comment:
            yield _("{name}: {text}").format(name=_("Comment"), text=one.comment)
        yield from covered(one.covers)
        for change in one.changes[:MOST_CHANGES]:
            yield _("Changed since: {what}, by {name}, on {when}").format(
                what=change.what, name=spoken.person(change.author), when=spoken.when(change.at)
            )
    yield _(
        "A visa is a signature made with cap-tui over an exact state; it is not a qualified electronic signature."
    )


def _sign(room: Room) -> None:
    """Read what would be signed, ask for a comment and a yes, and sign exactly what was read."""
    state = room.dossier.visa_state()
    room.dossier.demand("visa.sign")
    room.dossier.demand_answered()
    room.dialogue.say(_("You would sign this:"), *covered(state))
    comment = room.dialogue.text(_("A comment with your visa? (Enter for none)"))
    if room.dialogue.agreed(_("Sign what was just read?")):
        room.dossier.sign_visa(comment=comment, expected=state.state)
        room.dialogue.say(_("Signed. It will reach the others with your next file."))
    else:
        room.dialogue.say(_("Nothing was signed."))
