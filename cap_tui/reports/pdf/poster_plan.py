"""What was decided, on the poster: the first actions to do, and how far the whole plan is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.plan import State
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import long_date
from cap_tui.i18n.labels import state_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.marks import Look, hatch
from cap_tui.reports.pdf.poster_space import GAP, LEAST, READ
from cap_tui.reports.wording.actions import LATE_SYMBOL, STATE_SYMBOLS, day
from cap_tui.reports.wording.reader import NOTHING

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.reports.pdf.poster_space import Area

STRIP = 116.0
"""Height of the last part of the page, in points."""
_FIRST = 5
_WHEN = 172.0
_NUMBER = 30.0
_MEETING = 262.0
_TALLEST = 66.0


def first_actions(area: Area) -> None:
    """Write the first actions still to do, in the order people chose: what, who, until when."""
    book = area.book
    area = area.titled(_("What we do first"))
    actions = [action for action in book.data.actions if action.pending][:_FIRST]
    if not actions:
        none = _("Nothing is left to do.") if book.data.actions else _("The plan has no action yet.")
        area.write(none, styles.placed(READ), 0, 4, area.width, area.height)
        return
    each = min(area.height / _FIRST, _TALLEST)
    width = area.width - _NUMBER - GAP - _WHEN
    size = area.size_of([action.title for action in actions], width, each - 1)
    for place, action in enumerate(actions):
        row = area.below(place * each)
        if place:
            row.canvas.setStrokeColor(styles.colour(styles.LINE))
            row.canvas.setLineWidth(0.8)
            row.canvas.line(row.x, row.top, row.x + row.width, row.top)
        number = styles.placed(READ, styles.ACCENT, strong=True)
        row.write(str(action.number), number, 0, 0, _NUMBER, each)
        row.write(action.title or NOTHING, styles.placed(size), _NUMBER, 0, width, each - 1)
        _when(row, action, row.width - _WHEN, each)


def _when(row: Area, action: Action, left: float, height: float) -> None:
    """Write the due date, and who answers for it where names may be read."""
    late = action.late(row.book.data.generated)
    due = f"{LATE_SYMBOL} {day(action.due)}" if late else day(action.due)
    style = styles.placed(LEAST, styles.WARM if late else styles.INK, strong=True)
    row.write(due or _("no due date"), style, left, 1, _WHEN, style.leading)
    if row.book.private:
        owner = action.owner or _("to be named")
        row.write(owner, styles.placed(LEAST), left, 1 + style.leading, _WHEN, height - style.leading - 1)


def how_far(area: Area) -> None:
    """Draw how many actions are done, in progress, late and to start, and say when the next meeting is."""
    day_of_next = area.book.data.next_meeting
    if day_of_next is not None:
        _meeting(area, long_date(day_of_next))
    counts = _counts(area)
    total = sum(count for _name, count, _look in counts)
    width = area.width - (_MEETING + 2 * GAP if day_of_next is not None else 0)
    told = ngettext("Where the plan stands: {count} action", "Where the plan stands: {count} actions", total)
    area.write(told.format(count=total), styles.placed(READ, styles.ACCENT, strong=True), 0, 0, width, 34)
    left = 0.0
    for place, (name, count, shown) in enumerate(counts):
        each = width / len(counts)
        area.write(
            name.format(count=count),
            styles.placed(READ, strong=bool(count)),
            place * each,
            34,
            each - GAP,
            34,
        )
        _patch(area, shown, place * each, 0.0 if not total else each - GAP, height=8, down=66)
        part = width * count / total if total else 0.0
        _patch(area, shown, left, part, height=26, down=84)
        left += part
    if not total:
        _patch(area, Look(styles.WHITE, styles.INK), 0, width, height=26, down=84)


def _counts(area: Area) -> list[tuple[str, int, Look]]:
    """Return each state with how many actions are in it and how it looks; what was dropped is no more in the plan."""
    data = area.book.data
    late = [action for action in data.actions if action.late(data.generated)]
    others = [action.state for action in data.actions if action not in late]
    done = others.count(State.DONE) + others.count(State.CLOSED)
    symbols = STATE_SYMBOLS
    return [
        (
            f"{symbols[State.DONE]} {{count}} {state_label(State.DONE)}",
            done,
            Look(styles.ACCENT, styles.WHITE),
        ),
        (
            f"{symbols[State.IN_PROGRESS]} {{count}} {state_label(State.IN_PROGRESS)}",
            others.count(State.IN_PROGRESS),
            Look(styles.mix(styles.ACCENT, 0.45), styles.INK),
        ),
        (f"{LATE_SYMBOL} {{count}} " + _("Late"), len(late), Look(styles.WHITE, styles.INK, hatched=True)),
        (
            f"{symbols[State.TO_START]} {{count}} {state_label(State.TO_START)}",
            others.count(State.TO_START),
            Look(styles.WHITE, styles.INK),
        ),
    ]


def _patch(area: Area, shown: Look, left: float, width: float, *, height: float, down: float) -> None:
    """Draw a rectangle in the look of a state."""
    if not width:
        return
    x, y = area.x + left, area.top - down - height
    area.canvas.setFillColor(styles.colour(shown.fill))
    area.canvas.setStrokeColor(styles.colour(styles.INK))
    area.canvas.setLineWidth(1)
    area.canvas.rect(x, y, width, height, stroke=1, fill=1)
    if shown.hatched:
        hatch(area.canvas, x, y, width, height, step=5)


def _meeting(area: Area, when: str) -> None:
    left = area.width - _MEETING
    area.canvas.setStrokeColor(styles.colour(styles.ACCENT))
    area.canvas.setLineWidth(1.5)
    area.canvas.rect(area.x + left, area.top - STRIP + 4, _MEETING, STRIP - 4, stroke=1, fill=0)
    area.write(_("Next meeting"), styles.centred(READ, styles.ACCENT, strong=True), left, 14, _MEETING, 34)
    area.write(when, styles.centred(READ, strong=True), left + 6, 54, _MEETING - 12, 34)
