"""The editions of a standard in words: their dates, what they bring, and what is owed to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.editions import belongs, edition_named, new_in
from cap_tui.i18n import _, language, ngettext
from cap_tui.i18n.formats import long_date
from cap_tui.i18n.labels import named, position_label, position_symbol, said
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cap_tui.core.editions import Edition
    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Questionnaire

DAYS_SHOWN = 90
"""Days up to which a distance is said in days; beyond, in months."""


@dataclass(frozen=True, slots=True)
class OwedWords:
    """One criterion to which an edition brings something not reached yet.

    Attributes:
        about: Its code and title.
        adds: What the edition brings.
        position: Where it stands, symbol first.
    """

    about: str
    adds: str
    position: str
    criterion: str


def edition_dates(edition: Edition, today: date) -> tuple[str, ...]:
    """Return the dates of the passage to an edition: “30 septembre 2027, dans 10 mois : préparation…”."""
    return tuple(
        _("{date}, {distance}: {label}").format(
            date=long_date(item.date), distance=distance(today, item.date), label=said(item.label)
        )
        for item in edition.dates
    )


def distance(today: date, day: date) -> str:
    """Return how far a day is: “dans 12 jours”, “il y a 3 mois”, “aujourd’hui”; whole months beyond `DAYS_SHOWN` days."""
    first, last = min(today, day), max(today, day)
    days = (last - first).days
    if not days:
        return _("today")
    if days <= DAYS_SHOWN:
        length = ngettext("{count} day", "{count} days", days).format(count=days)
    else:
        months = 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
        length = ngettext("{count} month", "{count} months", months).format(count=months)
    return (_("in {length}") if day > today else _("{length} ago")).format(length=length)


def whats_new(questionnaire: Questionnaire, criterion: Criterion, edition_id: str) -> str:
    """Return what an edition brings to a criterion; empty when nothing."""
    if not new_in(questionnaire, criterion, edition_id):
        return ""
    text = criterion.changes.get(edition_id)
    return said(text) if text else _("The whole criterion is new.")


def owed_words(
    questionnaire: Questionnaire,
    positions: Mapping[str, Position | None],
    keys: Iterable[str],
    edition_id: str,
) -> tuple[OwedWords, ...]:
    """Return what is owed to an edition, one criterion after the other, as `core.editions.owed` gives them."""
    scale = questionnaire.scale
    return tuple(
        OwedWords(
            named(criterion := questionnaire.criteria[key]),
            whats_new(questionnaire, criterion, edition_id),
            f"{position_symbol(scale, positions.get(key))} {position_label(scale, positions.get(key), language())}",
            key,
        )
        for key in keys
    )


def owed_title(questionnaire: Questionnaire, edition_id: str, count: int) -> str:
    """Return how much is owed to an edition; `count` is of criteria."""
    edition = edition_named(questionnaire, edition_id)
    label = said(edition.label) if edition else edition_id
    if not count:
        return _("Nothing is owed to {edition}.").format(edition=label)
    return ngettext(
        "{count} criterion is still owed to {edition}.",
        "{count} criteria are still owed to {edition}.",
        count,
    ).format(count=count, edition=label)


def dual_numbers(questionnaire: Questionnaire, criterion: Criterion, edition_id: str = "") -> str:
    """Return the clauses of every edition side by side: “2015 : 6.1 · 2026 : 6.1.2”; “—” where none is cited.

    Args:
        questionnaire: The content.
        criterion: One of it.
        edition_id: Only this edition; empty: all.
    """
    parts = []
    for edition in questionnaire.editions:
        if edition_id in ("", edition.id) and belongs(criterion, edition.id):
            clauses = [item.clause for item in criterion.references if item.standard == edition.standard]
            parts.append(_("{name}: {text}").format(name=edition.id, text=", ".join(clauses) or "—"))
    return " · ".join(parts)


def edition_lines(
    questionnaire: Questionnaire, criterion: Criterion, edition_id: str = ""
) -> tuple[str, ...]:
    """Return what a criterion has to say of each edition: its clauses, what is new, why no clause is cited.

    Args:
        questionnaire: The content.
        criterion: One of it.
        edition_id: Only this edition; empty: all.
    """
    lines = []
    for edition in questionnaire.editions:
        if edition_id not in ("", edition.id):
            continue
        label = said(edition.label)
        clauses = [item.clause for item in criterion.references if item.standard == edition.standard]
        if not belongs(criterion, edition.id):
            lines.append(_("{edition}: not asked").format(edition=label))
        elif clauses:
            lines.append(_("{name}: {text}").format(name=label, text=", ".join(clauses)))
        elif reason := criterion.no_reference.get(edition.id, ""):
            lines.append(_("{edition}: no clause. {reason}").format(edition=label, reason=typeset(reason)))
        if text := criterion.changes.get(edition.id):
            lines.append(_("{edition} brings: {text}").format(edition=label, text=said(text)))
        elif new_in(questionnaire, criterion, edition.id):
            lines.append(_("{edition}: a new criterion").format(edition=label))
    others = {edition.standard for edition in questionnaire.editions}
    lines.extend(
        typeset(f"{item.standard}, {item.clause}")
        for item in criterion.references
        if item.standard not in others
    )
    return tuple(lines)
