"""The forms of the register: which fields each has, what they hold at first, and what is written of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_
from cap_tui.core.network.equality import BODIES
from cap_tui.core.network.register import Certificate, Engagement, Headcount
from cap_tui.core.network.schemes import SCHEMES
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date
from cap_tui.services.network.register import (
    add_member,
    certify,
    count_people,
    disengage,
    engage,
    join_group,
    leave_group,
    set_member,
    uncertify,
)
from cap_tui.services.network.register_fields import (
    CERTIFICATE_FIELDS,
    ENGAGEMENT_FIELDS,
    field_label,
    field_values,
)
from cap_tui.services.network.register_values import count_of, year_of
from cap_tui.services.network.register_words import body_label, certificate_words, engagement_words
from cap_tui.tui.dialogs.form import SEVERAL, Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.core.network.register import Member, Record
    from cap_tui.services.workspace import Workspace

TYPED = ("name", "kinds", "region", "contact", "email", "phone", "joined", "gone")
"""Fields of a structure that the form shows; that it is fictional is said by the import alone."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked, and what is done with the answers.

    Attributes:
        title: Ready to show.
        fields: See `FormDialog`.
        values: What they hold at first.
        write: Writes the answers; raises `CapError` when they do not fit.
        said: Ready to show once written.
    """

    title: str
    fields: tuple[Field, ...]
    values: Mapping[str, str]
    write: Callable[[Mapping[str, str]], Any]
    said: str


def _field(name: str) -> Field:
    if name == "kinds":
        return Field(name, field_label(name), [(kind, kind) for kind in KINDS], several=True)
    if name == "region":
        return Field(
            name, field_label(name), [("", _("not given")), *((region, region) for region in REGIONS)]
        )
    return Field(name, field_label(name))


def _text(member: Member, name: str) -> str:
    value = getattr(member, name)
    if name == "kinds":
        return SEVERAL.join(value)
    if name in ("joined", "gone"):
        return short_date(value) if value else ""
    return str(value)


def new_member(workspace: Workspace) -> Form:
    """Return the form of a structure that is not in the register yet."""

    def write(values: Mapping[str, str]) -> None:
        add_member(workspace, values["siret"], {name: values[name] for name in TYPED})

    fields = (Field("siret", field_label("siret")), *map(_field, TYPED))
    values = {field.name: "" for field in fields}
    return Form(_("A structure of the network"), fields, values, write, _("Structure added to the register."))


def known_member(workspace: Workspace, record: Record) -> Form:
    """Return the form of a structure of the register; what one did not change is not written."""
    member = record.member
    before = {name: _text(member, name) for name in TYPED}

    def write(values: Mapping[str, str]) -> None:
        changed = {name: values[name] for name in TYPED if values[name] != before[name]}
        set_member(workspace, member.siret, changed)

    title = _("{name} · SIRET {siret}").format(name=member.name, siret=member.siret)
    return Form(title, tuple(map(_field, TYPED)), before, write, _("Register changed."))


_SCHEME = "scheme"


def _schemes(*, awarded: bool) -> Field:
    options = [(one.id, one.name) for one in SCHEMES.values() if one.awarded or not awarded]
    return Field(_SCHEME, field_label(_SCHEME), options)


def engagement_form(workspace: Workspace, record: Record) -> Form:
    """Return the form of an approach that the structure entered."""

    def write(values: Mapping[str, str]) -> None:
        found = field_values({name: values[name] for name in ENGAGEMENT_FIELDS})
        engage(workspace, record.member.siret, Engagement(values[_SCHEME], **found))

    fields = (_schemes(awarded=False), *map(_field, ENGAGEMENT_FIELDS))
    return _lined(record, _("An approach of {name}"), fields, write)


def certificate_form(workspace: Workspace, record: Record) -> Form:
    """Return the form of a certificate."""

    def write(values: Mapping[str, str]) -> None:
        found = field_values({name: values[name] for name in CERTIFICATE_FIELDS})
        certify(workspace, record.member.siret, Certificate(values[_SCHEME], **found))

    fields = (_schemes(awarded=True), *map(_field, CERTIFICATE_FIELDS))
    return _lined(record, _("A certificate of {name}"), fields, write)


def group_form(workspace: Workspace, record: Record) -> Form:
    """Return the form of a group that the structure joins."""

    def write(values: Mapping[str, str]) -> None:
        join_group(workspace, record.member.siret, values["group"])

    return _lined(record, _("A group of {name}"), (Field("group", _("Group")),), write)


def headcount_form(workspace: Workspace, record: Record) -> Form:
    """Return the form of the women and men of one body, one year."""

    def write(values: Mapping[str, str]) -> None:
        women, men = count_of(values["women"]), count_of(values["men"])
        line = Headcount(year_of(values["year"]), values["body"], women, men)
        count_people(workspace, record.member.siret, line)

    bodies = [(body, body_label(body)) for body in BODIES]
    fields = (
        Field("year", _("Year")), Field("body", _("Body"), bodies), Field("women", _("Women")), Field("men", _("Men")),
    )  # fmt: skip
    return _lined(record, _("Women and men of {name}"), fields, write)


def _lined(
    record: Record, title: str, fields: tuple[Field, ...], write: Callable[[Mapping[str, str]], Any]
) -> Form:
    values = {field.name: (field.options[0][0] if field.options else "") for field in fields}
    return Form(title.format(name=record.member.name), fields, values, write, _("Register changed."))


MORE: Mapping[str, tuple[str, Callable[[Workspace, Record], Form]]] = {
    "engagement": (N_("Write an approach"), engagement_form),
    "certificate": (N_("Write a certificate"), certificate_form),
    "group": (N_("Put in a group"), group_form),
    "headcount": (N_("Count women and men"), headcount_form),
}
"""What may be written about a structure, besides its own fields."""


def removals(workspace: Workspace, record: Record) -> list[tuple[str, Callable[[], Any]]]:
    """Return the lines about a structure that may be taken away, in words, each with what takes it away."""
    siret = record.member.siret
    return [
        *(
            (engagement_words(one), partial(disengage, workspace, siret, one.scheme, one.since))
            for one in record.engagements
        ),
        *(
            (certificate_words(one), partial(uncertify, workspace, siret, one.scheme, one.number, one.issued))
            for one in record.certificates
        ),
        *(
            (_("Group {name}").format(name=name), partial(leave_group, workspace, siret, name))
            for name in record.groups
        ),
    ]
