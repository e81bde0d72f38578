"""The plan: one table in the order people chose, then one sheet per action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.plan import missing
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import (
    action_field_label,
    effectiveness_label,
    effort_label,
    kind_label,
    origin_label,
)
from cap_tui.reports.outline.blocks import Passage, Tone, facts, grid, part
from cap_tui.reports.wording.actions import (
    criteria_codes,
    criteria_names,
    day,
    indicator_text,
    service_name,
    state_text,
)
from cap_tui.reports.wording.reader import NOTHING

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.reports.outline.blocks import Grid, Part
    from cap_tui.reports.wording.reader import Reader

_TEXTS = ("constat", "evidence", "cause", "correction", "means", "due_reason", "drop_reason", "notes")


def plan(reader: Reader) -> list[Part]:
    """Return the table and the sheets; the chapter says so when there is no action."""
    title, actions = _("Progress plan"), reader.data.actions
    if not actions:
        return [part(title, (Passage(_("The plan has no action yet.")),))]
    late = sum(action.late(reader.data.generated) for action in actions)
    summary = ngettext("{count} action", "{count} actions", len(actions)).format(count=len(actions))
    if late:
        summary += ", " + ngettext("{count} of them late", "{count} of them late", late).format(count=late)
    return [
        part(title, (Passage(summary + ".", Tone.LEAD), _table(reader))),
        part(
            _("Action sheets"),
            (Passage(_("Each action of the plan, with all that is known of it."), Tone.LEAD),),
            (_sheet(reader, action) for action in actions),
        ),
    ]


def _table(reader: Reader) -> Grid | None:
    label = action_field_label
    heads = [label("title"), label("criteria"), label("priority")]
    heads += [label("owner")] if reader.private else []
    heads += [label("due"), _("Indicator → target"), label("state"), label("progress")]
    rows = []
    for action in reader.data.actions:
        owner = [action.owner or NOTHING] if reader.private else []
        rows.append(
            (
                f"{action.number}. {action.title}",
                ", ".join(criteria_codes(reader, action)) or NOTHING,
                action.priority or NOTHING,
                *owner,
                day(action.due) or NOTHING,
                indicator_text(action) or NOTHING,
                state_text(reader, action),
                percent(action.progress),
            )
        )
    return grid(_("Progress plan"), heads, rows, (len(heads) - 1,))


def _sheet(reader: Reader, action: Action) -> Part:
    label = action_field_label
    lacking = missing(action, reader.questionnaire, reader.data.positions) if reader.private else ()
    names = ", ".join(label(name).lower() for name in lacking)
    number = _("Action {number}").format(number=action.number)
    return part(
        f"{number} — {action.title}",
        (
            Passage(f"{state_text(reader, action)} · {percent(action.progress)}", Tone.STRONG),
            facts(_fields(reader, action)),
            Passage(_("To be completed: {fields}").format(fields=names), Tone.NOTICE) if names else None,
        ),
    )


def _fields(reader: Reader, action: Action) -> list[tuple[str, str]]:
    label = action_field_label
    owner = (label("owner"), action.owner or NOTHING)
    people = [owner, (label("contributors"), action.contributors)] if reader.private else []
    return [
        (label("priority"), action.priority),
        (label("criteria"), criteria_names(reader, action)),
        (label("axis"), action.axis),
        *people,
        (label("start"), day(action.start) or NOTHING),
        (label("due"), day(action.due) or NOTHING),
        (label("kind"), kind_label(action.kind)),
        (label("effort"), effort_label(action.effort)),
        (label("origin"), origin_label(action.origin)),
        (label("service"), service_name(reader, action)),
        (label("indicator"), action.indicator),
        (label("baseline"), action.baseline),
        (label("target"), action.target),
        *((label(name), getattr(action, name)) for name in _TEXTS),
        (label("effectiveness"), effectiveness_label(action.effectiveness)),
        (label("effectiveness_date"), day(action.effectiveness_date)),
        (label("effectiveness_proof"), action.effectiveness_proof),
    ]
