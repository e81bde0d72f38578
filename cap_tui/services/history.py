"""The history of one thing, in words people use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.assessments import HistoryLine
from cap_tui.core.dates import moment
from cap_tui.core.kinds import ACTION
from cap_tui.core.positions import Position, Stance
from cap_tui.core.text import clean
from cap_tui.i18n import _
from cap_tui.services.action_words import action_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.entries import Draft, Entry
    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire


def history_lines(
    log: Log, target: str, questionnaire: Questionnaire, names: Mapping[str, str]
) -> list[HistoryLine]:
    """Return the facts about a target, newest first; successive saves of one visit to a field count as one.

    Args:
        log: The assessment's log.
        target: What is told about.
        questionnaire: For the labels of levels.
        names: Public key to the person's name, empty while not given; others show the start of their key.
    """
    told: list[tuple[Entry, HistoryLine]] = []
    values: dict[str, Any] = {}
    for entry in log.history(target):
        field = entry.draft.field
        before = _words(entry.draft, values.get(field), questionnaire)
        values[field] = entry.data
        if (
            told
            and entry.draft.group
            and entry.draft.group == told[-1][0].draft.group
            and told[-1][1].field == field
        ):
            before = told.pop()[1].before
        mark = "undo" if entry.draft.undoes else "redo" if entry.draft.redoes else ""
        author = names.get(entry.link.author, entry.link.author[:8])
        told.append(
            (
                entry,
                HistoryLine(
                    moment(entry.link.at),
                    author,
                    field,
                    before,
                    _words(entry.draft, entry.data, questionnaire),
                    mark,
                ),
            )
        )
    return [line for _entry, line in reversed(told)]


def _words(draft: Draft, value: Any, questionnaire: Questionnaire) -> str:
    if draft.kind == ACTION:
        told = action_words(draft.field, value, questionnaire)
    else:
        told = value_words(value, questionnaire)
    # The names of criteria, levels or efforts that this version does not know are told as they came.
    return clean(told)


def value_words(value: Any, questionnaire: Questionnaire) -> str:
    """Return a value of an opinion in words: a position, a text, or yes and no."""
    position = Position.from_json(value)
    if position is None:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "" if value is None or isinstance(value, dict | list) else clean(str(value))
    if position.stance is Stance.LEVEL:
        level = questionnaire.scale.level(position.level)
        return f"{level.symbol} {level.label}" if level else position.level
    return f"∅ {position.reason}" if position.stance is Stance.NOT_APPLICABLE else "?"
