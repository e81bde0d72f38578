"""What a file would bring to the register, then what it brought, as a page. Pure: values in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.services.network.register_fields import field_label
from cap_tui.services.network.register_reasons import reasons_of
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.services.network.register_import import (
        Changed,
        Refused,
        RegisterPreview,
        RegisterReceipt,
        Remarked,
    )

MOST = 200
"""Lines of one kind that are listed; the rest is counted, so that twenty thousand lines make no endless page."""
BLANK = Block(Content(""))
BULLET, INDENT = Content(" • "), Content("     ")


def import_blocks(found: RegisterPreview) -> list[Block]:
    """Return how a file was read, what it changes, what is refused and why, what is to be checked."""
    return [
        Block(Content.styled(_how(found), "$muted")),
        *_left_out(found),
        Block(Content.styled(counts_words(found), "bold")),
        *_section(_("Refused: these lines are left out"), list(_reasons(found.refused)), "bold $alert"),
        *_section(_("To check"), list(_reasons(found.remarks)), "bold $accent"),
        *_section(_("What changes"), [_changed(change) for change in found.changed], "bold $accent"),
        *_section(_("What is added"), list(_new(found)), "bold $accent"),
    ]


def counts_words(found: RegisterPreview) -> str:
    """Return how many structures and lines are of each sort."""
    new, changed, same, refused = map(len, (found.new, found.changed, found.same, found.refused))
    return " · ".join(
        (
            ngettext("{count} structure added", "{count} structures added", new).format(count=new),
            ngettext("{count} structure changed", "{count} structures changed", changed).format(
                count=changed
            ),
            ngettext("{count} structure unchanged", "{count} structures unchanged", same).format(count=same),
            ngettext("{count} line refused", "{count} lines refused", refused).format(count=refused),
        )
    )


def written_blocks(receipt: RegisterReceipt) -> list[Block]:
    """Return what was written, and where the data as they were before are."""
    done = Content.styled("✓ " + _("Taken in."), "bold $good")
    new, changed = receipt.new, receipt.changed
    counts = " · ".join(
        (
            ngettext("{count} structure added", "{count} structures added", new).format(count=new),
            ngettext("{count} structure changed", "{count} structures changed", changed).format(
                count=changed
            ),
        )
    )
    blocks = [Block(done), BLANK, Block(Content(counts), margin=BULLET)]
    if receipt.backup is not None:
        kept = _("Your data as they were before are kept: home screen, key s.")
        blocks.append(Block(Content(kept), margin=BULLET))
    return blocks


def _how(found: RegisterPreview) -> str:
    source = found.source
    if source.sheet or not source.encoding:
        text = _("Read: sheet “{sheet}”.").format(sheet=one_line(source.sheet, limit=80))
        if source.left:
            names = ", ".join(one_line(name, limit=80) for name in source.left)
            text += " " + _("Sheets left out: {names}.").format(names=names)
        return text
    separator = _("tab") if source.separator == "\t" else source.separator
    return _("Read: encoding {encoding}, columns separated by “{separator}”.").format(
        encoding=source.encoding, separator=separator
    )


def _left_out(found: RegisterPreview) -> list[Block]:
    if not found.unknown:
        return []
    return [Block(Content(_("Columns left out: {heads}").format(heads=", ".join(found.unknown))))]


def _section(title: str, items: Sequence[list[Block]], style: str) -> list[Block]:
    if not items:
        return []
    blocks = [BLANK, Block(Content.styled(title, style))]
    for item in items[:MOST]:
        blocks += item
    rest = len(items) - MOST
    if rest > 0:
        said = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
        blocks.append(Block(Content.styled(said, "$muted"), margin=BULLET))
    return blocks


def _line(number: int) -> str:
    return _("line {line}").format(line=number)


def _reasons(lines: Sequence[Refused | Remarked]) -> Iterator[list[Block]]:
    for one in reasons_of(lines):
        yield [
            Block(joined(one.where, Content.styled(one.name, "bold")), margin=BULLET),
            Block(Content(one.text), margin=INDENT),
        ]


def _changed(change: Changed) -> list[Block]:
    member = change.after.member
    title = joined(_line(change.line), Content.styled(member.name, "bold"), f"SIRET {member.siret}")
    return [
        Block(title, margin=BULLET),
        *(
            Block(
                Content(
                    _("{label}: {before} → {after}").format(
                        label=field_label(one.field), before=one.before or "—", after=one.after or "—"
                    )
                ),
                margin=INDENT,
            )
            for one in change.differences
        ),
    ]


def _new(found: RegisterPreview) -> Iterator[list[Block]]:
    for one in found.new:
        member = one.record.member
        yield [
            Block(
                joined(_line(one.line), Content.styled(member.name, "bold"), f"SIRET {member.siret}"),
                margin=BULLET,
            )
        ]
