"""The follow-up meeting as text: what is gone through, what is known of an action, where the meeting stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.meetings import SOON, Urgency
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import long_date, percent, short_date
from cap_tui.i18n.labels import LATE_SYMBOL, state_label
from cap_tui.reports.minutes.outline import change_words, facts, parts
from cap_tui.tui.screens.plan_lines import STATE_SYMBOLS
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, joined, person_name, when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from cap_tui.core.plan import Action
    from cap_tui.core.review import Note
    from cap_tui.reports.minutes.data import Line, Minutes
    from cap_tui.services.meeting_draft import Room

SEEN = "✓"
NUMBER_CELLS, DUE_CELLS, STATE_CELLS = 7, 12, 13
FEW_NOTES = 3
INDENT = Content("  – ")


def group_title(group: Urgency, count: int) -> Content:
    """Return the heading of a group of actions."""
    told = {
        Urgency.LATE: _("Late: {count}"),
        Urgency.DUE: _("Due within {days} days: {count}"),
        Urgency.OTHER: _("The others: {count}"),
    }[group]
    return Content.styled(told.format(count=count, days=SOON), "bold $accent")


def draw_line(action: Action, width: int, today: date, *, seen: bool) -> Content:
    """Return the row of an action in `width` cells."""
    late = action.late(today)
    symbol, word = (
        (LATE_SYMBOL, _("Late")) if late else (STATE_SYMBOLS[action.state], state_label(action.state))
    )
    state = f"{symbol} {word}"
    room = max(width - NUMBER_CELLS - DUE_CELLS - STATE_CELLS, NUMBER_CELLS)
    due = cell(short_date(action.due) if action.due else "", DUE_CELLS)
    return Content.assemble(
        cell(f"{SEEN if seen else ' '} {action.number}", NUMBER_CELLS),
        cell(action.title, room),
        due.stylize("$alert") if late else due,
        cell(Content.styled(state, "$alert") if late else state, STATE_CELLS),
    )


def standing(number: int, seen: int, total: int, room: Room) -> Content:
    """Return where the meeting stands: what is seen, who is there, when the next one is."""
    return joined(
        Content.styled(_("Meeting {number}").format(number=number), "bold"),
        _("{seen} of {total} seen").format(seen=seen, total=total),
        _("next: {date}").format(date=short_date(room.next_day)) if room.next_day else _("next: r"),
        _("present: {names}").format(names=", ".join(room.present)) if room.present else _("present: g"),
    )


def due_in_words(action: Action, today: date) -> str:
    """Return the due date of an action and how far it is; that it has none when it has none."""
    if action.due is None:
        return _("no due date")
    days = (action.due - today).days
    told = long_date(action.due)
    if action.late(today):
        late = ngettext("{count} day late", "{count} days late", -days).format(count=-days)
        return f"{told} ({late})"
    if not action.pending or days < 0:
        return told
    left = ngettext("in {count} day", "in {count} days", days).format(count=days) if days else _("today")
    return f"{told} ({left})"


def about(
    action: Action,
    line: Line | None,
    notes: Sequence[Note],
    today: date,
    local: Callable[[datetime], datetime],
) -> list[Block]:
    """Return what is known of an action.

    Args:
        action: Which.
        line: What happened to it since the last meeting; None when nothing did, or while it is not known yet.
        notes: On it, newest first.
        today: What “late” is counted from.
        local: To the reader's time zone.
    """
    who = action.owner or _("no owner")
    stands = joined(state_label(action.state), percent(action.progress))
    blocks = [
        Block(Content.styled(f"{action.number}. {action.title}", "bold")),
        Block(joined(who, due_in_words(action, today), stands)),
    ]
    told = [reason for change in line.changes for reason in change.reasons] if line else []
    if action.due_reason and action.due_reason not in told:
        blocks.append(
            Block(Content(_("The date moved: {reason}").format(reason=one_line(action.due_reason))))
        )
    changes = [_("new in the plan")] if line and line.added else []
    changes += [change_words(change) for change in line.changes] if line else []
    blocks += _part(_("Since the last meeting"), (Content(change) for change in changes))
    blocks += _part(_("Last notes"), map(_note_words(local), notes[:FEW_NOTES]))
    if action.notes:
        blocks += _part(_("Follow-up notes"), map(Content, action.notes.split("\n")))
    return blocks


def _note_words(local: Callable[[datetime], datetime]) -> Callable[[Note], Content]:
    def words(note: Note) -> Content:
        text = _("(erased)") if note.erased else note.text
        return joined(Content.styled(person_name(note.author), "bold"), when(local(note.at)), text)

    return words


def _part(title: str, lines: Iterator[Content]) -> list[Block]:
    found = [Block(line, margin=INDENT) for line in lines]
    return [Block(Content.styled(title, "bold $accent")), *found] if found else []


def minutes_page(minutes: Minutes) -> list[Block]:
    """Return the minutes to be read."""
    blocks = [Block(joined(Content.styled(label, "bold"), text)) for label, text in facts(minutes)]
    for part in parts(minutes):
        blocks += [Block(Content("")), Block(Content.styled(part.title, "bold $accent"))]
        if not part.items:
            blocks.append(Block(Content(part.empty)))
        for item in part.items:
            if item.title:
                blocks.append(Block(Content.styled(item.title, "bold")))
            for label, text in item.facts:
                margin = INDENT if label else Content("")
                blocks.append(
                    Block(joined(Content.styled(label, "bold") if label else "", text), margin=margin)
                )
    return blocks
