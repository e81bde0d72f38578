"""The plan: one row an action, every field, with what lets the sheet come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cap_tui.core.plan import DATE_FIELDS, missing
from cap_tui.i18n import _
from cap_tui.i18n.choices import choice_labels
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.wording.actions import criteria_codes, service_name
from cap_tui.reports.xlsx import plan_columns
from cap_tui.reports.xlsx.cells import CODE, DAY, NUMBER, SHARE, TEXT, Code, Share, fits
from cap_tui.reports.xlsx.table import Column, whole_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.plan import Action
    from cap_tui.reports.wording.reader import Reader
    from cap_tui.reports.xlsx.cells import Page, Value

_WIDTHS = {
    "number": 6, "title": 44, "criteria": 12, "priority": 9, "effort": 16, "start": 12, "due": 12, "progress": 12,
    "constat": 40, "evidence": 30, "cause": 30, "correction": 30, "notes": 40, "means": 30, "effectiveness_proof": 30,
    "axis": 28, "indicator": 28, "service": 26, "effectiveness_date": 12, "effectiveness": 14,
}  # fmt: skip
_KINDS = {"number": NUMBER, "progress": SHARE, "criteria": CODE, "baseline": CODE, "target": CODE}
_SPARE_ROWS = 200
"""Rows below the table in which the lists of choices are offered too."""


def fields_of(book: Reader) -> tuple[str, ...]:
    """Return the fields that have a column."""
    return plan_columns.FIELDS if book.private else plan_columns.PUBLIC_FIELDS


def derived_heads(book: Reader) -> list[str]:
    """Return the heads of what is computed from the fields."""
    return [_("Late"), _("Days late"), *([_("To complete")] if book.private else [])]


def write_plan(book: Reader, page: Page, choices: Mapping[str, str]) -> None:
    """Fill the sheet.

    Args:
        book: What to show.
        page: Where.
        choices: Field to the cells that list its choices, as a spreadsheet names them.
    """
    fields, actions = fields_of(book), book.data.actions
    columns = [
        *(Column(action_field_label(name), _WIDTHS.get(name, 20), _kind(name)) for name in fields),
        *(Column(head, 14) for head in derived_heads(book)),
        Column(reference_head(), 20, hidden=True),
        Column(marks_head(), 20, hidden=True),
    ]
    rows = [_row(book, action, fields) for action in actions]
    whole_sheet(page, "Plan", columns, rows, "C2")
    for name, cells in choices.items():
        if name in fields:
            _offer(page, fields.index(name) + 1, cells, len(rows))


def reference_head() -> str:
    """Return the head of the column of ids."""
    return _("Ref.")


def marks_head() -> str:
    """Return the head of the column of marks."""
    return _("Marks")


def facts(book: Reader, sheet: str) -> list[tuple[str, str]]:
    """Return what the hidden sheet says of the plan: whose it is, and what each column is."""
    data = book.data
    return [
        ("format", str(plan_columns.FORMAT)),
        ("structure", data.structure.name),
        ("siret", data.structure.siret),
        ("year", str(data.year)),
        ("questionnaire", book.questionnaire.id),
        (plan_columns.SHEET, sheet),
        *((plan_columns.COLUMN + name, action_field_label(name)) for name in fields_of(book)),
        (plan_columns.REFERENCE, reference_head()),
        (plan_columns.MARKS, marks_head()),
        (plan_columns.DERIVED, "\n".join(derived_heads(book))),
        *((plan_columns.LINE + action.id, "") for action in data.actions),
    ]


def _kind(name: str) -> str:
    return DAY if name in DATE_FIELDS else _KINDS.get(name, TEXT)


def _row(book: Reader, action: Action, fields: Sequence[str]) -> list[Value]:
    cut = [name for name in fields if isinstance(told := getattr(action, name), str) and not fits(told)]
    return [
        *(_cell(book, action, name) for name in fields),
        *_derived(book, action),
        action.id,
        plan_columns.marks(action, fields, cut),
    ]


def _cell(book: Reader, action: Action, name: str) -> Value:
    value: Any = getattr(action, name)
    labels = choice_labels(name)
    if name == "criteria":
        return Code(", ".join(criteria_codes(book, action)))
    if name == "progress":
        return Share(action.progress)
    if name == "service":
        return service_name(book, action)
    if name in ("baseline", "target"):
        return Code(value)
    if name == "effectiveness" and not value:
        return None
    told: Value = labels.get(value, value) if labels else value
    return told


def _derived(book: Reader, action: Action) -> list[Value]:
    today = book.data.generated
    late = action.late(today)
    days = (today - action.due).days if late and action.due else None
    lacking = missing(action, book.questionnaire, book.data.positions)
    needed = ", ".join(action_field_label(name).lower() for name in lacking)
    return [_("yes") if late else None, days, *([needed] if book.private else [])]


def _offer(page: Page, column: int, cells: str, rows: int) -> None:
    letter = get_column_letter(column)
    rule = DataValidation(type="list", formula1=cells, allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}2:{letter}{rows + 1 + _SPARE_ROWS}")
    page.sheet.add_data_validation(rule)
