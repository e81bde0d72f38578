"""The plan: one table in the order people chose, then one sheet per action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.plan import missing
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.outline.blocks import Passage, Tone, facts, grid, part
from cap_tui.reports.wording.actions import (
    action_fields,
    criteria_codes,
    day,
    indicator_text,
    state_text,
)
from cap_tui.reports.wording.reader import NOTHING

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.reports.outline.blocks import Grid, Part
    from cap_tui.reports.wording.reader import Reader


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
    fields = [(said, words) for _name, said, words in action_fields(reader, action)]
    return part(
        f"{number} — {action.title}",
        (
            Passage(f"{state_text(reader, action)} · {percent(action.progress)}", Tone.STRONG),
            facts([(label("priority"), action.priority), *fields]),
            Passage(_("To be completed: {fields}").format(fields=names), Tone.NOTICE) if names else None,
        ),
    )
