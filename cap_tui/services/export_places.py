"""Where an export is proposed to go: a folder the person finds again, a name every system accepts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import cap_tui
from cap_tui.reports.formats import FORMS, PDF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.assessments import AssessmentSummary

LONGEST_NAME = 60
DIGITS = 12
"""Of an id, in the names of files that would be the same."""


def safe_name(text: str) -> str:
    """Return a part of a file name that every system accepts: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:LONGEST_NAME].strip("-") or "structure"


STEMS = {
    "poster": "affiche",
    "csv-results": "resultats",
    "csv-indicators": "indicateurs",
    "ics": "echeances",
    "json": "evaluation",
}
"""Beginning of the name of a report, by form, where it does not hold the plan: in French whatever the language."""


def file_name(summary: AssessmentSummary, form: str = PDF) -> str:
    """Return the name proposed for a report of an assessment, in one of `FORMS`."""
    stem = STEMS.get(form, "plan-de-progres")
    return f"{stem}-{safe_name(summary.structure.name)}-{summary.year}{FORMS[form].suffix}"


def batch_names(summaries: Sequence[AssessmentSummary], form: str) -> dict[str, str]:
    """Return the names of the reports of many assessments in one folder, by id; those alike are told apart by their id."""
    stem, suffix = STEMS.get(form, "plan-de-progres"), FORMS[form].suffix
    names = {
        one.id: f"{stem}-{safe_name(one.questionnaire_id)}-{one.year}-{safe_name(one.structure.name)}"
        for one in summaries
    }
    known = Counter(names.values())
    return {
        key: f"{name}-{key[:DIGITS]}{suffix}" if known[name] > 1 else f"{name}{suffix}"
        for key, name in names.items()
    }


FOR_WHOM = {
    "director": "pour-la-direction",
    "peer": "pour-le-pair",
    "third_party": "pour-le-tiers",
    "contributor": "pour-l-equipe",
    "coordinator": "pour-la-coordination",
    "copy": "copie",
}
"""End of the name of a bundle, by audience: in French whatever the language, as the names of the other exports."""


def bundle_name(summary: AssessmentSummary, audience: str) -> str:
    """Return the name proposed for the bundle of an assessment."""
    start = f"{safe_name(summary.questionnaire_id)}-{summary.year}-{safe_name(summary.structure.name)}"
    return f"{start}-{FOR_WHOM[audience]}.capx"


def worksheet_name(summary: AssessmentSummary) -> str:
    """Return the name proposed for the worksheet of an assessment."""
    return f"fiche-{safe_name(summary.structure.name)}-{summary.year}.xlsx"


def export_folder(package: Path | None = None) -> Path:
    """Return `exports/` of a checkout, else the person's documents, else their home.

    Args:
        package: Folder of the program; by default where it runs from.
    """
    from platformdirs import user_documents_path

    root = (package or Path(cap_tui.__file__).parent).parent
    if (root / "pyproject.toml").is_file() and (root / "exports").is_dir():
        return root / "exports"
    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()
