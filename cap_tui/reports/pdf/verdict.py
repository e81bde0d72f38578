"""Whether the whole may be declared ready, what stands in the way, and how the findings are distributed."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Table, TableStyle
from reportlab.platypus.flowables import Flowable

from cap_tui.core.editions import edition_named
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.edition_words import edition_dates
from cap_tui.i18n.formats import percent
from cap_tui.i18n.verdict_words import obstacle_words, verdict_counts, verdict_title
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, criterion_cell, gap, grid, heading, lead
from cap_tui.reports.pdf.distribution import every_position, plain_position
from cap_tui.reports.pdf.fonts import REGULAR
from cap_tui.reports.pdf.marks import Box, cell, look
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.wording.reader import content

if TYPE_CHECKING:
    from cap_tui.core.positions import Position
    from cap_tui.core.verdicts import Obstacle
    from cap_tui.i18n.verdict_words import ObstacleWords
    from cap_tui.reports.judgements import Judgement
    from cap_tui.reports.pdf.book import Book

NOTHING = "—"
_BULLET = "•\u00a0"
_LABEL, _COUNT, _MARK, _ROW = 150.0, 110.0, 20.0, 21.0


def verdict(book: Book) -> list[Any]:
    """Return the chapter; nothing when the questionnaire has no verdict."""
    judgements = book.data.judgements
    if not judgements:
        return []
    whole = judgements[0]
    return [
        *chapter(book, "verdict", _("Verdict"), PORTRAIT),
        _banner(book, whole),
        gap(8),
        *_editions(book, judgements[1:]),
        *_distribution(book),
        *(_obstacles(book, whole) if book.private else []),
    ]


def _banner(book: Book, judgement: Judgement) -> Any:
    words, outcome = book.words, judgement.outcome
    ink = styles.ACCENT if outcome.ready else styles.WARM
    lines = [
        words.paragraph(verdict_title(outcome), styles.verdict(ink)),
        *(
            words.paragraph(_BULLET + text, styles.BODY)
            for text in verdict_counts(judgement.findings, outcome)
        ),
    ]
    if outcome.ready:
        lines.append(words.paragraph(_("Nothing stands in the way."), styles.BODY))
    style = TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("BACKGROUND", (0, 0), (-1, -1), styles.colour(styles.PALE)),
            ("LINEBEFORE", (0, 0), (0, -1), 4, styles.colour(ink)),
            ("LEFTPADDING", (0, 0), (-1, -1), 14),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
        ]
    )
    return Table([[line] for line in lines], colWidths=[styles.WIDTH], style=style)


def _editions(book: Book, judgements: tuple[Judgement, ...]) -> list[Any]:
    """Return the verdict through each edition: the one people are judged on today, and the one that comes."""
    if not judgements:
        return []
    words = book.words
    heads = (_("Edition"), _("Verdict"), _("What stands in the way"), _("Next date"))
    return [
        *heading(book, _("Edition by edition"), 110),
        grid(
            [words.paragraph(text, styles.CELL_HEAD) for text in heads],
            [_edition(book, judgement) for judgement in judgements],
            [84.0, 104.0, styles.WIDTH - 338, 150.0],
        ),
        gap(6),
    ]


def _edition(book: Book, judgement: Judgement) -> list[Any]:
    words, findings, outcome = book.words, judgement.findings, judgement.outcome
    edition = edition_named(book.questionnaire, judgement.edition)
    label, today = content(edition.label) if edition else judgement.edition, book.data.generated
    asked = ngettext("{count} criterion", "{count} criteria", len(findings.concerned)).format(
        count=len(findings.concerned)
    )
    coming = [
        line
        for item, line in zip(edition.dates, edition_dates(edition, today), strict=True)
        if item.date >= today
    ] if edition else []  # fmt: skip
    return [
        [words.paragraph(label, styles.CELL_BOLD), words.paragraph(asked, styles.CELL)],
        words.paragraph(verdict_title(outcome), styles.CELL_BOLD),
        words.paragraph("\n".join(verdict_counts(findings, outcome)) or NOTHING, styles.CELL),
        words.paragraph(coming[0] if coming else NOTHING, styles.CELL),
    ]


def _distribution(book: Book) -> list[Any]:
    data, scale = book.data, book.questionnaire.scale
    counts = Counter(plain_position(data.opinion(key).position) for key in data.concerned)
    total, most = len(data.concerned), max(counts.values(), default=0)
    rows = [
        LevelRow(book, position, counts[position], (total, most))
        for index, position in enumerate(every_position(scale))
        if index < len(scale.levels) or counts[position]
    ]
    return [*heading(book, _("Findings, level by level"), 60 + _ROW * len(rows)), *rows, gap(6)]


def _obstacles(book: Book, judgement: Judgement) -> list[Any]:
    findings, outcome = judgement.findings, judgement.outcome
    if outcome.ready:
        return []
    groups: dict[tuple[str, str], list[tuple[Obstacle, ObstacleWords]]] = {}
    for obstacle, told in zip(outcome.obstacles, obstacle_words(findings, outcome), strict=True):
        groups.setdefault((obstacle.rule, obstacle.level), []).append((obstacle, told))
    story = [
        *heading(book, _("What stands in the way"), 150),
        lead(book, _("All of it must be settled for the verdict to change.")),
    ]
    for title, group in zip(verdict_counts(findings, outcome), groups.values(), strict=True):
        story += _group(book, title, group)
    return story


def _group(book: Book, title: str, group: list[tuple[Obstacle, ObstacleWords]]) -> list[Any]:
    words = book.words
    story = heading(book, title, 90)
    for obstacle, told in group:
        if not obstacle.criterion:
            story.append(words.paragraph(told.text, styles.BODY))
    rows = [
        [
            criterion_cell(book, book.questionnaire.criteria[obstacle.criterion]),
            words.paragraph(told.missing or NOTHING, styles.CELL),
            words.paragraph(told.todo, styles.CELL),
        ]
        for obstacle, told in group
        if obstacle.criterion
    ]
    if not rows:
        return story
    heads = (_("Criterion"), _("What is missing"), _("What to do"))
    head = [words.paragraph(text, styles.CELL_HEAD) for text in heads]
    return [*story, grid(head, rows, [168.0, styles.WIDTH - 168 - 140, 140.0]), gap(4)]


class LevelRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One level: its symbol and name, a bar as long as the criteria there are many, their number and share.

    Args:
        count: Criteria there.
        of: How many there are in all, and at the most frequent level.
    """

    def __init__(self, book: Book, position: Position | None, count: int, of: tuple[int, int]) -> None:
        super().__init__()
        self._book, self._position, self._count, self._of = book, position, count, of

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take one line."""
        self._width = width
        return width, _ROW

    def draw(self) -> None:
        """Draw the mark and the name, the bar, then the figures."""
        book, canvas, words = self._book, self.canv, self._book.words
        shown = look(book.questionnaire.scale, self._position)
        cell(canvas, words, shown, (book.symbol(self._position),), Box(0, 4, _MARK, 14))
        name = words.one_line(book.label(self._position), styles.BAR, _LABEL - _MARK - 8)
        words.place(canvas, name, _MARK + 6, 17, _LABEL)
        total, most = self._of
        room = self._width - _LABEL - _COUNT
        if self._count:
            cell(canvas, words, shown, (), Box(_LABEL, 4, max(room * self._count / most, 3.0), 14))
        share = percent(Fraction(100 * self._count, total)) if total else NOTHING
        told = ngettext("{count} criterion", "{count} criteria", self._count).format(count=self._count)
        words.draw(
            canvas, f"{told} · {share}", styles.placed(8.5, right=True), self._width - _COUNT, 17, _COUNT
        )
