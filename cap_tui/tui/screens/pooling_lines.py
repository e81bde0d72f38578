"""The lines of the pooling screen: each criterion with everyone's sign, how far apart they are, what is retained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.permissions import Role
from cap_tui.core.positions import Position, Stance
from cap_tui.core.review import Divergence
from cap_tui.i18n import _
from cap_tui.tui.screens.crossed_lines import (
    RETAINED,
    divergence_sign,
    level_at,
    named,
    position_in,
    whole_blocks,
)
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import said, symbol

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion, Scale
    from cap_tui.core.review import CrossedViews

ALL, DIFFERING, OPEN = "all", "differing", "open"
SIDES = (Role.DIRECTOR, Role.PEER, Role.THIRD_PARTY)
LEAST_TITLE = 12


def columns() -> list[tuple[str, int]]:
    """Return the heads of the columns after the title, each with its cells."""
    heads = [_("Dir."), _("Peer"), _("Third"), _("Team"), _("Gap"), _("Retained")]
    return [(head, len(head) + 2) for head in heads]


def header(width: int) -> Content:
    """Return the line of heads, over rows of `width` cells."""
    cells = columns()
    title = Content(_("Criterion")).truncate(_room(width), ellipsis=True, pad=True)
    return Content.assemble(title, *(Content(head.center(room)) for head, room in cells)).stylize("bold")


def row(
    scale: Scale, criterion: Criterion, views: CrossedViews, kept: Position | None, width: int
) -> Content:
    """Return the line of a criterion, in `width` cells.

    Args:
        scale: Of the questionnaire.
        criterion: What it is about.
        views: As they may be seen.
        kept: The position retained, also when it is still on its way to the disk.
        width: Cells.
    """
    title = Content.assemble((criterion.code, "bold"), " ", said(criterion.title))
    signs = [_sign(scale, views, role) for role in SIDES]
    signs.append(symbol(scale, level_at(views.team.median)) if views.team is not None else "")
    signs += [divergence_sign(views), f"{RETAINED} {symbol(scale, kept)}" if kept is not None else ""]
    cells = [
        Content.styled(sign.center(room), "bold")
        for sign, (_head, room) in zip(signs, columns(), strict=True)
    ]
    return Content.assemble(title.truncate(_room(width), ellipsis=True, pad=True), *cells)


def _room(width: int) -> int:
    return max(width - sum(room for _head, room in columns()), LEAST_TITLE)


def _sign(scale: Scale, views: CrossedViews, role: Role) -> str:
    spoke = any(voice.role is role for voice in views.voices)
    return symbol(scale, position_in(views, role)) if spoke else ""


def kept_in(views: CrossedViews, which: str) -> bool:
    """Return whether a criterion belongs to one of the filters."""
    if which == DIFFERING:
        return views.divergence is not Divergence.NONE
    return which == ALL or (views.retained is None)


def detail_blocks(scale: Scale, criterion: Criterion, views: CrossedViews, remarks: int) -> list[Block]:
    """Return what everyone says of a criterion, and the levels one may retain."""
    title = Content.assemble((f"{criterion.code} {said(criterion.title)}", "bold $accent"))
    levels = " · ".join(
        f"{number} {level.symbol} {said(level.label)}" for number, level in enumerate(scale.levels, start=1)
    )
    return [
        Block(title),
        Block(Content.styled(said(criterion.question), "bold")),
        Block(Content.styled(levels, "$muted")),
        *whole_blocks(scale, views, remarks),
    ]


def options(scale: Scale) -> list[tuple[Position, str]]:
    """Return the levels that may be retained, lowest first, each with its label."""
    return [(position, named(scale, position)) for position in (level_at(level.id) for level in scale.levels)]


def said_positions(views: CrossedViews) -> list[Position]:
    """Return the positions of director, peer and third party that say something."""
    found = [position_in(views, role) for role in SIDES]
    return [position for position in found if position is not None and position.stance is not Stance.UNKNOWN]
