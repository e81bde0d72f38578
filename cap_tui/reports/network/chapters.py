"""The chapters of the PDF of a network."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, KeepTogether

from cap_tui.core.measures import Measure, Series
from cap_tui.core.network.schemes import scheme_name
from cap_tui.core.questionnaire import Indicator
from cap_tui.core.rounding import half_up
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent, short_date
from cap_tui.i18n.labels import phase_label
from cap_tui.reports.network.drawings import CountBar, LevelStack, box_row
from cap_tui.reports.network.wording import (
    award_rows,
    counted_head,
    ending_words,
    kind_name,
    priority_heads,
    region_label,
    several,
    shown_words,
)
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, grid, heading, lead
from cap_tui.reports.pdf.boxes import BoxScale
from cap_tui.reports.pdf.distribution import Legend
from cap_tui.reports.pdf.line_chart import LEAST_POINTS, PERCENT, charts
from cap_tui.reports.pdf.reading import Contents
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from cap_tui.reports.network.data import NetworkReport, Node
    from cap_tui.reports.pdf.book import Book

MOST = 20
"""Criteria listed; the workbook and the open data have them all."""


def contents(book: Book, data: NetworkReport) -> list[Any]:
    """Return the contents and what each figure counts: read before the figures."""
    start = chapter(book, "contents", _("Contents, and what the figures count"), PORTRAIT)
    book.chapters.clear()
    return [
        *start,
        Contents(book),
        *heading(book, _("What the figures count, and who is left out")),
        *(book.words.paragraph(text, styles.BODY) for text in data.definitions),
        gap(4),
        book.words.paragraph(
            _(
                "In the boxes: half of the structures stand in the box, a quarter below, a quarter above; the thick line "
                "is the median, the dot the mean. Then come the mean and the number of structures."
            ),
            styles.BODY,
        ),
    ]


def population(book: Book, data: NetworkReport) -> list[Any]:
    """Return who was gathered, by phase, kind and region."""
    story = chapter(book, "population", _("The structures"), PORTRAIT)
    gathered = ngettext(
        "{count} evaluation gathered.", "{count} evaluations gathered.", data.gathered
    ).format(count=data.gathered)
    late = ngettext(
        "{count} late plan among the structures shown.",
        "{count} late plans among the structures shown.",
        data.late,
    ).format(count=data.late)
    story.append(lead(book, f"{gathered} {shown_words(data)}. {late if data.late else ''}".strip()))
    story += _counts(
        book,
        _("By phase"),
        {phase_label(phase): count for phase, count in data.by_phase.items()},
        data.gathered,
    )
    story += _counts(
        book, _("By kind"), {kind_name(kind): count for kind, count in data.by_kind.items()}, data.gathered
    )
    story += _counts(
        book,
        _("By region"),
        {region_label(region): count for region, count in data.by_region.items()},
        data.gathered,
    )
    story.append(book.words.paragraph(_("A structure of two kinds counts under both."), styles.FAINT))
    return story


def results(book: Book, data: NetworkReport) -> list[Any]:
    """Return the boxes of the whole, of the themes and of their objectives."""
    story = [
        *chapter(book, "results", _("Where the network stands"), PORTRAIT),
        lead(book, _("How the structures spread, theme by theme and objective by objective.")),
        _scale(book, data),
        box_row(book, _("The whole"), data.whole.all, strong=True),
    ]
    for node in data.sections:
        if node.depth == 1:
            story.append(CondPageBreak(70))
        story.append(box_row(book, node.name, node.all, strong=node.depth == 1))
    return story


def by_group(book: Book, data: NetworkReport) -> list[Any]:
    """Return the whole then each theme, kind by kind and region by region."""
    story = [
        *chapter(book, "groups", _("By kind of structure and by region"), PORTRAIT),
        lead(
            book,
            _(
                "Lines are missing, and some structures within a line, where fewer than five would stand apart: they would "
                "be recognised."
            ),
        ),
    ]
    shown = [node for node in (data.whole, *data.themes) if node.all.count]
    return [*story, *(KeepTogether(_groups(book, data, node)) for node in shown)]


def _groups(book: Book, data: NetworkReport, node: Node) -> list[Any]:
    name = node.name if node.depth else _("The whole")
    every = _("All the evaluations") if several(data) else _("All the structures")
    rows = [*heading(book, name), _scale(book, data), box_row(book, every, node.all, strong=True)]
    rows += [box_row(book, kind, spread) for kind, spread in node.by_kind.items()]
    if node.by_region:
        rows += [gap(4), *(box_row(book, region, spread) for region, spread in node.by_region.items())]
    return rows


def levels(book: Book, data: NetworkReport) -> list[Any]:
    """Return how often each level was chosen, objective by objective."""
    story = [
        *chapter(book, "levels", _("The levels, objective by objective"), PORTRAIT),
        lead(book, _("How often each level was chosen over all the criteria of an objective.")),
        Legend(book),
        gap(4),
    ]
    for node in data.sections:
        if not node.all.levels:
            continue
        if node.depth == 1:
            story += heading(book, node.name, 60)
        if node.depth > 1 or not any(one.depth > 1 for one in data.sections):
            story.append(LevelStack(book, node.name, node.all.levels))
    return story


def needs(book: Book, data: NetworkReport) -> list[Any]:
    """Return the criteria on which most structures act, and the services they call on."""
    story = chapter(book, "needs", _("Priorities and services called on"), PORTRAIT)
    if not data.priorities and not data.services:
        return [*story, book.words.paragraph(_("No open action that can be shown."), styles.BODY)]
    if data.priorities:
        story += heading(book, _("Criteria with most open actions"))
        heads = [_("Code"), _("Criterion"), counted_head(data), *priority_heads()]
        rows = [
            [one.code, one.title, str(one.count), *(str(one.by_priority.get(name, 0)) for name in priority_heads())]
            for one in data.priorities[:MOST]
        ]  # fmt: skip
        widths = [44.0, styles.WIDTH - 44 - 60 - 4 * 34, 60.0, *[34.0] * 4]
        story.append(_grid(book, heads, rows, widths))
        if len(data.priorities) > MOST:
            rest = len(data.priorities) - MOST
            told = ngettext("{count} other criterion.", "{count} other criteria.", rest).format(count=rest)
            story.append(book.words.paragraph(told, styles.FAINT))
    return [
        *story,
        *_counts(book, _("Services called on"), {one.title: one.count for one in data.services}, data.shown),
    ]


def certificates(book: Book, data: NetworkReport) -> list[Any]:
    """Return the approaches of the register and what ends within the year; nothing without a register."""
    if not data.register.structures:
        return []
    story = [
        *chapter(book, "certificates", _("Approaches and certificates"), PORTRAIT),
        lead(book, ngettext(
            "{count} structure in the register of the network; {engaged} engaged, {certified} certified.",
            "{count} structures in the register of the network; {engaged} engaged, {certified} certified.",
            data.register.structures,
        ).format(count=data.register.structures, engaged=data.register.engaged_any, certified=data.register.certified_any)),
    ]  # fmt: skip
    heads = [
        _("Approach"),
        _("Engaged structures"),
        _("Entered in {year}").format(year=data.generated.year),
        _("Certified"),
    ]
    rows = [[name, *map(str, counts)] for name, *counts in award_rows(data)]
    story += [_grid(book, heads, rows, [styles.WIDTH - 270, 90.0, 90.0, 90.0])] if rows else []
    story += heading(book, _("What ends or is audited in {year}").format(year=data.generated.year))
    if not data.endings:
        return [*story, book.words.paragraph(_("Nothing ends this year."), styles.BODY)]
    heads = [_("Day"), _("Structure"), _("Approach"), _("Certificate number"), _("What")]
    ends = [
        [
            short_date(one.day),
            one.structure,
            scheme_name(one.scheme),
            one.number or NOTHING,
            ending_words(one),
        ]
        for one in data.endings
    ]
    return [*story, _grid(book, heads, ends, [58.0, styles.WIDTH - 328, 90.0, 90.0, 90.0])]


def evolution(book: Book, data: NetworkReport) -> list[Any]:
    """Return the means year by year; nothing for a single year."""
    if len(data.evolution) < LEAST_POINTS:
        return []
    story = [
        *chapter(book, "evolution", _("From year to year"), PORTRAIT),
        lead(book, _("These are the structures evaluated each year, which are not always the same.")),
    ]
    heads = [_("Year"), _("Structures"), _("Mean"), *(node.name for node in data.themes)]
    rows = [
        [str(one.year), f"{one.shown}/{one.counted}", percent(one.mean, 1),
         *(percent(one.themes.get(node.id), 1) for node in data.themes)]
        for one in data.evolution
    ]  # fmt: skip
    part = (styles.WIDTH - 150) / max(len(data.themes), 1)
    story += [_grid(book, heads, rows, [40.0, 60.0, 50.0, *[part] * len(data.themes)]), gap(14)]
    means = {_("The whole"): {one.year: one.mean for one in data.evolution}} | {
        node.name: {one.year: one.themes.get(node.id) for one in data.evolution} for node in data.themes
    }
    lines = [_series(name, values) for name, values in means.items()]
    return [*story, *charts(book, [one for one in lines if len(one.valued) >= LEAST_POINTS], PERCENT)]


def _series(name: str, values: Mapping[int, Fraction | None]) -> Series:
    known = [(year, Decimal(half_up(value, 1))) for year, value in values.items() if value is not None]
    return Series(
        Indicator(name, name, "%", "result"),
        measures=tuple(Measure(name, year, value) for year, value in known),
    )


def _scale(book: Book, data: NetworkReport) -> Any:
    return BoxScale(book, _("mean · evaluations") if several(data) else _("mean · structures"))


def _counts(book: Book, title: str, counts: Mapping[str, int], total: int) -> list[Any]:
    """Return a bar for each count, which is of `total`."""
    if not counts:
        return []
    most = max(counts.values())
    bars = [CountBar(book, name, count, most, total) for name, count in counts.items()]
    return [KeepTogether([*heading(book, title), *bars])]


def _grid(book: Book, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
    words = book.words
    return grid(
        [words.paragraph(head, styles.CELL_HEAD) for head in heads],
        [[words.paragraph(cell, styles.CELL) for cell in row] for row in rows],
        widths,
    )
