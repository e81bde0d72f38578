"""The minutes of a follow-up meeting, heard, then written where the person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear.exchange import destination
from cap_tui.cli.linear.menus import pick
from cap_tui.i18n import _
from cap_tui.i18n.formats import short_date

if TYPE_CHECKING:
    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.meetings import Meeting


def past_meetings(room: Room) -> None:
    """Have a meeting chosen, the last one first, and tell its minutes.

    Raises:
        CapError: Refused.
        BackError: The person goes back.
    """
    chosen = pick(
        room.dialogue,
        room.dossier.meetings()[::-1],
        lambda one: ", ".join((_("Meeting {number}").format(number=one.number), short_date(one.day))),
        _("Which meeting? (number or word, Enter for none)"),
        _("No follow-up meeting yet."),
    )
    if chosen is not None:
        tell_minutes(room, chosen)


def tell_minutes(room: Room, meeting: Meeting) -> None:
    """Read minutes aloud, then offer to write them as PDF or Markdown to whoever may export.

    Raises:
        CapError: The file cannot be written.
        BackError: The person goes back.
    """
    from cap_tui.cli.commands.meeting import minutes_lines
    from cap_tui.services.export_places import export_folder
    from cap_tui.services.minutes_export import FORMATS, export_minutes, minutes_name

    dossier, dialogue = room.dossier, room.dialogue
    dialogue.say(*minutes_lines(dossier.minutes(meeting.id)))
    if not dossier.may("report.export_internal"):
        return
    place = dialogue.choose(_("Write the minutes to a file? (Enter for no)"), [_("As PDF"), _("As Markdown")])
    if place is None:
        return
    form = FORMATS[place]
    proposed = export_folder() / minutes_name(dossier.summary, meeting, form)
    path, overwrite = destination(dialogue, proposed)
    written = export_minutes(dossier, meeting.id, path, form=form, overwrite=overwrite)
    dialogue.say(_("Written: {path}").format(path=written))
