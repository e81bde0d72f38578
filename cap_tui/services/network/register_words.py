"""What the register says, in words: one line for each engagement, certificate, count and answer to a finding."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cap_tui.core.network.equality import BODIES
from cap_tui.core.network.schemes import scheme_name
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import state_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.network.register import Certificate, Engagement, Headcount
    from cap_tui.services.network.register_groups import AnsweringLine


def kinds_label(kinds: Sequence[str]) -> str:
    """Return the kinds of a structure; “other” for none."""
    return " / ".join(kinds) if kinds else _("Other or not stated")


def counted_label(kinds: Sequence[Sequence[str]]) -> str:
    """Return which structures a count is of: the kinds put together, or all for none."""
    return ", ".join(map(kinds_label, kinds)) if kinds else _("all structures")


def engagement_words(line: Engagement) -> str:
    """Return `CAP since 05/01/2017 until 31/12/2019`."""
    words = [scheme_name(line.scheme)]
    if line.since:
        words.append(_("since {date}").format(date=short_date(line.since)))
    if line.until:
        words.append(_("until {date}").format(date=short_date(line.until)))
    return " ".join(words)


def certificate_words(line: Certificate) -> str:
    """Return what a certificate is, what is unknown left out."""
    parts = [
        scheme_name(line.scheme),
        _("no. {number}").format(number=line.number) if line.number else "",
        line.scope,
        _("by {body}").format(body=line.body) if line.body else "",
        _("with the group {group}").format(group=line.group) if line.group else "",
        _("delivered on {date}").format(date=short_date(line.issued)) if line.issued else "",
        _("surveillance on {date}").format(date=short_date(line.surveillance)) if line.surveillance else "",
        _("expires on {date}").format(date=short_date(line.expires)) if line.expires else "",
    ]
    return ", ".join(part for part in parts if part)


def headcount_words(line: Headcount) -> str:
    """Return `2026, bureau: women 3, men 4`."""
    return _("{year}, {body}: women {women}, men {men}").format(
        year=line.year, body=body_label(line.body), women=line.women, men=line.men
    )


def body_label(body: str) -> str:
    """Return the name of a body; its id for one written by a later version."""
    return _(BODIES[body]) if body in BODIES else body


def answer_words(line: AnsweringLine) -> str:
    """Return `action 4, planned, due on 05/01/2027, late — its title`."""
    words = [_("action {number}").format(number=line.number), state_label(line.state)]
    if line.due:
        words.append(_("due on {date}").format(date=short_date(line.due)))
    if line.late:
        words.append(_("late"))
    return f"{', '.join(words)} — {line.title}"


def value_words(value: Any) -> str:
    """Return a value of the register as people read it; empty for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return short_date(value)
    return " / ".join(value) if isinstance(value, tuple) else str(value)
