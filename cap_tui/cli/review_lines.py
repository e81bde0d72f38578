"""What several people say, as lines of text and as JSON: views side by side, threads, what waits, proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.cli.commands.showing import paragraph
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.permissions import Role
from cap_tui.core.positions import TEXT_FIELDS
from cap_tui.core.review import DIVERGENCE_NAMES, DIVERGENCE_SIGNS, NOTE_NAMES
from cap_tui.core.text import one_line
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import opinion_field_label, position_label, position_symbol, role_label, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Scale
    from cap_tui.core.review import CrossedViews, Note, Thread
    from cap_tui.services.dossier import Dossier

PANEL = (Role.DIRECTOR, Role.PEER, Role.THIRD_PARTY)


def views_table(dossier: Dossier, views: Iterable[CrossedViews]) -> list[str]:
    """Return one line a criterion: each person's level as a sign, the team's median, what is retained."""
    headers = [
        _("Code"), _("Criterion"), *map(role_label, PANEL), _("Team"), _("Divergence"), _("Retained")
    ]  # fmt: skip
    rows = [_views_row(dossier, item) for item in views]
    return table(headers, rows, flexible=1, width=terminal_width())


def _views_row(dossier: Dossier, views: CrossedViews) -> list[str]:
    scale, criterion = dossier.questionnaire.scale, dossier.questionnaire.criteria[views.criterion]
    level = scale.level(views.team.median) if views.team else None
    return [
        criterion.code,
        said(criterion.title),
        *(_symbols(scale, views, role) for role in PANEL),
        f"{level.symbol} ({views.team.count})" if views.team and level else "",
        DIVERGENCE_SIGNS[views.divergence] if views.compared else "",
        _label(dossier, views.retained.position) if views.retained else "",
    ]


def _symbols(scale: Scale, views: CrossedViews, role: Role) -> str:
    """Return the signs of those who sit in a role; there may be several peers."""
    said_there = [voice.opinion.position for voice in views.voices if voice.role is role]
    return " ".join(position_symbol(scale, position) for position in said_there or [None])


def _label(dossier: Dossier, position: Position | None) -> str:
    scale = dossier.questionnaire.scale
    return f"{position_symbol(scale, position)} {position_label(scale, position, language())}"


def views_lines(dossier: Dossier, views: CrossedViews) -> Iterator[str]:
    """Yield everyone's view of one criterion, with their words."""
    criterion = dossier.questionnaire.criteria[views.criterion]
    yield f"{criterion.code} {said(criterion.title)}"
    if views.hidden:
        yield from paragraph(_(views.hidden))
    for voice in views.voices:
        who = " — ".join(filter(None, (role_label(voice.role), one_line(voice.name))))
        yield from paragraph(
            _("{who}: {position}").format(who=who, position=_label(dossier, voice.opinion.position))
        )
        for field in TEXT_FIELDS:
            if voice.opinion.text(field):
                yield from paragraph(f"  {opinion_field_label(field)}", voice.opinion.text(field))
    yield from _team_lines(dossier, views)
    if views.compared:
        yield _(DIVERGENCE_NAMES[views.divergence])
    if views.retained:
        yield from paragraph(
            _("Retained: {position}").format(position=_label(dossier, views.retained.position)),
            views.retained.reason,
        )
        if views.retained.agreed:
            yield from paragraph(_("Agreed by: {names}").format(names=", ".join(views.retained.agreed)))


def _team_lines(dossier: Dossier, views: CrossedViews) -> Iterator[str]:
    team = views.team
    if team is None:
        if views.team_count:
            yield ngettext("Team: {count} voice, not shown.", "Team: {count} voices, not shown.", views.team_count).format(
                count=views.team_count
            )  # fmt: skip
        return
    scale = dossier.questionnaire.scale
    names = {level.id: said(level.label) for level in scale.levels}
    yield _("Team: {count} voices, median {median}, from {lowest} to {highest}").format(
        count=team.count, median=names[team.median], lowest=names[team.lowest], highest=names[team.highest]
    )
    for comment in team.comments:
        yield from paragraph("  –", comment)


def views_data(dossier: Dossier, views: CrossedViews) -> dict[str, Any]:
    """Return one criterion as `views --json` gives it; positions as `show --json` does."""
    team, kept = views.team, views.retained
    return {
        "criterion": views.criterion,
        "code": dossier.questionnaire.criteria[views.criterion].code,
        "voices": [
            {
                "participant": voice.participant,
                "name": voice.name,
                "role": voice.role.value,
                "finished": voice.finished,
                "position": voice.opinion.position.to_json() if voice.opinion.position else None,
                **{field: voice.opinion.text(field) for field in TEXT_FIELDS},
            }
            for voice in views.voices
        ],
        "team": {
            "count": team.count,
            "median": team.median,
            "lowest": team.lowest,
            "highest": team.highest,
            "spread": team.spread,
            "counts": dict(team.counts),
            "comments": list(team.comments),
        }
        if team
        else None,
        "team_count": views.team_count,
        "divergence": views.divergence.value,
        "gap": views.gap,
        "hidden": _(views.hidden) if views.hidden else "",
        "versions": dict(views.versions or {}),
        "retained": {
            "position": kept.position.to_json(),
            "reason": kept.reason,
            "agreed": list(kept.agreed),
            "by": kept.by,
            "at": kept.at.isoformat(),
        }
        if kept
        else None,
    }


def thread_lines(dossier: Dossier, number: int, thread: Thread) -> Iterator[str]:
    """Yield a thread: its number, its criterion, its kind, then each remark with who wrote it and when."""
    criterion = dossier.questionnaire.criteria.get(thread.criterion)
    marks = [
        _(NOTE_NAMES[thread.kind]),
        _("private") if thread.private else "",
        _("closed") if thread.resolved else "",
        _("waits for you") if thread.waiting else "",
    ]
    yield f"{number}. {criterion.code if criterion else thread.criterion} · {' · '.join(filter(None, marks))}"
    for note in thread.notes:
        yield from paragraph(f"   {_author(note)}, {short_date(note.at)}", note.text or _("(erased)"))


def _author(note: Note) -> str:
    role = role_label(note.role) if note.role else ""
    return " — ".join(filter(None, (one_line(note.author), role)))


def thread_data(thread: Thread) -> dict[str, Any]:
    """Return a thread as JSON gives it."""
    return {
        "id": thread.id,
        "criterion": thread.criterion,
        "kind": thread.kind.value,
        "private": thread.private,
        "resolved": thread.resolved,
        "resolved_by": thread.resolved_by,
        "waiting": thread.waiting,
        "notes": [
            {
                "id": note.id,
                "author": note.author,
                "role": note.role.value if note.role else None,
                "text": note.text,
                "at": note.at.isoformat(),
                "edited": note.edited,
                "erased": note.erased,
                "mine": note.mine,
            }
            for note in thread.notes
        ],
    }


def numbered(threads: Sequence[Thread], shown: Sequence[Thread]) -> list[tuple[int, Thread]]:
    """Return the threads shown, each with its number among all."""
    places = {thread.id: number for number, thread in enumerate(threads, start=1)}
    return [(places[thread.id], thread) for thread in shown]
