"""The lines of the plan, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _
from cap_tui.i18n.labels import (
    action_field_label,
    effectiveness_label,
    effort_label,
    kind_label,
    origin_label,
    state_label,
)
from cap_tui.reports.csv.dialect import Column, table
from cap_tui.reports.stopping import silent, told
from cap_tui.reports.wording.actions import criteria_names, service_name
from cap_tui.reports.wording.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.core.plan import Action
    from cap_tui.reports.csv.dialect import Cell
    from cap_tui.reports.report_data import ReportData
    from cap_tui.reports.stopping import Tell

_FIELDS = (
    "number", "priority", "title", "criteria", "origin", "constat", "evidence", "cause", "correction", "axis", "kind",
    "effort", "owner", "contributors", "means", "service", "start", "due", "due_reason", "indicator", "baseline", "target",
    "state", "drop_reason", "progress", "notes", "effectiveness", "effectiveness_date", "effectiveness_proof",
)  # fmt: skip
_PUBLIC = frozenset(
    {
        "number", "priority", "title", "criteria", "origin", "axis", "kind", "effort", "service", "start", "due",
        "indicator", "baseline", "target", "state", "progress", "effectiveness", "effectiveness_date",
    }
)  # fmt: skip
"""Fields that partners may read, as `ReportData.for_its_audience` leaves them."""


def make(data: ReportData, tell: Tell = silent) -> bytes:
    """Return the plan as CSV; see `cap_tui.reports.formats.Maker`."""
    book = Reader(data.for_its_audience())
    actions = told(book.data.actions, tell)
    return table(_columns(book), actions, private=book.private)


def _columns(book: Reader) -> list[Column[Action]]:
    found = []
    for name in _FIELDS:
        found.append(Column(_title(name), _reading(book, name), private=name not in _PUBLIC))
        if name == "state":
            found.append(Column(_("Days late"), lambda action: _days_late(book, action)))
    return [*found, Column(_("Reference"), lambda action: action.id)]


def _title(name: str) -> str:
    label = action_field_label(name)
    return _("{label} (%)").format(label=label) if name == "progress" else label


def _reading(book: Reader, name: str) -> Callable[[Action], Cell]:
    """Return what reads a field as people do."""
    known: Mapping[str, Callable[[Action], Cell]] = {
        "criteria": lambda action: criteria_names(book, action),
        "origin": lambda action: origin_label(action.origin),
        "kind": lambda action: kind_label(action.kind),
        "effort": lambda action: effort_label(action.effort),
        "service": lambda action: service_name(book, action),
        "state": lambda action: state_label(action.state),
        "effectiveness": lambda action: effectiveness_label(action.effectiveness),
    }

    def plainly(action: Action) -> Cell:
        value: Cell = getattr(action, name)
        return value

    return known.get(name, plainly)


def _days_late(book: Reader, action: Action) -> int | None:
    if action.due is None or not action.late(book.data.generated):
        return None
    return (book.data.generated - action.due).days
