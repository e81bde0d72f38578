"""The follow-up meeting, heard: the actions one by one, then who was there, what is next, and the minutes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.cli.linear import spoken
from cap_tui.cli.linear.actions import action_line, change_field, change_state, follow_up
from cap_tui.cli.linear.criterion import CLEARED
from cap_tui.cli.linear.menus import attempt
from cap_tui.cli.linear.minutes import tell_minutes
from cap_tui.core.dates import parse_day
from cap_tui.core.errors import CapError
from cap_tui.core.meetings import SOON, Urgency, names_typed, urgency
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.formats import short_date
from cap_tui.reports.minutes.outline import change_words
from cap_tui.services.meeting import MeetingDayError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.plan import Action
    from cap_tui.reports.minutes.data import Line
    from cap_tui.services.meeting_draft import Room as Held

FEW_NOTES = 3


def hold_meeting(room: Room) -> None:
    """Go through what is late or due soon, then conclude once agreed; what is noted is kept until then.

    Raises:
        CapError: Refused.
        BackError: The person goes back; the meeting goes on next time.
    """
    dossier, dialogue = room.dossier, room.dialogue
    dossier.demand("followup.note")
    _take_up(room)
    since = dossier.since_last_meeting()
    groups = {one.id: urgency(one, dossier.today()) for one in dossier.agenda()}
    pressing = [key for key, group in groups.items() if group is not Urgency.OTHER]
    others = [key for key, group in groups.items() if group is Urgency.OTHER]
    left = [key for key in pressing if key not in dossier.room.reviewed]
    dialogue.say(
        _("Meeting {number}").format(number=len(dossier.meetings()) + 1),
        ngettext(
            "{count} action late or due within {days} days is still to be gone through.",
            "{count} actions late or due within {days} days are still to be gone through.",
            len(left),
        ).format(count=len(left), days=SOON),
    )
    try:
        _go_through(room, left, since)
        if others and dialogue.agreed(_("Go through the other actions too?")):
            _go_through(room, [key for key in others if key not in dossier.room.reviewed], since)
    except _EndedError:
        dialogue.say(_("The rest of the actions is left for now."))
    _ask(room, _present)
    _ask(room, _next_day)
    _ask(room, _decisions)
    _conclude(room)


class _EndedError(Exception):
    """The person goes to the end of the meeting without hearing the rest of the actions."""


def _take_up(room: Room) -> None:
    """Say that a meeting goes on, or ask whether one begun another day does."""
    dossier, dialogue = room.dossier, room.dialogue
    held = dossier.room
    if held.empty:
        return
    dialogue.say(*_noted(held))
    if held.begun is None or held.begun == dossier.today():
        dialogue.say(_("The meeting goes on where it stood."))
        return
    question = _("A meeting begun on {date} was not concluded. Take it up again?")
    if not dialogue.agreed(question.format(date=short_date(held.begun))) and dialogue.agreed(
        _("Forget what it had noted, and begin another?")
    ):
        dossier.forget_room()


def _noted(held: Held) -> Iterator[str]:
    yield ngettext("{count} action gone through", "{count} actions gone through", len(held.reviewed)).format(
        count=len(held.reviewed)
    )
    if held.present:
        yield _("Present: {names}").format(names=", ".join(held.present))
    if held.next_day:
        yield _("Next meeting: {date}").format(date=short_date(held.next_day))
    if held.decisions.strip():
        yield _("Decisions: {text}").format(text=one_line(held.decisions, limit=2_000))


def _go_through(room: Room, keys: list[str], since: dict[str, Line]) -> None:
    for key in keys:
        _visit(room, key, since.get(key))


def _visit(room: Room, key: str, line: Line | None) -> None:
    """Stay on an action until Enter; leave it unseen for `p`.

    Raises:
        _EndedError: The person goes to the end of the meeting.
        BackError: The person goes back.
    """
    dossier, dialogue = room.dossier, room.dialogue
    gestures: dict[str, Callable[[], object]] = {
        "t": lambda: change_state(room, key),
        "d": lambda: change_field(room, key, "due"),
        "a": lambda: change_field(room, key, "progress"),
        "n": lambda: follow_up(room, key),
        "l": lambda: dialogue.say(*_told(room, key, line)),
    }
    dialogue.say(*_told(room, key, line))
    while True:
        typed = dialogue.ask(_("Enter: seen, next (t, d, a, n, p, f, ? for help):"), _help()).lower()
        if not typed:
            reviewed = tuple(dict.fromkeys((*dossier.room.reviewed, key)))
            _keep(room, replace(dossier.room, reviewed=reviewed))
            return
        if typed == "p":
            return
        if typed == "f":
            raise _EndedError
        if typed in gestures:
            attempt(dialogue, gestures[typed])
        else:
            dialogue.say(
                _("“{answer}” is not an answer here. ? for help.").format(answer=one_line(typed, limit=40))
            )


def _help() -> str:
    return _(
        "Enter: seen, go to the next action. t: its state. d: a new due date, with the reason. a: its progress. n: a note. "
        "l: hear it again. p: pass over it without marking it. f: go to the end of the meeting."
    )


def _told(room: Room, key: str, line: Line | None) -> Iterator[str]:
    """Yield an action as it is heard: how pressing it is, where it stands, what happened since the last meeting."""
    action = next((one for one in room.dossier.actions() if one.id == key), None)
    yield ""
    if action is None:
        yield _("This action is not in the plan any more.")
        return
    yield _pressing(action, room.dossier.today())
    yield action_line(room, action)
    yield _("{count} percent").format(count=action.progress)
    if line and line.added:
        yield _("new in the plan")
    for change in line.changes if line else ():
        yield _("Since the last meeting, {change}").format(change=change_words(change))
    yield from map(spoken.note, room.dossier.followups(key)[:FEW_NOTES])


def _pressing(action: Action, today: date) -> str:
    days = (action.due - today).days if action.due else 0
    group = urgency(action, today)
    if group is Urgency.LATE:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    if group is Urgency.DUE:
        return ngettext("in {count} day", "in {count} days", days).format(count=days) if days else _("today")
    return _("neither late nor due soon")


def _keep(room: Room, held: Held) -> None:
    room.dossier.room = held
    room.dossier.keep_room()


def _ask(room: Room, ask: Callable[[Room], None]) -> None:
    """Ask for one thing of the meeting until it is understood."""
    while True:
        try:
            ask(room)
        except CapError as error:
            room.dialogue.say(explain(error))
        else:
            return


def _present(room: Room) -> None:
    held = room.dossier.room
    if held.present:
        room.dialogue.say(_("Present: {names}").format(names=", ".join(held.present)))
    typed = room.dialogue.ask(_("Who is there? Names with commas between them (Enter keeps it):"))
    if typed:
        _keep(room, replace(held, present=names_typed(typed)))


def _next_day(room: Room) -> None:
    held, today = room.dossier.room, room.dossier.today()
    if held.next_day:
        room.dialogue.say(_("Next meeting: {date}").format(date=short_date(held.next_day)))
    typed = room.dialogue.ask(_("When is the next meeting? (15/03/2027, 15/3 or +3m; Enter keeps it)"))
    day = parse_day(typed, today) if typed else None
    if day is not None and day < today:
        raise MeetingDayError
    if day is not None:
        _keep(room, replace(held, next_day=day))


def _decisions(room: Room) -> None:
    held = room.dossier.room
    if held.decisions.strip():
        room.dialogue.say(_("Decisions: {text}").format(text=held.decisions))
    typed = room.dialogue.text(
        _("What is decided beyond the plan? (Enter keeps it, a hyphen alone empties it)")
    )
    if typed.strip():
        _keep(room, replace(held, decisions="" if typed.strip() == CLEARED else typed))


def _conclude(room: Room) -> None:
    dossier, dialogue = room.dossier, room.dialogue
    dialogue.say(*_noted(dossier.room))
    if not dialogue.agreed(_("Conclude the meeting?")):
        dialogue.say(_("Not concluded. What was noted is kept: hold the meeting again to go on."))
        return
    dossier.conclude_meeting(dossier.room)
    meeting = dossier.meetings()[-1]
    dialogue.say(_("Saved: meeting {number} is recorded.").format(number=meeting.number))
    tell_minutes(room, meeting)
