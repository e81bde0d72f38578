"""Editions of a standard: which criteria belong to one, and what is still owed to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.positions import set_aside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, LocalText, Questionnaire, Reference


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date of the passage to an edition."""

    date: date
    label: LocalText


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the standard that a questionnaire follows.

    Attributes:
        id: Short and stable, e.g. `2026`.
        standard: As references name it, e.g. “ISO 9001:2026”.
        dates: When one passes to it, the earliest first.
    """

    id: str
    standard: str
    label: LocalText
    dates: tuple[Deadline, ...] = ()


def edition_named(questionnaire: Questionnaire, edition_id: str) -> Edition | None:
    """Return the edition of this id, or None."""
    return next((edition for edition in questionnaire.editions if edition.id == edition_id), None)


def belongs(criterion: Criterion, edition_id: str) -> bool:
    """Return whether a criterion is asked in an edition; the empty id means all of them at once."""
    return not edition_id or not criterion.editions or edition_id in criterion.editions


def seen_through(questionnaire: Questionnaire, concerned: Iterable[str], edition_id: str) -> tuple[str, ...]:
    """Return the ids among `concerned` that belong to an edition, in the same order; empty id: all."""
    return tuple(key for key in concerned if belongs(questionnaire.criteria[key], edition_id))


def references_of(
    questionnaire: Questionnaire, criterion: Criterion, edition_id: str
) -> tuple[Reference, ...]:
    """Return a criterion's references without those to the other editions; empty id: all."""
    others = {edition.standard for edition in questionnaire.editions if edition_id not in ("", edition.id)}
    return tuple(reference for reference in criterion.references if reference.standard not in others)


def new_in(questionnaire: Questionnaire, criterion: Criterion, edition_id: str) -> bool:
    """Return whether an edition brings something to a criterion: the whole of it, or an addition.

    Nothing is new in the oldest edition.
    """
    if not questionnaire.editions or edition_id == questionnaire.editions[0].id:
        return False
    only = bool(criterion.editions) and edition_id in criterion.editions
    return edition_id in criterion.changes or (
        only and questionnaire.editions[0].id not in criterion.editions
    )


def owed(
    questionnaire: Questionnaire,
    positions: Mapping[str, Position | None],
    concerned: Iterable[str],
    edition_id: str,
) -> tuple[str, ...]:
    """Return the criteria to which an edition brings something that is not reached yet, in reading order.

    Not reached: no position, “don’t know”, or a level below the target of the scale. “Not applicable” owes nothing, where
    the questionnaire allows it.
    """
    scale = questionnaire.scale
    found = []
    for key in concerned:
        if not new_in(questionnaire, questionnaire.criteria[key], edition_id):
            continue
        position = positions.get(key)
        if set_aside(scale, questionnaire.criteria[key], position):
            continue
        level = scale.level(position.level) if position is not None else None
        if level is None or level.rank < scale.target_level.rank:
            found.append(key)
    return tuple(found)
