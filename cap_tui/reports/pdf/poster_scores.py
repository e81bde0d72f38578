"""What was found, on the poster: the radar, the themes with their bands, the strong points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.plan import strengths
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.bars import draw_bar
from cap_tui.reports.pdf.poster_space import GAP, LEAST, NEAR
from cap_tui.reports.pdf.radar import Radar, Size
from cap_tui.reports.wording.reader import LEAST_AXES, content

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Section
    from cap_tui.reports.pdf.book import Book
    from cap_tui.reports.pdf.poster_space import Area

_STRONG, _STRONG_HEIGHT = 3, 36.0
_HEADING = 36.0
_MOST_AXES = 12
"""Axes whose words do not touch at the size they have here."""
_MOST_BARS, _BARS, _PITCH = 12, 226.0, 46.0
_SCORE, _BAND, _NAMES = 74.0, 130.0, 240.0
_RADAR = Size(radius=128, height=408, label=112, title=NEAR, score=LEAST, most=46, codes=True)


def shape(area: Area) -> Area:
    """Draw the radar of the objectives, or of the themes when they are too many; return the room for the strong points."""
    area.headed(_("Where we stand"))
    taken = area.height - _STRONG * _STRONG_HEIGHT - _HEADING
    sections = _axes(area.book)
    if sections:
        drawing = Radar(area.book, sections, _RADAR)
        drawing.canv = area.canvas
        _width, height = drawing.wrap(area.width, taken)
        drawing.drawOn(area.canvas, area.x, area.top - taken + (taken - height) / 2)
    else:
        area.write(
            _("Too few parts to draw a shape."), styles.placed(LEAST, styles.MUTED), 0, 50, area.width, 50
        )
    return area.below(taken)


def _axes(book: Book) -> list[Section]:
    for sections in (book.objectives(), _themes(book)):
        if LEAST_AXES <= len(sections) <= _MOST_AXES:
            return sections
    return []


def _themes(book: Book) -> list[Section]:
    return [section for depth, section in book.sections() if depth == 0]


def strong_points(area: Area) -> None:
    """Write the three heaviest criteria above the target."""
    book = area.book
    area = area.titled(_("What we can rely on"))
    found = strengths(book.questionnaire, book.data.positions, book.data.concerned)[:_STRONG]
    if not found:
        none = _("No criterion is above the target yet.")
        area.write(none, styles.placed(LEAST), 0, 4, area.width, area.height)
        return
    lines = [
        f"{book.symbol(book.data.opinion(one.id).position)} {one.code} {content(one.title)}" for one in found
    ]
    each = area.height / _STRONG
    style = styles.placed(area.size_of(lines, area.width, each))
    for place, line in enumerate(lines):
        area.write(line, style, 0, place * each, area.width, each)


def bars(area: Area) -> Area:
    """Draw a bar a theme with its score and its band; return the room for the plan."""
    book, area = area.book, area.titled(_("Scores by theme"))
    themes = _themes(book)
    shown = themes if len(themes) <= _MOST_BARS else themes[: _MOST_BARS - 1]
    pitch = min(_PITCH, _BARS / max(min(len(themes), _MOST_BARS), 1))
    lines = len(shown) + (len(themes) > len(shown))
    titles = [f"{section.code} {content(section.title)}" for section in shown]
    size = min(area.size_of(titles, _NAMES, pitch), pitch / 1.3)
    width = area.width - _NAMES - _SCORE - _BAND - 2 * GAP
    target = book.questionnaire.scale.target_level.score
    for place, section in enumerate(shown):
        totals, down = book.data.totals[section.id], place * pitch
        area.write(titles[place], styles.placed(size), 0, down, _NAMES, pitch)
        thick = pitch * 0.5
        draw_bar(
            area.canvas, totals, target, area.x + _NAMES + GAP,
            area.top - down - size * 0.62 - thick / 2, width, thick,
        )  # fmt: skip
        left = _NAMES + GAP + width
        strong = styles.placed(size, styles.ACCENT, strong=True, right=True)
        area.write(percent(totals.score), strong, left, down, _SCORE, pitch)
        left += _SCORE + GAP
        band = book.words.one_line(book.band(totals.score), styles.placed(size), _BAND)
        book.words.place(area.canvas, band, area.x + left, area.top - down, _BAND)
    if len(themes) > len(shown):
        rest = len(themes) - len(shown)
        told = ngettext("and {count} other theme", "and {count} other themes", rest).format(count=rest)
        area.write(told, styles.placed(size, styles.MUTED), 0, len(shown) * pitch, area.width, pitch)
    return area.below(lines * pitch + GAP)
