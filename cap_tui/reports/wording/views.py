"""How the views of several people are said: who spoke, how far apart, what was retained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.crossing import stated
from cap_tui.core.positions import Position, Stance
from cap_tui.core.review import DIVERGENCE_NAMES, DIVERGENCE_SIGNS
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label
from cap_tui.reports.reduced import SIDES
from cap_tui.reports.wording.reader import NOTHING

if TYPE_CHECKING:
    from cap_tui.core.permissions import Role
    from cap_tui.core.review import CrossedViews, TeamView, Voice
    from cap_tui.reports.wording.reader import Reader

_COMPARED = 2


def voice_of(views: CrossedViews | None, role: Role) -> Voice | None:
    """Return the view given in a role, or None."""
    return next((voice for voice in views.voices if voice.role is role), None) if views else None


def position_of(views: CrossedViews | None, role: Role) -> Position | None:
    """Return the position taken in a role, or None."""
    voice = voice_of(views, role)
    return voice.opinion.position if voice else None


def compared(book: Reader, views: CrossedViews | None) -> bool:
    """Return whether at least two of director, peer and third party said something that can be compared."""
    said = stated(book.questionnaire.scale, (position_of(views, role) for role in SIDES))
    return len(said) >= _COMPARED


def roles_heard(book: Reader) -> list[Role]:
    """Return the roles of director, peer and third party in which at least one position was taken."""
    every = book.data.views.values()
    return [role for role in SIDES if any(position_of(views, role) for views in every)]


def team_heard(book: Reader) -> bool:
    """Return whether the team may be shown on one criterion at least."""
    return any(views.team for views in book.data.views.values())


def several(book: Reader) -> bool:
    """Return whether at least two sides spoke, the team counting as one."""
    return len(roles_heard(book)) + team_heard(book) >= _COMPARED


def divergence_text(book: Reader, views: CrossedViews | None) -> str:
    """Return how far apart the views are, with its sign; an em dash when there is nothing to compare."""
    if views is None or not compared(book, views):
        return NOTHING
    return DIVERGENCE_SIGNS[views.divergence] + " " + divergence_name(book, views)


def divergence_name(book: Reader, views: CrossedViews | None) -> str:
    """Return the same in words alone: a cell of CSV that begins with “=” would have to be guarded with an apostrophe."""
    if views is None or not compared(book, views):
        return NOTHING
    return _(DIVERGENCE_NAMES[views.divergence])


def level_position(level: str) -> Position:
    """Return the position at a level."""
    return Position(Stance.LEVEL, level)


def team_text(book: Reader, team: TeamView) -> str:
    """Return what the team says of a criterion, in words."""
    people = ngettext("{count} person", "{count} people", team.count).format(count=team.count)
    median = _("median {level}").format(level=book.level(level_position(team.median)))
    if team.lowest == team.highest:
        return f"{median} · {people}"
    spread = _("from {lowest} to {highest}").format(
        lowest=book.level(level_position(team.lowest)), highest=book.level(level_position(team.highest))
    )
    return f"{median} · {spread} · {people}"


def views_text(book: Reader, views: CrossedViews) -> str:
    """Return the position of each side on one line each."""
    lines = [
        _("{who}: {what}").format(who=role_label(voice.role), what=book.level(voice.opinion.position))
        for voice in views.voices
    ]
    if views.team:
        lines.append(_("{who}: {what}").format(who=_("Team"), what=team_text(book, views.team)))
    return "\n".join(lines)


def who(name: str, role: Role | None) -> str:
    """Return someone's name and what they are, or what is known of it."""
    return ", ".join(part for part in (name, role_label(role) if role else "") if part) or NOTHING
