"""“Regards croisés” in words: who said what of a criterion, how far apart they are, what was retained. Values in, lines out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.positions import TEXT_FIELDS, Position, Stance
from cap_tui.core.review import DIVERGENCE_NAMES, DIVERGENCE_SIGNS, FEWEST_VOICES, Divergence
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import field_name, joined, position_name, symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.core.permissions import Role
    from cap_tui.core.questionnaire import Scale
    from cap_tui.core.review import CrossedViews, Retained, TeamView, Voice

REMARK, RETAINED = "✎", "✔"
"""Signs of an open remark and of a retained position; each is one cell wide."""
DASH = "—"
INDENT = Content("  ")


def level_at(level: str) -> Position:
    """Return the position at a level."""
    return Position(Stance.LEVEL, level)


def named(scale: Scale, position: Position | None) -> str:
    """Return a position as its symbol and its words."""
    return f"{symbol(scale, position)} {position_name(scale, position)}"


def position_in(views: CrossedViews, role: Role) -> Position | None:
    """Return the position taken in a role, or None."""
    return next((voice.opinion.position for voice in views.voices if voice.role is role), None)


def compared(views: CrossedViews) -> bool:
    """Return whether at least two voices said something that can be compared."""
    return views.compared


def divergence_sign(views: CrossedViews) -> str:
    """Return the sign of how far apart the voices are; empty when there are not two to compare."""
    return DIVERGENCE_SIGNS[views.divergence] if compared(views) else ""


def divergence_text(views: CrossedViews) -> Content:
    """Return how far apart the voices are, with its sign; nothing when there are not two to compare."""
    if not compared(views):
        return Content("")
    style = "$muted" if views.divergence is Divergence.NONE else "bold $alert"
    return Content.styled(" ".join((divergence_sign(views), _(DIVERGENCE_NAMES[views.divergence]))), style)


def team_text(scale: Scale, team: TeamView) -> str:
    """Return what the team says together: its median, how far it goes, how many voices."""
    spread = "" if team.lowest == team.highest else _("from {lowest} to {highest}").format(
        lowest=symbol(scale, level_at(team.lowest)), highest=symbol(scale, level_at(team.highest))
    )  # fmt: skip
    voices = ngettext("{count} voice", "{count} voices", team.count).format(count=team.count)
    return " · ".join(filter(None, (named(scale, level_at(team.median)), spread, voices)))


def team_absence(views: CrossedViews) -> str:
    """Return why nothing of the team is shown; empty when something is, or when nobody of the team spoke."""
    if views.team is not None or not views.team_count:
        return ""
    if views.team_count < FEWEST_VOICES:
        return _("fewer than {count} voices").format(count=FEWEST_VOICES)
    return _("shown once everyone of the team has finished")


def voice_block(who: str, what: str, room: int) -> Block:
    """Return who speaks, padded to `room` cells so that what they say lines up, and what they say."""
    return Block(Content(what), margin=Content.assemble(INDENT, (who.ljust(room), "bold"), "  "))


def crossed_blocks(scale: Scale, views: CrossedViews, remarks: int = 0) -> list[Block]:
    """Return the side by side of a criterion, short: one line a voice, then the team, the divergence, what is retained.

    Args:
        scale: Of the questionnaire.
        views: Of the criterion.
        remarks: Open remarks on it.
    """
    blocks = [Block(Content.styled(_("Crossed views"), "bold $accent"))]
    said = [(role_label(voice.role), named(scale, voice.opinion.position)) for voice in views.voices]
    absence = team_absence(views)
    if views.team is not None or absence:
        said.append((_("Team"), team_text(scale, views.team) if views.team is not None else absence))
    room = max((len(who) for who, _what in said), default=0)
    blocks += [voice_block(who, what, room) for who, what in said]
    if not said and not views.hidden:
        blocks.append(Block(Content.styled(_("nobody has taken position yet"), "$muted"), margin=INDENT))
    if views.hidden:
        blocks.append(Block(Content.styled(_(views.hidden), "italic $muted"), margin=INDENT))
    divergence = divergence_text(views)
    if divergence:
        blocks.append(Block(divergence, margin=INDENT))
    if views.retained is not None:
        blocks.append(_retained_block(scale, views.retained))
    if views.versions:
        blocks.append(Block(versions_text(views), margin=INDENT))
    if remarks:
        blocks.append(
            Block(Content.assemble((f"{REMARK} ", "bold $accent"), remarks_text(remarks)), margin=INDENT)
        )
    return blocks


def _retained_block(scale: Scale, retained: Retained) -> Block:
    said = (RETAINED + " " + _("Retained"), "bold $good")
    return Block(Content.assemble(said, "  ", (named(scale, retained.position), "bold")), margin=INDENT)


def remarks_text(count: int) -> str:
    """Return how many remarks are open."""
    return ngettext("{count} open remark", "{count} open remarks", count).format(count=count)


def versions_text(views: CrossedViews) -> Content:
    """Return that several versions of a field wait for a choice."""
    count = max((views.versions or {}).values(), default=0)
    sentence = ngettext(
        "{count} version written apart: d to choose", "{count} versions written apart: d to choose", count
    ).format(count=count)
    return Content.styled(sentence, "bold $alert")


def whole_blocks(scale: Scale, views: CrossedViews, remarks: int = 0) -> list[Block]:
    """Return the side by side of a criterion with all that was written, for a page of its own."""
    blocks = crossed_blocks(scale, views, remarks)
    if views.retained is not None:
        blocks += list(_agreement(views.retained))
    for voice in views.voices:
        blocks += _texts(voice)
    comments = views.team.comments if views.team is not None else ()
    if comments:
        blocks += [_space(), Block(Content.styled(_("What the team writes, without names"), "bold $accent"))]
        blocks += [Block(Content(comment), margin=Content(" • ")) for comment in comments]
    return blocks


def _space() -> Block:
    return Block(Content(""))


def _agreement(retained: Retained) -> Iterator[Block]:
    if retained.reason:
        yield Block(Content.assemble((_("Reason") + "  ", "bold"), retained.reason), margin=INDENT)
    if retained.agreed:
        yield Block(
            Content.assemble((_("Agreed by") + "  ", "bold"), ", ".join(retained.agreed)), margin=INDENT
        )


def _texts(voice: Voice) -> list[Block]:
    opinion = voice.opinion
    reason = opinion.position.reason if opinion.position is not None else ""
    written = [(_("Reason"), reason)] if reason else []
    written += [
        (field_name(field), opinion.text(field)) for field in TEXT_FIELDS if opinion.text(field).strip()
    ]
    if not written:
        return []
    who = joined(Content.styled(role_label(voice.role), "bold $accent"), Content(voice.name))
    texts = [Block(Content.assemble((name + "  ", "bold"), text), margin=INDENT) for name, text in written]
    return [_space(), Block(who), *texts]


def crossed_line(scale: Scale, views: CrossedViews) -> Content:
    """Return the side by side of a criterion on one line."""
    parts: list[Content | str] = [
        f"{role_label(voice.role)} {symbol(scale, voice.opinion.position)}" for voice in views.voices
    ]
    if views.team is not None:
        parts.append(" ".join((_("Team"), team_text(scale, views.team))))
    parts.append(divergence_text(views))
    if views.retained is not None:
        parts.append(" ".join((RETAINED, _("Retained"), symbol(scale, views.retained.position))))
    return joined(*parts)


def names_of(voices: Sequence[Voice]) -> tuple[str, ...]:
    """Return how each voice is named: the person's name, what they are when they gave none."""
    return tuple(voice.name or role_label(voice.role) for voice in voices)
