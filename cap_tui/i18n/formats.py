"""Dates, numbers and sorting as the language in use writes them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cap_tui.core.rounding import half_up
from cap_tui.i18n import language
from cap_tui.i18n.typography import NBSP

if TYPE_CHECKING:
    from datetime import date, datetime
    from fractions import Fraction

MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


SHORT_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
}


def long_date(day: date) -> str:
    """Return `1er décembre 2026` or `1 December 2026`."""
    number = "1er" if day.day == 1 and language() == "fr" else str(day.day)
    return f"{number}{NBSP}{MONTHS[language()][day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return `01/12/2026`, the order of the day first in both languages."""
    return f"{day:%d/%m/%Y}"


def clock(moment: datetime) -> str:
    """Return `14:32`, or `14 h 32` in French."""
    return f"{moment:%H}{NBSP}h{NBSP}{moment:%M}" if language() == "fr" else f"{moment:%H:%M}"


def decimal(value: Fraction | int, digits: int = 0) -> str:
    """Return a number rounded half up, with the decimal mark of the language."""
    text = half_up(value, digits)
    return text.replace(".", ",") if language() == "fr" else text


def percent(value: Fraction | int | None, digits: int = 0) -> str:
    """Return `68 %` (French) or `68%`; an em dash when there is no value."""
    if value is None:
        return "—"
    return decimal(value, digits) + (f"{NBSP}%" if language() == "fr" else "%")


def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts as a French dictionary does: accents and case decide only between equals."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return (plain.casefold().replace("œ", "oe").replace("æ", "ae"), text)
