"""The gestures that change one structure of the register, as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.errors import FieldNameError, FormError
from cap_tui.cli.forms import expect
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.network.register import Record
    from cap_tui.services.workspace import Workspace

EDITS = ("engage", "disengage", "certify", "uncertify", "join", "leave", "count")
FORMS = {
    "add": N_('cap-tui network register add SIRET name="…" kinds=AI region="…"'),
    "set": N_('cap-tui network register set SIRET region="…" contact="…"'),
    "engage": N_("cap-tui network register engage SIRET CAP since=15/01/2026"),
    "disengage": N_("cap-tui network register disengage SIRET CAP"),
    "certify": N_(
        "cap-tui network register certify SIRET CEDRE number=… issued=01/06/2026 expires=31/05/2029"
    ),
    "uncertify": N_("cap-tui network register uncertify SIRET CEDRE number=…"),
    "join": N_('cap-tui network register join SIRET "GROUP"'),
    "leave": N_('cap-tui network register leave SIRET "GROUP"'),
    "count": N_("cap-tui network register count SIRET 2026 board 5 4"),
}


class RegisterFieldError(FieldNameError):
    """No such field here."""

    sentence = N_("No field “{field}” here. The fields are: {fields}.")


def edit(workspace: Workspace, verb: str, details: Sequence[str]) -> Record:
    """Do one gesture and return what the register says then.

    Raises:
        WrongUsageError: It is not written right.
        CapError: It is refused.
    """
    if verb in ("add", "set"):
        return _member(workspace, verb, details)
    if verb in ("join", "leave"):
        return _group(workspace, verb, details)
    if verb == "count":
        return _count(workspace, details)
    return _line(workspace, verb, details)


def _member(workspace: Workspace, verb: str, details: Sequence[str]) -> Record:
    from cap_tui.services.network.register import add_member, set_member
    from cap_tui.services.network.register_fields import MEMBER_FIELDS

    siret, fields = _first(details, verb, 1), _fields(details[1:], MEMBER_FIELDS, verb)
    if not fields:
        raise FormError(form=_(FORMS[verb]))
    return (add_member if verb == "add" else set_member)(workspace, siret[0], fields)


def _group(workspace: Workspace, verb: str, details: Sequence[str]) -> Record:
    from cap_tui.services.network.register import join_group, leave_group

    expect(details, 2, FORMS[verb])
    return (join_group if verb == "join" else leave_group)(workspace, details[0], details[1])


def _count(workspace: Workspace, details: Sequence[str]) -> Record:
    from cap_tui.core.network.register import Headcount
    from cap_tui.services.network.register import count_people
    from cap_tui.services.network.register_values import body_of, count_of, year_of

    expect(details, 5, FORMS["count"])
    siret, year, body, women, men = details
    line = Headcount(year_of(year), body_of(body), count_of(women), count_of(men))
    return count_people(workspace, siret, line)


def _line(workspace: Workspace, verb: str, details: Sequence[str]) -> Record:
    """Write or remove an engagement or a certificate."""
    from cap_tui.core.network.register import Certificate, Engagement
    from cap_tui.services.network.register import certify, disengage, engage, uncertify
    from cap_tui.services.network.register_fields import (
        CERTIFICATE_FIELDS,
        ENGAGEMENT_FIELDS,
        field_values,
    )
    from cap_tui.services.network.register_values import awarded_scheme, one_scheme

    siret, typed = _first(details, verb, 2)
    known = {
        "engage": ENGAGEMENT_FIELDS,
        "disengage": ("since",),
        "certify": CERTIFICATE_FIELDS,
        "uncertify": ("number", "issued"),
    }[verb]
    fields = field_values(_fields(details[2:], known, verb))
    if verb == "engage":
        return engage(workspace, siret, Engagement(one_scheme(typed), **fields))
    if verb == "disengage":
        return disengage(workspace, siret, one_scheme(typed), **fields)
    scheme = awarded_scheme(typed)
    if verb == "certify":
        return certify(workspace, siret, Certificate(scheme, **fields))
    return uncertify(workspace, siret, scheme, **fields)


def _first(details: Sequence[str], verb: str, count: int) -> Sequence[str]:
    """Return the words that come before the fields."""
    if len(details) < count or any("=" in word for word in details[:count]):
        raise FormError(form=_(FORMS[verb]))
    return details[:count]


def _fields(details: Sequence[str], known: Sequence[str], verb: str) -> dict[str, str]:
    """Return `field=value` words as fields."""
    fields = {}
    for word in details:
        name, equals, value = word.partition("=")
        if not equals:
            raise FormError(form=_(FORMS[verb]))
        if name not in known:
            raise RegisterFieldError(field=one_line(name, limit=40), fields=", ".join(known))
        fields[name] = value
    return fields
