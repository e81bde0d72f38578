"""An evaluation and the one before it: which one that is, and what changed between the two. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cap_tui.core.cycles import Side, compared
from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.cycles import Cycle
    from cap_tui.services.dossier import Dossier


class NoCycleError(CapError):
    """There is nothing earlier to compare with. Takes `year`."""

    sentence = N_(
        "No evaluation of this structure before {year} with the same questionnaire is on this computer: "
        "there is nothing to compare with."
    )


class OtherCycleError(CapError):
    """The two evaluations asked for cannot be compared."""

    sentence = N_(
        "These two evaluations cannot be compared: choose another year of the same structure, with the same questionnaire."
    )


class Evaluations(Protocol):
    """Where the evaluations of this machine are."""

    def assessments(self) -> list[AssessmentSummary]:
        """Return every evaluation, the last written first."""

    def open(self, reference: str) -> Dossier:
        """Open the evaluation of this id."""


def previous(dossier: Dossier) -> AssessmentSummary | None:
    """Return the evaluation before this one: same structure, same questionnaire, the nearest earlier year here."""
    if dossier.around is None:
        return None
    own = dossier.summary
    earlier = [one for one in dossier.around.assessments() if _alike(one, own) and one.year < own.year]
    return max(earlier, key=lambda one: one.year, default=None)


def cycle_of(dossier: Dossier, reference: str = "") -> Cycle:
    """Return what changed since the evaluation before this one, or between this one and another.

    Opens the other evaluation and verifies it: call it from a thread.

    Args:
        dossier: The open evaluation.
        reference: Id of the other one, the start of it, or SIRET/questionnaire/year; empty for the one before. The
            earlier of the two years is always compared to the later.

    Raises:
        NoCycleError: There is none before.
        OtherCycleError: The other one is of another structure, questionnaire, or of the same year.
        CapError: The other one cannot be opened.
    """
    if not reference:
        found = previous(dossier)
        reference = found.id if found else ""
    if not reference or dossier.around is None:
        raise NoCycleError(year=dossier.summary.year)
    other = dossier.around.open(reference)
    if not _alike(other.summary, dossier.summary) or other.summary.year == dossier.summary.year:
        raise OtherCycleError
    first, last = sorted((other, dossier), key=lambda one: one.summary.year)
    return compared(_side(first), _side(last), dossier.today())


def cycle_for_report(dossier: Dossier) -> Cycle | None:
    """Return what changed since the evaluation before this one.

    None when there is none, or it cannot be opened: the report of this year is made all the same.
    """
    if previous(dossier) is None:
        return None
    try:
        return cycle_of(dossier)
    except CapError:
        return None


def _alike(one: AssessmentSummary, other: AssessmentSummary) -> bool:
    return (one.structure.siret, one.questionnaire_id) == (other.structure.siret, other.questionnaire_id)


def _side(dossier: Dossier) -> Side:
    return Side(
        dossier.summary.year,
        dossier.questionnaire,
        dossier.official(),
        dossier.scores,
        dossier.concerned,
        dossier.actions(),
    )
