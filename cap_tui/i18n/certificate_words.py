"""Certificates in words, the same on the screen and on the command line: days to come, groups and what threatens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.network.certificates import Event, GroupState
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import short_date

if TYPE_CHECKING:
    from cap_tui.core.network.certificates import Deadline, GroupStanding, Risk


def deadline_words(one: Deadline) -> str:
    """Return what a day means for a certificate, and how far it is."""
    count = abs(one.days)
    if one.event is Event.EXPIRED:
        return ngettext("EXPIRED for {count} day", "EXPIRED for {count} days", count).format(count=count)
    if one.event is Event.EXPIRES:
        return ngettext("expires in {count} day", "expires in {count} days", count).format(count=count)
    if one.days < 0:
        text = ngettext("surveillance passed by {count} day", "surveillance passed by {count} days", count)
    else:
        text = ngettext("surveillance in {count} day", "surveillance in {count} days", count)
    return text.format(count=count)


def standing_words(standing: GroupStanding) -> str:
    """Return where a group stands, and how many of its members hold the certificate when there is one to hold."""
    label = {
        GroupState.CERTIFIED: _("certified"),
        GroupState.AT_RISK: _("certificate at risk"),
        GroupState.NOT_CERTIFIED: _("not certified"),
    }[standing.state]
    if not standing.scheme:
        return label
    share = _("{certified} of {count}").format(
        certified=standing.certified, count=len(standing.group.members)
    )
    return f"{label} ({share})"


def risk_words(risk: Risk) -> str:
    """Return why a member puts the certificate of all at risk."""
    name = risk.member.name
    if risk.majors:
        text = ngettext(
            "{name}: {count} major finding open", "{name}: {count} major findings open", risk.majors
        )
        return text.format(name=name, count=risk.majors)
    if risk.date:
        return _("{name}: certificate expired on {date}").format(name=name, date=short_date(risk.date))
    return _("{name}: no certificate with the group").format(name=name)
