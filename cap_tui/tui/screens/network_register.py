"""Registre et certificats: the structures of the network, and what expires when, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.network.certificates import WITHIN, Event, deadlines, last_certificates
from cap_tui.core.network.schemes import scheme_name
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.certificate_words import deadline_words
from cap_tui.i18n.formats import short_date
from cap_tui.services.network.register_fields import MEMBER_FIELDS, field_label
from cap_tui.services.network.register_words import (
    certificate_words,
    engagement_words,
    headcount_words,
    kinds_label,
    value_words,
)
from cap_tui.tui.screens.network_table import Column, Row, Table
from cap_tui.tui.screens.network_words import register_words
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.core.network.certificates import Deadline
    from cap_tui.core.network.register import Record
    from cap_tui.tui.screens.network_source import Looked, Source

FAR = 3_660
"""Days ahead of which the days of certificates are listed: ten years."""


def register_table(source: Source, looked: Looked) -> Table:
    """Return the structures of the register that are asked for."""
    today, found, every = source.today, source.found(looked), len(source.records())
    count = register_words(every)
    if len(found) != every:
        count = _("{found} of {register}").format(found=len(found), register=count)
    nothing = _("The register is empty. i: import it from Excel or CSV; n: add a structure.")
    return Table(
        head=(Content(count),),
        columns=(
            Column(_("Structure"), 0, lambda record: _name(record, today)),
            Column(_("Type"), 10, lambda record: kinds_label(record.member.kinds)),
            Column(_("Region"), 24, lambda record: record.member.region),
            Column(_("Approaches"), 22, lambda record: _engaged(record, today), wide=True),
            Column(_("Expires on"), 13, lambda record: _expiry(record, today)),
        ),
        rows=[Row(record.member.siret, record) for record in found],
        about=lambda record, _width: record_blocks(record, today),
        nothing=nothing if not every else _("No structure holds these words. Search fewer or shorter ones."),
        explained=(
            _(
                "The register lists the structures known here, whether they evaluated themselves or not. It stays on this "
                "computer, or in the shared database."
            ),
        ),
    )


def _name(record: Record, today: date) -> Content:
    member = record.member
    away = _("left the network") if member.gone else _("not in the network yet")
    mark = "" if member.present(today) else f"({away})"
    fictional = Content.styled(" " + _("fictional").upper() + " ", "reverse") if member.fictional else ""
    return joined(Content(member.name), Content.styled(mark, "$muted"), fictional, by=" ")


def _engaged(record: Record, today: date) -> str:
    return ", ".join(scheme_name(one.scheme) for one in record.engagements if one.running(today))


def _expiry(record: Record, today: date) -> Content:
    """Return the first day on which a certificate it holds ends, marked when that is past or near."""
    days = sorted(one.expires for one in last_certificates(record) if one.expires is not None)
    if not days:
        return Content("")
    first = days[0]
    if first < today:
        return Content.styled(f"✗ {short_date(first)}", "bold $alert")
    near = (first - today).days <= WITHIN
    return Content.styled(f"! {short_date(first)}", "bold") if near else Content(short_date(first))


def record_blocks(record: Record, today: date) -> list[Block]:
    """Return all that the register says of a structure, what is unknown left out."""
    member = record.member
    told = [
        f"{field_label(name)} {value_words(getattr(member, name))}"
        for name in MEMBER_FIELDS
        if name not in ("name", "kinds", "region", "fictional") and getattr(member, name)
    ]
    return [
        Block(joined(_name(record, today).stylize("bold"), f"SIRET {member.siret}")),
        Block(joined(kinds_label(member.kinds), member.region, *told)),
        *_listed("engagements", [engagement_words(one) for one in record.engagements]),
        *_listed("groups", list(record.groups)),
        *_listed("certificates", [certificate_words(one) for one in record.certificates]),
        *_listed("headcounts", [headcount_words(one) for one in record.headcounts]),
    ]


def _listed(field: str, lines: list[str]) -> list[Block]:
    if not lines:
        return []
    return [Block(Content(" ; ".join(lines)), margin=Content.styled(f"{field_label(field)}  ", "$accent"))]


def certificates_table(source: Source, looked: Looked) -> Table:
    """Return what expired, what expires and which audits come, the earliest first."""
    today = source.today
    kept = [record for record in source.records() if looked.keeps(record)]
    found = deadlines(kept, today, FAR)
    past = sum(one.event is Event.EXPIRED for one in found)
    near = sum(0 <= one.days <= WITHIN for one in found)
    head = joined(
        Content.styled(
            ngettext("{count} certificate expired", "{count} certificates expired", past).format(count=past),
            "bold $alert" if past else "",
        ),
        ngettext(
            "{count} day to come within {days} days", "{count} days to come within {days} days", near
        ).format(count=near, days=WITHIN),
    )
    return Table(
        head=(head,),
        columns=(
            Column(_("Day"), 13, _day),
            Column(_("What"), 28, deadline_words),
            Column(_("Structure"), 0, lambda one: one.member.name),
            Column(_("Approach"), 15, lambda one: scheme_name(one.certificate.scheme)),
            Column(_("Group"), 20, lambda one: one.certificate.group, wide=True),
        ),
        rows=[Row(f"{one.member.siret} {one.certificate.scheme} {one.event}", one) for one in found],
        about=lambda one, _width: _about(one),
        nothing=_("No certificate has a day to come in the register."),
        explained=(
            _(
                "Only the last certificate of a structure under each approach is listed: one that was renewed expires no "
                "more. Structures that left the network are left out."
            ),
        ),
    )


def _day(one: Deadline) -> Content:
    text = short_date(one.date)
    if one.days < 0:
        return Content.styled(f"✗ {text}", "bold $alert")
    return Content.styled(f"! {text}", "bold") if one.days <= WITHIN else Content(f"  {text}")


def _about(one: Deadline) -> list[Block]:
    member = one.member
    return [
        Block(joined(Content.styled(member.name, "bold"), kinds_label(member.kinds), member.region)),
        Block(Content(certificate_words(one.certificate))),
        Block(joined(member.contact, member.email, member.phone)),
    ]
