"""What a cell of a plan that comes back says, read into the value that the plan holds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from cap_tui.core.dates import parse_day
from cap_tui.core.errors import N_, CapError
from cap_tui.core.plan import DATE_FIELDS
from cap_tui.core.text import one_line
from cap_tui.i18n.choices import choice_labels, choice_of
from cap_tui.i18n.formats import sort_key
from cap_tui.i18n.labels import action_field_label
from cap_tui.services.errors import ActionTitleError
from cap_tui.services.planning import FULL, checked_field

if TYPE_CHECKING:
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.exchange.worksheet_cells import Cell

_FREE = ("origin",)
"""Fields whose choices are only usual words: any other text is taken."""

_SERIAL = re.compile(r"[3-7][0-9]{4}")
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets (ECMA-376, 18.17.4.1)."""


class FormulaError(CapError):
    """A formula where a value is needed."""

    sentence = N_("A formula is not taken: write what it shows.")


class ChoiceWordError(CapError):
    """Not one of the words of a field. Takes `text`, `field`, `choices`."""

    sentence = N_("“{text}” is not a choice of the column {field}. Write one of: {choices}.")


class ProgressError(CapError):
    """Not a percentage. Takes `text`."""

    sentence = N_("“{text}” is not a percentage from 0 to 100.")


class CriterionCodeError(CapError):
    """No criterion has this code. Takes `text`."""

    sentence = N_(
        "No criterion “{text}” in this questionnaire: write codes such as 1.1.2, separated by commas."
    )


def cell_value(
    field: str, cell: Cell, questionnaire: Questionnaire, action: Action | None, today: date
) -> Any:
    """Return the value of a field as a person wrote it in a cell.

    Args:
        field: Of an action.
        cell: What it says.
        questionnaire: Whose criteria and services can be named.
        action: The line as it stands; None for a new one.
        today: What dates without a year count from.

    Raises:
        CapError: It cannot be taken; the sentence says what is expected.
    """
    text = cell.text.strip()
    if cell.formula:
        raise FormulaError
    if field in DATE_FIELDS:
        return _day(text, today)
    if field == "progress":
        return _percent(text)
    if field == "criteria":
        return _criteria(text, questionnaire, action)
    if field == "service":
        return _service(text, questionnaire)
    if field == "title" and not text:
        raise ActionTitleError
    labels = choice_labels(field)
    if labels:
        code = choice_of(field, text)
        if code not in labels and field not in _FREE:
            choices = ", ".join(labels.values())
            raise ChoiceWordError(
                text=one_line(text, limit=80), field=action_field_label(field), choices=choices
            )
        text = code
    return checked_field(field, text)


def _day(text: str, today: date) -> date | None:
    if _SERIAL.fullmatch(text):  # a day whose cell lost its format
        text = (_EPOCH + timedelta(days=int(text))).isoformat()
    return parse_day(text, today)


def _percent(text: str) -> int:
    """Return a percentage: a share such as 0,6 as Excel keeps it, or a number such as 60 with or without its sign."""
    said = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
    sign = said.endswith("%")
    try:
        number = Decimal(said.removesuffix("%") or "0")
    except InvalidOperation:
        raise ProgressError(text=one_line(text, limit=40)) from None
    if not number.is_finite() or not 0 <= number <= FULL:
        raise ProgressError(text=one_line(text, limit=40))
    share = number * FULL if number < 1 and not sign else number
    return int(share.quantize(Decimal(1), ROUND_HALF_UP))


def _criteria(text: str, questionnaire: Questionnaire, action: Action | None) -> tuple[str, ...]:
    found = []
    for word in re.split(r"[,;\s]+", text):
        if not word:
            continue
        criterion = questionnaire.find(word)
        kept = action is not None and word in action.criteria  # of a version that asked it
        if criterion is None and not kept:
            raise CriterionCodeError(text=one_line(word, limit=80))
        found.append(criterion.id if criterion else word)
    return tuple(dict.fromkeys(found))


def _service(text: str, questionnaire: Questionnaire) -> str:
    wanted = sort_key(one_line(text))[0]
    for service in questionnaire.services.values():
        titles = (service.id, *service.title.by_language.values())
        if wanted and wanted in (sort_key(one_line(title))[0] for title in titles):
            return service.id
    return str(checked_field("service", text))
