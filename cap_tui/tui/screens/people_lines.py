"""Who takes part, as rows and paragraphs. Pure: participants in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.fingerprints import spaced
from cap_tui.core.permissions import Role
from cap_tui.i18n import _
from cap_tui.i18n.labels import role_label
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, joined, person_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cap_tui.core.review import Participant

STATE_CELLS, ROLE_CELLS, MARK_CELLS = 22, 24, 30
WIDE = 100
"""Columns from which a row also shows the fingerprint."""

GIVEN = (Role.PEER, Role.THIRD_PARTY, Role.CONTRIBUTOR, Role.COORDINATOR)
"""Roles that are given to others, the most frequent first."""


def role_names(roles: Iterable[Role]) -> str:
    """Return roles in words; empty for none."""
    return ", ".join(role_label(role) for role in roles)


def state_word(person: Participant) -> str:
    """Return in a word or two how far someone is."""
    if not person.roles:
        return _("withdrawn")
    if person.finished:
        return "✓ " + _("has finished")
    if person.transcribed_by:
        return _("by worksheet")
    return _("has written") if person.present else _("nothing received yet")


def person_row(person: Participant, width: int) -> Content:
    """Return one person on one line: name, organisation, role, how far, and the fingerprint where there is room."""
    wide = width >= WIDE
    name = joined(
        Content.styled(person_name(person.name), "bold"),
        Content.styled(_("you"), "bold $accent") if person.me else "",
        person.organisation,
        by="  ",
    )
    role = role_names(person.roles) or "—"
    room = width - STATE_CELLS - ROLE_CELLS - (MARK_CELLS if wide else 0)
    parts = [cell(name, room), cell(role, ROLE_CELLS), cell(state_word(person), STATE_CELLS)]
    if wide:
        parts.append(cell(spaced(person.fingerprint), MARK_CELLS))
    return Content("").join(parts).truncate(width, ellipsis=True)


def person_details(person: Participant) -> list[Block]:
    """Return what is known of a person, and what to do next with them."""
    title = joined(Content.styled(person_name(person.name), "bold"), person.organisation, by="  ")
    mark = Content.assemble(
        (_("Fingerprint:") + " ", "$muted"), (spaced(person.fingerprint) or "—", "bold $accent")
    )
    role = joined(role_names(person.roles) or _("no role any more"), state_word(person))
    return [Block(title), Block(mark), Block(role), Block(Content(_next(person)))]


def _next(person: Participant) -> str:
    if not person.roles:
        return _(
            "This role was withdrawn: what had arrived still counts, what comes later will have no effect."
        )
    if person.me:
        return _("This is you. Others recognise you by this fingerprint: read it to them over the phone.")
    if person.transcribed_by:
        return _("An Excel sheet filled in, brought in by {name}.").format(name=person.transcribed_by)
    if not person.present:
        return _(
            "Nothing from this person has arrived: send them this evaluation (F7), they write and send theirs back."
        )
    if not person.finished:
        return _("What they wrote has arrived. They have not said yet that they had finished.")
    return _("They have finished: their position is closed.")


def blind_sentence(*, blind: bool) -> str:
    """Return whether reviewers write without seeing the others' positions."""
    if blind:
        return _(
            "Blind: yes. The peer and the third party see the others’ positions once they have finished theirs."
        )
    return _("Blind: no. The peer and the third party see the director’s positions while they write theirs.")
