"""The fields of the register: what people call them, and how what is typed becomes a value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date
from cap_tui.services.network.register_errors import MemberNameError, MemberOrderError
from cap_tui.services.network.register_values import (
    MAX_NAME,
    day_of,
    flag_of,
    group_of,
    kinds_of,
    region_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cap_tui.core.network.register import Member, Record

MEMBER_FIELDS = ("name", "kinds", "region", "contact", "email", "phone", "joined", "gone", "fictional")
ENGAGEMENT_FIELDS = ("since", "until")
CERTIFICATE_FIELDS = ("number", "scope", "body", "group", "issued", "surveillance", "expires")
DATES = frozenset({"joined", "gone", "since", "until", "issued", "surveillance", "expires"})
_READ: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(DATES, day_of),
    "kinds": kinds_of,
    "region": region_of,
    "fictional": flag_of,
}
_ORDERS = (("joined", "gone"), ("since", "until"), ("issued", "expires"))


LABELS: Mapping[str, str] = {
    "siret": N_("SIRET"),
    "name": N_("Name"),
    "kinds": N_("Kinds"),
    "region": N_("Regional delegation"),
    "contact": N_("Contact"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "joined": N_("In the network since"),
    "gone": N_("Left the network on"),
    "fictional": N_("Fictional"),
    "engagements": N_("Approaches"),
    "scheme": N_("Approach"),
    "since": N_("Engaged since"),
    "until": N_("Engaged until"),
    "groups": N_("Groups"),
    "certificates": N_("Certificates"),
    "number": N_("Certificate number"),
    "scope": N_("Scope"),
    "body": N_("Certification body"),
    "group": N_("Held with the group"),
    "issued": N_("Delivered on"),
    "surveillance": N_("Next surveillance"),
    "expires": N_("Expires on"),
    "headcounts": N_("Women and men"),
}
"""Field to the message id of its name."""


def field_label(field: str) -> str:
    """Return the name of a field."""
    return _(LABELS[field])


def field_value(field: str, typed: str) -> Any:
    """Return the value that a text gives a field of a structure, an engagement or a certificate.

    Raises:
        CapError: It does not fit.
    """
    if field in _READ:
        return _READ[field](typed)
    if field == "group":
        return group_of(typed) if typed.strip() else ""
    if field == "name":
        name = text_of(typed, field_label(field), MAX_NAME)
        if not name:
            raise MemberNameError
        return name
    return text_of(typed, field_label(field))


def field_values(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of several fields.

    Raises:
        CapError: One does not fit.
    """
    return {field: field_value(field, typed) for field, typed in fields.items()}


def with_fields(member: Member, fields: Mapping[str, str]) -> Member:
    """Return a structure with some fields changed, as typed.

    Raises:
        CapError: One does not fit.
    """
    return replace(member, **field_values(fields))


def check_order(line: object) -> None:
    """Refuse an end before its beginning, in a structure, an engagement or a certificate.

    Raises:
        MemberOrderError: It says which.
    """
    for first, last in _ORDERS:
        start: date | None = getattr(line, first, None)
        end: date | None = getattr(line, last, None)
        if start is not None and end is not None and end < start:
            raise MemberOrderError(
                first=field_label(first),
                start=short_date(start),
                last=field_label(last),
                end=short_date(end),
            )


def check_record(record: Record) -> None:
    """Refuse a record of which one line ends before it begins.

    Raises:
        MemberOrderError: It says which.
    """
    check_order(record.member)
    for line in (*record.engagements, *record.certificates):
        check_order(line)
