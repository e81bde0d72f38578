"""The last sheet: how to read the others, how to bring the plan back, what did not fit, and the lists of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.choices import choice_labels
from cap_tui.i18n.formats import decimal, percent
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.wording.reader import content
from cap_tui.reports.xlsx.cells import FAINT, LABEL, TITLE
from cap_tui.reports.xlsx.table import fit_row, print_across

if TYPE_CHECKING:
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page

CHOSEN = ("state", "priority", "kind", "effort", "effectiveness")
"""Fields whose choices are listed, one column each."""

_FIRST, _TOP = 4, 3
_WIDTHS = (32, 90, 4, 26, 12, 20, 32, 24)


def choice_cells(title: str) -> dict[str, str]:
    """Return the cells that list the choices of each field, as a spreadsheet names them; `title` is of this sheet."""
    found = {}
    for place, name in enumerate(CHOSEN):
        letter = "ABCDEFGHIJ"[_FIRST - 1 + place]
        last = _TOP + len(choice_labels(name))
        found[name] = f"'{title}'!${letter}${_TOP + 1}:${letter}${last}"
    return found


def write_legend(book: Reader, page: Page) -> None:
    """Fill the sheet; the last to be filled, for it tells what did not fit in the others."""
    page.widths(*_WIDTHS)
    page.put(1, 1, _("Legend"), TITLE)
    row = _TOP
    for label, text in (*_reading(book), *_returning(book), *_cuts(page)):
        page.put(row, 1, label, LABEL)
        page.put(row, 2, text)
        fit_row(page, row, [(text, _WIDTHS[1])])
        row += 1
    for place, name in enumerate(CHOSEN, _FIRST):
        page.put(_TOP - 1, place, _("Choices") if place == _FIRST else "", FAINT)
        page.put(_TOP, place, action_field_label(name), LABEL)
        for below, label in enumerate(choice_labels(name).values(), _TOP + 1):
            page.put(below, place, label)
    print_across(page.sheet)


def _reading(book: Reader) -> list[tuple[str, str]]:
    scale = book.questionnaire.scale
    levels = [
        (f"{level.symbol} {content(level.label)}", _("Counts as {share}.").format(share=percent(level.score)))
        for level in scale.levels
    ]
    target = scale.target_level
    return [
        *levels,
        (
            _("Score"),
            _(
                "Average of the criteria rated, weighted by their importance. Criteria that do not apply are left out; "
                "unanswered ones and “don’t know” never count as zero."
            ),
        ),
        (_("Target"), f"{content(target.label)} ({percent(target.score)})"),
        (
            _("Figures"),
            _(
                "Nothing here is computed by Excel: cells hold what cap-tui knew on the day of the export. Texts that "
                "begin with =, +, - or @ are texts."
            ),
        ),
    ]


def _returning(book: Reader) -> list[tuple[str, str]]:
    rules = _(
        "The sheet “Plan” may be changed here and taken back in cap-tui, which shows every change before it writes "
        "anything (plan: import). Change cells, add rows below; choices are offered where there is a list. Leave the "
        "hidden columns as they are: they say which action a row is. Rows taken out and columns added change nothing in "
        "cap-tui."
    )
    empty = [] if book.data.actions else [(_("Plan"), _("The plan has no action yet."))]
    return [(_("Bringing the plan back"), rules), *empty]


def _cuts(page: Page) -> list[tuple[str, str]]:
    told = _("This text has {count} characters, more than an Excel cell holds: its end is only in cap-tui.")
    return [(f"{cut.sheet}!{cut.cell}", told.format(count=decimal(cut.length))) for cut in page.cuts]
