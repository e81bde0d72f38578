"""Between what a dossier says of itself, the row that lists it, and the value the front ends get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.assessments import AssessmentSummary
from cap_tui.core.dates import moment
from cap_tui.core.entries import Draft
from cap_tui.core.kinds import GENESIS
from cap_tui.core.permissions import phase_named
from cap_tui.core.structures import Structure
from cap_tui.core.text import one_line
from cap_tui.services.errors import AmbiguousAssessmentError, UnknownAssessmentError
from cap_tui.storage.ledger import Header

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.scoring import Totals
    from cap_tui.services.content import Pinned
    from cap_tui.services.projecting import Rebuilt

Row = tuple[int, Header, "Totals"]
SHORTEST = 4
"""Least characters of an id that may name an assessment."""


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """What an assessment starts from.

    Attributes:
        questionnaire: The version followed, with the keys the log gives it.
        content: The exact bytes of the questionnaire, to be pinned.
        director: Name of the person who starts it; may be empty.
        pinned: For one received: every version its log names that is at hand.
        missing: For one received: the version it should follow, when that one is not at hand; empty otherwise.
    """

    structure: Structure
    questionnaire: Questionnaire
    content: bytes
    year: int
    director: str
    pinned: tuple[Pinned, ...] = ()
    missing: str = ""


def genesis_draft(new: NewAssessment) -> Draft:
    """Return the first entry: the structure and the questionnaire's hash; its author is the director."""
    structure = new.structure
    return Draft(
        GENESIS,
        "assessment",
        "genesis",
        {
            "structure": {
                "name": structure.name,
                "siret": structure.siret,
                "kinds": list(structure.kinds),
                "region": structure.region,
                "fictional": structure.fictional,
            },
            "questionnaire": {
                "id": new.questionnaire.id,
                "version": new.questionnaire.version,
                "digest": new.questionnaire.digest,
            },
            "year": new.year,
            "director": new.director,
        },
    )


def header_of(entry_hash: str, new: NewAssessment, rebuilt: Rebuilt, at: str) -> Header:
    """Return the row of a new assessment."""
    return Header(
        hash=entry_hash,
        structure=new.structure.name,
        siret=new.structure.siret,
        kinds=",".join(new.structure.kinds),
        region=new.structure.region,
        fictional=new.structure.fictional,
        questionnaire=new.questionnaire.id,
        version=new.questionnaire.version,
        digest=new.questionnaire.digest,
        title=str(new.questionnaire.title),
        year=new.year,
        phase=rebuilt.phase,
        actions=rebuilt.actions,
        due_dates=rebuilt.due_dates,
        updated=at,
    )


def header_agrees(header: Header, log: Log, rebuilt: Rebuilt, questionnaire: Questionnaire) -> bool:
    """Return whether a stored row says what the entries say.

    Args:
        header: The row.
        log: The entries.
        rebuilt: What they make.
        questionnaire: The version they follow.
    """
    entries = list(log)
    first = next((entry.data for entry in entries if entry.hash == log.assessment), None)
    if not isinstance(first, dict):
        return False
    structure = first["structure"]
    expected = {
        "hash": log.assessment,
        "structure": structure["name"],
        "siret": structure["siret"],
        "kinds": ",".join(structure["kinds"]),
        "region": structure["region"],
        "fictional": structure["fictional"],
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "digest": questionnaire.digest,
        "title": str(questionnaire.title),
        "year": first["year"],
        "phase": rebuilt.phase,
        "actions": rebuilt.actions,
        "due_dates": rebuilt.due_dates,
        "updated": entries[-1].link.at,
    }
    return all(getattr(header, name) == value for name, value in expected.items())


def summary_of(header: Header, totals: Totals, today: date) -> AssessmentSummary:
    """Return what the list shows of a row; lateness is that of `today`.

    Names are put on one line again: a row changed outside must not look like several.
    """
    dates = [day for day in header.due_dates.split(",") if day]
    return AssessmentSummary(
        id=header.hash,
        structure=Structure(
            one_line(header.structure),
            header.siret,
            tuple(header.kinds.split(",")),
            header.region,
            fictional=header.fictional,
        ),
        questionnaire_id=header.questionnaire,
        questionnaire_version=header.version,
        questionnaire_title=one_line(header.title),
        year=header.year,
        phase=phase_named(header.phase),
        totals=totals,
        actions=header.actions,
        late=sum(day < today.isoformat() for day in dates),
        updated=moment(header.updated),
    )


def chosen(rows: list[Row], reference: str) -> Row:
    """Return the row named by an id, an unambiguous start of it, or SIRET/questionnaire/year.

    Raises:
        UnknownAssessmentError: None answers to it.
        AmbiguousAssessmentError: Several do.
    """
    wanted = reference.strip()
    parts = tuple(wanted.split("/"))
    found = [row for row in rows if (row[1].siret, row[1].questionnaire, str(row[1].year)) == parts]
    if not found and len(wanted) >= SHORTEST:
        found = [row for row in rows if row[1].hash.startswith(wanted.lower())]
    if not found:
        raise UnknownAssessmentError(reference=one_line(reference, limit=80))
    if len(found) > 1:
        matches = ", ".join(row[1].hash[:12] for row in found)
        raise AmbiguousAssessmentError(reference=one_line(reference, limit=80), matches=matches)
    return found[0]
