"""The register in lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.tables import table, terminal_width
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from cap_tui.core.network.register import Record
    from cap_tui.services.network.register_import import Changed, Refused, RegisterPreview, Remarked

MOST = 20
"""Structures added, structures changed, reasons to refuse and to check that are told one by one; further ones are counted."""


def register_table(records: Sequence[Record], today: date) -> list[str]:
    """Return a line for each structure: what it is, what it is engaged in, what it holds."""
    from cap_tui.core.network.certificates import last_certificates
    from cap_tui.core.network.schemes import scheme_name
    from cap_tui.i18n.formats import short_date
    from cap_tui.services.network.register_fields import field_label
    from cap_tui.services.network.register_words import kinds_label

    rows = []
    for record in records:
        member = record.member
        engaged = [scheme_name(one.scheme) for one in record.engagements if one.running(today)]
        held = [
            scheme_name(one.scheme) + (f" {short_date(one.expires)}" if one.expires else "")
            for one in last_certificates(record)
        ]
        gone = _("left on {date}").format(date=short_date(member.gone)) if member.gone else ""
        name = " · ".join(text for text in (member.name, gone) if text)
        rows.append(
            [
                member.siret,
                name,
                kinds_label(member.kinds),
                member.region,
                ", ".join(engaged),
                ", ".join(held),
            ]
        )
    headers = [
        field_label(name) for name in ("siret", "name", "kinds", "region", "engagements", "certificates")
    ]
    return table(headers, rows, flexible=1, width=terminal_width())


def record_lines(record: Record) -> list[str]:
    """Return one structure, what is unknown left out."""
    from cap_tui.services.network.register_fields import MEMBER_FIELDS, field_label
    from cap_tui.services.network.register_words import (
        certificate_words,
        engagement_words,
        headcount_words,
        kinds_label,
        value_words,
    )

    member = record.member
    pairs = [(field_label("siret"), member.siret)]
    for name in MEMBER_FIELDS:
        text = kinds_label(member.kinds) if name == "kinds" else value_words(getattr(member, name))
        if text and (name != "fictional" or member.fictional):
            pairs.append((field_label(name), text))
    pairs += [(field_label("engagements"), engagement_words(one)) for one in record.engagements]
    pairs += [(field_label("groups"), name) for name in record.groups]
    pairs += [(field_label("certificates"), certificate_words(one)) for one in record.certificates]
    pairs += [(field_label("headcounts"), headcount_words(one)) for one in record.headcounts]
    return [_("{label}: {text}").format(label=label, text=text) for label, text in pairs]


def preview_lines(found: RegisterPreview) -> Iterator[str]:
    """Yield what a file would bring: how it was read, then line by line."""
    yield _how(found)
    if found.unknown:
        yield _("Columns left out: {heads}").format(heads=", ".join(found.unknown))
    new, changed, same, refused = (
        len(found.new),
        len(found.changed),
        len(found.same),
        len(found.refused),
    )
    yield " · ".join(
        (
            ngettext("{count} structure added", "{count} structures added", new).format(count=new),
            ngettext("{count} structure changed", "{count} structures changed", changed).format(
                count=changed
            ),
            ngettext("{count} structure unchanged", "{count} structures unchanged", same).format(count=same),
            ngettext("{count} line refused", "{count} lines refused", refused).format(count=refused),
        )
    )
    for one in found.new[:MOST]:
        yield _("line {line}: added — {name} ({siret})").format(
            line=one.line, name=one.record.member.name, siret=one.record.member.siret
        )
    yield from _rest(new)
    for change in found.changed[:MOST]:
        yield from _changed(change)
    yield from _rest(changed)
    yield from _told(found.refused, lambda count: ngettext("REFUSED", "REFUSED", count))
    yield from _told(found.remarks, lambda _count: _("to check"))


def _rest(count: int) -> Iterator[str]:
    """Yield how many structures were not told, when some were not."""
    rest = count - MOST
    if rest > 0:
        yield ngettext("and {count} structure more", "and {count} structures more", rest).format(count=rest)


def _told(lines: Sequence[Refused | Remarked], what: Callable[[int], str]) -> Iterator[str]:
    """Yield each reason with its lines, then how many lines are left to tell."""
    from cap_tui.services.network.register_reasons import reasons_of

    reasons = reasons_of(lines)
    for one in reasons[:MOST]:
        told = {"where": one.where, "what": what(len(one.lines)), "name": one.name, "reason": one.text}
        if one.name:
            yield _("{where}: {what} — {name}: {reason}").format(**told)
        else:
            yield _("{where}: {what} — {reason}").format(**told)
    if rest := {line for one in reasons[MOST:] for line in one.lines}:
        yield ngettext(
            "and {count} line more: {what}; --json gives them all.",
            "and {count} lines more: {what}; --json gives them all.",
            len(rest),
        ).format(count=len(rest), what=what(len(rest)))


def _how(found: RegisterPreview) -> str:
    """Return how the file was read."""
    source = found.source
    if source.sheet or not source.encoding:
        text = _("Read: sheet “{sheet}”.").format(sheet=source.sheet)
        if source.left:
            text += " " + _("Sheets left out: {names}.").format(names=", ".join(source.left))
        return text
    separator = _("tab") if source.separator == "\t" else source.separator
    return _("Read: encoding {encoding}, columns separated by “{separator}”.").format(
        encoding=source.encoding, separator=separator
    )


def _changed(change: Changed) -> Iterator[str]:
    from cap_tui.services.network.register_fields import field_label

    yield _("line {line}: changed — {name} ({siret})").format(
        line=change.line, name=change.after.member.name, siret=change.after.member.siret
    )
    for one in change.differences:
        yield "    " + _("{label}: {before} → {after}").format(
            label=field_label(one.field), before=one.before or "—", after=one.after or "—"
        )
