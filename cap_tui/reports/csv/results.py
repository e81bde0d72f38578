"""The criteria with their levels, one a line, then what was said of those that are not asked any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.positions import NO_OPINION, text_fields
from cap_tui.core.scoring import EMPTY
from cap_tui.i18n import _, language
from cap_tui.i18n.labels import opinion_field_label, position_label, role_label
from cap_tui.reports.csv.dialect import Column, table
from cap_tui.reports.reduced import SIDES
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.reader import Reader, content
from cap_tui.reports.wording.views import divergence_name, position_of, team_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction

    from cap_tui.core.permissions import Role
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Criterion, Scale
    from cap_tui.core.review import CrossedViews
    from cap_tui.reports.csv.dialect import Cell
    from cap_tui.reports.report_data import FormerAnswer, ReportData
    from cap_tui.reports.stopping import Tell


@dataclass(frozen=True, slots=True)
class _Line:
    """One criterion: asked, or as a former version asked it."""

    name: str
    scale: Scale
    opinion: Opinion
    views: CrossedViews | None
    actions: tuple[int, ...]
    criterion: Criterion | None = None
    version: str = ""


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the results as CSV; see `cap_tui.reports.formats.Maker`."""
    book = Reader(data.for_its_audience())
    lines = told([*_asked(book), *map(_former, book.data.former)], tell)
    return table(_columns(book), lines, private=book.private)


def _asked(book: Reader) -> Iterator[_Line]:
    data, scale = book.data, book.questionnaire.scale
    for key in data.concerned:
        criterion = book.questionnaire.criteria[key]
        numbers = tuple(action.number for action in data.actions if key in action.criteria)
        name = f"{criterion.code} {content(criterion.title)}"
        yield _Line(name, scale, data.opinion(key), data.views.get(key), numbers, criterion)


def _former(answer: FormerAnswer) -> _Line:
    version = answer.version or _("unknown")
    return _Line(
        answer.label, answer.scale, answer.opinion or NO_OPINION, answer.views, answer.actions, None, version
    )


def _columns(book: Reader) -> list[Column[_Line]]:
    columns: list[Column[_Line]] = [
        Column(_("Theme"), lambda line: _section(book, line, 0)),
        Column(_("Objective"), lambda line: _section(book, line, -1)),
        Column(_("Criterion"), lambda line: line.name),
        Column(_("Level"), lambda line: _label(line.scale, line.opinion.position)),
        Column(_("{label} (%)").format(label=_("Score")), lambda line: _score(book, line)),
        Column(_("Weight"), lambda line: line.criterion.weight if line.criterion else None),
        Column(
            _("Imperative"), lambda line: _yes(said=line.criterion is not None and line.criterion.imperative)
        ),
        Column(_("Retained position"), _retained),
        Column(_("Divergence"), lambda line: divergence_name(book, line.views) if line.criterion else ""),
        *(Column(role_label(role), _side(role)) for role in SIDES),
        Column(_("Team"), lambda line: _team(book, line)),
        Column(_("Reason it does not apply"), _reason, private=True),
        *(
            Column(opinion_field_label(name), _text(name), private=True)
            for name in text_fields(book.questionnaire.scale)
        ),
        Column(_("Flagged"), lambda line: _yes(said=line.opinion.flagged), private=True),
        Column(_("Actions"), lambda line: ", ".join(map(str, line.actions))),
        Column(_("Not asked any more; version that asked"), lambda line: line.version, private=True),
        Column(_("Reference"), lambda line: line.criterion.id if line.criterion else ""),
    ]
    return columns


def _section(book: Reader, line: _Line, place: int) -> str:
    """Return the outermost (0) or the innermost (-1) section of a criterion."""
    if line.criterion is None:
        return ""
    section = book.questionnaire.path[line.criterion.id][place]
    return f"{section.code} {content(section.title)}"


def _label(scale: Scale, position: Position | None) -> str:
    return content(position_label(scale, position, language()))


def _score(book: Reader, line: _Line) -> Fraction | None:
    return book.data.totals.get(line.criterion.id, EMPTY).score if line.criterion else None


def _yes(*, said: bool) -> str:
    return _("yes") if said else ""


def _retained(line: _Line) -> str:
    retained = line.views.retained if line.views else None
    return _label(line.scale, retained.position) if retained else ""


def _side(role: Role) -> Callable[[_Line], Cell]:
    def label(line: _Line) -> str:
        position = position_of(line.views, role)
        return _label(line.scale, position) if position else ""

    return label


def _team(book: Reader, line: _Line) -> str:
    team = line.views.team if line.views and line.criterion else None
    return team_text(book, team) if team else ""


def _reason(line: _Line) -> str:
    return line.opinion.position.reason if line.opinion.position else ""


def _text(name: str) -> Callable[[_Line], Cell]:
    return lambda line: line.opinion.text(name)
