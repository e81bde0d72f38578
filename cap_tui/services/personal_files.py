"""The file in which a person receives all that they wrote."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cap_tui.services.export_places import safe_name
from cap_tui.storage.backups import KEPT

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.services.dossier import Dossier

BACKUPS_KEPT = KEPT
"""Backups that go on holding what was erased, until newer ones take their place."""


def personal_name(summary: AssessmentSummary, person: str) -> str:
    """Return the name proposed for the file of someone's personal data: in French, as the names of the other exports."""
    return f"donnees-personnelles-{safe_name(person or 'sans-nom')}-{summary.year}.json"


def write_personal_data(dossier: Dossier, path: Path, participant: str = "") -> Path:
    """Write as JSON all that one person wrote in an evaluation, and return where it is.

    Args:
        dossier: The open assessment.
        path: Of the file, in an existing folder; never one that is there already.
        participant: Participant id; one's own when empty.

    Raises:
        CapError: Another person's while not the director, or the file cannot be written; nothing is left half done.
    """
    from cap_tui.reports.files import check_destination, write_beside

    check_destination(path, overwrite=False)
    text = json.dumps(dossier.personal_data(participant), ensure_ascii=False, indent=2)
    with write_beside(path, overwrite=False) as temporary:
        temporary.write_text(f"{text}\n", encoding="utf-8")
    return path.absolute()
