"""The findings: one row for each line of the plan that answers one; for an internal workbook only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.verdicts import Findings
from cap_tui.i18n import _
from cap_tui.i18n.labels import action_field_label, effectiveness_label, opinion_field_label, state_label
from cap_tui.i18n.verdict_words import the_fields, the_texts
from cap_tui.reports.wording.reader import content, finding_levels
from cap_tui.reports.xlsx.cells import CODE, DAY, NUMBER, Code
from cap_tui.reports.xlsx.table import Column, whole_sheet

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Criterion, Level
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page, Value

_FACTS = ("requirement", "evidence", "constat")


def write_gaps(book: Reader, page: Page) -> None:
    """Fill the sheet, the most serious level first."""
    label = action_field_label
    columns = [
        Column(_("Level"), 24),
        Column(_("Code"), 10, CODE),
        Column(_("Criterion"), 36),
        Column(_("Where the finding stands"), 24),
        Column(opinion_field_label("requirement"), 36),
        Column(opinion_field_label("evidence"), 36),
        Column(_("Gap seen"), 36),
        Column(_("Texts to complete"), 22),
        Column(label("number"), 7, NUMBER),
        Column(label("title"), 40),
        Column(label("cause"), 32),
        Column(label("correction"), 32),
        Column(label("owner"), 20),
        Column(label("due"), 12, DAY),
        Column(label("state"), 14),
        Column(label("effectiveness"), 14),
        Column(label("effectiveness_date"), 12, DAY),
        Column(label("effectiveness_proof"), 32),
        Column(_("Fields to complete"), 24),
    ]
    data = book.data
    seen = Findings(book.questionnaire, data.positions, data.opinions, data.actions, data.concerned)
    rows: list[list[Value]] = []
    for level in finding_levels(book.questionnaire):
        for criterion, _level in seen.at((level.id,)):
            lines: list[Action | None] = [*seen.lines(criterion.id)]
            rows += [_row(book, seen, criterion, level, line) for line in lines or [None]]
    whole_sheet(page, "Ecarts", columns, rows, "D2")


def _row(
    book: Reader, seen: Findings, criterion: Criterion, level: Level, line: Action | None
) -> list[Value]:
    opinion = book.data.opinion(criterion.id)
    lifted = _("Lifted: settled and found effective") if seen.lifted(criterion.id) else _("To lift")
    needed = [name for name in level.requires.action if line is None or not getattr(line, name)]
    return [
        f"{level.symbol} {content(level.label)}",
        Code(criterion.code),
        content(criterion.title),
        lifted,
        *(opinion.text(name) for name in _FACTS),
        the_texts(seen.missing_texts(criterion.id)),
        *(_line(line) if line else [None, _("No action of the plan answers it"), *[None] * 8]),
        the_fields(needed),
    ]


def _line(line: Action) -> list[Value]:
    return [
        line.number,
        line.title,
        line.cause,
        line.correction,
        line.owner,
        line.due,
        state_label(line.state),
        effectiveness_label(line.effectiveness),
        line.effectiveness_date,
        line.effectiveness_proof,
    ]
