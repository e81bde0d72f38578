"""The minutes in their order, as plain texts: what the PDF, the Markdown and the command line all print."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cap_tui.core.plan import State
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import clock, long_date, percent, short_date
from cap_tui.i18n.labels import action_field_label, role_label, state_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.review import Note
    from cap_tui.reports.minutes.data import Change, Line, Minutes

Fact = tuple[str, str]
"""A label, then what people wrote or a value in words; the second may have several lines."""


class Item(NamedTuple):
    """One thing of a part.

    Attributes:
        title: May be empty.
        facts: What is told of it.
        brief: How many facts, from the first, are a few words each: a page shows them on one line.
    """

    title: str
    facts: tuple[Fact, ...]
    brief: int = 0


class Part(NamedTuple):
    """A heading and what comes under it; `empty` is said when there is nothing."""

    title: str
    items: tuple[Item, ...]
    empty: str = ""


def title(minutes: Minutes) -> str:
    """Return what the document is."""
    return _("Follow-up meeting {number} of {date}").format(
        number=minutes.meeting.number, date=long_date(minutes.meeting.day)
    )


def since(minutes: Minutes) -> str:
    """Return since when changes are told."""
    if minutes.since is None:
        return _("since the plan was sealed")
    return _("since the meeting of {date}").format(date=long_date(minutes.since))


def facts(minutes: Minutes) -> tuple[Fact, ...]:
    """Return who, when, and where the plan stands."""
    held = minutes.meeting
    who = ", ".join(filter(None, (held.by, role_label(held.role) if held.role else "")))
    counts = [f"{state_label(state)} {count}" for state, count in minutes.counts.items() if count]
    late = ngettext("{count} late", "{count} late", minutes.late).format(count=minutes.late)
    found = (
        (_("Structure"), minutes.structure.name),
        (_("Present"), ", ".join(held.present)),
        (_("Minutes by"), who),
        (_("The plan"), " · ".join([*counts, *([late] if minutes.late else [])])),
        (_("Next meeting"), long_date(held.next_day) if held.next_day else _("to be settled")),
    )
    return tuple((label, text) for label, text in found if text)


def parts(minutes: Minutes) -> tuple[Part, ...]:
    """Return the minutes, part by part; those that would be empty are left out, but for what was gone through."""
    told = [
        Part(
            _("Actions gone through"),
            tuple(_item(line, minutes) for line in minutes.reviewed),
            _("No action was gone through."),
        ),
        Part(
            _("Other actions that changed {since}").format(since=since(minutes)),
            tuple(_item(line, minutes) for line in minutes.others),
        ),
        Part(
            _("Notes on the whole plan"),
            tuple(Item("", ((_by(note, minutes), _text(note)),)) for note in minutes.notes),
        ),
        Part(_("Decisions"), (Item("", (("", minutes.meeting.decisions),)),) if minutes.meeting.decisions else ()),
    ]  # fmt: skip
    return tuple(part for part in told if part.items or part.empty)


def change_words(change: Change) -> str:
    """Return a change in one sentence, with why."""
    before, after = change.before or _("nothing"), change.after or _("nothing")
    if before == after:
        told = _("{label}: {value}, after having moved").format(label=change.label, value=after)
    else:
        told = _("{label}: {before} → {after}").format(label=change.label, before=before, after=after)
    return " — ".join(filter(None, (told, " / ".join(change.reasons))))


def due_words(line: Line, minutes: Minutes) -> str:
    """Return the due date of an action, and how late it was on the day of the meeting."""
    due = line.action.due
    if due is None:
        return ""
    days = (minutes.meeting.day - due).days
    if not line.action.late(minutes.meeting.day):
        return short_date(due)
    late = ngettext("{count} day late", "{count} days late", days).format(count=days)
    return f"{short_date(due)} ({late})"


def _item(line: Line, minutes: Minutes) -> Item:
    action = line.action
    state = state_label(action.state)
    if action.state in (State.TO_START, State.IN_PROGRESS) and action.progress:
        state = f"{state}, {percent(action.progress)}"
    brief: list[Fact] = [
        (action_field_label("criteria"), line.codes),
        (action_field_label("owner"), action.owner),
        (action_field_label("due"), due_words(line, minutes)),
        (action_field_label("state"), _("taken out of the plan") if line.gone else state),
    ]
    found: list[Fact] = [
        (_("Changed"), "\n".join(_changed(line))),
        *((_by(note, minutes), _text(note)) for note in line.notes),
    ]
    name = f"{action.number}. {one_line(action.title, limit=1_000)}"
    known = tuple(one for one in brief if one[1])
    return Item(name, (*known, *(one for one in found if one[1])), len(known))


def _changed(line: Line) -> Iterator[str]:
    if line.gone:
        return
    if line.added:
        yield _("new in the plan")
    yield from map(change_words, line.changes)
    if not line.moved:
        yield _("nothing since last time")


def _by(note: Note, minutes: Minutes) -> str:
    at = note.at.astimezone(minutes.zone)
    when = _("{date} at {time}").format(date=short_date(at.date()), time=clock(at))
    return _("Note by {name}, {when}").format(name=one_line(note.author) or _("(no name)"), when=when)


def _text(note: Note) -> str:
    return _("This text was erased on request.") if note.erased else note.text
