"""The fields of an action as data: what each is called, how it is typed, and how what was typed is read. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from cap_tui.core.dates import parse_day
from cap_tui.core.errors import N_, CapError
from cap_tui.core.plan import EFFECTIVENESS, EFFORTS, FROM_PEOPLE, FROM_RESULTS, PRIORITIES, Kind, State
from cap_tui.core.scoring import FULL
from cap_tui.core.text import clean, one_line
from cap_tui.i18n.formats import short_date
from cap_tui.i18n.labels import effectiveness_label, effort_label, kind_label, origin_label, state_label
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire


class TitleNeededError(CapError):
    """An action without a title."""

    sentence = N_("Say what will be done, beginning with a verb.")


class PercentError(CapError):
    """Not a whole percentage."""

    sentence = N_("“{text}” is not a percentage. Write a whole number from 0 to 100.")


class NoSuchCriterionError(CapError):
    """A code that the questionnaire does not have."""

    sentence = N_("No criterion “{code}” here. F4 shows the list.")


class Control(Enum):
    """How a field is typed."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    DATE = "date"
    PERCENT = "percent"
    CRITERIA = "criteria"
    NAMED = "named"
    """Free text, in which some known values have a name: a federation service, an origin."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form.

    Attributes:
        name: Of the action.
        control: How it is typed.
        values: For a choice, the values in order.
    """

    name: str
    control: Control = Control.TEXT
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPart:
    """Fields under one title (a message id)."""

    title: str
    fields: tuple[FormField, ...]


FORM: tuple[FormPart, ...] = (
    FormPart(
        N_("What will be done"),
        (
            FormField("title"),
            FormField("criteria", Control.CRITERIA),
            FormField("priority", Control.CHOICE, PRIORITIES),
            FormField("effort", Control.CHOICE, EFFORTS),
            FormField("kind", Control.CHOICE, tuple(Kind)),
        ),
    ),
    FormPart(
        N_("Who and when"),
        (
            FormField("owner"),
            FormField("contributors"),
            FormField("start", Control.DATE),
            FormField("due", Control.DATE),
            FormField("means", Control.LONG),
            FormField("service", Control.NAMED),
        ),
    ),
    FormPart(N_("How it will be measured"), (FormField("indicator"), FormField("baseline"), FormField("target"))),
    FormPart(
        N_("Why"),
        (
            FormField("origin", Control.NAMED),
            FormField("constat", Control.LONG),
            FormField("evidence", Control.LONG),
            FormField("cause", Control.LONG),
            FormField("correction", Control.LONG),
            FormField("axis"),
        ),
    ),
    FormPart(
        N_("Where it stands"),
        (
            FormField("state", Control.CHOICE, tuple(State)),
            FormField("progress", Control.PERCENT),
            FormField("notes", Control.LONG),
            FormField("effectiveness", Control.CHOICE, ("", *EFFECTIVENESS)),
            FormField("effectiveness_date", Control.DATE),
            FormField("effectiveness_proof", Control.LONG),
        ),
    ),
)  # fmt: skip
"""Every field of an action but its id, its number and its place, which the plan gives, and the reasons, which are asked."""

FIELDS: tuple[FormField, ...] = tuple(field for part in FORM for field in part.fields)


@dataclass(frozen=True, slots=True)
class FormContext:
    """What the fields are read against.

    Attributes:
        today: Relative dates count from it.
        questionnaire: Its criteria and services can be named.
        lacking: What a line still needs.
    """

    today: date
    questionnaire: Questionnaire
    lacking: Callable[[Action], tuple[str, ...]]


def choice_label(field: FormField, value: str) -> str:
    """Return the words for one value of a choice."""
    if field.name == "state":
        return state_label(State(value))
    if field.name == "kind":
        return kind_label(Kind(value))
    return {"effort": effort_label, "effectiveness": effectiveness_label}.get(field.name, str)(value)


def named(field: FormField, context: FormContext) -> Mapping[str, str]:
    """Return the names of the known values of a field: value to name."""
    if field.name == "origin":
        return {value: origin_label(value) for value in (FROM_RESULTS, FROM_PEOPLE)}
    return {key: said(service.title) for key, service in context.questionnaire.services.items()}


def typed(field: FormField, action: Action, context: FormContext) -> str:
    """Return a field of an action as a person would type it."""
    value = getattr(action, field.name)
    if field.control is Control.DATE:
        return short_date(value) if value else ""
    if field.control is Control.CRITERIA:
        criteria = context.questionnaire.criteria
        return ", ".join(criteria[key].code if key in criteria else key for key in value)
    if field.control is Control.NAMED:
        return named(field, context).get(value, value)
    return str(value)


def read(field: FormField, text: str, context: FormContext, known: tuple[str, ...] = ()) -> Any:
    """Return the value a person typed.

    Args:
        field: Which.
        text: As typed; for a choice, the value chosen.
        context: What it is read against.
        known: Criteria ids the action had already, kept even when this questionnaire has them no more.

    Raises:
        CapError: It cannot be read; the sentence is shown beside the field.
    """
    if field.control is Control.LONG:
        return clean(text)
    line = one_line(text, limit=1_000)
    if field.control is Control.DATE:
        return parse_day(line, context.today)
    if field.control is Control.PERCENT:
        return _percent(line)
    if field.control is Control.CRITERIA:
        return _criteria(line, context.questionnaire, known)
    if field.control is Control.NAMED:
        names = {name.casefold(): value for value, name in named(field, context).items()}
        return names.get(line.casefold(), line)
    if field.name == "title" and not line:
        raise TitleNeededError
    return line


def _percent(text: str) -> int:
    digits = text.removesuffix("%").strip()
    if not digits:
        return 0
    if not digits.isdecimal() or len(digits) > len(str(FULL)) or int(digits) > FULL:
        raise PercentError(text=text)
    return int(digits)


def _criteria(text: str, questionnaire: Questionnaire, known: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for code in re.split(r"[,;\s]+", text):
        if not code:
            continue
        criterion = questionnaire.find(code)
        if criterion is None and code not in known:
            raise NoSuchCriterionError(code=code)
        found.append(criterion.id if criterion else code)
    return tuple(dict.fromkeys(found))
