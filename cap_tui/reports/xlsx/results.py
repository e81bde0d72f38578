"""Where everything stands: themes, objectives and criteria, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.positions import text_fields
from cap_tui.i18n import _, language
from cap_tui.i18n.labels import opinion_field_label, position_label, position_symbol
from cap_tui.reports.wording.reader import content
from cap_tui.reports.xlsx.cells import CODE, NUMBER, SHARE, Code, Share
from cap_tui.reports.xlsx.table import Column, whole_sheet

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion, Section
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page, Value


def write_results(book: Reader, page: Page) -> None:
    """Fill the sheet; a column says which rows are themes, objectives or criteria, to filter by."""
    columns = [
        Column(_("Row"), 12),
        Column(_("Theme"), 28),
        Column(_("Code"), 10, CODE),
        Column(_("Title"), 52),
        Column(_("Level"), 22),
        Column(_("Score"), 10, SHARE),
        Column(_("Band"), 18),
        Column(_("Weight"), 9, NUMBER),
        Column(_("Imperative"), 12),
        Column(_("Target reached"), 12),
        Column(_("Retained after pooling"), 14),
        Column(_("Criteria rated"), 12, NUMBER),
        Column(_("Applicable criteria"), 12, NUMBER),
        Column(_("Actions"), 12, CODE),
    ]
    rows: list[list[Value]] = []
    for depth, section in book.sections():
        rows.append(_section(book, depth, section))
        rows += [_criterion(book, criterion) for criterion in book.concerned(section)]
    whole_sheet(page, "Resultats", columns, rows, "E2")


def theme_of(book: Reader, key: str) -> str:
    """Return the code and title of the outermost section above a criterion or a section, or of itself."""
    above = book.questionnaire.path.get(key, ())
    section = above[0] if above else book.questionnaire.section_by_id.get(key)
    return f"{section.code} {content(section.title)}" if section else ""


def _section(book: Reader, depth: int, section: Section) -> list[Value]:
    totals = book.data.totals[section.id]
    return [
        _("Objective") if depth else _("Theme"),
        theme_of(book, section.id),
        Code(section.code),
        content(section.title),
        None,
        Share(totals.score),
        book.band(totals.score),
        totals.weight,
        None,
        None,
        None,
        totals.positioned,
        totals.applicable,
        None,
    ]


def _criterion(book: Reader, criterion: Criterion) -> list[Value]:
    data, scale = book.data, book.questionnaire.scale
    position = data.opinion(criterion.id).position
    level = scale.level(position.level) if position else None
    views = data.views.get(criterion.id)
    numbers = ", ".join(str(action.number) for action in data.actions if criterion.id in action.criteria)
    totals = data.totals[criterion.id]
    return [
        _("Criterion"),
        theme_of(book, criterion.id),
        Code(criterion.code),
        content(criterion.title),
        book.level(position),
        Share(totals.score),
        None,
        criterion.weight,
        _("yes") if criterion.imperative else None,
        _yes(reached=level.rank >= scale.target_level.rank) if level else None,
        _("yes") if views and views.retained else None,
        totals.positioned,
        totals.applicable,
        Code(numbers),
    ]


def _yes(*, reached: bool) -> str:
    return _("yes") if reached else _("no")


def write_texts(book: Reader, page: Page) -> None:
    """Fill the sheet of what is written of each criterion, those not asked any more last; for an internal workbook only."""
    asked = text_fields(book.questionnaire.scale)
    columns = [
        Column(_("Theme"), 26),
        Column(_("Code"), 10, CODE),
        Column(_("Criterion"), 40),
        Column(_("Level"), 20),
        *(Column(opinion_field_label(name), 44) for name in asked),
        Column(_("Reason for not applicable"), 30),
        Column(_("To look at again"), 12),
    ]
    rows: list[list[Value]] = []
    for key in book.data.concerned:
        criterion, opinion = book.questionnaire.criteria[key], book.data.opinion(key)
        rows.append([
            theme_of(book, key), Code(criterion.code), content(criterion.title), book.level(opinion.position),
            *(opinion.text(name) for name in asked), opinion.position.reason if opinion.position else None,
            _("yes") if opinion.flagged else None,
        ])  # fmt: skip
    for one in book.data.former:
        position = one.opinion.position
        level = f"{position_symbol(one.scale, position)} {content(position_label(one.scale, position, language()))}"
        rows.append([
            _("Not asked any more"), None, one.label, level, *(one.opinion.text(name) for name in asked),
            position.reason if position else None, _("yes") if one.opinion.flagged else None,
        ])  # fmt: skip
    whole_sheet(page, "Constats", columns, rows, "D2")
