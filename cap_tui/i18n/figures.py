"""Figures of indicators as the language in use writes them, and the words that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.figures import SHARE, plain
from cap_tui.core.kinds import GOAL, SOURCE, VALUE
from cap_tui.core.measures import Trend
from cap_tui.i18n import _, language
from cap_tui.i18n.typography import NBSP

if TYPE_CHECKING:
    from decimal import Decimal

    from cap_tui.core.measures import Series

COUNTED = frozenset({"nb", "nombre", "number"})
"""Units that only say that things are counted: a sentence does without them."""

NOTHING = "—"


def number(value: Decimal | None) -> str:
    """Return `1 234,5` (French) or `1,234.5`, every digit of it; an em dash when there is none."""
    if value is None:
        return NOTHING
    text = plain(value)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _point, decimals = digits.partition(".")
    french = language() == "fr"
    grouped = f"{int(whole):,}".replace(",", NBSP if french else ",")
    mark = "," if french else "."
    return f"{sign}{grouped}{mark}{decimals}" if decimals else f"{sign}{grouped}"


def quantity(value: Decimal | None, unit: str) -> str:
    """Return a number with its unit, `45 %` or `12 jours`; an em dash when there is none."""
    text = number(value)
    if value is None or not unit or unit.casefold() in COUNTED:
        return text
    return f"{text}{unit}" if unit == SHARE and language() != "fr" else f"{text}{NBSP}{unit}"


def typed(value: Decimal | None) -> str:
    """Return a number as a person of this language would type it, to be edited; empty when there is none."""
    return "" if value is None else number(value)


def trend_label(trend: Trend) -> str:
    """Return which way an indicator goes, in a word."""
    return {
        Trend.PROGRESS: _("progress"),
        Trend.DECLINE: _("decline"),
        Trend.STABLE: _("stable"),
        Trend.NONE: _("no judgement"),
    }[trend]


def trend_symbol(trend: Trend) -> str:
    """Return which way an indicator goes, in one character."""
    return {Trend.PROGRESS: "▲", Trend.DECLINE: "▼", Trend.STABLE: "=", Trend.NONE: "·"}[trend]


def trend_words(series: Series) -> str:
    """Return the symbol and the word; empty when there is nothing to compare, a dot alone saying nothing to anyone."""
    trend = series.trend()
    return "" if trend is Trend.NONE else f"{trend_symbol(trend)} {trend_label(trend)}"


def course_words(series: Series) -> str:
    """Return the whole course in a sentence, for who does not see the picture: `12 (2024), 15 (2025)`."""
    unit = series.indicator.unit
    return ", ".join(
        _("{value} in {year}").format(value=quantity(measure.value, unit), year=measure.year)
        for measure in series.valued
    )


def goal_words(*, reached: bool | None) -> str:
    """Return whether a goal is reached; empty when nothing can be said."""
    return {True: _("goal reached"), False: _("goal not reached"), None: ""}[reached]


def indicator_kind_label(kind: str) -> str:
    """Return whether an indicator counts what is done or what it produces."""
    return {"realisation": _("output"), "result": _("result")}.get(kind, kind)


def measure_field_label(field: str) -> str:
    """Return the name of a field of a year of an indicator."""
    return {VALUE: _("Value"), GOAL: _("Goal"), SOURCE: _("Source")}.get(field, field)
