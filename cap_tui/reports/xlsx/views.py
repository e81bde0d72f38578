"""Everyone's view of each criterion side by side, the team's only together; for an internal workbook only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.permissions import Role
from cap_tui.core.positions import TEXT_FIELDS
from cap_tui.i18n import _
from cap_tui.i18n.labels import opinion_field_label, role_label
from cap_tui.reports.wording.reader import content
from cap_tui.reports.wording.views import (
    divergence_text,
    level_position,
    position_of,
    roles_heard,
    team_heard,
    voice_of,
)
from cap_tui.reports.xlsx.cells import CODE, NUMBER, Code
from cap_tui.reports.xlsx.table import Column, whole_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import CrossedViews, TeamView
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page, Value


def write_views(book: Reader, page: Page) -> None:
    """Fill the sheet; a side that said nothing at all has no column."""
    roles, team = roles_heard(book), team_heard(book)
    others = [role for role in roles if role is not Role.DIRECTOR]
    levels = book.questionnaire.scale.levels
    columns = [
        Column(_("Code"), 10, CODE),
        Column(_("Criterion"), 40),
        *(Column(role_label(role), 20) for role in roles),
        *([Column(_("Divergence"), 20)] if len(roles) > 1 else []),
        *(_team_columns([content(level.label) for level in levels]) if team else []),
        Column(_("Retained"), 20),
        Column(_("Why it was retained"), 40),
        Column(_("Agreed by"), 26),
        *(Column(_("What the {role} writes").format(role=role_label(role).lower()), 50) for role in others),
        *([Column(_("What the team writes"), 50)] if team else []),
    ]
    rows = [
        _row(book, book.questionnaire.criteria[key], roles, team=team)
        for key in book.data.concerned
        if key in book.data.views
    ]
    whole_sheet(page, "Regards", columns, rows, "C2")


def _team_columns(levels: Sequence[str]) -> list[Column]:
    return [
        Column(_("Team: median"), 20),
        Column(_("Team: lowest"), 20),
        Column(_("Team: highest"), 20),
        Column(_("Team: voices"), 9, NUMBER),
        *(Column(_("Team: {level}").format(level=level), 12, NUMBER) for level in levels),
    ]


def _row(book: Reader, criterion: Criterion, roles: Sequence[Role], *, team: bool) -> list[Value]:
    views = book.data.views[criterion.id]
    retained = views.retained
    return [
        Code(criterion.code),
        content(criterion.title),
        *(book.level(position_of(views, role)) for role in roles),
        *([divergence_text(book, views)] if len(roles) > 1 else []),
        *(_team(book, views.team) if team else []),
        book.level(retained.position) if retained else None,
        retained.reason if retained else None,
        ", ".join(retained.agreed) if retained else None,
        *(_texts(views, role) for role in roles if role is not Role.DIRECTOR),
        *(["\n".join(views.team.comments) if views.team else None] if team else []),
    ]


def _team(book: Reader, team: TeamView | None) -> list[Value]:
    levels = book.questionnaire.scale.levels
    if team is None:
        return [None] * (4 + len(levels))
    ends = (team.median, team.lowest, team.highest)
    return [
        *(book.level(level_position(key)) for key in ends),
        team.count,
        *(team.counts.get(level.id, 0) for level in levels),
    ]


def _texts(views: CrossedViews, role: Role) -> str:
    voice = voice_of(views, role)
    if voice is None:
        return ""
    told = [(opinion_field_label(name), voice.opinion.text(name)) for name in TEXT_FIELDS]
    return "\n".join(_("{label}: {value}").format(label=label, value=text) for label, text in told if text)
