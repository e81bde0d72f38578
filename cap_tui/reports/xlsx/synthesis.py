"""The first sheet: whose evaluation, the result, themes and levels, each drawn as a chart that follows its cells."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.positions import Stance
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import phase_label
from cap_tui.i18n.verdict_words import verdict_line
from cap_tui.reports.wording.facts import audience_label
from cap_tui.reports.wording.reader import content, interval
from cap_tui.reports.wording.visas import visa_line
from cap_tui.reports.xlsx.bars import bars
from cap_tui.reports.xlsx.cells import FAINT, NUMBER, SHARE, TITLE, Share
from cap_tui.reports.xlsx.table import Column, print_across, write_facts, write_table

if TYPE_CHECKING:
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page, Value

_WIDTHS = (46, 16, 24, 14, 14, 14, 14, 14)
_FULL = 100
_TITLE_HEIGHT = 28


def write_synthesis(book: Reader, page: Page) -> None:
    """Fill the sheet."""
    sheet = page.sheet
    page.widths(*_WIDTHS)
    page.put(1, 1, book.data.structure.name, TITLE)
    sheet.row_dimensions[1].height = _TITLE_HEIGHT
    notices = [
        _("Self-evaluation and progress plan {year}").format(year=book.data.year),
        book.fiction,
        book.status,
    ]
    page.put(2, 1, " — ".join(filter(None, notices)), FAINT)
    themes = write_facts(page, _facts(book), _WIDTHS, 4) + 1
    row = _themes(book, page, themes)
    levels = row + 1
    end = _levels(book, page, levels)
    below = bars(sheet, _("Score by theme"), (themes, row - 1, 2), 4, share=True)
    bars(sheet, _("Criteria at each level"), (levels, end - 1, 2), below, share=False)
    sheet.freeze_panes = "A3"
    print_across(sheet)


def _facts(book: Reader) -> list[tuple[str, Value]]:
    data, whole = book.data, book.data.whole
    late = sum(action.late(data.generated) for action in data.actions)
    told = ngettext("{count} action", "{count} actions", len(data.actions)).format(count=len(data.actions))
    if late:
        told += ", " + ngettext("{count} of them late", "{count} of them late", late).format(count=late)
    names = " · ".join(f"{one.name} — {one.role}" for one in data.participants)
    facts: list[tuple[str, Value]] = [
        ("SIRET", data.structure.siret),
        (_("Kind of structure"), ", ".join(data.structure.kinds)),
        (_("Regional delegation"), data.structure.region),
        (
            _("Questionnaire"),
            _("{title}, version {version}").format(title=book.title, version=book.questionnaire.version),
        ),
        (_("Phase"), phase_label(data.phase)),
        (_("Overall score"), Share(whole.score)),
        (_("Band"), book.band(whole.score)),
        (_("Depending on what is still open"), interval(whole)),
        (_("Criteria rated"), whole.positioned),
        (_("Applicable criteria"), whole.applicable),
        (_("Coverage"), Share(None if whole.coverage is None else whole.coverage * _FULL)),
        *_verdicts(book),
        (_("Plan"), told),
        (_("Participants"), names),
        (_("Visa"), visa_line(book)),
        (_("Audience"), audience_label(data.audience)),
        (_("Workbook made on"), data.generated),
        (_("Seal"), data.seal),
    ]
    return [(label, value) for label, value in facts if value not in ("", Share(None))]


def _verdicts(book: Reader) -> list[tuple[str, Value]]:
    editions = {edition.id: content(edition.label) for edition in book.questionnaire.editions}
    return [
        (
            _("Verdict, {edition}").format(edition=editions.get(one.edition, one.edition))
            if one.edition
            else _("Verdict"),
            verdict_line(one.findings, one.outcome),
        )
        for one in book.data.judgements
    ]


def _themes(book: Reader, page: Page, top: int) -> int:
    columns = [
        Column(_("Theme")),
        Column(_("Score"), kind=SHARE),
        Column(_("Band")),
        Column(_("Criteria rated"), kind=NUMBER),
        Column(_("Applicable criteria"), kind=NUMBER),
        Column(_("Coverage"), kind=SHARE),
        Column(_("If all that is open is at the bottom"), kind=SHARE),
        Column(_("If all that is open is at the top"), kind=SHARE),
    ]
    rows: list[list[Value]] = []
    for depth, section in book.sections():
        if not depth:
            totals = book.data.totals[section.id]
            coverage = None if totals.coverage is None else totals.coverage * _FULL
            rows.append([
                f"{section.code} {content(section.title)}", Share(totals.score), book.band(totals.score), totals.positioned,
                totals.applicable, Share(coverage), Share(totals.low), Share(totals.high),
            ])  # fmt: skip
    return write_table(page, "Themes", columns, rows, top)


def _levels(book: Reader, page: Page, top: int) -> int:
    data, scale = book.data, book.questionnaire.scale
    positions = list(data.positions.values())
    rated = Counter(one.level for one in positions if one and one.stance is Stance.LEVEL)
    stances = Counter(one.stance if one else None for one in positions)
    told = [(f"{level.symbol} {content(level.label)}", rated[level.id]) for level in scale.levels]
    told += [
        (_("Don’t know"), stances[Stance.UNKNOWN]),
        (_("Unanswered"), stances[None]),
        (_("Not applicable"), stances[Stance.NOT_APPLICABLE]),
    ]
    columns = [Column(_("Level")), Column(_("Criteria"), kind=NUMBER), Column(_("Share"), kind=SHARE)]
    total = sum(count for _label, count in told)
    rows: list[list[Value]] = [
        [label, count, Share(Fraction(_FULL * count, total) if total else None)] for label, count in told
    ]
    return write_table(page, "Niveaux", columns, rows, top)
