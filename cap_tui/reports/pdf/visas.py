"""“Visa”: who signed, as what, over what exactly, and what was written since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import KeepTogether, Table, TableStyle

from cap_tui.core.permissions import Role
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import decimal, long_date, percent
from cap_tui.i18n.labels import role_label
from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.blocks import chapter, gap, grid, labelled, lead
from cap_tui.reports.pdf.fonts import REGULAR
from cap_tui.reports.pdf.template import PORTRAIT, Anchor
from cap_tui.reports.pdf.text import excerpt
from cap_tui.reports.pdf.voices import NOTHING, who
from cap_tui.reports.runs import bold, coloured

if TYPE_CHECKING:
    from cap_tui.core.review import LogLine, Visa
    from cap_tui.reports.pdf.book import Book

_NAME, _COVER_NAME, _VALUE = 300, 60, 160
"""Most characters of a name here, and on the cover; and of a value that changed, which the history gives whole."""

_SHORT = 16
"""Digits printed of a digest: enough to compare two papers by eye."""

_BOX = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("BACKGROUND", (0, 0), (-1, -1), styles.colour(styles.PALE)),
        ("LINEABOVE", (0, 0), (-1, 0), 1.5, styles.colour(styles.ACCENT)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, 0), 7),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 7),
    ]
)


def visas(book: Book) -> list[Any]:
    """Return the chapter, newest visa first, or nothing when nobody signed."""
    signed = book.data.visas
    if not signed:
        return []
    story = chapter(book, "visas", _("Visa"), PORTRAIT)
    text = _(
        "An internal review visa: it says who read what, and when. It is not a qualified electronic signature."
    )
    story.append(lead(book, text))
    for index, visa in enumerate(signed):
        story += _visa(book, index, visa)
    return story


def visa_line(book: Book) -> str:
    """Return the last visa in one line, for the cover; empty when nobody signed."""
    if not book.data.visas:
        return ""
    visa = book.data.visas[0]
    day = long_date(visa.at.astimezone(book.data.zone))
    parts = [f"{_signer(visa)}, {day}", _("seal {seal}").format(seal=visa.short)]
    return " · ".join([*parts, *([_modified(visa)] if visa.changes else [])])


def _signer(visa: Visa) -> str:
    signer = who(excerpt(visa.by, _COVER_NAME), visa.role)
    return signer + ", " + _("without a third party") if visa.role is Role.DIRECTOR else signer


def _modified(visa: Visa) -> str:
    count = len(visa.changes)
    return ngettext(
        "changed after the visa ({count} change)", "changed after the visa ({count} changes)", count
    ).format(count=count)


def _visa(book: Book, index: int, visa: Visa) -> list[Any]:
    words = book.words
    title = _("Visa of {moment}").format(moment=book.moment(visa.at, long=True))
    rows = [
        [words.paragraph(name, styles.FAINT), words.paragraph(value, styles.SMALL)]
        for name, value in _covered(visa)
    ]
    head = [
        Anchor(book, f"visa-{index}", title, 1),
        words.paragraph(title, styles.H2),
        _state(book, visa),
        gap(4),
        Table(rows, colWidths=[150, styles.WIDTH - 150], style=_BOX),
        gap(4),
    ]
    story: list[Any] = [KeepTogether(head), *labelled(book, _("Comment"), visa.comment)]
    if visa.changes and book.private:
        story += [gap(4), _changes(book, visa)]
    return [*story, gap(14)]


def _state(book: Book, visa: Visa) -> Any:
    words = book.words
    if not visa.changes:
        text = "✓ " + _("The evaluation and the plan stand as they were signed.")
        return words.compose(bold(coloured(words.safe(text), styles.ACCENT)), styles.BODY)
    modified = _modified(visa)
    return words.paragraph(f"▲ {modified[:1].upper()}{modified[1:]}", styles.NOTICE)


def _covered(visa: Visa) -> list[tuple[str, str]]:
    covers = visa.covers
    rated = _("{positioned} of {applicable} applicable criteria").format(
        positioned=covers.positioned, applicable=covers.applicable
    )
    return [
        (_("Signed by"), excerpt(visa.by, _NAME)),
        (_("Signed as"), _as(visa)),
        (_("Overall score"), percent(covers.score, 1)),
        (_("Criteria rated"), rated),
        (_("Positions retained"), decimal(covers.retained)),
        (_("Actions in the plan"), decimal(covers.actions)),
        (_("Entries covered"), decimal(covers.entries)),
        (_("Digest of the questionnaire"), covers.questionnaire[:_SHORT]),
        (_("Seal"), visa.short),
    ][0 if visa.by else 1 :]


def _as(visa: Visa) -> str:
    name = role_label(visa.role)
    if visa.role is not Role.DIRECTOR:
        return name
    return _("{role}: this evaluation has no third party").format(role=name)


def _changes(book: Book, visa: Visa) -> Any:
    words = book.words
    names = (_("When"), _("Who"), _("What was written after the visa"))
    head = [words.paragraph(text, styles.CELL_HEAD) for text in names]
    rows = [
        [
            words.paragraph(book.moment(line.at), styles.CELL),
            words.paragraph(who(excerpt(line.author, _NAME), line.role), styles.CELL),
            words.paragraph(_change(line), styles.CELL),
        ]
        for line in visa.changes
    ]
    return grid(head, rows, [84, 120, styles.WIDTH - 204])


def _change(line: LogLine) -> str:
    what = line.what or _("A note that is not printed")
    if not line.after and not line.before:
        return what
    before, after = (excerpt(value, _VALUE) or NOTHING for value in (line.before, line.after))
    return f"{what}\n{before} → {after}"
