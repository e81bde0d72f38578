"""One whole-day event for each line of the plan that has a due date, in the form of RFC 5545.

Events rather than to-dos: the calendars of Outlook, Google and telephones pass over to-dos. An event has no state “done”
(RFC 5545, 3.8.1.11), so a line that is carried out or settled stays in the calendar with a tick before its title and no
reminder; one that was dropped is cancelled. The identifier and the number of changes follow the line, so that a file
imported again changes the events it brought before. Whether a line is late is left out: it changes without being written.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from cap_tui.core.plan import State
from cap_tui.core.text import clean, one_line
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label, state_label
from cap_tui.reports.report_data import Revision
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.actions import criteria_names, indicator_text, service_name
from cap_tui.reports.wording.reader import Reader, excerpt

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell

PRODUCT = "-//cap-tui//cap-tui//FR"
REMINDER = timedelta(days=7)
_TICK, _CROSS = "✓ ", "✗ "
_MARKS = {State.DONE: _TICK, State.CLOSED: _TICK, State.DROPPED: _CROSS}
_RANKS = {"P1": 1, "P2": 3, "P3": 5, "P4": 9}
"""RFC 5545, 3.8.1.9: 1 is the highest, 9 the lowest."""

_TITLE = 200
_UID_DIGITS = 32


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the due dates as a calendar; see `cap_tui.reports.formats.Maker`."""
    book = Reader(data.for_its_audience())
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = _("Progress plan — {name}").format(name=one_line(book.data.structure.name, limit=_TITLE))
    calendar.add("x-wr-calname", name)
    for action in told([action for action in book.data.actions if action.due], tell):
        calendar.add_component(_event(book, action))
    written: bytes = calendar.to_ical()
    return written


def _event(book: Reader, action: Action) -> Event:
    if action.due is None:
        raise ValueError(action.id)
    revision = _revision(book.data, action)
    title = _title(book, action)
    event = Event()
    event.add("uid", _uid(book.data, action))
    event.add("dtstamp", revision.at)
    event.add("last-modified", revision.at)
    event.add("sequence", revision.count - 1)
    event.add("dtstart", action.due)
    event.add("summary", title)
    event.add("description", _description(book, action))
    event.add("categories", [book.title])
    event.add("priority", _RANKS.get(action.priority, 0))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if action.state is State.DROPPED else "CONFIRMED")
    if action.pending:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -REMINDER)
        event.add_component(alarm)
    return event


def _uid(data: ReportData, action: Action) -> str:
    """Return what names an event, the same in every report of an evaluation."""
    whose = data.assessment or f"{data.structure.siret}/{data.questionnaire.id}/{data.year}"
    return sha256(f"{whose}\n{action.id}".encode()).hexdigest()[:_UID_DIGITS] + "@cap-tui"


def _revision(data: ReportData, action: Action) -> Revision:
    midnight = datetime.combine(data.generated, time(), UTC)
    found = data.revisions.get(action.id, Revision(1, midnight))
    return Revision(found.count, found.at.astimezone(UTC).replace(microsecond=0))


def _title(book: Reader, action: Action) -> str:
    name = f"{action.number}. {excerpt(one_line(action.title, limit=len(action.title)), _TITLE)}"
    whose = one_line(book.data.structure.name, limit=_TITLE)
    return f"{_MARKS.get(action.state, '')}{name} — {whose}"


def _description(book: Reader, action: Action) -> str:
    told_of = [
        (action_field_label("state"), f"{state_label(action.state)} · {percent(action.progress)}"),
        (action_field_label("priority"), action.priority),
        (action_field_label("owner"), action.owner),
        (action_field_label("contributors"), action.contributors),
        (action_field_label("criteria"), criteria_names(book, action)),
        (action_field_label("service"), service_name(book, action)),
        (action_field_label("indicator"), indicator_text(action)),
    ]
    lines = [_("{name}: {text}").format(name=label, text=clean(text)) for label, text in told_of if text]
    return "\n".join([*filter(None, [book.fiction]), *lines])
