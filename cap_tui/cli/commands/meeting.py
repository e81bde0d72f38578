"""`meeting`: the follow-up meetings, recorded, read again, and their minutes as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, DETAILS, EVALUATION, whole
from cap_tui.cli.commands.exporting import destination, replaceable
from cap_tui.cli.commands.showing import paragraph
from cap_tui.cli.forms import expect, known_verb
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.report_options import REPLACE
from cap_tui.core.dates import parse_day
from cap_tui.core.errors import N_
from cap_tui.core.meetings import Urgency, names_typed, urgency
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import short_date
from cap_tui.services.meeting import UnknownMeetingError
from cap_tui.services.meeting_draft import Room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.cli.front import Front
    from cap_tui.core.meetings import Meeting
    from cap_tui.reports.minutes.data import Line, Minutes
    from cap_tui.services.dossier import Dossier

VERBS = ("list", "show", "minutes", "conclude")
VERB = Argument("list", metavar=N_("VERB"), help=N_("list, show, minutes or conclude; list by default."))
PRESENT = Option(
    "", "--present", metavar=N_("NAMES"), help=N_("With conclude: who is there, with commas between them.")
)
NEXT = Option(
    "", "--next", metavar=N_("DATE"), help=N_("With conclude: when the next meeting is (15/03/2027, 15/3 or +3m).")
)  # fmt: skip
DECISIONS = Option(
    "", "--decisions", metavar=N_("TEXT"), help=N_("With conclude: what is decided beyond the plan.")
)
OUTPUT = Option(
    None,
    "--output",
    "-o",
    metavar=N_("PATH"),
    help=N_("With minutes: the file to write, or a folder; a file in the current folder by default."),
)
FORMAT = Option("pdf", "--format", metavar="pdf|md", help=N_("With minutes: pdf (by default) or md."))
FORMS = {
    "list": (0, N_("cap-tui meeting EVALUATION list")),
    "show": (1, N_("cap-tui meeting EVALUATION show NUMBER")),
    "minutes": (1, N_("cap-tui meeting EVALUATION minutes NUMBER [-o PATH] [--format pdf|md]")),
    "conclude": (
        0, N_('cap-tui meeting EVALUATION conclude [--present "Nadia, Éric"] [--next +1m] [--decisions TEXT]'),
    ),
}  # fmt: skip
"""Words after each verb, and how the gesture is written."""


class MeetingCommand:
    """Follow-up meetings."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def meeting(
        self,
        reference: str = EVALUATION,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        present: str = PRESENT,
        next_meeting: str = NEXT,
        decisions: str = DECISIONS,
        output: str | None = OUTPUT,
        form: str = FORMAT,
        replace: bool = REPLACE,
        as_json: bool = AS_JSON,
    ) -> None:
        """List the meetings, print one, write its minutes, or record one that is over.

        Raises:
            CapError: Not written right, no such meeting, or refused.
        """
        details = rest or []
        known_verb(verb, VERBS, "meeting")
        expect(details, *FORMS[verb])
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if verb == "list":
                _list(dossier, as_json=as_json)
            elif verb == "minutes":
                _write(dossier, _numbered(dossier, details[0]), output, form, replace=replace)
            else:
                if verb == "conclude":
                    next_day = parse_day(next_meeting, self._front.now().date())
                    room = Room(_reviewed(dossier), names_typed(present), next_day, decisions)
                    dossier.conclude_meeting(room)
                    meeting = dossier.meetings()[-1]
                else:
                    meeting = _numbered(dossier, details[0])
                _show(dossier.minutes(meeting.id), as_json=as_json)


def _reviewed(dossier: Dossier) -> tuple[str, ...]:
    """Return the ids of what a meeting held elsewhere went through: what is late, due soon, or changed since the last."""
    moved, today = dossier.since_last_meeting(), dossier.today()
    return tuple(
        one.id for one in dossier.agenda() if one.id in moved or urgency(one, today) is not Urgency.OTHER
    )


def _numbered(dossier: Dossier, typed: str) -> Meeting:
    """Return the meeting that has this number.

    Raises:
        NumberError: It is not a number.
        UnknownMeetingError: No meeting has it.
    """
    number = whole(typed, _("NUMBER"))
    for meeting in dossier.meetings():
        if meeting.number == number:
            return meeting
    raise UnknownMeetingError


def _list(dossier: Dossier, *, as_json: bool) -> None:
    found = dossier.meetings()
    if as_json:
        out_json([meeting_data(meeting) for meeting in found])
        return
    if not found:
        say(_("No follow-up meeting yet."))
    for meeting in found:
        count = len(meeting.reviewed)
        told = ngettext("{count} action gone through", "{count} actions gone through", count)
        parts = [
            f"{meeting.number}. {short_date(meeting.day)}",
            told.format(count=count),
            ", ".join(meeting.present),
            _("next: {date}").format(date=short_date(meeting.next_day)) if meeting.next_day else "",
        ]
        out(" · ".join(filter(None, parts)))


def _show(minutes: Minutes, *, as_json: bool) -> None:
    if as_json:
        out_json(minutes_data(minutes))
        return
    for line in minutes_lines(minutes):
        out(line)


def _write(dossier: Dossier, meeting: Meeting, output: str | None, form: str, *, replace: bool) -> None:
    from cap_tui.services.minutes_export import export_minutes, minutes_name

    path = destination(output, dossier.summary, lambda summary: minutes_name(summary, meeting, form))
    with replaceable():
        written = export_minutes(dossier, meeting.id, path, form=form, overwrite=replace)
    out(str(written))


def minutes_lines(minutes: Minutes) -> Iterator[str]:
    """Yield the minutes as they are read in a terminal."""
    from cap_tui.reports.minutes.outline import facts, parts, title

    yield title(minutes)
    for label, text in facts(minutes):
        yield from paragraph(label, text)
    for part in parts(minutes):
        yield ""
        yield part.title
        if not part.items:
            yield part.empty
        for item in part.items:
            if item.title:
                yield ""
                yield item.title
            for label, text in item.facts:
                if label:
                    yield from paragraph(label, text)
                else:
                    yield from paragraph(text)


def meeting_data(meeting: Meeting) -> dict[str, Any]:
    """Return a meeting as JSON gives it."""
    return {
        "id": meeting.id,
        "number": meeting.number,
        "day": meeting.day.isoformat(),
        "by": meeting.by,
        "role": meeting.role.value if meeting.role else None,
        "present": list(meeting.present),
        "next": meeting.next_day.isoformat() if meeting.next_day else None,
        "decisions": meeting.decisions,
        "erased": meeting.erased,
    }


def minutes_data(minutes: Minutes) -> dict[str, Any]:
    """Return minutes as JSON gives them."""
    return {
        **meeting_data(minutes.meeting),
        "since": minutes.since.isoformat() if minutes.since else None,
        "late": minutes.late,
        "states": {state.value: count for state, count in minutes.counts.items()},
        "reviewed": _lines_data(minutes.reviewed),
        "others": _lines_data(minutes.others),
        "notes": [note.text for note in minutes.notes],
    }


def _lines_data(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [
        {
            "action": line.action.number,
            "title": line.action.title,
            "state": line.action.state.value,
            "progress": line.action.progress,
            "due": line.action.due.isoformat() if line.action.due else None,
            "added": line.added,
            "gone": line.gone,
            "changes": [
                {"label": one.label, "before": one.before, "after": one.after, "reasons": list(one.reasons)}
                for one in line.changes
            ],
            "notes": [note.text for note in line.notes],
        }
        for line in lines
    ]
