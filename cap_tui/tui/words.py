"""Words and small drawings that several screens share: marks, progress, positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.positions import Position, Stance
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import clock, short_date
from cap_tui.i18n.labels import opinion_field_label
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from datetime import datetime

    from cap_tui.core.questionnaire import LocalText, Questionnaire, Scale
    from cap_tui.core.structures import Structure

UNANSWERED, UNKNOWN, NOT_APPLICABLE, FLAG = "·", "?", "∅", "⚑"
"""Symbols of what is not a level; each is one cell wide in the terminals met."""


def said(text: LocalText | str) -> str:
    """Return a text of the questionnaire in the language in use, typeset."""
    return typeset(text if isinstance(text, str) else text.get(language()))


def field_name(field: str) -> str:
    """Return the name of a field of an opinion, as the screen and its history write it."""
    own = {"position": _("Position"), "flagged": _("To come back to")}
    return own.get(field) or opinion_field_label(field)


def symbol(scale: Scale, position: Position | None) -> str:
    """Return the one-cell symbol of a position."""
    if position is None:
        return UNANSWERED
    if position.stance is Stance.NOT_APPLICABLE:
        return NOT_APPLICABLE
    level = scale.level(position.level)
    return level.symbol if level is not None else UNKNOWN


def position_name(scale: Scale, position: Position | None) -> str:
    """Return a position in words."""
    if position is None:
        return _("no answer yet")
    if position.stance is Stance.NOT_APPLICABLE:
        return _("not applicable")
    level = scale.level(position.level)
    return said(level.label) if level is not None else _("don’t know")


def progress_bar(done: int, total: int, width: int) -> str:
    """Return a bar of `width` cells, full only when all is done."""
    filled = width * done // total if total else 0
    return "█" * filled + "░" * (width - filled)


def fictional_mark(structure: Structure) -> Content:
    """Return the mark of a demonstration structure, or nothing."""
    return (
        Content.styled(" " + _("fictional").upper() + " ", "bold reverse")
        if structure.fictional
        else Content("")
    )


def proposed_mark(questionnaire: Questionnaire) -> Content:
    """Return the mark of a questionnaire that the federation has not validated, or nothing."""
    return Content(_("unofficial proposal")) if questionnaire.status == "proposed" else Content("")


def joined(*parts: Content | str, by: str = " · ") -> Content:
    """Return the parts that are not empty, with a separator."""
    contents = [Content(part) if isinstance(part, str) else part for part in parts]
    return Content(by).join([part for part in contents if part])


def cell(text: Content | str, width: int) -> Content:
    """Return a text in exactly `width` cells, the last one blank; what does not fit ends with an ellipsis."""
    content = Content(text) if isinstance(text, str) else text
    return content.truncate(max(width - 1, 1), ellipsis=True, pad=True).pad_right(1)


def person_name(name: str) -> str:
    """Return what a person is called, also when they gave no name."""
    return name or _("(no name)")


def when(moment: datetime) -> str:
    """Return the day and the time of a moment that is in the reader's time zone."""
    return f"{short_date(moment.date())} {clock(moment)}"
