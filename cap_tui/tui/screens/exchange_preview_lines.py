"""What a file received would bring, from whom, and whether they are known. Pure: values in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.fingerprints import spaced
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import role_label
from cap_tui.i18n.typography import typeset
from cap_tui.services.incoming import TAMPERED, Trust, refused_lines
from cap_tui.tui.screens.people_lines import role_names
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined, person_name, when

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cap_tui.services.contacts import Contact
    from cap_tui.services.incoming import Incoming
    from cap_tui.services.receipts import Receipt

BLANK = Block(Content(""))
BULLET = Content(" • ")


def preview_blocks(
    incoming: Incoming, contact: Contact | None, local: Callable[[datetime], datetime]
) -> list[Block]:
    """Return the whole preview.

    Args:
        incoming: What was read.
        contact: The sender among those trusted here, if they are.
        local: Turns a moment into the reader's time zone.
    """
    return [
        *_about(incoming, local),
        BLANK,
        *sender_blocks(incoming, contact, local),
        BLANK,
        *_brings(incoming),
    ]


def sender_blocks(
    incoming: Incoming, contact: Contact | None, local: Callable[[datetime], datetime]
) -> list[Block]:
    """Return from whom a file comes, and whether that key is known."""
    if incoming.kind == "worksheet":
        who = _("A sheet filled in by “{name}”, to be counted as one voice of the team.")
        return [_heading(_("From whom")), Block(Content(who.format(name=person_name(incoming.sender))))]
    role = role_label(incoming.sender_role) if incoming.sender_role else _("no role in this evaluation")
    name = joined(Content.styled(person_name(incoming.sender), "bold"), role)
    mark = Content.assemble(
        (_("Fingerprint:") + " ", "$muted"), (spaced(incoming.sender_fingerprint), "bold $accent")
    )
    return [_heading(_("From whom")), Block(name), Block(mark), *_trust(incoming, contact, local)]


def _trust(incoming: Incoming, contact: Contact | None, local: Callable[[datetime], datetime]) -> list[Block]:
    if incoming.trust is Trust.CHANGED:
        words = _(
            "BEWARE: this name was known here with another fingerprint ({known}). It may be a new computer, or someone else. "
            "Call them at a number you know before anything."
        ).format(known=spaced(incoming.known_as))
        return [Block(Content.styled(words, "bold $alert"))]
    if incoming.trust is Trust.NEW:
        words = _(
            "New: nobody vouched for this key yet. Call {name} and read these twenty characters to them: they must see the "
            "same with the key F6."
        ).format(name=person_name(incoming.sender))
        return [Block(Content.styled(words, "bold"))]
    if incoming.trust is Trust.SELF:
        return [Block(Content.styled(_("This is your own key."), "$good"))]
    since = (
        _("known since {date}").format(date=short_date(local(contact.since).date()))
        if contact
        else _("known here")
    )
    return [Block(Content.styled("✓ " + since, "$good"))]


def _about(incoming: Incoming, local: Callable[[datetime], datetime]) -> list[Block]:
    where = (
        _("already here: what is new is added") if incoming.exists else _("not here yet: it will be added")
    )
    title = f"{typeset(incoming.questionnaire)} {incoming.year}"
    blocks = [
        Block(joined(Content.styled(incoming.structure, "bold"), title)),
        Block(joined(incoming.path.name, when(local(incoming.created)), where), style="$muted"),
    ]
    if incoming.blocked is not None and incoming.trust is not Trust.CHANGED:
        why = Content.assemble((_("Cannot be taken in:") + " ", "bold"), explain(incoming.blocked))
        blocks += [BLANK, Block(why.stylize("$alert"))]
    return blocks


def _brings(incoming: Incoming) -> list[Block]:
    said = [_heading(_("What it brings"))]
    blocked = explain(incoming.blocked) if incoming.blocked is not None else ""
    refused = frozenset(refused_lines(incoming))
    said += [
        Block(Content.styled(line, "bold $alert" if line in refused else ""), margin=BULLET)
        for line in incoming.lines()
        if line != blocked
    ]
    if not TAMPERED.isdisjoint(incoming.refused):
        call = _(
            "Someone changed this file on the way. Call {name} at a number you know, and ask for the file by another way."
        ).format(name=person_name(incoming.sender))
        said.append(Block(Content.styled(call, "bold $alert"), margin=BULLET))
    if incoming.known:
        known = ngettext("{count} entry already here", "{count} entries already here", incoming.known)
        said.append(Block(Content(known.format(count=incoming.known)), margin=BULLET))
    if incoming.roles and not incoming.exists:
        mine = _("You take part in it: {role}").format(role=role_names(incoming.roles))
        said.append(Block(Content.styled(mine, "bold"), margin=BULLET))
    for person in incoming.people:
        role = role_names(person.roles) or _("no role")
        comes = _("{name} takes part ({role})").format(name=person_name(person.name), role=role)
        said.append(Block(Content(comes), margin=BULLET))
    if incoming.criteria:
        said += [BLANK, _heading(_("On which criteria"))]
    for code, title, count in incoming.criteria:
        facts = ngettext("{count} fact", "{count} facts", count).format(count=count)
        said.append(Block(joined(f"{code} {typeset(title)}", Content.styled(facts, "$muted")), margin=BULLET))
    return said


def receipt_blocks(receipt: Receipt) -> list[Block]:
    """Return what was taken in, as a page."""
    done = Content.styled("✓ " + _("Taken in."), "bold $good")
    again = _("This report can be read again from the exchange screen (r).")
    lines = [Block(Content(line), margin=BULLET) for line in receipt.lines()]
    return [Block(done), BLANK, *lines, BLANK, Block(Content.styled(again, "$muted"))]


def _heading(text: str) -> Block:
    return Block(Content.styled(text, "bold $accent"))
