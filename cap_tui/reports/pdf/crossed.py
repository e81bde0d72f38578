"""“Regards croisés”: the views of director, peer, third party and team, criterion by criterion."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from cap_tui.core.permissions import Role
from cap_tui.core.review import Divergence
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, grid, heading, lead
from cap_tui.reports.pdf.distribution import Legend
from cap_tui.reports.pdf.key_figures import Figures
from cap_tui.reports.pdf.template import PORTRAIT
from cap_tui.reports.pdf.voices import Mark
from cap_tui.reports.runs import bold, coloured
from cap_tui.reports.wording.people import part_taken, person_name
from cap_tui.reports.wording.reader import NOTHING, content
from cap_tui.reports.wording.views import (
    compared,
    divergence_text,
    level_position,
    position_of,
    roles_heard,
    several,
    team_heard,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import CrossedViews, TeamView
    from cap_tui.reports.pdf.book import Book

_SIDE, _TEAM, _GAP, _RETAINED = 47.0, 66.0, 104.0, 42.0
_NAME = 300
"""Most characters of a name or an organisation in the table of people."""


def crossed(book: Book) -> list[Any]:
    """Return the chapter, or nothing when fewer than two sides spoke."""
    if not several(book):
        return []
    story = chapter(book, "crossed", _("Crossed views"), PORTRAIT)
    story.append(lead(book, _introduction(book)))
    story += [*_summary(book), *_people(book)]
    story += [
        *heading(book, _("Each criterion, seen from each side"), 160),
        Legend(book),
        book.words.paragraph(_legend(book), styles.FAINT),
        gap(6),
        _table(book),
    ]
    return story


def _introduction(book: Book) -> str:
    if book.private:
        return _("The same criteria, looked at by several people who each gave their own position.")
    return _(
        "The same criteria, looked at by several people who each gave their own position. Names and remarks are left out."
    )


def _summary(book: Book) -> list[Any]:
    """Count agreements and divergences among the criteria that at least two sides rated."""
    every = [
        views for key in book.data.concerned if compared(book, views := book.data.views.get(key)) and views
    ]
    counts = Counter(views.divergence for views in every)
    minor, major = counts[Divergence.MINOR], counts[Divergence.MAJOR]
    figures = [
        (
            str(len(every)),
            ngettext(
                "criterion rated by two sides at least", "criteria rated by two sides at least", len(every)
            ),
        ),
        (f"= {counts[Divergence.NONE]}", _("where all agree")),
        (f"≠ {minor}", ngettext("minor divergence", "minor divergences", minor)),
        (f"≠≠ {major}", ngettext("major divergence", "major divergences", major)),
    ]
    if _retained(book):
        retained = sum(views.retained is not None for views in book.data.views.values())
        text = ngettext("position retained after pooling", "positions retained after pooling", retained)
        figures.append((str(retained), text))
    return [Figures(book, figures)]


def _retained(book: Book) -> bool:
    return any(views.retained for views in book.data.views.values())


def _people(book: Book) -> list[Any]:
    if not book.data.people:
        return []
    words = book.words
    names = (_("Name"), _("Role"), _("Taking part"))
    head = [words.paragraph(text, styles.CELL_HEAD) for text in names]
    rows = [
        [
            words.paragraph(person_name(person), styles.CELL),
            words.paragraph(
                ", ".join(map(role_label, person.roles)) or _("No longer takes part"), styles.CELL
            ),
            words.paragraph(part_taken(person), styles.CELL),
        ]
        for person in book.data.people
    ]
    widths = [styles.WIDTH - 270, 120, 150]
    return [*heading(book, _("Who takes part"), 110), grid(head, rows, widths), gap(8)]


def _legend(book: Book) -> str:
    lines = [
        _("= all agree · ≠ one level apart · ≠≠ two levels apart or more, or not applicable for some only")
    ]
    if team_heard(book):
        lines.append(
            _(
                "Team: median level, then the lowest and the highest level and the number of people; nothing is shown "
                "of a team of fewer than three people."
            )
        )
    return "\n".join(lines)


def _table(book: Book) -> Any:
    """Return the table; a side that said nothing at all has no column."""
    words, roles = book.words, roles_heard(book)
    columns = [(role_label(role), _SIDE) for role in roles]
    columns += [(_("Team"), _TEAM)] if team_heard(book) else []
    columns += [(_("Divergence"), _GAP)] if len(roles) > 1 else []
    columns += [(_("Retained"), _RETAINED)] if _retained(book) else []
    widths = [styles.WIDTH - sum(width for _name, width in columns), *(width for _name, width in columns)]
    head = [
        words.paragraph(text, styles.CELL_HEAD) for text in (_("Criterion"), *(name for name, _w in columns))
    ]
    rows: list[list[Any]] = []
    strong: list[int] = []
    for section in book.objectives():
        strong.append(len(rows))
        title = words.paragraph(f"{section.code} {content(section.title)}", styles.CELL_BOLD)
        rows.append([title, *("" for _column in columns)])
        rows += [_row(book, criterion, roles) for criterion in book.concerned(section)]
    return grid(head, rows, widths, strong=strong, across=True)


def _row(book: Book, criterion: Criterion, roles: Sequence[Role]) -> list[Any]:
    words, views = book.words, book.data.views.get(criterion.id)
    row: list[Any] = [words.paragraph(f"{criterion.code} {content(criterion.title)}", styles.CELL)]
    row += [Mark(book, position_of(views, role) or _alone(book, criterion, views, role)) for role in roles]
    if team_heard(book):
        row.append(_team(book, views.team if views else None))
    if len(roles) > 1:
        row.append(_divergence(book, views))
    if _retained(book):
        row.append(Mark(book, views.retained.position) if views and views.retained else NOTHING)
    return row


def _alone(book: Book, criterion: Criterion, views: CrossedViews | None, role: Role) -> Any:
    """Return the director's position where nobody else looked."""
    return book.data.opinion(criterion.id).position if views is None and role is Role.DIRECTOR else None


def _team(book: Book, team: TeamView | None) -> Any:
    if team is None:
        return NOTHING
    ends = dict.fromkeys(book.symbol(level_position(key)) for key in (team.lowest, team.highest))
    return Mark(book, level_position(team.median), f"{'–'.join(ends)} · {team.count}")


def _divergence(book: Book, views: CrossedViews | None) -> Any:
    words, text = book.words, divergence_text(book, views)
    major = views is not None and compared(book, views) and views.divergence is Divergence.MAJOR
    runs = words.safe(text)
    return words.compose(coloured(bold(runs), styles.WARM) if major else runs, styles.CELL)
