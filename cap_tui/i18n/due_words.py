"""What is due in words, the same on the home screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.due import Matter
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from cap_tui.core.due import Due


def due_when(item: Due) -> str:
    """Return when something is due, or what is asked of it: “12 jours de retard”, “dans 3 jours”, “aujourd’hui”."""
    if item.matter is Matter.LATE:
        return ngettext("{count} day late", "{count} days late", item.days).format(count=item.days)
    if item.matter is Matter.COMING:
        length = ngettext("{count} day", "{count} days", item.days).format(count=item.days)
        return _("in {length}").format(length=length) if item.days else _("today")
    return {
        Matter.CHECK: _("effectiveness to check"),
        Matter.INDICATORS: _("figures to fill in"),
        Matter.QUIET: _("plan to open again"),
    }[item.matter]


def due_what(item: Due) -> str:
    """Return what is due: the title of a line, how many indicators, how long nothing was written."""
    if item.matter is Matter.INDICATORS:
        return ngettext(
            "{count} indicator without a figure this year",
            "{count} indicators without a figure this year",
            len(item.indicators),
        ).format(count=len(item.indicators))
    if item.matter is Matter.QUIET:
        return ngettext(
            "nothing written for {count} day", "nothing written for {count} days", item.days
        ).format(count=item.days)
    return item.title
