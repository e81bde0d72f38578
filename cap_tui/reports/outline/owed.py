"""What a structure still owes to each edition of the standard after the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.editions import owed
from cap_tui.core.plan import State
from cap_tui.i18n import _
from cap_tui.i18n.edition_words import edition_dates, owed_title, whats_new
from cap_tui.reports.outline.blocks import Listing, Passage, Tone, grid, part
from cap_tui.reports.wording.actions import day
from cap_tui.reports.wording.reader import NOTHING, content

if TYPE_CHECKING:
    from cap_tui.core.editions import Edition
    from cap_tui.reports.outline.blocks import Part
    from cap_tui.reports.wording.reader import Reader


def what_is_owed(reader: Reader) -> list[Part]:
    """Return a chapter for each edition after the first; nothing when there is one at most."""
    return [_chapter(reader, edition) for edition in reader.questionnaire.editions[1:]]


def _chapter(reader: Reader, edition: Edition) -> Part:
    data, questionnaire = reader.data, reader.questionnaire
    keys = owed(questionnaire, data.positions, data.concerned, edition.id)
    dates = edition_dates(edition, data.generated)
    rows = [
        (
            f"{criterion.code} {content(criterion.title)}",
            whats_new(questionnaire, criterion, edition.id) or NOTHING,
            reader.level(data.opinion(criterion.id).position),
            _actions(reader, criterion.id),
        )
        for criterion in (questionnaire.criteria[key] for key in keys)
    ]
    heads = (_("Criterion"), _("What the edition adds"), _("Position"), _("Action"))
    return part(
        _("What is still owed to {edition}").format(edition=content(edition.label)),
        (
            Passage(owed_title(questionnaire, edition.id, len(keys)), Tone.LEAD),
            Listing(dates) if dates else None,
            grid(_("What it adds, and where we stand"), heads, rows),
        ),
    )


def _actions(reader: Reader, key: str) -> str:
    """Return the lines of the plan that answer a criterion, with their due dates."""
    lines = [
        f"{action.number}. {action.title}" + (f" ({day(action.due)})" if action.due else "")
        for action in reader.data.actions
        if key in action.criteria and action.state is not State.DROPPED
    ]
    return "\n".join(lines) or NOTHING
