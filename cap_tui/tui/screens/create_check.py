"""What is wrong in the form of a new evaluation. Pure: what was typed in, the failures by field out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.structures import KINDS
from cap_tui.services.structures import (
    KindNeededError,
    NameNeededError,
    checked_siret,
    checked_structure,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.structures import Structure
    from cap_tui.services.workspace import Workspace

SIRET_LENGTH = 14
YEARS = range(2000, 2101)

FIELDS = (
    ("name", N_("Name of the structure"), ""),
    ("siret", "SIRET", N_("14 digits, on an invoice or an INSEE notice")),
    ("kinds", N_("Kinds"), N_("← → to move, Space to tick, several are possible")),
    ("region", N_("Regional delegation"), N_("← → to choose")),
    ("questionnaire", N_("Questionnaire"), ""),
    ("options", N_("Options"), N_("← → to move, Space to tick")),
    ("year", N_("Year"), ""),
    ("person", N_("Your name"), N_("optional: in the history, and on the PDF for your team")),
)
"""Name, label and hint of each field, in order."""


class QuestionnaireNeededError(CapError):
    """No questionnaire can be used."""

    sentence = N_(
        "No questionnaire can be read on this machine. Run “cap-tui questionnaire list” to see why."
    )


class YearNeededError(CapError):
    """Not a year."""

    sentence = N_("Give a year between {first} and {last}.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed."""

    name: str
    siret: str
    kinds: tuple[str, ...]
    region: str
    questionnaire: str
    year: str
    person: str = ""
    options: tuple[str, ...] = ()

    def structure(self) -> Structure:
        """Return the structure.

        Raises:
            CapError: Something is wrong in it.
        """
        return checked_structure(self.name, self.siret, self.kinds, self.region)

    def create(self, workspace: Workspace) -> AssessmentSummary:
        """Create the evaluation, with the options ticked.

        Raises:
            CapError: Something is wrong in it, or refused by the database.
        """
        summary = workspace.new_assessment(self.structure(), self.questionnaire, int(self.year))
        if self.options:
            workspace.open(summary.id).choose_options(self.options)
        return summary


def digits_of(typed: str) -> str:
    """Return the digits of what was typed."""
    return "".join(char for char in typed if char.isdigit())


def _name(draft: Draft) -> None:
    if not draft.name.strip():
        raise NameNeededError


def _siret(draft: Draft) -> None:
    checked_siret(draft.siret)


def _kinds(draft: Draft) -> None:
    if not draft.kinds:
        raise KindNeededError(kinds=", ".join(KINDS))


def _questionnaire(draft: Draft) -> None:
    if not draft.questionnaire:
        raise QuestionnaireNeededError


def _year(draft: Draft) -> None:
    typed = draft.year.strip()
    if not (typed.isascii() and typed.isdigit() and int(typed) in YEARS):
        raise YearNeededError(first=YEARS[0], last=YEARS[-1])


CHECKS: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("name", _name),
    ("siret", _siret),
    ("kinds", _kinds),
    ("questionnaire", _questionnaire),
    ("year", _year),
)


def problems(draft: Draft) -> dict[str, CapError]:
    """Return what is wrong, by field, in the order of the form."""
    found: dict[str, CapError] = {}
    for name, check in CHECKS:
        try:
            check(draft)
        except CapError as error:
            found[name] = error
    return found
