"""What several files would bring or brought, as paragraphs. Pure: values in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _, explain, ngettext
from cap_tui.services.incoming import Trust
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined, person_name

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.errors import CapError
    from cap_tui.services.gathering import FolderPreview, FolderReceipt
    from cap_tui.services.incoming import Incoming

BLANK = Block(Content(""))
BULLET = Content(" • ")


def preview_blocks(found: FolderPreview) -> list[Block]:
    """Return what each file would bring, those that cannot be taken in last and why."""
    count = len(found.files)
    head = ngettext("{count} file can be opened", "{count} files can be opened", count).format(count=count)
    blocks = [
        Block(Content.styled(head, "bold")),
        Block(Content(_("Nothing is written before you accept."))),
        BLANK,
    ]
    blocks += [_file(one) for one in found.files]
    if strangers(found):
        new = _("New senders: their fingerprints are compared by phone before anything is taken in.")
        blocks += [BLANK, Block(Content.styled(new, "bold"))]
    return [*blocks, *_refusals(found.refused)]


def strangers(found: FolderPreview) -> list[tuple[str, str]]:
    """Return name and fingerprint of those whose key is to be trusted first, each once."""
    people: dict[str, str] = {}
    for one in found.files:
        if one.blocked is None and one.trust is Trust.NEW and one.sender_fingerprint:
            people.setdefault(one.sender_fingerprint, one.sender)
        if one.blocked is None and one.director_fingerprint:
            people.setdefault(one.director_fingerprint, one.director)
    return [(name, mark) for mark, name in people.items()]


def done_blocks(receipt: FolderReceipt) -> list[Block]:
    """Return what was taken in, file by file."""
    blocks = [Block(Content.styled("✓ " + _("Done."), "bold $good")), BLANK]
    blocks += [Block(Content(line), margin=BULLET) for line in receipt.lines()]
    if receipt.done:
        blocks.append(BLANK)
    for one in receipt.done:
        new = ngettext("{count} new entry", "{count} new entries", one.new).format(count=one.new)
        text = joined(Content.styled(one.name, "bold"), one.structure, person_name(one.sender), new)
        blocks.append(Block(text, margin=BULLET))
    return blocks


def _file(one: Incoming) -> Block:
    if one.blocked is not None:
        state = Content.styled(explain(one.blocked), "$alert")
    elif one.changes_nothing:
        state = Content.styled(_("nothing new"), "$muted")
    else:
        new = ngettext("{count} new entry", "{count} new entries", one.new).format(count=one.new)
        state = Content.styled(new, "$good")
    refused = sum(one.refused.values())
    also = ngettext("{count} refused", "{count} refused", refused).format(count=refused) if refused else ""
    text = joined(Content.styled(one.path.name, "bold"), one.structure, person_name(one.sender), state, also)
    return Block(text, margin=BULLET)


def _refusals(refused: tuple[tuple[Path, CapError], ...]) -> list[Block]:
    if not refused:
        return []
    head = Block(Content.styled(_("Cannot be opened"), "bold $accent"))
    return [
        BLANK,
        head,
        *(
            Block(joined(Content.styled(path.name, "bold"), explain(error), by=" : "), margin=BULLET)
            for path, error in refused
        ),
    ]
