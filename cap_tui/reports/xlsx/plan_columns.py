"""The columns of the plan in a workbook: what the export writes and what the plan that comes back is read by."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.core.plan import ACTION_FIELDS, encode_field
from cap_tui.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.plan import Action

FORMAT = 1
"""Version of what the hidden sheet says; a file of a higher one is refused."""

FACTS_SHEET = "cap-tui-plan"
"""The sheet that no menu of Excel shows: one key and one value a row."""

COLUMN = "column:"
"""Before the name of a field, in the facts: the head of its column."""

LINE = "line:"
"""Before the id of a line, in the facts: those the workbook was made with."""

SHEET, REFERENCE, MARKS, DERIVED = "sheet", "reference", "marks", "derived"
"""Facts: the name of the sheet, the heads of the id and of the marks, the heads of what is computed (one a line)."""

FIELDS = tuple(name for name in ACTION_FIELDS if name != "order")
"""Fields of an internal workbook; the order of the rows says the place."""

PUBLIC_FIELDS = (
    "number", "title", "criteria", "origin", "axis", "kind", "priority", "effort", "service", "start", "due", "indicator",
    "baseline", "target", "state", "progress", "effectiveness", "effectiveness_date",
)  # fmt: skip
"""Fields of a workbook for partners: those that `ReportData.for_its_audience` leaves."""

_LENGTH = 10
_CUT = "-"


def plain_value(field: str, value: Any) -> Any:
    """Return the value of a field as a cell gives it back: texts without the white space that a cell may lose."""
    if not isinstance(value, str) or field in ("state", "kind"):
        return value
    return clean(value).strip()


def mark(action_id: str, field: str, value: Any) -> str:
    """Return a short digest of one exported value: what tells who changed it since."""
    told = json.dumps([action_id, field, encode_field(plain_value(field, value))], ensure_ascii=True)
    return sha256(told.encode()).hexdigest()[:_LENGTH]


def marks(action: Action, fields: Iterable[str], cut: Iterable[str] = ()) -> str:
    """Return the marks of one line; those of fields that a cell could not hold whole match nothing."""
    left = set(cut)
    return " ".join(
        f"{name}={_CUT if name in left else mark(action.id, name, getattr(action, name))}" for name in fields
    )


def read_marks(text: str) -> Mapping[str, str]:
    """Return the marks of a line by field; what is not a mark is left out."""
    pairs = (word.partition("=") for word in text.split())
    return {name: value for name, equals, value in pairs if equals}


def is_cut(found: str) -> bool:
    """Return whether a mark says that the cell never held the whole value."""
    return found == _CUT
